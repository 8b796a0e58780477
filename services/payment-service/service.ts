import { paymentApi, topology } from '@halden/contracts';
import { defineService, messagesDone } from '@halden/service-description';

export default defineService({
  name: 'payment-service',
  title: 'Payments and refunds',
  description: 'Takes payments and gives refunds, once each',
  runtime: 'node',
  api: paymentApi,
  uses: ['cosmos', 'service-bus'],
  consumes: [{ kind: 'queue', queue: topology.serviceBus.queues.paymentRequests, messagesPerReplica: 50 }],
  judgedBy: 'iterations',
  business: [
    messagesDone,
    { name: 'payments-taken', good: 'payments_total{outcome!="declined"}', all: 'payments_total', min: 50 },
  ],
  slo: { availability: 99.9, latencyMs: 500 },
  // No real bank is connected yet; the simulated one is not for customers.
  settingsIn: { prod: { BANK: 'none' } },
  local: { port: 3003, priority: 'low' },
});
