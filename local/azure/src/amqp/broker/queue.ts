import { causes, deadLetterContent, withProperties, type DeadLetterCause } from './dead-letters.ts';
import { Dispatcher } from './dispatcher.ts';
import type { DuplicateHistory } from '../storage/duplicates.ts';
import { Alarms } from './alarms.ts';
import { arrived, departure, maxHops, type Arrival, type Destination, type EntityContext } from './entity.ts';
import type { QueueSettings, Settlement } from './entity.ts';
import { refusals, type BrokerError } from '../errors.ts';
import type { EntityRecord } from '../storage/journal.ts';
import { KeptMessages } from './kept-messages.ts';
import { LockTable, type Consumer, type Delivery, type Lock, type QueueMessage } from './locks.ts';
import type { Content, SentMessage } from '../wire/message.ts';
import { MessageStore, type MessageCounts, type PeekLimits } from '../storage/message-store.ts';
import { SessionStates } from '../storage/session-states.ts';
import { ReadyWindow } from './ready-window.ts';
import type { Wakeable } from './scheduler.ts';
import { Sessions, type Session, type SessionWaiter } from './sessions.ts';

/** A queue, a subscription, or the dead-letter queue of one of them. */
export class Queue implements Wakeable, Destination {
  readonly settings: QueueSettings;
  /** `undefined` for what is a dead-letter queue itself. */
  readonly deadLetters: Queue | undefined;
  readonly #context: EntityContext;
  readonly #record: EntityRecord;
  readonly #duplicates: DuplicateHistory | undefined;
  readonly #sessions: Sessions | undefined;
  readonly #dispatcher: Dispatcher;
  readonly #messages: MessageStore;
  readonly #alarms: Alarms;
  readonly #locks: LockTable;
  readonly #kept: KeptMessages;
  #isClosed = false;

