import { Alarms } from './alarms.ts';
import type { DuplicateHistory } from '../storage/duplicates.ts';
import { arrived, departure, type Arrival, type Destination, type EntityContext } from './entity.ts';
import { refusals } from '../errors.ts';
import type { EntityRecord } from '../storage/journal.ts';
import type { Delivery } from './locks.ts';
import { MessageView, withoutExpiryTimes, type SentMessage } from '../wire/message.ts';
import { MessageStore, type MessageCounts, type PeekLimits } from '../storage/message-store.ts';
import type { Queue } from './queue.ts';
import type { Rules } from './rules.ts';
import type { Wakeable } from './scheduler.ts';

/** A subscription: a queue, and the rules that fill it. */
export interface Subscription {
  readonly queue: Queue;
  readonly rules: Rules;
}

/** Copies what it is sent to its subscriptions. It keeps messages only until the time for which they are scheduled. */
export class Topic implements Destination, Wakeable {
  readonly #context: EntityContext;
  readonly #defaultTtlMs: number;
  /** By name in lower case; the broker adds and removes them. */
  readonly subscriptions: ReadonlyMap<string, Subscription>;
  readonly #record: EntityRecord;
  readonly #duplicates: DuplicateHistory;
  readonly #scheduled: MessageStore;
  readonly #alarms: Alarms;
  #isClosed = false;

  constructor(
    context: EntityContext,
    settings: { defaultTtlMs: number; subscriptions: ReadonlyMap<string, Subscription> },
    kept: { record: EntityRecord; duplicates: DuplicateHistory },
  ) {
    this.#context = context;
    this.#defaultTtlMs = settings.defaultTtlMs;
    this.subscriptions = settings.subscriptions;
    this.#record = kept.record;
    this.#duplicates = kept.duplicates;
    this.#scheduled = new MessageStore(context.journal, kept.record);
    this.#alarms = new Alarms(this.#scheduled);
  }

  /** Takes up what an earlier run kept. */
  restore(): void {
    this.#arm();
  }

  /** What it keeps is another's from now on, or gone. */
  close(): void {
    this.#isClosed = true;
  }

  /** Of the messages that wait for their time. */
  counts(): MessageCounts {
    return this.#scheduled.counts();
  }

  send(messages: SentMessage[]): number[] {
    return messages.map((message) => this.receive({ ...message, hops: 0 }));
  }

  /** Takes a message from wherever. Returns its sequence number, 0 for a duplicate. */
  receive(arrival: Arrival): number {
    const now = this.#context.scheduler.now();
    if (!this.#duplicates.isNew(arrival.messageId, now)) return 0;
    const sequence = this.#context.journal.nextSequence(this.#record);
    const { enqueuedSequence = sequence, scheduledFor = 0 } = arrival;
    if (scheduledFor > now) {
      const draft = arrived(arrival, { sequence, now, defaultTtlMs: this.#defaultTtlMs });
      this.#alarms.note(this.#scheduled.add(draft));
      this.#arm();
    } else this.#publish({ ...arrival, enqueuedSequence });
    return sequence;
  }

  cancelScheduled(sequences: number[]): void {
    const messages = sequences.map((sequence) => {
      const message = this.#scheduled.get(sequence);
      if (!message) throw refusals.messageNotFound(sequence);
      return message;
    });
    for (const message of messages) this.#scheduled.remove(message);
  }

  /** The messages that wait for their time. */
  peek(from: number, limits: PeekLimits): Delivery[] {
    return this.#scheduled.peek(from, limits);
  }

  wake(now: number): void {
    if (this.#isClosed) return;
    this.#alarms.enqueue(now, (message) => {
      const content = this.#scheduled.content(message);
      this.#scheduled.remove(message);
      this.#publish(departure(message, content));
    });
    this.#arm();
  }

  #publish(arrival: Arrival): void {
    const now = this.#context.scheduler.now();
    const view = new MessageView(arrival, {
      EnqueuedTimeUtc: new Date(now),
      SequenceNumber: BigInt(arrival.enqueuedSequence ?? 0),
    });
    const limited = this.#limitTtl(arrival);
    for (const { queue, rules } of this.subscriptions.values())
      for (const copy of rules.select(limited, view)) queue.receive(copy);
  }

  #limitTtl(arrival: Arrival): Arrival {
    if (arrival.ttl === undefined)
      return this.#defaultTtlMs === Infinity ? arrival : { ...arrival, ttl: this.#defaultTtlMs };
    if (arrival.ttl <= this.#defaultTtlMs) return arrival;
    return { ...arrival, ttl: this.#defaultTtlMs, content: withoutExpiryTimes(arrival.content) };
  }

  #arm(): void {
    if (this.#alarms.next < Infinity) this.#context.scheduler.wakeAt(this.#alarms.next, this);
  }
}
