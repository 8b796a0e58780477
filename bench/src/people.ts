import { setTimeout as pause } from 'node:timers/promises';
import type { Sku } from '@halden/contracts';
import { startVisitors } from '@halden/shop-client/visitors';
import type { Measured } from './load.ts';

/**
 * People who come at a steady rate, whether the shop answers or not, as they do in the scenarios on a cluster: what each of them waits,
 * where a load that waits for its answers would slow down with the shop and say nothing of it.
 */
export async function steadyPeople(
  where: { readonly url: string; readonly token: string; readonly skus: readonly Sku[] },
  { views, orders, seconds }: { readonly views: number; readonly orders: number; readonly seconds: number },
): Promise<Measured> {
  const visitors = startVisitors({ ...where, views, orders, prefix: 'bench' });
  await pause(seconds * 1000);
  await visitors.stop();
  const { requests, failed, p50, p99 } = visitors.account.summary();
  return { perSecond: Math.round(requests / seconds), p50, p99, requests, failures: failed };
}
