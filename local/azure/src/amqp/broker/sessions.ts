import { refusals, type BrokerError } from '../errors.ts';
import type { MessageStore } from '../storage/message-store.ts';
import type { SessionStates } from '../storage/session-states.ts';
import type { Consumer, Lock, QueueMessage } from './locks.ts';
import type { ReadyWindow } from './ready-window.ts';

/** A session id that a consumer has, with its messages. */
export interface Session {
  readonly id: string;
  readonly holder: Consumer;
  readonly ready: ReadyWindow;
  /** What its holder has received and not settled. */
  readonly locks: Set<Lock>;
  /** When the holder loses it, in milliseconds since 1970. */
  until: number;
}

/** A consumer that waits for the next session with messages. */
export interface SessionWaiter {
  readonly consumer: Consumer;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  granted(session: Session): void;
  refused(reason: BrokerError): void;
}

/** Of the sessions that nobody holds, this many ids are in memory; the others are found when these are given out. */
const mostAvailable = 1_000;

/** The sessions of one queue. In memory are those that are held, and the ids of some that have messages. */
export class Sessions {
  readonly states: SessionStates;
  readonly #lockDurationMs: number;
  readonly #messages: MessageStore;
  readonly #windowOf: (sessionId: string) => ReadyWindow;
  /** Locks last equally long, so the first is the first to end. */
  readonly #held = new Map<string, Session>();
  /** Sessions with messages and no holder, in the order in which they became so. */
  readonly #available = new Set<string>();
  /** Whether there may be more of them in the data file. */
  #isMore = true;
  /** The last id that was looked for there: the search goes round. */
  #lastFound = '';
  readonly #waiters = new Set<SessionWaiter>();

  constructor(
    lockDurationMs: number,
    kept: { states: SessionStates; messages: MessageStore; windowOf: (sessionId: string) => ReadyWindow },
  ) {
    this.#lockDurationMs = lockDurationMs;
    this.states = kept.states;
    this.#messages = kept.messages;
    this.#windowOf = kept.windowOf;
  }

  /** When the first lock or wait ends. */
  get next(): number {
    let next = Infinity;
    for (const { until } of this.#held.values()) {
      next = until;
      break;
    }
    for (const { deadline } of this.#waiters) next = Math.min(next, deadline);
    return next;
  }

  get held(): Iterable<Session> {
    return this.#held.values();
  }

  /** Makes a message ready for whoever holds, or will hold, its session. */
  add(sessionId: string, message: QueueMessage, now: number): void {
    const session = this.#held.get(sessionId);
    if (session) return session.ready.add(message);
    message.content = undefined;
    this.#makeAvailable(sessionId);
    this.#offer(now);
  }

  remove(sessionId: string, message: QueueMessage): void {
    this.#held.get(sessionId)?.ready.remove(message);
  }

  /**
   * Locks the session with this id, which need not have messages.
   * @throws BrokerError when another consumer holds it
   */
  accept(sessionId: string, consumer: Consumer, now: number): Session {
    if (this.#held.has(sessionId)) throw refusals.sessionBusy(sessionId);
    return this.#grant(sessionId, consumer, now);
  }

  /** Locks the next session that has messages, now or when there is one. */
  acceptNext(waiter: SessionWaiter, now: number): void {
    this.#waiters.add(waiter);
    this.#offer(now);
  }

  stopWaiting(waiter: SessionWaiter): void {
    this.#waiters.delete(waiter);
  }

  /** @throws BrokerError when `sessionId` is not held, or not by the link of this name */
  holding(sessionId: string, link?: string): Session {
    const session = this.#held.get(sessionId);
    if (!session || (link !== undefined && link !== session.holder.name)) throw refusals.lockLost(sessionId);
    return session;
  }

  /** Whether this possession of the session has not ended. */
  holds(session: Session): boolean {
    return this.#held.get(session.id) === session;
  }

  /** Notes that a message of a session was settled. */
  forget(lock: Lock): void {
    this.#held.get(lock.sessionId ?? '')?.locks.delete(lock);
  }

  /** Extends the lock. Returns when it ends now. */
  renew(session: Session, now: number): number {
    session.until = now + this.#lockDurationMs;
    this.#held.delete(session.id);
    this.#held.set(session.id, session);
    return session.until;
  }

  /** Ends the possession of a session. Its unsettled messages are for the caller to make ready again, and then {@link ended}. */
  release(session: Session): Lock[] {
    const locks = [...session.locks];
    session.locks.clear();
    this.#held.delete(session.id);
    return locks;
  }

  /** Offers a released session to those who wait, when it has messages. */
  ended({ id }: Session, now: number): void {
    if (!this.#held.has(id) && this.#hasMessages(id)) this.#makeAvailable(id);
    this.#offer(now);
  }

  /** The first session whose lock has ended. */
  expired(now: number): Session | undefined {
    for (const session of this.#held.values()) return session.until <= now ? session : undefined;
    return undefined;
  }

  /** Refuses those who have waited long enough. */
  expireWaiters(now: number): void {
    for (const waiter of this.#waiters)
      if (waiter.deadline <= now) {
        this.#waiters.delete(waiter);
        waiter.refused(refusals.noSessionAvailable());
      }
  }

  /** Ends all who hold a session or wait for one. */
  close(reason: BrokerError): void {
    const [waiters, held] = [[...this.#waiters], [...this.#held.values()]];
    this.#waiters.clear();
    this.#held.clear();
    for (const waiter of waiters) waiter.refused(reason);
    for (const session of held) session.holder.close(reason);
  }

  /** The first ids, in order, of sessions with messages, a holder or a state. */
  ids(limit: number): string[] {
    const ids = [...this.#messages.sessionsAfter('', limit), ...this.#held.keys(), ...this.states.ids(limit)];
    return [...new Set(ids)].sort().slice(0, limit);
  }

  #makeAvailable(sessionId: string): void {
    if (this.#available.size < mostAvailable) this.#available.add(sessionId);
    else if (!this.#available.has(sessionId)) this.#isMore = true;
  }

  #grant(id: string, holder: Consumer, now: number): Session {
    const session = { id, holder, ready: this.#windowOf(id), locks: new Set<Lock>(), until: 0 };
    this.#available.delete(id);
    this.renew(session, now);
    return session;
  }

  #offer(now: number): void {
    for (const waiter of this.#waiters) {
      const id = this.#nextAvailable();
      if (id === undefined) return;
      this.#waiters.delete(waiter);
      waiter.granted(this.#grant(id, waiter.consumer, now));
    }
  }

  #nextAvailable(): string | undefined {
    for (let rounds = 0; rounds < 10; rounds++) {
      for (const id of this.#available) {
        this.#available.delete(id);
        if (!this.#held.has(id) && this.#hasMessages(id)) return id;
      }
      if (!this.#isMore) return undefined;
      this.#findMore();
    }
    return undefined;
  }

  #findMore(): void {
    const found = this.#messages.sessionsAfter(this.#lastFound, mostAvailable);
    if (found.length < mostAvailable && this.#lastFound !== '')
      found.push(...this.#messages.sessionsAfter('', mostAvailable));
    this.#isMore = found.length >= mostAvailable;
    this.#lastFound = this.#isMore ? (found.at(-1) ?? '') : '';
    for (const id of found) if (!this.#held.has(id)) this.#available.add(id);
  }

  #hasMessages(sessionId: string): boolean {
    return this.#messages.activeOf(sessionId, 0, 1).length > 0;
  }
}
