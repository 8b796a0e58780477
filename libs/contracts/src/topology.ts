/**
 * What the platform uses in Azure, by name: the services, the local provisioning, the charts and the infrastructure read it here.
 * `local/azure/entities.json` says the same in the format of the vendors' emulators; a test holds the two equal.
 */
export const topology = {
  serviceBus: {
    queues: {
      paymentRequests: 'payment-requests',
      /** Events of a hub that nobody could handle: a hub has no dead-letter queue of its own. */
      eventDeadLetters: 'event-dead-letters',
    },
    topics: { paymentResults: { name: 'payment-results', subscriptions: { orderService: 'order-service' } } },
  },
  eventHubs: {
    orderEvents: {
      name: 'order-events',
      partitions: 4,
      consumerGroups: { notificationService: 'notification-service' },
    },
  },
  blob: { checkpoints: 'notification-checkpoints' },
  cosmos: {
    database: 'halden',
    containers: {
      /** Catalogue: one document a product. A deleted product stays for a day as a tombstone, so that every replica hears of it. */
      products: { name: 'products', partitionKey: '/id', defaultTtlSeconds: -1 },
      /** Stock levels and reservations; a shard is one unit of transaction (see the product-service). */
      stock: { name: 'stock', partitionKey: '/shard', defaultTtlSeconds: -1 },
      payments: { name: 'payments', partitionKey: '/id' },
      paymentMethods: { name: 'payment-methods', partitionKey: '/id', defaultTtlSeconds: -1 },
      /** The simulated bank's ledger. */
      bankLedger: { name: 'bank-ledger', partitionKey: '/id' },
      notifications: { name: 'notifications', partitionKey: '/recipient', defaultTtlSeconds: -1 },
      preferences: { name: 'notification-preferences', partitionKey: '/id' },
    },
  },
  sql: { database: 'orders' },
} as const;

export interface CosmosContainerSpec {
  name: string;
  partitionKey: string;
  /** `-1`: items live until they say otherwise themselves; absent: no item expires. */
  defaultTtlSeconds?: number;
}
export const cosmosContainers: readonly CosmosContainerSpec[] = Object.values(topology.cosmos.containers);
