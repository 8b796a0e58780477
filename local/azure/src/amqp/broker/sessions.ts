import type { Statement } from '../../database.ts';
import { refusals, type BrokerError } from '../errors.ts';
import type { EntityRecord, Journal } from '../storage/journal.ts';
import type { Consumer, Lock, QueueMessage } from './locks.ts';
import { asBuffer } from '../storage/message-store.ts';
import { ReadyList } from './ready-list.ts';

/** The messages of one session id, and who may receive them. */
export interface Session {
  readonly id: string;
  readonly ready: ReadyList<QueueMessage>;
  /** What its holder has received and not settled. */
  readonly locks: Set<Lock>;
  holder: Consumer | undefined;
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

/** The sessions of one queue. A session exists while it has messages to receive or a holder; its state outlives it. */
export class Sessions {
  readonly #lockDurationMs: number;
  readonly #states: SessionStates;
  readonly #sessions = new Map<string, Session>();
  /** Sessions with messages and no holder, in the order in which they became so. */
  readonly #available = new Set<Session>();
  /** Sessions with a holder; locks last equally long, so the first is the first to end. */
  readonly #held = new Set<Session>();
  readonly #waiters = new Set<SessionWaiter>();

  constructor(journal: Journal, entity: EntityRecord, lockDurationMs: number) {
    this.#lockDurationMs = lockDurationMs;
    this.#states = new SessionStates(journal, entity);
  }

  /** When the first lock or wait ends. */
  get next(): number {
    let next = Infinity;
    for (const { until } of this.#held) {
      next = until;
      break;
    }
    for (const { deadline } of this.#waiters) next = Math.min(next, deadline);
    return next;
  }

  get held(): Iterable<Session> {
    return this.#held;
  }

  /** Makes a message ready for whoever holds, or will hold, its session. */
  add(sessionId: string, message: QueueMessage, now: number): void {
    const session = this.#session(sessionId);
    session.ready.add(message);
    if (!session.holder) this.#available.add(session);
    this.#offer(now);
  }

  remove(sessionId: string, message: QueueMessage): void {
    const session = this.#sessions.get(sessionId);
    session?.ready.remove(message);
    if (session && !session.holder) this.#settle(session);
  }

  /**
   * Locks the session with this id, which need not have messages.
   * @throws BrokerError when another consumer holds it
   */
  accept(sessionId: string, consumer: Consumer, now: number): Session {
    const session = this.#session(sessionId);
    if (session.holder) throw refusals.sessionBusy(sessionId);
    return this.#grant(session, consumer, now);
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
    const session = this.#sessions.get(sessionId);
    if (!session?.holder || (link !== undefined && link !== session.holder.name)) throw refusals.lockLost(sessionId);
    return session;
  }

  /** Notes that a message of a session was settled. */
  forget(lock: Lock): void {
    this.#sessions.get(lock.sessionId ?? '')?.locks.delete(lock);
  }

  /** Extends the lock. Returns when it ends now. */
  renew(session: Session, now: number): number {
    session.until = now + this.#lockDurationMs;
    this.#held.delete(session);
    this.#held.add(session);
    return session.until;
  }

  /** Ends the possession of a session. Its unsettled messages are for the caller to make ready again. */
  release(session: Session, now: number): Lock[] {
    const locks = [...session.locks];
    session.locks.clear();
    session.holder = undefined;
    this.#held.delete(session);
    this.#settle(session);
    this.#offer(now);
    return locks;
  }

  /** The first session whose lock has ended. */
  expired(now: number): Session | undefined {
    for (const session of this.#held) return session.until <= now ? session : undefined;
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

  getState(sessionId: string): Buffer | undefined {
    return this.#states.get(sessionId);
  }

  /** `undefined` clears it. */
  setState(sessionId: string, state: Buffer | undefined): void {
    this.#states.set(sessionId, state);
  }

  /** The ids of sessions with messages to receive, a holder or a state. */
  ids(): string[] {
    return [...new Set([...this.#sessions.keys(), ...this.#states.ids()])];
  }

  #session(id: string): Session {
    let session = this.#sessions.get(id);
    if (!session) {
      session = { id, ready: new ReadyList(), locks: new Set(), holder: undefined, until: 0 };
      this.#sessions.set(id, session);
    }
    return session;
  }

  #grant(session: Session, consumer: Consumer, now: number): Session {
    session.holder = consumer;
    this.#available.delete(session);
    this.renew(session, now);
    return session;
  }

  #offer(now: number): void {
    for (const waiter of this.#waiters) {
      const [session] = this.#available;
      if (!session) return;
      this.#waiters.delete(waiter);
      waiter.granted(this.#grant(session, waiter.consumer, now));
    }
  }

  /** Files a session without a holder where it belongs now. */
  #settle(session: Session): void {
    if (session.ready.length > 0) this.#available.add(session);
    else {
      this.#available.delete(session);
      this.#sessions.delete(session.id);
    }
  }
}

/** What applications note about their sessions. */
class SessionStates {
  readonly #journal: Journal;
  readonly #entity: EntityRecord;
  readonly #select: Statement;
  readonly #upsert: Statement;
  readonly #delete: Statement;
  readonly #list: Statement;

  constructor(journal: Journal, entity: EntityRecord) {
    this.#journal = journal;
    this.#entity = entity;
    this.#select = journal.prepare('SELECT state FROM sessions WHERE entity = ? AND session_id = ?');
    this.#upsert = journal.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)');
    this.#delete = journal.prepare('DELETE FROM sessions WHERE entity = ? AND session_id = ?');
    this.#list = journal.prepare('SELECT session_id FROM sessions WHERE entity = ?');
  }

  get(sessionId: string): Buffer | undefined {
    const row = this.#select.get(this.#entity.id, sessionId);
    return row && asBuffer(row['state']);
  }

  set(sessionId: string, state: Buffer | undefined): void {
    if (state) this.#journal.write(this.#upsert, this.#entity.id, sessionId, state);
    else this.#journal.write(this.#delete, this.#entity.id, sessionId);
  }

  ids(): string[] {
    return this.#list.all(this.#entity.id).map((row) => String(row['session_id']));
  }
}
