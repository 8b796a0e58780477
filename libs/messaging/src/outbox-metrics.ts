import { Counter, Gauge, Histogram, type Metrics } from '@halden/service-kit';

/** What the relay counts, in the registry of the service. */
export function createOutboxMetrics({ registry }: Metrics) {
  return {
    messages: new Counter({
      name: 'outbox_messages_total',
      help: 'Outbox messages by destination and outcome: sent, failed (tried in vain), postponed (not tried: the destination is down), parked',
      labelNames: ['destination', 'outcome'] as const,
      registers: [registry],
    }),
    parked: new Gauge({
      name: 'outbox_parked_messages',
      help: 'Outbox messages that are not tried any more, until somebody replays them',
      labelNames: ['destination', 'reason'] as const,
      registers: [registry],
    }),
    delay: new Histogram({
      name: 'outbox_delay_seconds',
      help: 'From the change that caused a message to when its destination had it',
      labelNames: ['destination'] as const,
      buckets: [0.05, 0.25, 1, 5, 15, 60, 300, 1_800],
      registers: [registry],
    }),
  };
}
export type OutboxMetrics = ReturnType<typeof createOutboxMetrics>;
