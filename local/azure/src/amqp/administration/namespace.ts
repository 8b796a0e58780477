import { Broker } from '../broker/broker.ts';
import type { EntityConfig } from '../entity-config.ts';
import { refusals } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Rules } from '../broker/rules.ts';
import { addressOf, Definitions, type Definition, type Settings } from '../storage/definitions.ts';
import type { Journal } from '../storage/journal.ts';

/** The entities with their settings, and the broker that serves them: both change together. */
export class Namespace {
  readonly journal: Journal;
  readonly definitions: Definitions;
  readonly broker: Broker;

  constructor(journal: Journal, configured: EntityConfig, log: Log) {
    this.journal = journal;
    this.definitions = new Definitions(journal, configured, { now: Date.now(), log });
    this.broker = new Broker(journal, this.definitions.entities(), log);
  }

  /** @throws BrokerError when there is none */
  get(address: string): Definition {
    const definition = this.definitions.get(address);
    if (!definition) throw refusals.entityNotFound(address);
    return definition;
  }

  /** @throws BrokerError when there is no topic of this name */
  topic(name: string): Extract<Definition, { kind: 'topic' }> {
    const definition = this.get(name);
    if (definition.kind !== 'topic') throw refusals.entityNotFound(name);
    return definition;
  }

  /** @throws BrokerError when there is no subscription at this address */
  rules(address: string): Rules {
    const node = this.broker.get(address);
    if (node.kind !== 'queue' || !node.rules) throw refusals.entityNotFound(address);
    return node.rules;
  }

  /** @throws BrokerError when the name is taken, or something is missing that it needs */
  create(settings: Settings): void {
    const address = addressOf(settings);
    if (this.definitions.get(address) || this.definitions.isHub(address)) throw refusals.entityExists(address);
    if (settings.kind === 'subscription') this.topic(settings.topic);
    this.#set(settings);
  }

  /** @throws BrokerError when there is none, or what is asked for cannot be changed */
  update(settings: Settings): void {
    const present = this.get(addressOf(settings));
    if (present.kind !== settings.kind) throw refusals.invalid(`'${addressOf(settings)}' is a ${present.kind}.`);
    for (const property of fixed)
      if (property.of(present) !== property.of(settings))
        throw refusals.invalid(
          `${property.name} of an existing ${present.kind} cannot be changed; delete it and create it anew.`,
        );
    this.#set(settings);
  }

  /** @throws BrokerError when there is none, or others forward to it */
  delete(address: string): void {
    this.get(address);
    const [forwarder] = this.definitions
      .forwardersTo(address)
      .filter((each) => each.toLowerCase() !== address.toLowerCase());
    if (forwarder !== undefined)
      throw refusals.invalid(`'${forwarder}' forwards to '${address}': change or delete that one first.`);
    this.definitions.delete(address, Date.now());
    this.broker.delete(address);
  }

  #set(settings: Settings): void {
    this.#checkForwards(settings);
    this.definitions.put(settings, Date.now());
    if (settings.kind === 'queue') this.broker.setQueue(settings.config);
    else if (settings.kind === 'topic') this.broker.setTopic(settings.config);
    else this.broker.setSubscription(settings.topic, settings.config);
  }

  #checkForwards(settings: Settings): void {
    if (settings.kind === 'topic') return;
    const { forwardTo, forwardDeadLetteredTo } = settings.config;
    for (const target of [forwardTo, forwardDeadLetteredTo]) {
      if (target === undefined) continue;
      if (target.toLowerCase() === addressOf(settings).toLowerCase())
        throw refusals.invalid(`'${target}' cannot forward to itself; forward to another queue or topic.`);
      const kind = this.definitions.get(target)?.kind;
      if (kind !== 'queue' && kind !== 'topic')
        throw refusals.invalid(`'${target}', which is to be forwarded to, is no queue or topic; create it first.`);
    }
  }
}

/** What Azure does not let anybody change. */
const fixed: { name: string; of: (settings: Settings) => unknown }[] = [
  { name: 'RequiresSession', of: (settings) => settings.kind !== 'topic' && settings.config.requiresSession },
  {
    name: 'RequiresDuplicateDetection',
    of: (settings) => settings.kind !== 'subscription' && settings.config.duplicateDetectionMs > 0,
  },
];
