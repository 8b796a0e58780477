import { element, text, type Xml } from '../../xml.ts';
import type { Broker } from '../broker/broker.ts';
import { subscriptionAddress, type RuleConfig, type RuleFilter } from '../entity-config.ts';
import { addressOf, type Definition } from '../storage/definitions.ts';
import { isoTime, type Resource } from './atom.ts';

/** What an entity is set to and what it holds now, in the order in which Azure's clients expect the properties. */
export function describeEntity(definition: Definition, { broker, host }: { broker: Broker; host: string }): Resource {
  const path = addressOf(definition);
  const createdAt = broker.createdAt(path);
  const updatedAt = Math.max(createdAt, definition.updatedAt);
  const shared = { path, createdAt, updatedAt };
  const context = { broker, host, times: times({ createdAt, updatedAt }) };
  switch (definition.kind) {
    case 'queue':
      return { ...shared, root: 'QueueDescription', properties: queueProperties(definition, context) };
    case 'topic':
      return { ...shared, root: 'TopicDescription', properties: topicProperties(definition, context) };
    case 'subscription':
      return { ...shared, root: 'SubscriptionDescription', properties: subscriptionProperties(definition, context) };
  }
}

interface Context {
  broker: Broker;
  host: string;
  times: Xml;
}

function queueProperties({ config, inert }: Extract<Definition, { kind: 'queue' }>, context: Context): Xml[] {
  const held = countsOf(context.broker, config.name);
  return [
    text('LockDuration', duration(config.lockDurationMs)),
    text('MaxSizeInMegabytes', inert['MaxSizeInMegabytes'] ?? 1024),
    ...duplicateDetection(config.duplicateDetectionMs),
    text('RequiresSession', config.requiresSession),
    text('DefaultMessageTimeToLive', duration(config.defaultTtlMs)),
    text('DeadLetteringOnMessageExpiration', config.deadLetterOnExpiration),
    text('MaxDeliveryCount', config.maxDeliveryCount),
    text('EnableBatchedOperations', inert['EnableBatchedOperations'] ?? true),
    text('SizeInBytes', held.bytes),
    text('MessageCount', held.active + held.scheduled + held.deadLetters),
    text('Status', 'Active'),
    forward('ForwardTo', config.forwardTo, context.host),
    text('UserMetadata', inert['UserMetadata']),
    context.times,
    text('SupportOrdering', inert['SupportOrdering'] ?? true),
    countDetails(held),
    text('AutoDeleteOnIdle', duration(Infinity)),
    text('EnablePartitioning', false),
    text('EntityAvailabilityStatus', 'Available'),
    forward('ForwardDeadLetteredMessagesTo', config.forwardDeadLetteredTo, context.host),
    text('EnableExpress', false),
    text('MaxMessageSizeInKilobytes', inert['MaxMessageSizeInKilobytes'] ?? 256),
  ];
}

function topicProperties({ config, inert }: Extract<Definition, { kind: 'topic' }>, context: Context): Xml[] {
  const node = context.broker.get(config.name);
  const [scheduled, subscriptions] =
    node.kind === 'topic' ? [node.topic.counts(), [...node.topic.subscriptions.values()]] : [noMessages, []];
  const held = subscriptions.map(({ queue }) => countsOf(context.broker, queue.settings.name).bytes);
  return [
    text('DefaultMessageTimeToLive', duration(config.defaultTtlMs)),
    text('MaxSizeInMegabytes', inert['MaxSizeInMegabytes'] ?? 1024),
    ...duplicateDetection(config.duplicateDetectionMs),
    text('EnableBatchedOperations', inert['EnableBatchedOperations'] ?? true),
    text(
      'SizeInBytes',
      held.reduce((sum, bytes) => sum + bytes, scheduled.bytes),
    ),
    text('Status', 'Active'),
    text('UserMetadata', inert['UserMetadata']),
    context.times,
    text('SupportOrdering', inert['SupportOrdering'] ?? true),
    countDetails({ ...noMessages, scheduled: scheduled.scheduled }),
    text('SubscriptionCount', subscriptions.length),
    text('AutoDeleteOnIdle', duration(Infinity)),
    text('EnablePartitioning', false),
    text('EntityAvailabilityStatus', 'Available'),
    text('EnableExpress', false),
    text('MaxMessageSizeInKilobytes', inert['MaxMessageSizeInKilobytes'] ?? 256),
  ];
}

function subscriptionProperties(
  { topic, config, inert }: Extract<Definition, { kind: 'subscription' }>,
  context: Context,
): Xml[] {
  const held = countsOf(context.broker, subscriptionAddress(topic, config.name));
  return [
    text('LockDuration', duration(config.lockDurationMs)),
    text('RequiresSession', config.requiresSession),
    text('DefaultMessageTimeToLive', duration(config.defaultTtlMs)),
    text('DeadLetteringOnMessageExpiration', config.deadLetterOnExpiration),
    text('DeadLetteringOnFilterEvaluationExceptions', inert['DeadLetteringOnFilterEvaluationExceptions'] ?? false),
    text('MessageCount', held.active + held.scheduled + held.deadLetters),
    text('MaxDeliveryCount', config.maxDeliveryCount),
    text('EnableBatchedOperations', inert['EnableBatchedOperations'] ?? true),
    text('Status', 'Active'),
    forward('ForwardTo', config.forwardTo, context.host),
    context.times,
    text('UserMetadata', inert['UserMetadata']),
    countDetails(held),
    text('AutoDeleteOnIdle', duration(Infinity)),
    text('EntityAvailabilityStatus', 'Available'),
    forward('ForwardDeadLetteredMessagesTo', config.forwardDeadLetteredTo, context.host),
  ];
}

