import { DuplicateHistory } from '../storage/duplicates.ts';
import type { Arrival, Destination, EntityContext, QueueSettings } from './entity.ts';
import type { EntityConfig, QueueConfig, SubscriptionConfig, TopicConfig } from '../entity-config.ts';
import { BrokerError, refusals } from '../errors.ts';
import { EventHub } from './event-hub.ts';
import type { EntityRecord, Journal } from '../storage/journal.ts';
import type { Log } from '../log.ts';
import { Queue } from './queue.ts';
import { Rules } from './rules.ts';
import { TimerScheduler } from './scheduler.ts';
import { Topic } from './topic.ts';

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
  readonly #restores: (() => void)[] = [];
  #isAbandoned = false;

  constructor(journal: Journal, { queues, topics, eventHubs }: EntityConfig, log: Log) {
    this.journal = journal;
    this.scheduler = new TimerScheduler((error) => log('wake-failed', { error }), { isPaused: () => journal.isPaused });
    this.#context = {
      scheduler: this.scheduler,
      journal,
      forward: (target, arrival) => this.#forward(target, arrival),
    };
    for (const queue of queues) this.#addQueue(queue);
    for (const topic of topics) this.#addTopic(topic);
    for (const hub of eventHubs) this.#addHub(hub);
    // All exist by now, so that what is to be forwarded can be.
    for (const restore of this.#restores) restore();
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

  /** Leaves the journal to another broker. */
  abandon(): void {
    this.#isAbandoned = true;
    this.scheduler.stop();
  }

  stop(): void {
    this.abandon();
    this.journal.close();
  }

  #forward(target: string, arrival: Arrival): void {
    const node = this.get(target);
    if (node.kind === 'queue') node.queue.receive(arrival);
    else if (node.kind === 'topic') node.topic.receive(arrival);
  }

  #addQueue(config: QueueConfig): void {
    const record = this.#record(config.name);
    const duplicates = new DuplicateHistory(this.journal, record, config.duplicateDetectionMs);
    const queue = this.#queue(config, record, duplicates);
    this.#nodes.set(config.name.toLowerCase(), { kind: 'queue', queue, accepts: true });
  }

  #addTopic({ name, defaultTtlMs, duplicateDetectionMs, subscriptions }: TopicConfig): void {
    const record = this.#record(name);
    const duplicates = new DuplicateHistory(this.journal, record, duplicateDetectionMs);
    const topic = new Topic(
      this.#context,
      { defaultTtlMs, subscriptions: subscriptions.map((subscription) => this.#addSubscription(name, subscription)) },
      { record, duplicates },
    );
    this.#restores.push(() => topic.restore());
    this.#nodes.set(name.toLowerCase(), { kind: 'topic', topic });
  }

  #addSubscription(
    topic: string,
    { rules: configured, ...config }: SubscriptionConfig,
  ): { queue: Queue; rules: Rules } {
    const name = `${topic}/Subscriptions/${config.name}`;
    const record = this.#record(name);
    const queue = this.#queue({ ...config, name }, record);
    const rules = new Rules(this.journal, record, configured);
    this.#nodes.set(name.toLowerCase(), { kind: 'queue', queue, rules, accepts: false });
    return { queue, rules };
  }

  /** A queue and its dead-letter queue, which knows neither sessions nor expiry nor a limit of deliveries. */
  #queue(settings: QueueSettings, record: EntityRecord, duplicates?: DuplicateHistory): Queue {
    const deadLetterName = `${settings.name}/$DeadLetterQueue`;
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

  #addHub(config: EntityConfig['eventHubs'][number]): void {
    const hub = new EventHub({ scheduler: this.scheduler, journal: this.journal }, config, this.#record(config.name));
    this.#nodes.set(config.name.toLowerCase(), { kind: 'hub', hub });
  }

  #record(name: string): EntityRecord {
    return this.journal.entity(name, this.scheduler.now());
  }
}
