import { Deadlines } from './deadlines.ts';
import type { Delivery, QueueMessage } from './locks.ts';
import type { Content } from '../wire/message.ts';

export interface PeekLimits {
  count: number;
  /** Of content, after which no further message is added. */
  bytes: number;
  sessionId?: string | undefined;
}

/** All messages of one queue by sequence number, and when those that wait for a time are due. */
export class Backlog {
  readonly #messages = new Map<number, QueueMessage>();
  readonly #scheduled = new Deadlines<QueueMessage>();
  readonly #expiring = new Deadlines<QueueMessage>();
  #highest = 0;
  /** Dead letters keep their numbers and come in any order; everywhere else, later is higher. */
  #inOrder = true;

  get size(): number {
    return this.#messages.size;
  }

  /** When the next message is to be enqueued, or expires. */
  get next(): number {
    return Math.min(this.#scheduled.next, this.#expiring.next);
  }

  add(message: QueueMessage): void {
    this.#inOrder &&= message.sequence > this.#highest;
    this.#highest = Math.max(this.#highest, message.sequence);
    this.#messages.set(message.sequence, message);
    if (message.state === 'scheduled') message.deadline = this.#scheduled.add(message.scheduledFor, message);
    else if (message.expiresAt < Infinity) message.deadline = this.#expiring.add(message.expiresAt, message);
  }

  remove(message: QueueMessage): void {
    this.#messages.delete(message.sequence);
    (message.state === 'scheduled' ? this.#scheduled : this.#expiring).remove(message.deadline);
  }

  get(sequence: number): QueueMessage | undefined {
    return this.#messages.get(sequence);
  }

  /** The messages from a sequence number on, in order. */
  *from(sequence: number): Generator<QueueMessage> {
    const messages = this.#inOrder
      ? this.#messages.values()
      : [...this.#messages.values()].sort((left, right) => left.sequence - right.sequence);
    for (const message of messages) if (message.sequence >= sequence) yield message;
  }

  /** Messages from a sequence number on, as a client may look at them: as they are, without receiving them. */
  peek(from: number, limits: PeekLimits, contentOf: (message: QueueMessage) => Content): Delivery[] {
    const found: Delivery[] = [];
    let bytes = 0;
    for (const message of this.from(from)) {
      if (found.length >= limits.count || bytes > limits.bytes) break;
      if (limits.sessionId !== undefined && message.sessionId !== limits.sessionId) continue;
      const content = contentOf(message);
      bytes += content.bytes.length;
      found.push({ message, content });
    }
    return found;
  }

  /** A scheduled message whose time has come; it stays until it is removed. */
  dueForEnqueueing(now: number): QueueMessage | undefined {
    return this.#scheduled.takeDue(now);
  }

  /** A message that expires now, if whoever has it lets it. */
  dueForExpiry(now: number): QueueMessage | undefined {
    return this.#expiring.takeDue(now);
  }
}
