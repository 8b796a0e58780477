/**
 * The messaging entities that are served, read from the files that Microsoft's own emulators read:
 * `UserConfig.Namespaces[]` (Service Bus) and `UserConfig.NamespaceConfig[]` (Event Hubs), also both in one file.
 * What a file leaves out has Azure's default, not that of the emulators, so that nothing expires unasked.
 */
import { JsonValue } from './amqp/config-reader.ts';
import {
  defaultRule,
  duplicates,
  EntityConfigError,
  queueDefaults,
  type Correlation,
  type EntityConfig,
  type EventHubConfig,
  type NamedPlace,
  type QueueConfig,
  type RuleConfig,
  type RuleFilter,
  type SubscriptionConfig,
  type TopicConfig,
} from './amqp/entity-config.ts';
import { SqlError } from './amqp/sql-filter/lexer.ts';
import { parseAction, parseFilter } from './amqp/sql-filter/parser.ts';

export { defaultRule, EntityConfigError, mergeEntities, queueDefaults } from './amqp/entity-config.ts';
export type {
  Correlation,
  EntityConfig,
  EventHubConfig,
  QueueConfig,
  RuleConfig,
  RuleFilter,
  SubscriptionConfig,
  TopicConfig,
} from './amqp/entity-config.ts';

const day = 86_400_000;
const longest = 'P10675199DT2H48M5.4775807S'; // .NET's TimeSpan.MaxValue, which Azure uses for "never"
const pathName = {
  pattern: /^[A-Za-z0-9](?:[\w./-]*[A-Za-z0-9])?$/,
  max: 260,
  like: "letters, digits, '.', '-', '_' or '/' that begin and end with a letter or digit",
};
const shortName = { ...pathName, max: 50 };
const ruleName = { pattern: /^(?:\$Default|[A-Za-z0-9](?:[\w./-]*[A-Za-z0-9])?)$/, max: 50, like: pathName.like };

/**
 * Reads one parsed configuration file.
 * @param source where it is from, for messages: usually the file's name
 * @throws EntityConfigError listing every fault with its JSON path and the accepted values
 */
export function parseEntities(json: unknown, source: string): EntityConfig {
  const faults: string[] = [];
  const root = new JsonValue(json, '', (path, problem) => faults.push(`${source}: ${path || 'the file'}: ${problem}`));
  const { UserConfig } = root.members(['UserConfig'], ['$schema']);
  if (!UserConfig.isGiven) UserConfig.fault('must be given, with Namespaces or NamespaceConfig');
  const user = UserConfig.members(['Namespaces', 'NamespaceConfig'], ['Logging', 'LoggingConfig']);

  const entities: EntityConfig = { queues: [], topics: [], eventHubs: [] };
  const places: NamedPlace[] = [];
  const named = <Entity extends { name: string }>(value: JsonValue, entity: Entity): Entity => {
    if (entity.name !== '') places.push({ name: entity.name, place: value.path });
    return entity;
  };
  for (const namespace of [...user.Namespaces.items(), ...user.NamespaceConfig.items()]) {
    const { Queues, Topics, Entities } = namespace.members(['Queues', 'Topics', 'Entities'], ['Name', 'Type']);
    for (const value of Queues.items()) entities.queues.push(named(value, queue(value)));
    for (const value of Topics.items()) entities.topics.push(named(value, topic(value)));
    for (const value of Entities.items()) entities.eventHubs.push(named(value, eventHub(value)));
  }
  for (const { name, first, again } of duplicates(places))
    faults.push(`${source}: ${again}.Name: '${name}' is already the name of ${first}; names differ by more than case`);
  if (faults.length > 0) throw new EntityConfigError(faults);
  return entities;
}

/** A queue in the form that configuration files have, from wherever. @throws EntityConfigError */
export const readQueue = (json: unknown): QueueConfig => readOne(json, queue);

/** A topic. @throws EntityConfigError */
export const readTopic = (json: unknown): TopicConfig => readOne(json, topic);

