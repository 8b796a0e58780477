import { orderStates, type OrderStatus } from '@halden/contracts';
import { Counter, Gauge, Histogram, type Metrics } from '@halden/service-kit';
import type { OrderStore } from './domain/ports.ts';
import type { OrderObserver } from './observe-orders.ts';

/** What the business watches, and what a canary is judged by. */
export interface OrderMetrics {
  observe: OrderObserver;
  /** What became of a checkout: `placed`, `repeated`, or the code it was refused with. */
  checkout(outcome: string): void;
}

export function createOrderMetrics({ registry }: Metrics, orders: Pick<OrderStore, 'countAttention'>): OrderMetrics {
  const registers = [registry];
  new Gauge({
    name: 'orders_attention',
    help: 'Orders that staff must look at, such as those whose refund failed; every replica counts all',
    registers,
    async collect() {
      // Where the store does not answer, the last count stands.
      await orders.countAttention().then(
        (count) => this.set(count),
        () => undefined,
      );
    },
  });
  const checkouts = new Counter({
    name: 'order_checkouts_total',
    help: 'Well-formed checkouts by outcome: placed, repeated, or the problem code they were refused with',
    labelNames: ['outcome'] as const,
    registers,
  });
  const placed = new Counter({
    name: 'orders_placed_total',
    help: 'Orders placed',
    labelNames: ['currency'] as const,
    registers,
  });
  const status = new Counter({
    name: 'orders_status_total',
    help: 'Orders that reached a status, each once',
    labelNames: ['status'] as const,
    registers,
  });
  const refunds = new Counter({
    name: 'orders_refunds_total',
    help: 'Refunds of orders by what became of them',
    labelNames: ['outcome'] as const,
    registers,
  });
  const toPaid = new Histogram({
    name: 'order_checkout_to_paid_seconds',
    help: 'From placed to paid',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  return {
    checkout: (outcome) => checkouts.labels(outcome).inc(),
    observe({ from, order }) {
      if (!from) placed.labels(order.currency).inc();
      const before = new Set<OrderStatus>(from?.timeline.map((entry) => entry.status));
      for (const reached of new Set(order.timeline.map((entry) => entry.status)))
        if (!before.has(reached)) status.labels(reached).inc();
      for (const refund of order.refunds)
        if (from?.refunds.find(({ id }) => id === refund.id)?.status !== refund.status)
          refunds.labels(refund.status).inc();
      const awaited = from && orderStates[from.status].money === 'awaited';
      if (awaited && orderStates[order.status].shippable)
        toPaid.observe((Date.parse(order.updatedAt) - Date.parse(order.placedAt)) / 1000);
    },
  };
}
