import type { Order, OrderStatus } from '@halden/contracts';
import { Counter, Histogram, type Metrics } from '@halden/service-kit';
import type { OrderRecord } from './domain/order.ts';

/** What the business watches, and what a canary is judged by. */
export interface OrderMetrics {
  placed(order: Order): void;
  refused(code: string): void;
  /** An order reached a new status. */
  changed(order: OrderRecord): void;
}

export function createOrderMetrics({ registry }: Metrics): OrderMetrics {
  const registers = [registry];
  const placed = new Counter({
    name: 'orders_placed_total',
    help: 'Orders placed',
    labelNames: ['currency'] as const,
    registers,
  });
  const refused = new Counter({
    name: 'orders_refused_total',
    help: 'Orders refused, by problem code',
    labelNames: ['code'] as const,
    registers,
  });
  const status = new Counter({
    name: 'orders_status_total',
    help: 'Orders that reached a status',
    labelNames: ['status'] as const,
    registers,
  });
  const toPaid = new Histogram({
    name: 'order_checkout_to_paid_seconds',
    help: 'From placed to paid',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  return {
    placed: ({ currency }) => placed.labels(currency).inc(),
    refused: (code) => refused.labels(code).inc(),
    changed(order) {
      status.labels(order.status satisfies OrderStatus).inc();
      if (order.status === 'paid' && order.refunded === 0)
        toPaid.observe((Date.parse(order.updatedAt) - Date.parse(order.placedAt)) / 1000);
    },
  };
}
