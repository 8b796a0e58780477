import { percentiles } from '@halden/shop-client/percentiles';
import { follow, type Shop } from '@halden/shop-client/shop';
import { isDecided, type Sku } from '@halden/contracts';
import { placeOrder } from './orders.ts';

export interface Probe {
  /** The slowest of a hundred from ordered to paid, of those that began since; those that are not paid yet count as long as they wait. */
  p99(since: number): number;
  stop(): Promise<void>;
}

/** Somebody who orders twice a second and watches until the order is paid. */
export function probePayments({ url, buyer, sku }: { url: string; buyer: Shop; sku: Sku }): Probe {
  const seen: { at: number; ms?: number }[] = [];
  const underWay = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    const entry: { at: number; ms?: number } = { at: Date.now() };
    seen.push(entry);
    const work: Promise<unknown> = placeOrder({ guest: buyer, sku })
      .then(({ id }) => follow(url, buyer, id, isDecided, AbortSignal.timeout(60_000)))
      .then(() => (entry.ms = Date.now() - entry.at))
      .catch(() => undefined)
      .finally(() => underWay.delete(work));
    underWay.add(work);
  }, 500);
  return {
    p99: (since) => percentiles(seen.filter(({ at }) => at >= since).map(({ at, ms }) => ms ?? Date.now() - at)).p99,
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}
