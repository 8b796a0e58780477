import { orderApi, topology } from '@halden/contracts';
import { defineService, messagesDone } from '@halden/service-description';

const { paymentResults } = topology.serviceBus.topics;

export default defineService({
  name: 'order-service',
  title: 'Orders',
  description: 'Orders: placing, reading, following, cancelling',
  runtime: 'node',
  api: orderApi,
  calls: [{ service: 'product-service', setting: 'PRODUCT_SERVICE_URL' }],
  uses: ['sql', 'service-bus', 'event-hubs'],
  consumes: [
    {
      kind: 'subscription',
      topic: paymentResults.name,
      subscription: paymentResults.subscriptions.orderService,
      messagesPerReplica: 50,
    },
  ],
  keepsFiles: { folder: 'orders', size: '1Gi' },
  business: [
    messagesDone,
    {
      // A release that refuses what the one before it took; what is sold out, either of them refuses.
      name: 'checkouts-taken',
      good: 'order_checkouts_total{outcome=~"placed|repeated|out_of_stock"}',
      all: 'order_checkouts_total',
      min: 50,
    },
  ],
  alerts: [
    {
      alert: 'RefundsFailed',
      expr: (pods) => `max(orders_attention{${pods}}) > 0`,
      for: '5m',
      summary: 'Money that was to go back did not',
      description: 'Orders wait for staff: their refund failed, and their customers were told that we see to it.',
      runbook: 'docs/runbooks/refunds-failed.md',
    },
  ],
  slo: { availability: 99.9, latencyMs: 500 },
  secrets: { ORDER_KEY_SECRET: 'order-key-secret' },
  local: { port: 3002 },
});
