import { MalformedError, readMap, splitSections } from '../wire/codec.ts';
import type { EventHubConfig } from '../entity-config.ts';
import { BrokerError, refusals } from '../errors.ts';
import type { EntityRecord, Journal } from '../storage/journal.ts';
import { EventLog, type EventContent, type StoredEvent } from '../storage/event-log.ts';
import { partitionOf } from './partition-key.ts';
import type { Scheduler, Wakeable } from './scheduler.ts';

/** A receiver's end of a partition. */
export interface EventReader {
  /** Lower case: the names of consumer groups do not differ by case. */
  readonly consumerGroup: string;
  /** The owner level, which the protocol calls epoch; `undefined` for a reader that shares the partition. */
  readonly ownerLevel: number | undefined;
  /** The next event it gets. */
  next: number;
  capacity(): number;
  deliver(event: StoredEvent): void;
  /** Nothing is left for it, or nothing more fits its present capacity. */
  idle(): void;
  close(reason: BrokerError): void;
}

/** Readers without an owner level that a consumer group may have on one partition, as in Azure. */
const maxReaders = 5;
const purgeIntervalMs = 60_000;

export class EventHub implements Wakeable {
  readonly name: string;
  readonly createdAt: number;
  readonly partitions: readonly Partition[];
  readonly #scheduler: Scheduler;
  readonly #retentionMs: number;
  readonly #consumerGroups: ReadonlySet<string>;
  #turn = 0;

  constructor(context: { scheduler: Scheduler; journal: Journal }, config: EventHubConfig, record: EntityRecord) {
    const { scheduler, journal } = context;
    this.name = config.name;
    this.createdAt = record.createdAt;
    this.#scheduler = scheduler;
    this.#retentionMs = config.retentionMs;
    this.#consumerGroups = new Set(['$default', ...config.consumerGroups.map((group) => group.toLowerCase())]);
    this.partitions = Array.from({ length: config.partitionCount }, (_, index) => {
      const id = String(index);
      return new Partition(id, journal, journal.entity(`${config.name}/partitions/${id}`, scheduler.now()));
    });
    this.wake(scheduler.now());
  }

  /** @throws BrokerError when there is no such partition */
  partition(id: string): Partition {
    const partition = this.partitions.find((candidate) => candidate.id === id);
    if (!partition)
      throw new BrokerError(
        'com.microsoft:argument-out-of-range',
        `The specified partition is invalid for an EventHub partition sender or receiver. It should be between 0 and ${this.partitions.length - 1}.`,
      );
    return partition;
  }

