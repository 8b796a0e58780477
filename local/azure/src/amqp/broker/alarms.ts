import type { MessageStore, StoredMessage } from '../storage/message-store.ts';

/** Of the messages that are due, this many are dealt with in one turn. */
const dueAtOnce = 500;

/** When the messages of an entity are to be enqueued, or expire: in memory is only when the first of them is due. */
export class Alarms {
  readonly #messages: MessageStore;
  #due: number;
  #expiry: number;

  constructor(messages: MessageStore) {
    this.#messages = messages;
    this.#due = messages.nextDue();
    this.#expiry = messages.nextExpiry(0);
  }

  /** When the next message is due. */
  get next(): number {
    return Math.min(this.#due, this.#expiry);
  }

  /** Notes a message that is new. */
  note({ state, scheduledFor, expiresAt }: StoredMessage): void {
    if (state === 'scheduled') this.#due = Math.min(this.#due, scheduledFor);
    else this.#expiry = Math.min(this.#expiry, expiresAt);
  }

  /** Takes out the scheduled messages whose time has come, some at once: `enqueue` has to remove each. */
  enqueue(now: number, enqueue: (message: StoredMessage) => void): void {
    if (this.#due > now) return;
    for (const message of this.#messages.due(now, dueAtOnce)) enqueue(message);
    this.#due = this.#messages.nextDue();
  }

  /** Gives the messages that expire, some at once; those that `expire` leaves come again when their lock has ended. */
  expire(now: number, expire: (message: StoredMessage) => void): void {
    if (this.#expiry > now) return;
    let last: StoredMessage | undefined;
    for (let pages = 0; pages < 4; pages++) {
      const messages = this.#messages.expired(now, dueAtOnce, last);
      for (const message of messages) expire(message);
      last = messages.at(-1);
      if (messages.length < dueAtOnce) {
        this.#expiry = this.#messages.nextExpiry(now);
        return;
      }
    }
    this.#expiry = now + 100;
  }
}
