import { DuplicateHistory } from '../storage/duplicates.ts';
import type { Arrival, Destination, EntityContext, QueueSettings } from './entity.ts';
import {
  subscriptionAddress,
  type EntityConfig,
  type QueueConfig,
  type SubscriptionConfig,
  type TopicConfig,
} from '../entity-config.ts';
import { BrokerError, refusals } from '../errors.ts';
import { EventHub } from './event-hub.ts';
import { deleteEntity } from '../storage/deletion.ts';
import type { EntityRecord, Journal } from '../storage/journal.ts';
import type { Log } from '../log.ts';
import { Queue } from './queue.ts';
import { Rules } from './rules.ts';
import { TimerScheduler } from './scheduler.ts';
import { Topic, type Subscription } from './topic.ts';

/** What an address leads to. A subscription is a queue with rules. */
export type Node =
  | { kind: 'queue'; queue: Queue; rules?: Rules; accepts: boolean }
  | { kind: 'topic'; topic: Topic }
  | { kind: 'hub'; hub: EventHub; consumerGroup?: string; partitionId?: string };

/** All entities by address, over one data file. */
export class Broker {
  readonly journal: Journal;
  readonly scheduler: TimerScheduler;
  readonly #context: EntityContext;
  readonly #nodes = new Map<string, Node>();
  readonly #subscriptions = new Map<string, Map<string, Subscription>>();
  readonly #records = new Map<string, EntityRecord>();
  #restores: (() => void)[] = [];
  #isAbandoned = false;

