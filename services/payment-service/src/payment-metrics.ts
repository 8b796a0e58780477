import { Counter, Histogram, type Metrics } from '@halden/service-kit';
import type { PaymentObserver } from './domain/ports.ts';

/** What the business watches, and what a canary is judged by. */
export function createPaymentMetrics({ registry }: Metrics): PaymentObserver {
  const registers = [registry];
  const payments = new Counter({
    name: 'payments_total',
    help: 'Payments decided, by outcome and reason',
    labelNames: ['outcome', 'reason'] as const,
    registers,
  });
  const duration = new Histogram({
    name: 'payment_duration_seconds',
    help: 'From the order asking for its payment to the decision',
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
    registers,
  });
  const refunds = new Counter({
    name: 'refunds_total',
    help: 'Refunds decided, by outcome',
    labelNames: ['outcome'] as const,
    registers,
  });
  return {
    decided({ status, declineReason, requestedAt, settledAt }) {
      payments.labels(status, declineReason ?? '').inc();
      duration.observe(Math.max(0, Date.parse(settledAt ?? requestedAt) - Date.parse(requestedAt)) / 1000);
    },
    refunded: (outcome) => refunds.labels(outcome).inc(),
  };
}
