import type { QueueMessage } from './locks.ts';
import { ReadyList } from './ready-list.ts';

/** Of the messages that are ready, this many are in memory; those behind them are read when their turn comes. */
const windowSize = 256;

/**
 * The messages to deliver, in the order of their sequence numbers. However many there are, only the next ones are in
 * memory: all that is ready up to a certain sequence number; what lies behind it is in the data file.
 */
export class ReadyWindow {
  readonly #read: (after: number, limit: number) => QueueMessage[];
  readonly #list = new ReadyList<QueueMessage>();
  /** What is ready up to this number is in the list. */
  #upTo = 0;
  /** Whether something may be ready behind it. */
  #isMore = true;

  /** @param read the ready messages after a sequence number, and those of the stretch that are not ready marked by a lock */
  constructor(read: (after: number, limit: number) => QueueMessage[]) {
    this.#read = read;
  }

  /** Makes a message ready: a new one, or one that comes back to its old place. */
  add(message: QueueMessage): void {
    if (message.sequence > this.#upTo) {
      if (this.#isMore || this.#list.length >= windowSize) {
        this.#isMore = true;
        message.content = undefined;
        return;
      }
      this.#upTo = message.sequence;
    }
    this.#list.add(message);
    if (this.#list.length > 2 * windowSize) this.#shorten();
  }

  /** The next message; undefined when none is ready. */
  take(): QueueMessage | undefined {
    if (this.#list.length === 0) this.#fill();
    return this.#list.take();
  }

  remove(message: { sequence: number }): void {
    this.#list.remove(message);
  }

  #fill(): void {
    while (this.#isMore && this.#list.length === 0) {
      const messages = this.#read(this.#upTo, windowSize);
      this.#isMore = messages.length === windowSize;
      for (const message of messages) {
        this.#upTo = message.sequence;
        if (!message.lock) this.#list.add(message);
      }
    }
  }

  /** Many came back: the last ones wait in the data file again. */
  #shorten(): void {
    this.#upTo = this.#list.shorten(windowSize);
    this.#isMore = true;
  }
}