  constructor(
    context: EntityContext,
    settings: QueueSettings,
    kept: { record: EntityRecord; deadLetters?: Queue; duplicates?: DuplicateHistory },
  ) {
    const { journal } = context;
    this.settings = settings;
    this.deadLetters = kept.deadLetters;
    this.#context = context;
    this.#record = kept.record;
    this.#duplicates = kept.duplicates;
    this.#messages = new MessageStore(journal, kept.record);
    this.#alarms = new Alarms(this.#messages);
    this.#kept = new KeptMessages(this.#messages, {
      forwards: Boolean(settings.forwardTo),
      requiresSession: settings.requiresSession,
      end: kept.record.nextSequence,
    });
    this.#locks = new LockTable(settings.lockDurationMs);
    this.#sessions = settings.requiresSession
      ? new Sessions(settings.lockDurationMs, {
          states: new SessionStates(journal, kept.record),
          messages: this.#messages,
          windowOf: (id) => new ReadyWindow((after, limit) => this.#known(this.#messages.activeOf(id, after, limit))),
        })
      : undefined;
    const ready = new ReadyWindow((after, limit) => this.#known(this.#messages.active(after, limit)));
    this.#dispatcher = new Dispatcher(journal, this.#sessions ?? ready, this.#deliver.bind(this));
  }

  /** @throws BrokerError when this entity has no sessions */
  get sessions(): Sessions {
    if (!this.#sessions) throw refusals.sessionNotSupported();
    return this.#sessions;
  }

  /** Messages that are kept: active, locked, deferred and scheduled. */
  get length(): number {
    return this.#messages.count();
  }

  counts(): MessageCounts {
    return this.#messages.counts();
  }

  /** Ends its consumers and locks. What it keeps is another's from now on, or gone. */
  close(reason: BrokerError): void {
    this.#isClosed = true;
    this.deadLetters?.close(reason);
    this.#sessions?.close(reason);
    this.#dispatcher.close(reason);
  }

  /** Takes up what an earlier run kept, by the settings of this one. */
  restore(): void {
    this.#arm();
  }

  send(messages: SentMessage[]): number[] {
    if (this.#sessions && messages.some(({ sessionId }) => sessionId === undefined)) throw refusals.sessionIdMissing();
    return messages.map((message) => this.receive({ ...message, hops: 0 }));
  }

  /** Takes a message from wherever. Returns its sequence number, 0 for a duplicate. */
  receive(arrival: Arrival): number {
    const now = this.#context.scheduler.now();
    if (this.#duplicates && !this.#duplicates.isNew(arrival.messageId, now)) return 0;
    const { sequence } = this.#enter(arrival, now);
    this.#arm();
    return sequence;
  }

  cancelScheduled(sequences: number[]): void {
    const messages = sequences.map((sequence) => {
      const message = this.#messages.get(sequence);
      if (message?.state !== 'scheduled') throw refusals.messageNotFound(sequence);
      return message;
    });
    for (const message of messages) this.#discard(message);
  }

  /** @throws BrokerError when this entity has no receivers of this kind */
  checkReceivable({ session }: { session: boolean }): void {
    if (this.settings.forwardTo) throw refusals.forwarding();
    if (session && !this.#sessions) throw refusals.sessionNotSupported();
    if (!session && this.#sessions) throw refusals.sessionRequired();
  }

  addConsumer(consumer: Consumer): void {
    this.#dispatcher.addConsumer(consumer);
  }

  /** What it received stays locked: lock tokens are good until they end. */
  removeConsumer(consumer: Consumer): void {
    this.#dispatcher.removeConsumer(consumer);
  }

  /** Delivers what consumers can take. */
  pump(): void {
    this.#dispatcher.pump();
  }

  /** @throws BrokerError when another consumer holds the session */
  acceptSession(sessionId: string, consumer: Consumer): Session {
    const session = this.sessions.accept(sessionId, consumer, this.#context.scheduler.now());
    this.#arm();
    return session;
  }

  acceptNextSession(waiter: SessionWaiter): void {
    this.sessions.acceptNext(waiter, this.#context.scheduler.now());
    this.#arm();
  }

  /** Gives a session back. What was received and not settled does not count as a failed delivery. */
  releaseSession(session: Session): void {
    if (this.sessions.holds(session)) this.#endSession(session, (message) => this.#place(message));
  }

  /** Extends a session's lock. Returns when it ends now. */
  renewSession(sessionId: string, holder?: string): number {
    return this.sessions.renew(this.sessions.holding(sessionId, holder), this.#context.scheduler.now());
  }

  /** @throws BrokerError when the lock, or that of the session, is lost */
  settle(lock: Lock, settlement: Settlement): void {
    if (this.#isClosed || !this.#locks.holds(lock, this.#context.scheduler.now()))
      throw refusals.lockLost(lock.sessionId);
    if (settlement.outcome === 'dead-letter' && !this.deadLetters) throw refusals.alreadyDeadLettered();
    const { message } = lock;
    this.#unlock(lock);
    if (settlement.outcome === 'complete') this.#discard(message);
    else if (settlement.outcome === 'dead-letter') this.#deadLetter(message, settlement);
    else if (settlement.outcome === 'defer') {
      message.state = 'deferred';
      this.#update(message, settlement.properties);
    } else this.#fail(message, settlement.properties);
    this.#arm();
  }

  /** @throws BrokerError when no message is locked with this token */
  lockOf(token: string): Lock {
    const lock = this.#locks.find(token);
    if (!lock) throw refusals.lockLost(undefined);
    return lock;
  }

  /** Extends a message's lock. Returns when it ends now. */
  renewLock(token: string): number {
    const lock = this.lockOf(token);
    const now = this.#context.scheduler.now();
    if (!this.#locks.holds(lock, now)) throw refusals.lockLost(lock.sessionId);
    return this.#locks.renew(lock, now);
  }

  /**
   * Receives deferred messages: all of them, or none.
   * @throws BrokerError when one of them is not deferred, or its session is not held
   */
  receiveDeferred(sequences: number[], mode: Consumer['mode'], sessionId: string | undefined): Delivery[] {
    const session = sessionId === undefined || !this.#sessions ? undefined : this.#sessions.holding(sessionId);
    const messages = sequences.map((sequence) => {
      const message = this.#locks.on(sequence)?.message ?? this.#messages.get(sequence);
      if (message?.state !== 'deferred' || this.#locks.on(sequence) || (session && message.sessionId !== session.id))
        throw refusals.messageNotFound(sequence);
      return message;
    });
    const deliveries: Delivery[] = [];
    const deliver = (delivery: Delivery) => void deliveries.push(delivery);
    for (const message of messages)
      this.#deliver({ mode, deliver, name: '', capacity: () => 1, idle: () => {}, close: () => {} }, message, session);
    this.#arm();
    return deliveries;
  }

  /** Messages as they are, locked or not, from a sequence number on, without receiving them. */
  peek(from: number, limits: PeekLimits): Delivery[] {
    return this.#messages.peek(from, limits);
  }

  wake(now: number): void {
    if (this.#isClosed) return;
    this.#alarms.enqueue(now, (message) => {
      const content = this.#messages.content(message);
      this.#discard(message);
      this.#enter(departure(message, content), Math.max(now, message.scheduledFor));
    });
    for (let lock; (lock = this.#locks.expired(now));) {
      this.#unlock(lock);
      this.#fail(lock.message);
    }
    for (let session; (session = this.#sessions?.expired(now));) {
      const { holder, id } = session;
      this.#endSession(session, (message) => this.#fail(message));
      holder.close(refusals.lockLost(id));
    }
    this.#alarms.expire(now, (message) => {
      if (!this.#locks.on(message.sequence)) this.#expire(message);
    });
    this.#kept.placeSome((message) => this.#place(message));
    this.#sessions?.expireWaiters(now);
    this.#arm();
  }

  #arm(): void {
    const { next: session = Infinity } = this.#sessions ?? {};
    const unplaced = this.#kept.isDone ? Infinity : this.#context.scheduler.now();
    const next = Math.min(this.#alarms.next, this.#locks.next, session, unplaced);
    if (next < Infinity) this.#context.scheduler.wakeAt(next, this);
  }

  /** Keeps a message, or passes it on. */
  #enter(arrival: Arrival, now: number): { sequence: number } {
    const { forwardTo, defaultTtlMs } = this.settings;
    const sequence = this.#context.journal.nextSequence(this.#record);
    const { scheduledFor = 0, enqueuedSequence = sequence, hops } = arrival;
    if (forwardTo && scheduledFor <= now && hops < maxHops) {
      this.#context.forward(forwardTo, { ...arrival, enqueuedSequence, hops: hops + 1 });
      return { sequence };
    }
    const draft = arrived(arrival, { sequence, now, defaultTtlMs });
    const message: QueueMessage = this.#messages.add(draft);
    this.#alarms.note(message);
    if (message.state === 'active') this.#place(message);
    return message;
  }

  /** Messages from the data file; those that are locked are the same objects as their locks have. */
  #known(messages: QueueMessage[]): QueueMessage[] {
    return messages.map((message) => this.#locks.on(message.sequence)?.message ?? message);
  }

  /** Puts an active message where it belongs: before the consumers, unless something forbids that. */
  #place(message: QueueMessage): void {
    const now = this.#context.scheduler.now();
    if (message.state === 'deferred') return;
    if (message.expiresAt <= now) this.#expire(message);
    else if (this.settings.forwardTo) this.#passOn(message, this.settings.forwardTo);
    else if (this.#sessions && message.sessionId === undefined) this.#deadLetter(message, causes.withoutSession);
    else this.#dispatcher.add(message, now);
  }

  /** Forwards what is already kept: when the settings changed between two runs, or after too many hops. */
  #passOn(message: QueueMessage, target: string): void {
    if (message.hops >= maxHops) return this.#deadLetter(message, causes.tooManyHops);
    const content = this.#messages.content(message);
    this.#discard(message);
    this.#context.forward(target, { ...departure(message, content), hops: message.hops + 1 });
  }

  #deliver(consumer: Consumer, message: QueueMessage, session?: Session): void {
    const now = this.#context.scheduler.now();
    if (message.state === 'active' && message.expiresAt <= now) return this.#expire(message);
    const content = this.#messages.content(message);
    message.content = undefined;
    if (consumer.mode === 'receive-and-delete') {
      this.#discard(message);
      return consumer.deliver({ message, content });
    }
    const lock = this.#locks.give(message, now, session?.id);
    session?.locks.add(lock);
    this.#arm();
    consumer.deliver({ message, content, lock, lockedUntil: session?.until ?? lock.until });
  }

  #unlock(lock: Lock): void {
    this.#locks.release(lock);
    if (lock.sessionId !== undefined) this.#sessions?.forget(lock);
  }

  #endSession(session: Session, putBack: (message: QueueMessage) => void): void {
    for (const lock of this.sessions.release(session)) {
      this.#locks.release(lock);
      putBack(lock.message);
    }
    this.sessions.ended(session, this.#context.scheduler.now());
    this.#dispatcher.pump();
    this.#arm();
  }

  /** A delivery failed: abandoned, or not settled in time. */
  #fail(message: QueueMessage, properties?: Record<string, unknown>): void {
    message.deliveryCount++;
    this.#update(message, properties);
    if (message.deliveryCount >= this.settings.maxDeliveryCount && this.deadLetters)
      this.#deadLetter(message, causes.tooManyDeliveries(message.deliveryCount));
    else this.#place(message);
  }

  #expire(message: QueueMessage): void {
    if (this.settings.deadLetterOnExpiration && this.deadLetters) this.#deadLetter(message, causes.expired);
    else this.#discard(message);
  }

  #deadLetter(message: QueueMessage, cause: DeadLetterCause): void {
    const content = deadLetterContent(this.#messages.content(message), cause);
    this.#discard(message);
    this.deadLetters?.bury(message, content, this.settings);
  }

  /** Takes a dead letter of `source`. It keeps its sequence number and times, and does not expire. */
  bury(message: QueueMessage, content: Content, source: QueueSettings): void {
    if (source.forwardDeadLetteredTo && message.hops < maxHops)
      return this.#context.forward(source.forwardDeadLetteredTo, {
        ...departure(message, content),
        hops: message.hops + 1,
        deadLetterSource: source.name,
      });
    const { lock: _lock, ...kept } = message;
    this.#place(this.#messages.add({ ...kept, state: 'active', expiresAt: Infinity, content }));
  }

  #update(message: QueueMessage, properties: Record<string, unknown> | undefined): void {
    this.#messages.update(message, withProperties(this.#messages.content(message), properties));
  }

  #discard(message: QueueMessage): void {
    if (message.state === 'active' && !message.lock) this.#dispatcher.remove(message);
    this.#messages.remove(message);
  }
}