/** A subscription. @throws EntityConfigError */
export const readSubscription = (json: unknown): SubscriptionConfig => readOne(json, subscription);

/** A rule. @throws EntityConfigError */
export const readRule = (json: unknown): RuleConfig => readOne(json, rule);

function readOne<Config>(json: unknown, read: (value: JsonValue) => Config): Config {
  const faults: string[] = [];
  const config = read(new JsonValue(json, '', (path, problem) => faults.push(`${path}: ${problem}`)));
  if (faults.length > 0) throw new EntityConfigError(faults);
  return config;
}

function queue(value: JsonValue): QueueConfig {
  const { Name, Properties } = value.members(['Name', 'Properties']);
  const properties = Properties.members([...receiving, ...duplicateDetection]);
  return {
    name: Name.name(pathName),
    ...receivingSettings(properties),
    duplicateDetectionMs: duplicateDetectionMs(properties),
  };
}

function topic(value: JsonValue): TopicConfig {
  const { Name, Properties, Subscriptions } = value.members(['Name', 'Properties', 'Subscriptions']);
  const properties = Properties.members(['DefaultMessageTimeToLive', ...duplicateDetection]);
  const subscriptions = Subscriptions.items();
  reportDuplicates(subscriptions);
  return {
    name: Name.name(pathName),
    defaultTtlMs: timeToLive(properties.DefaultMessageTimeToLive),
    duplicateDetectionMs: duplicateDetectionMs(properties),
    subscriptions: subscriptions.map(subscription),
  };
}

function subscription(value: JsonValue): SubscriptionConfig {
  const { Name, Properties, Rules } = value.members(['Name', 'Properties', 'Rules']);
  const rules = Rules.items();
  reportDuplicates(rules);
  return {
    name: Name.name(shortName),
    ...receivingSettings(Properties.members(receiving)),
    rules: rules.length > 0 ? rules.map(rule) : [defaultRule],
  };
}

const duplicateDetection = ['RequiresDuplicateDetection', 'DuplicateDetectionHistoryTimeWindow'] as const;
const receiving = [
  'LockDuration',
  'MaxDeliveryCount',
  'DefaultMessageTimeToLive',
  'DeadLetteringOnMessageExpiration',
  'RequiresSession',
  'ForwardTo',
  'ForwardDeadLetteredMessagesTo',
] as const;

function receivingSettings(
  properties: Record<(typeof receiving)[number], JsonValue>,
): Omit<QueueConfig, 'name' | 'duplicateDetectionMs'> {
  const forwardTo = properties.ForwardTo.text() || undefined;
  const forwardDeadLetteredTo = properties.ForwardDeadLetteredMessagesTo.text() || undefined;
  const requiresSession = properties.RequiresSession.boolean(queueDefaults.requiresSession);
  if (forwardTo && requiresSession)
    properties.ForwardTo.fault('cannot be combined with RequiresSession; Azure forwards from no entity with sessions');
  return {
    lockDurationMs: properties.LockDuration.duration({
      min: 'PT5S',
      max: 'PT5M',
      fallback: queueDefaults.lockDurationMs,
    }),
    maxDeliveryCount: properties.MaxDeliveryCount.integer({
      min: 1,
      max: 2_000,
      fallback: queueDefaults.maxDeliveryCount,
    }),
    defaultTtlMs: timeToLive(properties.DefaultMessageTimeToLive),
    deadLetterOnExpiration: properties.DeadLetteringOnMessageExpiration.boolean(queueDefaults.deadLetterOnExpiration),
    requiresSession,
    ...(forwardTo && { forwardTo }),
    ...(forwardDeadLetteredTo && { forwardDeadLetteredTo }),
  };
}

function timeToLive(value: JsonValue): number {
  const milliseconds = value.duration({ min: 'PT1S', max: longest, fallback: Infinity });
  return milliseconds >= 10_675_199 * day ? Infinity : milliseconds;
}

