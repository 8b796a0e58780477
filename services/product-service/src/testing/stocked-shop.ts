import { randomUUID } from 'node:crypto';
import { type ReserveStock, type Sku, sku } from '@halden/contracts';
import { shardOf } from '../domain/stock.ts';
import { aProduct, aSku, aVariant, stocked } from './builders.ts';
import { eventually, openShop, type Replica, type Shop } from './harness.ts';

/** SKUs that no two of are in one shard. */
export function apart(count: number): Sku[] {
  const found = new Map<string, Sku>();
  while (found.size < count) {
    const candidate = sku(`P-${randomUUID().slice(0, 13).toUpperCase()}`);
    found.set(shardOf(candidate), candidate);
  }
  return [...found.values()];
}

/** A shop with two replicas and plenty of three SKUs, each in a shard of its own. */
export type StockedShop = Awaited<ReturnType<typeof openStockedShop>>;

export async function openStockedShop() {
  const [lamp, bowl, rug] = apart(3) as [Sku, Sku, Sku];
  const product = aProduct({ variants: [lamp, bowl, rug].map((one) => aVariant({ sku: one })) });
  const shop: Shop = await openShop({ products: [stocked(product, 100_000)] });
  const [service, other] = await Promise.all([shop.replica(), shop.replica()]);
  const reserve = (body: ReserveStock, by: Replica = service) => by.internal.reserveStock({ body });
  const settle = async (
    action: 'commit' | 'release',
    { orderId, lines }: Pick<ReserveStock, 'orderId' | 'lines'>,
    by: Replica = service,
  ) => (await by.internal.settleReservations({ body: { items: [{ orderId, action, lines }] } })).items[0]?.outcome;
  /** What is on hand and reserved. */
  const level = async (of: Sku) => {
    const { onHand, reserved } = await service.staff.getStock({ params: { sku: of } });
    return [onHand, reserved];
  };
  /** Adds a variant of its own with so many in stock to the shop. */
  const aFreshSku = async (count: number, like: Sku = aSku()): Promise<Sku> => {
    const record = aProduct({ variants: [aVariant({ sku: like })] });
    await service.staff.createCatalogueEntry({ body: record });
    if (count > 0) await service.staff.adjustStock({ params: { sku: like }, body: { change: count, reason: 'new' } });
    await eventually(async () => {
      const { lines } = await other.internal.priceLines({
        body: { currency: 'EUR', locale: 'en', lines: [{ sku: like, quantity: 1 }] },
      });
      return lines.some(({ available }) => available === Math.min(1, count));
    }, 'the other replica knows the SKU');
    return like;
  };
  return {
    shop,
    service,
    other,
    lamp,
    bowl,
    rug,
    reserve,
    settle,
    level,
    aFreshSku,
    async close() {
      await Promise.all([service.stop(), other.stop()]);
      await shop.close();
    },
  };
}
