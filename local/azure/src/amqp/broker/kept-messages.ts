import type { MessageStore, StoredMessage } from '../storage/message-store.ts';

/** Of what an earlier run kept, this many messages are placed, or sequence numbers looked through, in one turn. */
const placedAtOnce = 500;
const searchedAtOnce = 20_000;

/**
 * The messages that an earlier run kept and that the settings of this one may send elsewhere: all, when the queue forwards
 * now; those without a session, when it requires sessions now.
 */
export class KeptMessages {
  readonly #messages: MessageStore;
  readonly #forwards: boolean;
  readonly #end: number;
  /** What is kept up to this sequence number has its place. */
  #placed = 0;
  #isDone: boolean;

  /** @param end the sequence number of the first message of this run */
  constructor(
    messages: MessageStore,
    { forwards, requiresSession, end }: Record<'forwards' | 'requiresSession', boolean> & { end: number },
  ) {
    this.#messages = messages;
    this.#forwards = forwards;
    this.#end = end;
    this.#isDone = !forwards && !requiresSession;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** Gives a part of them to `place`. */
  placeSome(place: (message: StoredMessage) => void): void {
    if (this.#isDone) return;
    if (this.#forwards) {
      const messages = this.#messages.active(this.#placed, placedAtOnce);
      for (const message of messages) place(message);
      this.#placed = messages.at(-1)?.sequence ?? this.#end;
      this.#isDone = messages.length < placedAtOnce;
    } else {
      for (const message of this.#messages.activeWithoutSession(this.#placed, searchedAtOnce)) place(message);
      this.#placed += searchedAtOnce;
      this.#isDone = this.#placed >= this.#end;
    }
  }
}
