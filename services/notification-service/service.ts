import { notificationApi, topology } from '@halden/contracts';
import { defineService, messagesDone } from '@halden/service-description';

const { orderEvents } = topology.eventHubs;

export default defineService({
  name: 'notification-service',
  title: 'E-mail and SMS to customers',
  description: 'Notifies customers of their orders by e-mail and SMS',
  runtime: 'node',
  api: notificationApi,
  uses: ['cosmos', 'event-hubs', 'checkpoints', 'service-bus', 'communication'],
  consumes: [
    {
      kind: 'event-hub',
      hub: orderEvents.name,
      consumerGroup: orderEvents.consumerGroups.notificationService,
      checkpointContainer: topology.blob.checkpoints,
      eventsPerReplica: 64,
    },
  ],
  judgedBy: 'iterations',
  business: [
    messagesDone,
    {
      name: 'notifications-sent',
      good: 'notifications_total{outcome!="failed"}',
      all: 'notifications_total',
      min: 90,
    },
  ],
  slo: { availability: 99.5, latencyMs: 500 },
  local: { port: 3004, priority: 'low', settings: { REPLICA_NAME: 'local' } },
});
