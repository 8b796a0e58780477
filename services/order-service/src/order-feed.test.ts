import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import type { OrderRecord } from './domain/order.ts';
import type { OrderStore } from './domain/ports.ts';
import { createOrderFeed } from './order-feed.ts';
import { aChange, anOrder } from './testing/builders.ts';

const aFeed = () => createOrderFeed({ orders: {} as OrderStore, log: silentLog });

describe('the feed of an order', () => {
  it('goes on for others when one stops watching twice', () => {
    const feed = aFeed();
    const order = anOrder();
    const seen: OrderRecord[] = [];
    const stop = feed.watch(order.id, () => undefined);
    stop();
    feed.watch(order.id, (next) => seen.push(next));
    stop();
    feed.observe({ order });
    expect(seen).toEqual([order]);
  });

  it('goes on for the other when one function watches twice', () => {
    const feed = aFeed();
    const order = anOrder();
    const seen: OrderRecord[] = [];
    const listener = (next: OrderRecord) => void seen.push(next);
    const stop = feed.watch(order.id, listener);
    feed.watch(order.id, listener);
    stop();
    feed.observe({ order });
    expect(seen).toEqual([order]);
  });

  it('shows each version once', () => {
    const feed = aFeed();
    const order = anOrder();
    const next = aChange(order, {}).order;
    const seen: number[] = [];
    feed.watch(order.id, ({ version }) => seen.push(version));
    for (const each of [order, next, next, order]) feed.observe({ order: each });
    expect(seen).toEqual([1, 2]);
  });
});
