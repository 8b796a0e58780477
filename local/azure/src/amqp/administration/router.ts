import { text, type Xml } from '../../xml.ts';
import { subscriptionAddress } from '../entity-config.ts';
import { BrokerError, refusals } from '../errors.ts';
import { addressOf, type Definition, type Settings } from '../storage/definitions.ts';
import { entry, feed, isoTime, type Resource } from './atom.ts';
import type { Namespace } from './namespace.ts';
import { queueSettings, ruleConfig, subscriptionSettings, topicSettings } from './read-description.ts';
import { readEntry } from './request-xml.ts';
import { describeEntity, describeRule } from './write-description.ts';

export interface Asked {
  method: string;
  /** Decoded, without slashes around it. */
  path: string;
  query: URLSearchParams;
  /** Scheme, host and port that the client used. */
  origin: string;
  host: string;
  body: string;
  /** Whether the client means to change what exists. */
  isUpdate: boolean;
}

export interface Answer {
  status: number;
  body?: Xml;
}

/** Does what is asked. @throws BrokerError, whose status is that of the answer */
export function answer(namespace: Namespace, asked: Asked): Answer {
  const { path } = asked;
  if (/^\$namespaceinfo$/i.test(path)) return only('GET', asked, () => namespaceInfo(namespace, asked));
  const [, list = ''] = /^\$resources\/(\w+)$/i.exec(path) ?? [];
  if (list) return only('GET', asked, () => listAll(namespace, list, asked));
  const match = /^(.+?)\/subscriptions(?:\/([^/]+)(\/rules(?:\/([^/]+))?)?)?$/i.exec(path);
  if (!match) return entity(namespace, path, asked);
  const [, topic = '', name, rules, rule] = match;
  if (name === undefined) return only('GET', asked, () => listSubscriptions(namespace, topic, asked));
  const address = subscriptionAddress(topic, name);
  if (rules === undefined) return entity(namespace, address, asked, { topic, name });
  return rule === undefined
    ? only('GET', asked, () => listRules(namespace, address, asked))
    : oneRule(namespace, { address, rule }, asked);
}

function only(method: string, asked: Asked, answer: () => Answer): Answer {
  if (asked.method !== method) throw notAllowed(asked);
  return answer();
}

const notAllowed = ({ method, path }: Asked): BrokerError =>
  new BrokerError('amqp:not-allowed', `${method} is not allowed for '${path}'.`, 405);

const page = (resources: readonly Resource[], path: string, { origin, query }: Asked): Answer => ({
  status: 200,
  body: feed(resources, { path, origin, query }),
});

function namespaceInfo({ definitions, broker }: Namespace, { origin }: Asked): Answer {
  const created = Math.min(Date.now(), ...definitions.all().map((each) => broker.createdAt(addressOf(each))));
  const properties = [
    text('CreatedTime', isoTime(created)),
    text('MessagingSKU', 'Standard'),
    text('ModifiedTime', isoTime(Math.max(created, ...definitions.all().map(({ updatedAt }) => updatedAt)))),
    text('Name', 'halden-local-azure'),
    text('NamespaceType', 'Messaging'),
  ];
  return { status: 200, body: entry({ path: '$namespaceinfo', root: 'NamespaceInfo', properties }, origin) };
}

function listAll(namespace: Namespace, list: string, asked: Asked): Answer {
  const kind = { queues: 'queue', topics: 'topic' }[list.toLowerCase()];
  if (kind === undefined) throw refusals.entityNotFound(asked.path);
  const all = namespace.definitions.all().filter((each) => each.kind === kind);
  return page(describe(namespace, all, asked), asked.path, asked);
}

function listSubscriptions(namespace: Namespace, topic: string, asked: Asked): Answer {
  const { name } = namespace.topic(topic).config;
  const all = namespace.definitions.subscriptions(topic);
  return page(describe(namespace, all, asked), `${name}/Subscriptions`, asked);
}

const describe = ({ broker }: Namespace, all: readonly Definition[], { host }: Asked): Resource[] =>
  all.map((each) => describeEntity(each, { broker, host }));

/** A queue, a topic or a subscription. */
function entity(
  namespace: Namespace,
  address: string,
  asked: Asked,
  subscription?: { topic: string; name: string },
): Answer {
  if (asked.method === 'DELETE') {
    namespace.delete(address);
    return { status: 200 };
  }
  if (asked.method === 'PUT') put(namespace, settings(namespace, address, asked, subscription), asked);
  else if (asked.method !== 'GET') throw notAllowed(asked);
  const definition = namespace.get(address);
  const { broker } = namespace;
  return {
    status: statusOf(asked),
    body: entry(describeEntity(definition, { broker, host: asked.host }), asked.origin),
  };
}

const statusOf = ({ method, isUpdate }: Asked): number => (method === 'PUT' && !isUpdate ? 201 : 200);

function put(namespace: Namespace, settings: Settings, { isUpdate }: Asked): void {
  if (isUpdate) namespace.update(settings);
  else namespace.create(settings);
}

/** What a PUT asks for; where it changes something, names stay as they were first written. */
function settings(
  namespace: Namespace,
  address: string,
  asked: Asked,
  subscription: { topic: string; name: string } | undefined,
): Settings {
  const { root, description } = readEntry(asked.body);
  const present = namespace.definitions.get(address);
  const name = present?.config.name ?? subscription?.name ?? address;
  if (subscription && root === 'SubscriptionDescription') {
    const topic = namespace.topic(subscription.topic).config.name;
    const read = subscriptionSettings({ topic, name }, description);
    // A subscription's rules are changed one by one.
    return present?.kind === 'subscription'
      ? { ...read, config: { ...read.config, rules: present.config.rules } }
      : read;
  }
  if (!subscription && root === 'QueueDescription') return queueSettings(name, description);
  if (!subscription && root === 'TopicDescription') return topicSettings(name, description);
  throw refusals.invalid(`A ${root} cannot be put at '${address}'.`);
}

function listRules(namespace: Namespace, address: string, asked: Asked): Answer {
  const subscription = addressOf(namespace.get(address));
  const rules = namespace.rules(address).list();
  return page(
    rules.map((rule) => describeRule(subscription, rule)),
    `${subscription}/Rules`,
    asked,
  );
}

function oneRule(namespace: Namespace, { address, rule }: { address: string; rule: string }, asked: Asked): Answer {
  const subscription = addressOf(namespace.get(address));
  const rules = namespace.rules(address);
  if (asked.method === 'DELETE') {
    rules.remove(rule);
    return { status: 200 };
  }
  if (asked.method === 'PUT') {
    const { root, description } = readEntry(asked.body);
    if (root !== 'RuleDescription') throw refusals.invalid(`A ${root} cannot be put at the address of a rule.`);
    const config = ruleConfig(rule, description);
    if (asked.isUpdate) rules.replace(config);
    else rules.add(config);
  } else if (asked.method !== 'GET') throw notAllowed(asked);
  const config = rules.list().find(({ name }) => name.toLowerCase() === rule.toLowerCase());
  if (!config) throw refusals.entityNotFound(`${subscription}/Rules/${rule}`);
  return { status: statusOf(asked), body: entry(describeRule(subscription, config), asked.origin) };
}
