import type { BrokerError } from '../errors.ts';
import type { Journal } from '../storage/journal.ts';
import type { Consumer, QueueMessage } from './locks.ts';
import type { ReadyWindow } from './ready-window.ts';
import { Sessions, type Session } from './sessions.ts';

/** Hands the messages of one queue to its consumers: in order, and to consumers in turn. */
export class Dispatcher {
  readonly #journal: Journal;
  readonly #sessions: Sessions | undefined;
  readonly #deliver: (consumer: Consumer, message: QueueMessage, session?: Session) => void;
  readonly #ready: ReadyWindow | undefined;
  readonly #consumers = new Set<Consumer>();
  #pumping = false;

  constructor(
    journal: Journal,
    source: Sessions | ReadyWindow,
    deliver: (consumer: Consumer, message: QueueMessage, session?: Session) => void,
  ) {
    this.#journal = journal;
    if (source instanceof Sessions) this.#sessions = source;
    else this.#ready = source;
    this.#deliver = deliver;
  }

  add(message: QueueMessage, now: number): void {
    if (this.#sessions) this.#sessions.add(message.sessionId ?? '', message, now);
    else this.#ready?.add(message);
    this.pump();
  }

  remove(message: QueueMessage): void {
    if (this.#sessions) this.#sessions.remove(message.sessionId ?? '', message);
    else this.#ready?.remove(message);
  }

  addConsumer(consumer: Consumer): void {
    this.#consumers.add(consumer);
  }

  removeConsumer(consumer: Consumer): void {
    this.#consumers.delete(consumer);
  }

  /** Ends all consumers. */
  close(reason: BrokerError): void {
    const consumers = [...this.#consumers];
    this.#consumers.clear();
    for (const consumer of consumers) consumer.close(reason);
  }

  /** Delivers what consumers can take, once everything written so far is committed. */
  pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    this.#journal.afterCommit(() => {
      this.#pumping = false;
      if (this.#sessions) for (const session of [...this.#sessions.held]) this.#serveSession(session);
      else this.#serveConsumers();
    });
  }

  #serveConsumers(): void {
    let isEmpty = false;
    for (let served = true; served && !isEmpty;) {
      served = false;
      for (const consumer of [...this.#consumers]) {
        if (!this.#consumers.has(consumer) || consumer.capacity() <= 0) continue;
        const message = this.#ready?.take();
        isEmpty = message === undefined;
        if (!message) break;
        this.#deliver(consumer, message);
        // Messages that come one at a time would else all go to the consumer that came first.
        if (this.#consumers.delete(consumer)) this.#consumers.add(consumer);
        served = true;
      }
    }
    for (const consumer of this.#consumers) if (isEmpty || consumer.capacity() <= 0) consumer.idle();
  }

  #serveSession(session: Session): void {
    const { holder, ready } = session;
    while (holder.capacity() > 0) {
      const message = ready.take();
      if (!message) break;
      this.#deliver(holder, message, session);
    }
    holder.idle();
  }
}
