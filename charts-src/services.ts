import { routes, topology } from '@halden/contracts';
import type { Environment, ServiceDescription } from './model.ts';

const everywhere: readonly Environment[] = ['dev', 'staging', 'prod', 'local'];
const publicRoutes = (service: string) =>
  routes.filter((route) => route.service === service).map(({ prefix }) => prefix);
const { queues } = topology.serviceBus;
const { orderEvents } = topology.eventHubs;

/** Of the messages a pod set took, those that were done; what is retried or dead-lettered was not. */
const messagesDone = {
  name: 'messages-done',
  good: 'messages_processed_total{verdict="complete"}',
  all: 'messages_processed_total',
  min: 90,
};
const own = { kind: 'service', port: 8080, health: { live: '/health', ready: '/ready' } } as const;

/** Every service: what it serves, calls, uses and consumes. All that runs in a cluster is made from these rows. */
export const services: readonly ServiceDescription[] = [
  {
    ...own,
    name: 'frontend',
    description: 'The shop, static files served by Nginx',
    environments: everywhere,
    health: { live: '/health', ready: '/health' },
    routes: ['/'],
    calls: [],
    azure: [],
    consumes: [],
    judgedBy: 'traffic',
    metrics: false,
    business: [],
    slo: { availability: 99.9, latencyMs: 250 },
    secrets: {},
    settings: {},
  },
  {
    ...own,
    name: 'product-service',
    description: 'Catalogue, search and stock',
    environments: everywhere,
    routes: publicRoutes('product-service'),
    calls: [],
    azure: ['cosmos'],
    consumes: [],
    judgedBy: 'traffic',
    metrics: true,
    business: [
      {
        name: 'reservations-done',
        good: 'stock_reservations_total{outcome!="failed"}',
        all: 'stock_reservations_total',
        min: 95,
      },
    ],
    slo: { availability: 99.9, latencyMs: 250 },
    secrets: {},
    settings: {},
    settingsIn: { local: { SEED_CATALOGUE: 'true' }, dev: { SEED_CATALOGUE: 'true' } },
  },
  {
    ...own,
    name: 'order-service',
    description: 'Orders: placing, reading, following, cancelling',
    environments: everywhere,
    routes: publicRoutes('order-service'),
    calls: ['product-service'],
    azure: ['sql', 'service-bus', 'event-hubs'],
    consumes: [],
    judgedBy: 'traffic',
    metrics: true,
    business: [messagesDone],
    slo: { availability: 99.9, latencyMs: 500 },
    secrets: { ORDER_KEY_SECRET: 'order-key-secret' },
    settings: { PRODUCT_SERVICE_URL: 'http://product-service' },
  },
  {
    ...own,
    name: 'payment-service',
    description: 'Takes payments and gives refunds, once each',
    environments: everywhere,
    routes: publicRoutes('payment-service'),
    calls: [],
    azure: ['cosmos', 'service-bus'],
    consumes: [{ kind: 'queue', queue: queues.paymentRequests, messagesPerReplica: 50 }],
    judgedBy: 'iterations',
    metrics: true,
    business: [
      messagesDone,
      { name: 'payments-taken', good: 'payments_total{outcome!="declined"}', all: 'payments_total', min: 50 },
    ],
    slo: { availability: 99.9, latencyMs: 500 },
    secrets: {},
    settings: {},
    settingsIn: { prod: { ALLOW_TEST_CARDS: 'false' } },
  },
  {
    ...own,
    name: 'notification-service',
    description: 'Tells customers by e-mail and SMS what became of their orders',
    environments: everywhere,
    routes: publicRoutes('notification-service'),
    calls: [],
    azure: ['cosmos', 'event-hubs', 'checkpoints', 'service-bus', 'communication'],
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
    metrics: true,
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
    secrets: {},
    settings: {},
  },
  {
    name: 'embedded-azure',
    description: "Azure's services in one pod, for clusters without Azure",
    environments: ['local'],
    kind: 'embedded-azure',
    port: 8090,
    health: {
      live: '/identity/.well-known/openid-configuration',
      ready: '/identity/.well-known/openid-configuration',
    },
    routes: ['/identity', '/mailbox'],
    calls: [],
    azure: [],
    consumes: [],
    judgedBy: 'traffic',
    metrics: false,
    business: [],
    slo: { availability: 99, latencyMs: 1_000 },
    secrets: {},
    settings: {},
  },
];

/** The rows that run in an environment. */
export const servicesIn = (environment: Environment, rows: readonly ServiceDescription[] = services) =>
  rows.filter((service) => service.environments.includes(environment));
