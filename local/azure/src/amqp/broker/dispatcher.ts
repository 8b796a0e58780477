import type { Journal } from '../storage/journal.ts';
import type { Consumer, QueueMessage } from './locks.ts';
import { ReadyList } from './ready-list.ts';
import type { Session, Sessions } from './sessions.ts';

/** Hands the messages of one queue to its consumers: in order, and to consumers in turn. */
export class Dispatcher {
  readonly #journal: Journal;
  readonly #sessions: Sessions | undefined;
  readonly #deliver: (consumer: Consumer, message: QueueMessage, session?: Session) => void;
  readonly #ready = new ReadyList<QueueMessage>();
  readonly #consumers = new Set<Consumer>();
  #pumping = false;

  constructor(
    journal: Journal,
    sessions: Sessions | undefined,
    deliver: (consumer: Consumer, message: QueueMessage, session?: Session) => void,
  ) {
    this.#journal = journal;
    this.#sessions = sessions;
    this.#deliver = deliver;
  }

  add(message: QueueMessage, now: number): void {
    if (this.#sessions) this.#sessions.add(message.sessionId ?? '', message, now);
    else this.#ready.add(message);
    this.pump();
  }

  remove(message: QueueMessage): void {
    if (this.#sessions) this.#sessions.remove(message.sessionId ?? '', message);
    else this.#ready.remove(message);
  }

  addConsumer(consumer: Consumer): void {
    this.#consumers.add(consumer);
  }

  removeConsumer(consumer: Consumer): void {
    this.#consumers.delete(consumer);
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
    for (let served = true; served && this.#ready.length > 0;) {
      served = false;
      for (const consumer of [...this.#consumers]) {
        const canTake = this.#consumers.has(consumer) && consumer.capacity() > 0;
        const message = canTake ? this.#ready.take() : undefined;
        if (!message) continue;
        this.#deliver(consumer, message);
        // Messages that come one at a time would else all go to the consumer that came first.
        if (this.#consumers.delete(consumer)) this.#consumers.add(consumer);
        served = true;
      }
    }
    for (const consumer of this.#consumers) if (this.#ready.length === 0 || consumer.capacity() <= 0) consumer.idle();
  }

  #serveSession(session: Session): void {
    const { holder, ready } = session;
    if (!holder) return;
    while (holder.capacity() > 0) {
      const message = ready.take();
      if (!message) break;
      this.#deliver(holder, message, session);
    }
    holder.idle();
  }
}
