/** Settings of a queue. Durations are milliseconds; `Infinity` means never. */
export interface QueueConfig {
  /** Addressed without regard to case, as everywhere in Service Bus. */
  name: string;
  /** Time a received message is locked. @default 60_000 */
  lockDurationMs: number;
  /** Failed deliveries after which a message is dead-lettered. @default 10 */
  maxDeliveryCount: number;
  /** Lifetime of messages that set none, and the ceiling for those that do. @default Infinity */
  defaultTtlMs: number;
  /** Dead-letters what expires; otherwise it is dropped. @default false */
  deadLetterOnExpiration: boolean;
  /** Every message needs a session id, and only session receivers are admitted. @default false */
  requiresSession: boolean;
  /** Window in which a message id is taken once; 0 turns duplicate detection off. @default 0 */
  duplicateDetectionMs: number;
  /** Queue or topic that gets every message instead of this one. */
  forwardTo?: string;
  /** Queue or topic that gets what would be dead-lettered here. */
  forwardDeadLetteredTo?: string;
}

/** Settings of a subscription: those of a queue (duplicates are detected by the topic), and its rules. */
export interface SubscriptionConfig extends Omit<QueueConfig, 'duplicateDetectionMs'> {
  /** Never empty: a subscription without rules has `$Default`, which takes everything. */
  rules: RuleConfig[];
}

/** Settings of a topic. Durations are milliseconds. */
export interface TopicConfig {
  name: string;
  /** @default Infinity */
  defaultTtlMs: number;
  /** @default 0, which is off */
  duplicateDetectionMs: number;
  subscriptions: SubscriptionConfig[];
}

/** A subscription rule: which messages it selects, and what its optional action changes in the copy it makes. */
export interface RuleConfig {
  name: string;
  filter: RuleFilter;
  /** `SET …; REMOVE …` statements. A rule with an action makes its own copy of the message. */
  action?: string;
}

/** The filters of Service Bus. `true` and `false` are what Azure calls TrueFilter and FalseFilter. */
export type RuleFilter =
  { type: 'true' } | { type: 'false' } | { type: 'sql'; expression: string } | ({ type: 'correlation' } & Correlation);

/** Values a message must have, all of them, compared with regard to case. */
export interface Correlation {
  contentType?: string;
  correlationId?: string;
  /** Called Label by the configuration and by SQL filters. */
  subject?: string;
  messageId?: string;
  replyTo?: string;
  replyToSessionId?: string;
  sessionId?: string;
  to?: string;
  properties?: Record<string, string | number | boolean>;
}

/** Settings of an event hub. */
export interface EventHubConfig {
  name: string;
  /** 1 to 32; the partitions are called '0', '1', … */
  partitionCount: number;
  /** The groups besides `$Default`, which always exists. */
  consumerGroups: string[];
  /** Age in milliseconds at which events are dropped. @default one day */
  retentionMs: number;
}

/** Everything that one broker serves. */
export interface EntityConfig {
  queues: QueueConfig[];
  topics: TopicConfig[];
  eventHubs: EventHubConfig[];
}

export const subscriptionAddress = (topic: string, name: string): string => `${topic}/Subscriptions/${name}`;

/** The rule of a subscription that names none. */
export const defaultRule: RuleConfig = { name: '$Default', filter: { type: 'true' } };

/** What a queue has unless its configuration says otherwise: the defaults of Azure Resource Manager. */
export const queueDefaults: Omit<QueueConfig, 'name'> = {
  lockDurationMs: 60_000,
  maxDeliveryCount: 10,
  defaultTtlMs: Infinity,
  deadLetterOnExpiration: false,
  requiresSession: false,
  duplicateDetectionMs: 0,
};

/** An entity configuration that cannot be served. `faults` names every place that is wrong, and what is accepted there. */
export class EntityConfigError extends Error {
  readonly code = 'ENTITY_CONFIG';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(
      `the entity configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n  ${faults.join('\n  ')}`,
    );
    this.name = 'EntityConfigError';
    this.faults = faults;
  }
}

/**
 * The union of several configurations, checked as a whole.
 * @throws EntityConfigError when a name occurs twice, or something is forwarded to no queue or topic of the union
 */
export function mergeEntities(configs: EntityConfig[]): EntityConfig {
  const merged: EntityConfig = {
    queues: configs.flatMap(({ queues }) => queues),
    topics: configs.flatMap(({ topics }) => topics),
    eventHubs: configs.flatMap(({ eventHubs }) => eventHubs),
  };
  const faults = [
    ...duplicates(namedPlaces(merged)).map(
      ({ name, first, again }) => `'${name}' is the name of ${first} and of ${again}; rename one of them`,
    ),
    ...danglingForwards(merged),
  ];
  if (faults.length > 0) throw new EntityConfigError(faults);
  return merged;
}

/** Where in the configuration a name is given. */
export interface NamedPlace {
  name: string;
  place: string;
}

/** The names that occur a second time, regardless of case. */
export function duplicates(places: NamedPlace[]): { name: string; first: string; again: string }[] {
  const seen = new Map<string, string>();
  return places.flatMap(({ name, place }) => {
    const first = seen.get(name.toLowerCase());
    if (first !== undefined) return [{ name, first, again: place }];
    seen.set(name.toLowerCase(), place);
    return [];
  });
}

function namedPlaces({ queues, topics, eventHubs }: EntityConfig): NamedPlace[] {
  return [
    ...queues.map(({ name }) => ({ name, place: 'a queue' })),
    ...topics.map(({ name }) => ({ name, place: 'a topic' })),
    ...eventHubs.map(({ name }) => ({ name, place: 'an event hub' })),
  ];
}

function danglingForwards({ queues, topics }: EntityConfig): string[] {
  const targets = new Set([...queues, ...topics].map(({ name }) => name.toLowerCase()));
  const sources = [
    ...queues.map((queue) => ({ at: `queue '${queue.name}'`, ...queue })),
    ...topics.flatMap(({ name, subscriptions }) =>
      subscriptions.map((subscription) => ({ at: `subscription '${name}/${subscription.name}'`, ...subscription })),
    ),
  ];
  return sources.flatMap(({ at, forwardTo, forwardDeadLetteredTo }) =>
    Object.entries({ ForwardTo: forwardTo, ForwardDeadLetteredMessagesTo: forwardDeadLetteredTo }).flatMap(
      ([property, target]) =>
        target === undefined || targets.has(target.toLowerCase())
          ? []
          : [`${at}: ${property} names '${target}', which is no queue or topic; add it, or take the property out`],
    ),
  );
}
