import { randomUUID } from 'node:crypto';
import type { BrokerError } from '../errors.ts';
import type { Content } from '../wire/message.ts';
import type { StoredMessage } from '../storage/message-store.ts';

/** A message in a queue. */
export interface QueueMessage extends StoredMessage {
  /** Who has it now. */
  lock?: Lock | undefined;
}

/** Exclusive possession of a message, for a time. */
export interface Lock {
  /** A UUID, as the SDKs show it. */
  readonly token: string;
  readonly message: QueueMessage;
  /** Milliseconds since 1970; `Infinity` when the session's lock decides. */
  until: number;
  readonly sessionId: string | undefined;
}

/** What a consumer gets. Without a lock it is already gone from the queue. */
export interface Delivery {
  message: StoredMessage;
  content: Content;
  lock?: Lock;
  /** When the lock of the message, or of its session, ends. */
  lockedUntil?: number;
}

/** A receiver's end of a queue. */
export interface Consumer {
  /** The name of its link. */
  readonly name: string;
  /** `receive-and-delete` takes messages out for good: its `deliver` must wait for the commit before it lets go of them. */
  readonly mode: 'peek-lock' | 'receive-and-delete';
  /** How many messages it can take at this moment. */
  capacity(): number;
  deliver(delivery: Delivery): void;
  /** Nothing is left for it, or nothing more fits its present capacity. */
  idle(): void;
  /** It gets nothing any more. */
  close(reason: BrokerError): void;
}

/** The locks of one queue. All last equally long, so the order in which they were given is that in which they end. */
export class LockTable {
  readonly #durationMs: number;
  readonly #locks = new Map<string, Lock>();
  readonly #bySequence = new Map<number, Lock>();

  constructor(durationMs: number) {
    this.#durationMs = durationMs;
  }

  /** When the first lock ends; `Infinity` when none does by itself. */
  get next(): number {
    for (const { until } of this.#locks.values()) return until;
    return Infinity;
  }

  /** Locks a message by itself or, with `sessionId`, as long as its session is locked. */
  give(message: QueueMessage, now: number, sessionId?: string): Lock {
    const until = sessionId === undefined ? now + this.#durationMs : Infinity;
    const lock: Lock = { token: randomUUID(), message, until, sessionId };
    message.lock = lock;
    this.#locks.set(lock.token, lock);
    this.#bySequence.set(message.sequence, lock);
    return lock;
  }

  /** The lock on the message with this sequence number. */
  on(sequence: number): Lock | undefined {
    return this.#bySequence.get(sequence);
  }

  find(token: string): Lock | undefined {
    return this.#locks.get(token);
  }

  renew(lock: Lock, now: number): number {
    if (lock.until === Infinity) return lock.until;
    lock.until = now + this.#durationMs;
    this.#locks.delete(lock.token);
    this.#locks.set(lock.token, lock);
    return lock.until;
  }

  /** Whether the lock still holds at `now`. */
  holds(lock: Lock, now: number): boolean {
    return lock.message.lock === lock && lock.until > now;
  }

  release(lock: Lock): void {
    this.#locks.delete(lock.token);
    if (lock.message.lock !== lock) return;
    lock.message.lock = undefined;
    this.#bySequence.delete(lock.message.sequence);
  }

  /** The first lock that has ended. */
  expired(now: number): Lock | undefined {
    for (const lock of this.#locks.values()) return lock.until <= now ? lock : undefined;
    return undefined;
  }
}