  /** @throws BrokerError when there is no such group */
  checkConsumerGroup(group: string): void {
    if (!this.#consumerGroups.has(group.toLowerCase()))
      throw refusals.entityNotFound(`${this.name}/ConsumerGroups/${group}`);
  }

  /** Appends the events of one transfer to one partition: the one that is named, that of the key, or the next in turn. */
  append(events: EventContent[], target: { partitionId?: string | undefined }): void {
    const key = events.find(({ partitionKey }) => partitionKey !== undefined)?.partitionKey;
    const now = this.#scheduler.now();
    this.#choose(target.partitionId, key).append(events, now);
  }

  wake(now: number): void {
    const isUnfinished = this.partitions.map((partition) => partition.purge(now - this.#retentionMs)).includes(true);
    this.#scheduler.wakeAt(now + (isUnfinished ? 10 : purgeIntervalMs), this);
  }

  #choose(partitionId: string | undefined, key: string | undefined): Partition {
    if (partitionId !== undefined) return this.partition(partitionId);
    const count = this.partitions.length;
    const index = key === undefined ? this.#turn++ % count : partitionOf(key, count);
    return this.partitions[index] as Partition;
  }
}

export class Partition {
  readonly id: string;
  readonly log: EventLog;
  readonly #journal: Journal;
  readonly #readers = new Set<EventReader>();
  #pumping = false;

  constructor(id: string, journal: Journal, record: EntityRecord) {
    this.id = id;
    this.#journal = journal;
    this.log = new EventLog(journal, record);
  }

  append(events: EventContent[], now: number): void {
    for (const event of events) this.log.append(event, now);
    this.pump();
  }

  /**
   * Admits a reader. One with an owner level disconnects those of its group with the same or a lower one.
   * @throws BrokerError when a reader with a higher level is there, or too many without one
   */
  addReader(reader: EventReader): void {
    const rivals = [...this.#readers].filter(({ consumerGroup }) => consumerGroup === reader.consumerGroup);
    const highest = Math.max(-1, ...rivals.map(({ ownerLevel }) => ownerLevel ?? -1));
    if (reader.ownerLevel === undefined) {
      if (highest >= 0) throw stolen.byOwner(highest);
      if (rivals.length >= maxReaders) throw stolen.tooMany();
    } else {
      if (highest > reader.ownerLevel) throw stolen.byHigher(highest, reader.ownerLevel);
      for (const rival of rivals) {
        this.#readers.delete(rival);
        rival.close(stolen.from(rival.ownerLevel, reader.ownerLevel));
      }
    }
    this.#readers.add(reader);
  }

  removeReader(reader: EventReader): void {
    this.#readers.delete(reader);
  }

  /** Delivers what readers can take, once everything written so far is committed. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#journal.afterCommit(() => {
      this.#pumping = false;
      for (const reader of [...this.#readers]) this.#serve(reader);
    });
  }

  purge(cutoff: number): boolean {
    return this.log.purge(cutoff);
  }

  /**
   * The sequence number at which a reader with this selector begins, for example
   * `amqp.annotation.x-opt-offset > '-1'`; without one, at the end.
   * @throws BrokerError when the position is not understood, or past the end
   */
  positionOf(selector: string | undefined): number {
    if (selector === undefined) return this.log.next;
    const match =
      /^\s*amqp\.annotation\.x-opt-(offset|sequence-number|enqueued-time)\s*(>=?)\s*'?(@latest|-?\d+)'?\s*$/.exec(
        selector,
      );
    if (!match) throw new BrokerError('com.microsoft:argument-error', `The position '${selector}' is not understood.`);
    const [, unit, operator, value = ''] = match;
    if (value === '@latest') return this.log.next;
    const position = Number(value) - (operator === '>=' ? 1 : 0);
    const { last } = this.log;
    if (unit === 'enqueued-time') return this.log.find(({ enqueuedAt }) => enqueuedAt > position);
    if (position > (unit === 'offset' ? last.offset : last.sequence))
      throw new BrokerError(
        'com.microsoft:argument-error',
        `The supplied ${unit === 'offset' ? 'offset' : 'sequence number'} '${value}' is invalid. The last in the system is '${unit === 'offset' ? last.offset : last.sequence}'. Begin at another position, for example by deleting the checkpoint.`,
      );
    if (unit === 'offset') return this.log.find(({ offset }) => offset > position);
    return Math.max(position + 1, this.log.first);
  }

  #serve(reader: EventReader): void {
    reader.next = Math.max(reader.next, this.log.first);
    while (reader.next < this.log.next) {
      const capacity = reader.capacity();
      if (capacity <= 0) break;
      const events = this.log.read(reader.next, capacity);
      if (events.length === 0) return;
      for (const event of events) reader.deliver(event);
      reader.next += events.length;
    }
    reader.idle();
  }
}

/** Reads what a publisher sent as one event. @throws MalformedError */
export function parseEvent(bytes: Buffer): EventContent {
  const { messageAnnotations, properties, applicationProperties, body } = splitSections(bytes);
  const annotations = readMap(messageAnnotations);
  const key = annotations.find((entry) => entry.key === 'x-opt-partition-key')?.value;
  if (key != null && typeof key !== 'string') throw new MalformedError('the partition key is not a string');
  const foreign = annotations.filter((entry) => !eventHubAnnotations.has(entry.key));
  return {
    bytes: Buffer.concat([properties ?? Buffer.alloc(0), applicationProperties ?? Buffer.alloc(0), body]),
    partitionKey: key ?? undefined,
    foreignAnnotations: foreign.length > 0 ? foreign.map((entry) => Buffer.from(entry.bytes)) : undefined,
  };
}

const eventHubAnnotations = new Set([
  'x-opt-partition-key',
  'x-opt-sequence-number',
  'x-opt-offset',
  'x-opt-enqueued-time',
]);

const stolen = {
  from: (current: number | undefined, level: number) =>
    new BrokerError(
      'amqp:link:stolen',
      `New receiver with higher epoch of '${level}' is created hence current receiver with epoch '${current ?? 'none'}' is getting disconnected. If you are recreating the receiver, make sure a higher epoch is used.`,
    ),
  byHigher: (higher: number, level: number) =>
    new BrokerError(
      'amqp:link:stolen',
      `A receiver with a higher epoch '${higher}' already exists. A receiver with epoch ${level} cannot be created. Make sure you are creating receiver with increasing epoch value to ensure connectivity, or ensure all old epoch receivers are closed or disconnected.`,
    ),
  byOwner: (level: number) =>
    new BrokerError(
      'amqp:link:stolen',
      `At least one receiver for the endpoint is created with epoch of '${level}', and so non-epoch receiver is not allowed. Either reconnect with a higher epoch, or make sure all epoch receivers are closed or disconnected.`,
    ),
  tooMany: () =>
    new BrokerError(
      'amqp:resource-limit-exceeded',
      `Exceeded the maximum number of allowed receivers per partition in a consumer group which is ${maxReaders}.`,
    ),
};
