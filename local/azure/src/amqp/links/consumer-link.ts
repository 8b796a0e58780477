import rhea, { type Delivery as Transfer, type EventContext, type Sender } from 'rhea';
import { lockTokenTag } from '../wire/codec.ts';
import { encodeMessage } from './delivery.ts';
import type { Settlement } from '../broker/entity.ts';
import { toBrokerError, type BrokerError } from '../errors.ts';
import type { AttachedLink, LinkContext } from './link-context.ts';
import type { Consumer, Delivery, Lock } from '../broker/locks.ts';
import type { Queue } from '../broker/queue.ts';
import {
  accepted,
  adaptSender,
  amqpError,
  finishDrain,
  holdAttach,
  rejected,
  sendCapacity,
  settleDelivery,
  type SenderLink,
} from './rhea-internals.ts';
import type { Session, SessionWaiter } from '../broker/sessions.ts';

const sessionFilter = 'com.microsoft:session-filter';
const settled = 1;
const defaultSessionTimeoutMs = 60_000;

/** The link of a client that receives from a queue, a subscription or a dead-letter queue. */
export class ConsumerLink implements AttachedLink, Consumer {
  readonly name: string;
  readonly mode: Consumer['mode'];
  readonly #context: LinkContext;
  readonly #link: SenderLink;
  readonly #address: string;
  readonly #queue: Queue;
  readonly #locks = new WeakMap<Transfer, Lock>();
  #session: Session | undefined;
  #waiter: SessionWaiter | undefined;
  /** Received-and-deleted messages that wait for the commit of their removal. */
  #leaving = 0;

  constructor(context: LinkContext, sender: Sender, address: string) {
    this.#context = context;
    this.#link = sender as SenderLink;
    adaptSender(this.#link);
    this.#address = address;
    this.name = sender.name;
    this.#queue = context.broker.source(address);
    this.mode = sender.snd_settle_mode === settled ? 'receive-and-delete' : 'peek-lock';
    this.#link.local.attach.snd_settle_mode = sender.snd_settle_mode;
    this.#link.local.attach.rcv_settle_mode = sender.rcv_settle_mode;

    const filter = sender.source?.filter ?? {};
    const session = sessionFilter in filter;
    this.#queue.checkReceivable({ session });
    this.#listen();
    if (!session) {
      sender.set_source({ address });
      this.#queue.addConsumer(this);
    } else {
      const id = sessionIdOf(filter[sessionFilter]);
      if (id === undefined) this.#waitForSession();
      else this.#begin(this.#queue.acceptSession(id, this));
    }
  }

  capacity(): number {
    return sendCapacity(this.#link) - this.#leaving;
  }

  deliver(delivery: Delivery): void {
    const { lock } = delivery;
    if (lock) {
      this.#locks.set(this.#link.send(encodeMessage(delivery), lockTokenTag(lock.token), 0), lock);
      return;
    }
    const bytes = encodeMessage(delivery);
    this.#leaving++;
    this.#context.broker.journal.afterCommit(() => {
      this.#leaving--;
      this.#link.send(bytes, undefined, 0);
      this.#queue.pump(); // lets a drain end that waited for this message
    });
  }

  idle(): void {
    if (this.#leaving === 0) finishDrain(this.#link);
  }

  close(reason: BrokerError): void {
    this.#session = undefined;
    this.#link.close(amqpError(reason));
  }

  detached(): void {
    if (this.#context.broker.isAbandoned) return;
    if (this.#waiter) {
      this.#queue.sessions.stopWaiting(this.#waiter);
      this.#link.open(); // the peer gave up before it was answered: it gets its attach and then its detach
    }
    if (this.#session) this.#queue.releaseSession(this.#session);
    this.#queue.removeConsumer(this);
    this.#waiter = undefined;
    this.#session = undefined;
  }

  #waitForSession(): void {
    holdAttach(this.#link);
    const timeout = Number(this.#link.properties?.['com.microsoft:timeout'] ?? defaultSessionTimeoutMs);
    this.#waiter = {
      consumer: this,
      deadline: this.#context.broker.scheduler.now() + timeout,
      granted: (session) => {
        this.#waiter = undefined;
        this.#begin(session);
        this.#link.open();
        this.#queue.pump();
      },
      refused: (reason) => {
        this.#waiter = undefined;
        this.#link.set_source({ address: this.#address });
        this.#link.open();
        this.#link.close(amqpError(reason));
      },
    };
    this.#queue.acceptNextSession(this.#waiter);
  }

  #begin(session: Session): void {
    this.#session = session;
    this.#link.set_source({ address: this.#address, filter: { [sessionFilter]: session.id } });
    this.#link.local.attach.properties = { 'com.microsoft:locked-until-utc': ticks(session.until) };
  }

  #listen(): void {
    this.#link.on('sender_flow', () => this.#queue.pump());
    this.#link.on('accepted', ({ delivery }: EventContext) => this.#settle(delivery, () => ({ outcome: 'complete' })));
    this.#link.on('released', ({ delivery }: EventContext) => this.#settle(delivery, () => ({ outcome: 'abandon' })));
    this.#link.on('modified', ({ delivery }: EventContext) => this.#settle(delivery, modification));
    this.#link.on('rejected', ({ delivery }: EventContext) => this.#settle(delivery, rejection));
  }

  #settle(transfer: Transfer | undefined, read: (outcome: RemoteOutcome) => Settlement): void {
    if (!transfer || transfer.settled) return;
    const lock = this.#locks.get(transfer);
    let answer = accepted;
    try {
      this.#context.broker.journal.check();
      if (lock) this.#queue.settle(lock, read(transfer.remote_state ?? {}));
    } catch (error) {
      const refusal = toBrokerError(error);
      if (refusal.condition === 'amqp:internal-error') this.#context.log('settle-failed', { error });
      answer = rejected(refusal);
      if (refusal.condition === 'com.microsoft:server-busy') return settleDelivery(transfer, answer);
    }
    this.#context.broker.journal.afterCommit(() => settleDelivery(transfer, answer));
  }
}

/** The fields of `modified` and `rejected`, as rhea presents them. */
interface RemoteOutcome {
  undeliverable_here?: boolean;
  message_annotations?: Record<string, unknown> | null;
  error?: { condition?: string; description?: string; info?: Record<string, unknown> | null } | null;
}

function modification({ undeliverable_here: defer, message_annotations: properties }: RemoteOutcome): Settlement {
  return { outcome: defer ? 'defer' : 'abandon', properties: properties ?? {} };
}

/** Azure's SDKs dead-letter with a condition of their own; any other rejection dead-letters with the error as the cause. */
function rejection({ error }: RemoteOutcome): Settlement {
  const { DeadLetterReason, DeadLetterErrorDescription, ...properties } = error?.info ?? {};
  const isPlain = error?.condition !== 'com.microsoft:dead-letter';
  const reason = text(DeadLetterReason) ?? (isPlain ? error?.condition : undefined);
  const description = text(DeadLetterErrorDescription) ?? (isPlain ? error?.description : undefined);
  return {
    outcome: 'dead-letter',
    ...(reason != null && { reason }),
    ...(description != null && { description }),
    properties,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `undefined` asks for any session. Some clients describe the value with a type of their own. */
function sessionIdOf(filter: unknown): string | undefined {
  if (typeof filter === 'object' && filter !== null && 'value' in filter) return text(filter.value);
  return text(filter);
}

/** A time in the units of .NET: 100 ns since the year 1. */
function ticks(milliseconds: number): unknown {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(621_355_968_000_000_000n + BigInt(milliseconds) * 10_000n);
  return rhea.types.wrap_long(bytes);
}
