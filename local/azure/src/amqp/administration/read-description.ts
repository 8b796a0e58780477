import { EntityConfigError, readQueue, readRule, readSubscription, readTopic } from '../../entities.ts';
import type { RuleConfig } from '../entity-config.ts';
import { refusals } from '../errors.ts';
import type { Settings } from '../storage/definitions.ts';
import { inertProperties } from './inert-properties.ts';
import type { XmlElement } from './request-xml.ts';

const receiving = [
  'LockDuration',
  'MaxDeliveryCount',
  'DefaultMessageTimeToLive',
  'DeadLetteringOnMessageExpiration',
  'RequiresSession',
  'ForwardTo',
  'ForwardDeadLetteredMessagesTo',
];
const duplicateDetection = ['RequiresDuplicateDetection', 'DuplicateDetectionHistoryTimeWindow'];

/** The queue that a description asks for. @throws BrokerError saying what cannot be had */
export function queueSettings(name: string, description: XmlElement): Settings {
  refuseUnsupported(description);
  const Properties = properties(description, [...receiving, ...duplicateDetection]);
  return { kind: 'queue', config: checked(() => readQueue({ Name: name, Properties })), inert: inert(description) };
}

/** @throws BrokerError */
export function topicSettings(name: string, description: XmlElement): Settings {
  refuseUnsupported(description);
  const Properties = properties(description, ['DefaultMessageTimeToLive', ...duplicateDetection]);
  const { subscriptions: _, ...config } = checked(() => readTopic({ Name: name, Properties }));
  return { kind: 'topic', config, inert: inert(description) };
}

/** @throws BrokerError */
export function subscriptionSettings(
  { topic, name }: { topic: string; name: string },
  description: XmlElement,
): Extract<Settings, { kind: 'subscription' }> {
  refuseUnsupported(description);
  const Properties = properties(description, receiving);
  const config = checked(() => readSubscription({ Name: name, Properties }));
  const rule = description.child('DefaultRuleDescription');
  const rules = rule.isGiven ? [ruleConfig(rule.setting('Name') ?? '$Default', rule)] : config.rules;
  return { kind: 'subscription', topic, config: { ...config, rules }, inert: inert(description) };
}

/** @throws BrokerError */
export function ruleConfig(name: string, description: XmlElement): RuleConfig {
  const [filter, action] = [description.child('Filter'), description.child('Action')];
  for (const each of [filter, action])
    if (each.child('Parameters').children('KeyValueOfstringanyType').length > 0)
      throw refusals.notImplemented(
        'Parameters of SQL filters and actions are not supported here; write the values into the expression.',
      );
  const sqlAction = action.setting('SqlExpression');
  const Action = sqlAction === undefined ? {} : { Action: { SqlExpression: sqlAction } };
  const rule = (properties: object) =>
    checked(() => readRule({ Name: name, Properties: { ...properties, ...Action } }));
  if (filter.type === 'CorrelationFilter')
    return rule({ FilterType: 'Correlation', CorrelationFilter: correlation(filter) });
  const read = rule({ FilterType: 'Sql', SqlFilter: { SqlExpression: filter.setting('SqlExpression') ?? '1=1' } });
  if (filter.type === 'TrueFilter' || !filter.isGiven) return { ...read, filter: { type: 'true' } };
  return filter.type === 'FalseFilter' ? { ...read, filter: { type: 'false' } } : read;
}

const correlated = [
  'ContentType',
  'CorrelationId',
  'Label',
  'MessageId',
  'ReplyTo',
  'ReplyToSessionId',
  'SessionId',
  'To',
];

function correlation(filter: XmlElement): object {
  const given = correlated.filter((name) => filter.child(name).text !== '');
  const pairs = filter.child('Properties').children('KeyValueOfstringanyType');
  return {
    ...Object.fromEntries(given.map((name) => [name, filter.child(name).text])),
    ...(pairs.length > 0 && {
      Properties: Object.fromEntries(pairs.map((pair) => [pair.child('Key').text, scalar(pair.child('Value'))])),
    }),
  };
}

function scalar({ type, text }: XmlElement): string | number | boolean {
  if (type === 'boolean') return text.trim() === 'true';
  // Compared in milliseconds, as those that a client adds over AMQP.
  if (type === 'dateTime') return Date.parse(text);
  return ['int', 'long', 'short', 'double', 'float', 'decimal'].includes(type) ? Number(text) : text;
}

/** Properties in the form of the configuration's. */
function properties(description: XmlElement, names: readonly string[]): Record<string, string | boolean> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = description.setting(name);
      return value === undefined ? [] : [[name, readProperty(name, value)] as const];
    }),
  );
}

function readProperty(name: string, value: string): string | boolean {
  if (name.startsWith('Forward')) return decodeURIComponent(value.replace(/^\w+:\/\/[^/]*\//, '').replace(/\/+$/, ''));
  return /^(?:true|false)$/i.test(value) ? value.toLowerCase() === 'true' : value;
}

function inert(description: XmlElement): Record<string, string> {
  return Object.fromEntries(
    inertProperties.flatMap((name) => {
      const value = description.child(name).text;
      return value === '' ? [] : [[name, value]];
    }),
  );
}

/** What would be silently without effect. */
function refuseUnsupported(description: XmlElement): void {
  const status = description.setting('Status') ?? 'Active';
  if (status !== 'Active')
    throw refusals.notImplemented(`Status '${status}' is not supported here: entities are always Active.`);
  for (const name of ['EnablePartitioning', 'EnableExpress'])
    if (description.setting(name)?.toLowerCase() === 'true')
      throw refusals.notImplemented(`${name} is not supported here; leave it false.`);
  const idle = description.setting('AutoDeleteOnIdle');
  if (idle !== undefined && !/^P(?:106751(?:99|9\d)|[1-9]\d{8,})D/.test(idle))
    throw refusals.notImplemented('AutoDeleteOnIdle is not supported here: entities stay until they are deleted.');
  if (description.child('AuthorizationRules').children('AuthorizationRule').length > 0)
    throw refusals.notImplemented('AuthorizationRules of entities are not supported here: there is one key for all.');
}

function checked<Config>(read: () => Config): Config {
  try {
    return read();
  } catch (error) {
    if (error instanceof EntityConfigError) throw refusals.invalid(error.faults.join('; '));
    throw error;
  }
}