function duplicateDetectionMs(properties: Record<(typeof duplicateDetection)[number], JsonValue>): number {
  const window = properties.DuplicateDetectionHistoryTimeWindow.duration({
    min: 'PT20S',
    max: 'P7D',
    fallback: 600_000,
  });
  return properties.RequiresDuplicateDetection.boolean(false) ? window : 0;
}

function rule(value: JsonValue): RuleConfig {
  const { Name, Properties } = value.members(['Name', 'Properties']);
  const { FilterType, SqlFilter, CorrelationFilter, Action } = Properties.members([
    'FilterType',
    'SqlFilter',
    'CorrelationFilter',
    'Action',
  ]);
  const type = FilterType.oneOf(['Sql', 'Correlation']);
  const unused = type === 'Sql' ? CorrelationFilter : SqlFilter;
  if (type && unused.isGiven) unused.fault(`must not be given with FilterType ${type}`);
  const action = Action.members(['SqlExpression']).SqlExpression;
  const actionText = checkedSql(action, parseAction);
  return {
    name: Name.name(ruleName),
    filter: type === 'Correlation' ? correlationFilter(CorrelationFilter) : sqlFilter(SqlFilter, type !== undefined),
    ...(actionText && { action: actionText }),
  };
}

function sqlFilter(value: JsonValue, required: boolean): RuleFilter {
  const { SqlExpression } = value.members(['SqlExpression']);
  if (required && !SqlExpression.isGiven) SqlExpression.fault('must be given with FilterType Sql');
  return { type: 'sql', expression: checkedSql(SqlExpression, parseFilter) ?? '1=1' };
}

function checkedSql(value: JsonValue, parse: (expression: string) => unknown): string | undefined {
  const expression = value.text();
  if (expression === undefined) return undefined;
  try {
    parse(expression);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    value.fault(error.message);
  }
  return expression;
}

function correlationFilter(value: JsonValue): RuleFilter {
  const read = value.members([
    'ContentType',
    'CorrelationId',
    'Label',
    'MessageId',
    'ReplyTo',
    'ReplyToSessionId',
    'SessionId',
    'To',
    'Properties',
  ]);
  const properties = read.Properties.scalars();
  const filter: Correlation = {
    contentType: read.ContentType.text(),
    correlationId: read.CorrelationId.text(),
    subject: read.Label.text(),
    messageId: read.MessageId.text(),
    replyTo: read.ReplyTo.text(),
    replyToSessionId: read.ReplyToSessionId.text(),
    sessionId: read.SessionId.text(),
    to: read.To.text(),
    ...(properties && Object.keys(properties).length > 0 && { properties }),
  };
  if (Object.values(filter).every((condition) => condition === undefined))
    value.fault(`must have at least one of ${Object.keys(read).join(', ')}`);
  return { type: 'correlation', ...filter };
}

function eventHub(value: JsonValue): EventHubConfig {
  const { Name, PartitionCount, ConsumerGroups, MessageRetentionInDays } = value.members([
    'Name',
    'PartitionCount',
    'ConsumerGroups',
    'MessageRetentionInDays',
  ]);
  const groups = ConsumerGroups.items();
  reportDuplicates(groups);
  return {
    name: Name.name({ ...pathName, max: 256 }),
    partitionCount: PartitionCount.integer({ min: 1, max: 32 }),
    consumerGroups: groups.map((group) => {
      const name = group.members(['Name']).Name;
      return name.name(shortName);
    }),
    retentionMs: MessageRetentionInDays.integer({ min: 1, max: 90, fallback: 1 }) * day,
  };
}

/** Reports the names that occur twice among `values`, which share one parent. */
function reportDuplicates(values: JsonValue[]): void {
  const places = values.flatMap((value) => {
    const name = value.peek('Name');
    return typeof name === 'string' ? [{ name, place: value.path }] : [];
  });
  for (const { name, first, again } of duplicates(places))
    values.find(({ path }) => path === again)?.fault(`Name '${name}' is already the name of ${first}`);
}