export function describeRule(subscription: string, { name, filter, action }: RuleConfig): Resource {
  const written =
    action === undefined
      ? element('Action', [], { 'i:type': 'EmptyRuleAction' })
      : element('Action', [text('SqlExpression', action), compatibility], { 'i:type': 'SqlRuleAction' });
  return {
    path: `${subscription}/Rules/${name}`,
    root: 'RuleDescription',
    properties: [describeFilter(filter), written, text('Name', name)],
  };
}

const compatibility = text('CompatibilityLevel', 20);

function describeFilter(filter: RuleFilter): Xml {
  const sql = (type: string, expression: string) =>
    element('Filter', [text('SqlExpression', expression), compatibility], { 'i:type': type });
  switch (filter.type) {
    case 'true':
      return sql('TrueFilter', '1=1');
    case 'false':
      return sql('FalseFilter', '1=0');
    case 'sql':
      return sql('SqlFilter', filter.expression);
    case 'correlation':
      return element(
        'Filter',
        [
          text('CorrelationId', filter.correlationId),
          text('MessageId', filter.messageId),
          text('To', filter.to),
          text('ReplyTo', filter.replyTo),
          text('Label', filter.subject),
          text('SessionId', filter.sessionId),
          text('ReplyToSessionId', filter.replyToSessionId),
          text('ContentType', filter.contentType),
          ...(filter.properties ? [element('Properties', Object.entries(filter.properties).map(describePair))] : []),
        ],
        { 'i:type': 'CorrelationFilter' },
      );
  }
}

/** The SDKs cut the prefix off by its length, which is Azure's. */
function describePair([key, value]: [string, string | number | boolean]): Xml {
  const type = typeof value === 'number' ? (Number.isInteger(value) ? 'int' : 'double') : typeof value;
  const attributes = { 'i:type': `d6p1:${type}`, 'xmlns:d6p1': 'http://www.w3.org/2001/XMLSchema' };
  const written = text('Value', value).replace(/^<Value>|<\/Value>$/g, '');
  return element('KeyValueOfstringanyType', [text('Key', key), element('Value', [written], attributes)]);
}

interface Held {
  active: number;
  scheduled: number;
  deadLetters: number;
  bytes: number;
}

const noMessages: Held = { active: 0, scheduled: 0, deadLetters: 0, bytes: 0 };

/** Deferred messages count as active, as in Azure. */
function countsOf(broker: Broker, address: string): Held {
  const queue = broker.source(address);
  const { active, deferred, scheduled, bytes } = queue.counts();
  const dead = queue.deadLetters?.counts() ?? { active: 0, deferred: 0, bytes: 0 };
  return {
    active: active + deferred,
    scheduled,
    deadLetters: dead.active + dead.deferred,
    bytes: bytes + dead.bytes,
  };
}

function countDetails({ active, deadLetters, scheduled }: Held): Xml {
  const counts = {
    ActiveMessageCount: active,
    DeadLetterMessageCount: deadLetters,
    ScheduledMessageCount: scheduled,
    TransferMessageCount: 0,
    TransferDeadLetterMessageCount: 0,
  };
  return element(
    'CountDetails',
    Object.entries(counts).map(([name, count]) => text(`d2p1:${name}`, count)),
    { 'xmlns:d2p1': 'http://schemas.microsoft.com/netservices/2011/06/servicebus' },
  );
}

function times({ createdAt, updatedAt }: { createdAt: number; updatedAt: number }): Xml {
  return [
    text('CreatedAt', isoTime(createdAt)),
    text('UpdatedAt', isoTime(updatedAt)),
    text('AccessedAt', isoTime(updatedAt)),
  ].join('');
}

function duplicateDetection(windowMs: number): Xml[] {
  return [
    text('RequiresDuplicateDetection', windowMs > 0),
    text('DuplicateDetectionHistoryTimeWindow', duration(windowMs || 600_000)),
  ];
}

const forward = (name: string, target: string | undefined, host: string): Xml =>
  text(name, target && `sb://${host}/${target}`);

/** ISO 8601, as Azure writes durations; .NET's longest stands for "never". */
export function duration(milliseconds: number): string {
  if (milliseconds === Infinity) return 'P10675199DT2H48M5.4775807S';
  const [days, rest] = [Math.floor(milliseconds / 86_400_000), milliseconds % 86_400_000];
  const parts = { H: Math.floor(rest / 3_600_000), M: Math.floor(rest / 60_000) % 60, S: (rest % 60_000) / 1_000 };
  const time = Object.entries(parts).flatMap(([unit, value]) => (value > 0 ? [`${value}${unit}`] : []));
  if (days === 0 && time.length === 0) return 'PT0S';
  return `P${days > 0 ? `${days}D` : ''}${time.length > 0 ? `T${time.join('')}` : ''}`;
}