  constructor(journal: Journal, { queues, topics, eventHubs }: EntityConfig, log: Log) {
    this.journal = journal;
    this.scheduler = new TimerScheduler((error) => log('wake-failed', { error }), { isPaused: () => journal.isPaused });
    this.#context = {
      scheduler: this.scheduler,
      journal,
      forward: (target, arrival) => this.#forward(target, arrival),
    };
    for (const queue of queues) this.#openQueue(queue);
    for (const topic of topics) {
      this.#openTopic(topic);
      for (const subscription of topic.subscriptions) this.#openSubscription(topic.name, subscription);
    }
    for (const hub of eventHubs) this.#openHub(hub);
    // All exist by now, so that what is to be forwarded can be.
    this.#restore();
  }

  /** Whether another broker has taken over: what this one has in memory counts no more. */
  get isAbandoned(): boolean {
    return this.#isAbandoned;
  }

  /** What is at an address, without regard to case. */
  find(address: string): Node | undefined {
    const node = this.#nodes.get(address.toLowerCase());
    if (node) return node;
    const match = /^(.+?)(?:\/consumergroups\/([^/]+))?(?:\/partitions\/([^/]+))?$/i.exec(address);
    const [, name = '', consumerGroup, partitionId] = match ?? [];
    const hub = this.#nodes.get(name.toLowerCase());
    if (hub?.kind !== 'hub') return undefined;
    return { ...hub, ...(consumerGroup && { consumerGroup }), ...(partitionId && { partitionId }) };
  }

  /** @throws BrokerError when there is none */
  get(address: string): Node {
    const node = this.find(address);
    if (!node) throw refusals.entityNotFound(address);
    return node;
  }

  /** The queue or topic that takes messages at an address. @throws BrokerError when there is none */
  destination(address: string): Destination {
    const node = this.get(address);
    if (node.kind === 'topic') return node.topic;
    if (node.kind === 'queue' && node.accepts) return node.queue;
    throw new BrokerError('amqp:not-allowed', `'${address}' takes no messages: send to a queue or a topic.`);
  }

  /** The queue, subscription or dead-letter queue at an address. @throws BrokerError when there is none */
  source(address: string): Queue {
    const node = this.get(address);
    if (node.kind === 'queue') return node.queue;
    throw new BrokerError('amqp:not-allowed', `'${address}' has no messages to receive: use one of its subscriptions.`);
  }

  /** Adds a queue, or gives one other settings: then its receivers attach again, and what they had locked is free. */
  setQueue(config: QueueConfig): void {
    this.#close(config.name, refusals.entityUpdated(config.name));
    this.#openQueue(config);
    this.#restore();
  }

  /** Adds a topic, or gives one other settings; its subscriptions stay. */
  setTopic(config: Omit<TopicConfig, 'subscriptions'>): void {
    this.#close(config.name, refusals.entityUpdated(config.name));
    this.#openTopic(config);
    this.#restore();
  }

  /** Adds a subscription, or gives one other settings, as {@link setQueue} does; an existing one keeps its rules. */
  setSubscription(topic: string, config: SubscriptionConfig): void {
    const address = subscriptionAddress(topic, config.name);
    this.#close(address, refusals.entityUpdated(address));
    this.#openSubscription(topic, config);
    this.#restore();
  }

  /** Deletes a queue, a topic with its subscriptions, or a subscription, with everything that it kept. */
  delete(address: string): void {
    const node = this.get(address);
    if (node.kind === 'topic')
      for (const { queue } of [...node.topic.subscriptions.values()]) this.delete(queue.settings.name);
    this.#close(address, refusals.entityDeleted(address));
    for (const name of [address, deadLetterAddress(address)].map((each) => each.toLowerCase())) {
      const record = this.#records.get(name);
      if (record) deleteEntity(this.journal, record);
      this.#records.delete(name);
      this.#nodes.delete(name);
    }
    const [, topic = '', subscription = ''] = /^(.+)\/subscriptions\/([^/]+)$/i.exec(address) ?? [];
    this.#subscriptionsOf(topic).delete(subscription.toLowerCase());
  }

  /** When an entity was made. */
  createdAt(address: string): number {
    return this.#record(address).createdAt;
  }

  /** Leaves the journal to another broker. */
  abandon(): void {
    this.#isAbandoned = true;
    this.scheduler.stop();
  }

  stop(): void {
    this.abandon();
    this.journal.close();
  }

  #restore(): void {
    const restores = this.#restores;
    this.#restores = [];
    for (const restore of restores) restore();
  }

  #close(address: string, reason: BrokerError): void {
    const node = this.#nodes.get(address.toLowerCase());
    if (node?.kind === 'queue') node.queue.close(reason);
    if (node?.kind === 'topic') node.topic.close();
  }

  #forward(target: string, arrival: Arrival): void {
    const node = this.get(target);
    if (node.kind === 'queue') node.queue.receive(arrival);
    else if (node.kind === 'topic') node.topic.receive(arrival);
  }

  #openQueue(config: QueueConfig): void {
    const record = this.#record(config.name);
    const duplicates = new DuplicateHistory(this.journal, record, config.duplicateDetectionMs);
    const queue = this.#queue(config, record, duplicates);
    this.#nodes.set(config.name.toLowerCase(), { kind: 'queue', queue, accepts: true });
  }

  #openTopic({ name, defaultTtlMs, duplicateDetectionMs }: Omit<TopicConfig, 'subscriptions'>): void {
    const record = this.#record(name);
    const duplicates = new DuplicateHistory(this.journal, record, duplicateDetectionMs);
    const subscriptions = this.#subscriptionsOf(name);
    const topic = new Topic(this.#context, { defaultTtlMs, subscriptions }, { record, duplicates });
    this.#restores.push(() => topic.restore());
    this.#nodes.set(name.toLowerCase(), { kind: 'topic', topic });
  }

  #openSubscription(topic: string, { rules: configured, ...config }: SubscriptionConfig): void {
    const name = subscriptionAddress(topic, config.name);
    const record = this.#record(name);
    const queue = this.#queue({ ...config, name }, record);
    const known = this.#subscriptionsOf(topic).get(config.name.toLowerCase());
    const rules = known?.rules ?? new Rules(this.journal, record, configured);
    this.#subscriptionsOf(topic).set(config.name.toLowerCase(), { queue, rules });
    this.#nodes.set(name.toLowerCase(), { kind: 'queue', queue, rules, accepts: false });
  }

  #subscriptionsOf(topic: string): Map<string, Subscription> {
    const subscriptions = this.#subscriptions.get(topic.toLowerCase()) ?? new Map<string, Subscription>();
    this.#subscriptions.set(topic.toLowerCase(), subscriptions);
    return subscriptions;
  }

  /** A queue and its dead-letter queue, which knows neither sessions nor expiry nor a limit of deliveries. */
  #queue(settings: QueueSettings, record: EntityRecord, duplicates?: DuplicateHistory): Queue {
    const deadLetterName = deadLetterAddress(settings.name);
    const deadLetterRecord = this.#record(deadLetterName);
    const deadLetters = new Queue(
      this.#context,
      {
        name: deadLetterName,
        lockDurationMs: settings.lockDurationMs,
        maxDeliveryCount: Infinity,
        defaultTtlMs: Infinity,
        deadLetterOnExpiration: false,
        requiresSession: false,
      },
      { record: deadLetterRecord },
    );
    const queue = new Queue(this.#context, settings, { record, deadLetters, ...(duplicates && { duplicates }) });
    this.#nodes.set(deadLetterName.toLowerCase(), { kind: 'queue', queue: deadLetters, accepts: false });
    this.#restores.push(
      () => deadLetters.restore(),
      () => queue.restore(),
    );
    return queue;
  }

  #openHub(config: EntityConfig['eventHubs'][number]): void {
    const hub = new EventHub({ scheduler: this.scheduler, journal: this.journal }, config, this.#record(config.name));
    this.#nodes.set(config.name.toLowerCase(), { kind: 'hub', hub });
  }

  #record(name: string): EntityRecord {
    const known = this.#records.get(name.toLowerCase());
    if (known) return known;
    const record = this.journal.entity(name, this.scheduler.now());
    this.#records.set(name.toLowerCase(), record);
    return record;
  }
}

const deadLetterAddress = (address: string): string => `${address}/$DeadLetterQueue`;
