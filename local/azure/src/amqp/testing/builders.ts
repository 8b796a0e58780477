import {
  defaultRule,
  queueDefaults,
  type EntityConfig,
  type EventHubConfig,
  type QueueConfig,
  type SubscriptionConfig,
  type TopicConfig,
} from '../entity-config.ts';

/** A queue as Azure makes it, except for what is given. */
export function aQueue(given: Partial<QueueConfig> = {}): QueueConfig {
  return { name: 'orders', ...queueDefaults, ...given };
}

export function aSubscription(given: Partial<SubscriptionConfig> = {}): SubscriptionConfig {
  const { duplicateDetectionMs: _, ...defaults } = queueDefaults;
  return { name: 'all', ...defaults, rules: [defaultRule], ...given };
}

export function aTopic(given: Partial<TopicConfig> = {}): TopicConfig {
  return {
    name: 'events',
    defaultTtlMs: Infinity,
    duplicateDetectionMs: 0,
    subscriptions: [aSubscription()],
    ...given,
  };
}

export function aHub(given: Partial<EventHubConfig> = {}): EventHubConfig {
  return { name: 'telemetry', partitionCount: 4, consumerGroups: [], retentionMs: 86_400_000, ...given };
}

export function entities(given: Partial<EntityConfig>): EntityConfig {
  return { queues: [], topics: [], eventHubs: [], ...given };
}
