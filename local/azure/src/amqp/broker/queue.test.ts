import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodeValue, section } from '../wire/codec.ts';
import type { Arrival, EntityContext, QueueSettings } from './entity.ts';
import { BrokerError } from '../errors.ts';
import { Journal } from '../storage/journal.ts';
import type { Consumer, Delivery } from './locks.ts';
import { parseMessage, type SentMessage } from '../wire/message.ts';
import { Queue } from './queue.ts';
import type { Session } from './sessions.ts';
import { FakeScheduler } from '../testing/fake-scheduler.ts';

let journal: Journal;
let scheduler: FakeScheduler;
let forwarded: { target: string; arrival: Arrival }[];

beforeEach(() => {
  const rethrow = (error: unknown) => {
    throw error;
  };
  journal = new Journal(undefined, { rolledBack: rethrow, callbackFailed: rethrow });
  scheduler = new FakeScheduler();
  forwarded = [];
});
afterEach(() => journal.close());

const minute = 60_000;

function aQueue(settings: Partial<QueueSettings> = {}): Queue {
  const context: EntityContext = {
    scheduler,
    journal,
    forward: (target, arrival) => void forwarded.push({ target, arrival }),
  };
  const defaults: QueueSettings = {
    name: 'q',
    lockDurationMs: minute,
    maxDeliveryCount: 3,
    defaultTtlMs: Infinity,
    deadLetterOnExpiration: false,
    requiresSession: false,
  };
  const dead = { ...defaults, name: 'q/dead', maxDeliveryCount: Infinity };
  const deadLetters = new Queue(context, dead, { record: journal.entity(dead.name, 0) });
  return new Queue(context, { ...defaults, ...settings }, { record: journal.entity('q', 0), deadLetters });
}

function aMessage(given: Partial<SentMessage> = {}): SentMessage {
  const body = Buffer.concat([Buffer.from([0x00, 0x53, 0x77]), encodeValue(given.messageId ?? 'body')]);
  return { ...parseMessage(body), ...given };
}

/** A consumer with a certain credit, which notes what it gets. */
class Recorder implements Consumer {
  readonly name: string;
  readonly mode: Consumer['mode'];
  credit: number;
  deliveries: Delivery[] = [];
  idleCalls = 0;
  closed: BrokerError | undefined;

  constructor(credit: number, { name = 'link', mode = 'peek-lock' }: { name?: string; mode?: Consumer['mode'] } = {}) {
    this.credit = credit;
    this.name = name;
    this.mode = mode;
  }

  capacity(): number {
    return this.credit - this.deliveries.length;
  }

  deliver(delivery: Delivery): void {
    this.deliveries.push(delivery);
  }

  idle(): void {
    this.idleCalls++;
  }

  close(reason: BrokerError): void {
    this.closed = reason;
  }

  get sequences(): number[] {
    return this.deliveries.map(({ message }) => message.sequence);
  }
}

/** Until the journal has committed and called back. */
const committed = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function connect(queue: Queue, consumer: Recorder): Recorder {
  queue.addConsumer(consumer);
  queue.pump();
  return consumer;
}

describe('a queue', () => {
  it('delivers nothing before it is committed', async () => {
    const queue = aQueue();
    const consumer = connect(queue, new Recorder(10));
    queue.send([aMessage()]);
    expect(consumer.deliveries).toEqual([]);
    await committed();
    expect(consumer.sequences).toEqual([1]);
  });

  it('delivers only as much as a consumer can take, and the rest when it can take more', async () => {
    const queue = aQueue();
    const consumer = connect(queue, new Recorder(2));
    queue.send([aMessage(), aMessage(), aMessage()]);
    await committed();
    expect([consumer.sequences, consumer.idleCalls]).toEqual([[1, 2], 1]);
    consumer.credit = 5;
    queue.pump();
    await committed();
    expect(consumer.sequences).toEqual([1, 2, 3]);
    expect(consumer.idleCalls).toBe(2);
  });

  it('serves consumers in turn also when messages come one at a time', async () => {
    const queue = aQueue();
    const [left, right] = [connect(queue, new Recorder(10)), connect(queue, new Recorder(10))];
    for (let count = 0; count < 4; count++) {
      queue.send([aMessage()]);
      await committed();
    }
    expect([left.sequences, right.sequences]).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('serves consumers in turn', async () => {
    const queue = aQueue();
    const [left, right] = [connect(queue, new Recorder(10)), connect(queue, new Recorder(10))];
    queue.send([aMessage(), aMessage(), aMessage(), aMessage()]);
    await committed();
    expect([left.sequences, right.sequences]).toEqual([
      [1, 3],
      [2, 4],
    ]);
  });

  it('gives a message back to its place in the order, however many were locked', async () => {
    const queue = aQueue();
    const consumer = connect(queue, new Recorder(3));
    queue.send([aMessage(), aMessage(), aMessage(), aMessage()]);
    await committed();
    queue.removeConsumer(consumer);
    for (const index of [2, 0, 1]) queue.settle(consumer.deliveries[index]!.lock!, { outcome: 'abandon' });
    const next = connect(queue, new Recorder(4));
    await committed();
    expect(next.sequences).toEqual([1, 2, 3, 4]);
  });

  it('ends a lock exactly when its time is over, unless it is renewed', async () => {
    const queue = aQueue({ lockDurationMs: 1_000 });
    const consumer = connect(queue, new Recorder(2));
    queue.send([aMessage(), aMessage()]);
    await committed();
    const [first, second] = consumer.deliveries.map(({ lock }) => lock!);
    scheduler.advance(600);
    expect(queue.renewLock(second!.token)).toBe(scheduler.now() + 1_000);
    scheduler.advance(399);
    expect(first!.message.deliveryCount).toBe(0);
    scheduler.advance(1);
    expect([first!.message.deliveryCount, second!.message.deliveryCount]).toEqual([1, 0]);
    expect(() => queue.settle(first!, { outcome: 'complete' })).toThrow(BrokerError);
    queue.settle(second!, { outcome: 'complete' });
    expect(queue.length).toBe(1);
  });

  it('dead-letters after the last allowed delivery, whether it was abandoned or timed out', async () => {
    const queue = aQueue({ lockDurationMs: 1_000 });
    queue.send([aMessage()]);
    for (const ending of ['abandon', 'time out', 'abandon']) {
      const consumer = connect(queue, new Recorder(1));
      await committed();
      if (ending === 'abandon') queue.settle(consumer.deliveries[0]!.lock!, { outcome: 'abandon' });
      else scheduler.advance(1_000);
      queue.removeConsumer(consumer);
    }
    expect([queue.length, queue.deadLetters!.length]).toEqual([0, 1]);
  });

  it('lets go of expired messages without anybody receiving', () => {
    const queue = aQueue({ defaultTtlMs: 5_000, deadLetterOnExpiration: true });
    queue.send([aMessage({ ttl: 1_000 }), aMessage({ ttl: 60_000 })]);
    scheduler.advance(999);
    expect([queue.length, queue.deadLetters!.length]).toEqual([2, 0]);
    scheduler.advance(1);
    expect([queue.length, queue.deadLetters!.length]).toEqual([1, 1]);
    scheduler.advance(4_000);
    expect([queue.length, queue.deadLetters!.length]).toEqual([0, 2]);
    scheduler.advance(1e12);
    expect(queue.deadLetters!.length).toBe(2);
  });

  it('expires a locked message only when its lock ends without completion', async () => {
    const queue = aQueue({ lockDurationMs: 10_000 });
    queue.send([aMessage({ ttl: 1_000 })]);
    const consumer = connect(queue, new Recorder(1));
    await committed();
    scheduler.advance(5_000);
    expect(queue.length).toBe(1);
    queue.settle(consumer.deliveries[0]!.lock!, { outcome: 'abandon' });
    expect(queue.length).toBe(0);
  });

  it('enqueues scheduled messages in the order of their times', async () => {
    const queue = aQueue();
    const at = scheduler.now();
    queue.send([3, 1, 2].map((hours) => aMessage({ messageId: String(hours), scheduledFor: at + hours * 3_600_000 })));
    const consumer = connect(queue, new Recorder(10));
    scheduler.advance(10 * 3_600_000);
    await committed();
    expect(consumer.deliveries.map(({ message }) => (message.scheduledFor - at) / 3_600_000)).toEqual([1, 2, 3]);
    expect(consumer.sequences).toEqual([4, 5, 6]);
    expect(consumer.deliveries.map(({ message }) => message.enqueuedSequence)).toEqual([2, 3, 1]);
  });

  it('cancels all of the scheduled messages that are named, or none', () => {
    const queue = aQueue();
    const [scheduled = 0] = queue.send([aMessage({ scheduledFor: scheduler.now() + minute })]);
    expect(() => queue.cancelScheduled([scheduled, 99])).toThrow('sequence number 99');
    expect(queue.length).toBe(1);
    queue.cancelScheduled([scheduled]);
    expect(queue.length).toBe(0);
    scheduler.advance(minute);
    expect(queue.length).toBe(0);
  });

  it('forwards at once what is not scheduled, and counts the hops', () => {
    const queue = aQueue({ forwardTo: 'next' });
    queue.send([aMessage({ messageId: 'm' })]);
    expect(forwarded).toMatchObject([{ target: 'next', arrival: { messageId: 'm', hops: 1, enqueuedSequence: 1 } }]);
    queue.receive({ ...aMessage(), hops: 4 });
    expect([forwarded.length, queue.length, queue.deadLetters!.length]).toEqual([1, 0, 1]);
  });

  it('releases the memory of contents beyond its limit, and reads them back for delivery', async () => {
    const queue = aQueue();
    const bytes = Buffer.alloc(200_000, 7);
    const large = Buffer.concat([Buffer.from([0x00, 0x53, 0x75]), encodeValue(bytes)]);
    const count = 500; // 100 MB, more than is kept in memory
    for (let index = 0; index < count; index++) queue.send([parseMessage(large)]);
    const consumer = connect(queue, new Recorder(count, { mode: 'receive-and-delete' }));
    await committed();
    expect(consumer.deliveries).toHaveLength(count);
    expect(consumer.deliveries.filter(({ message }) => message.content === undefined).length).toBeGreaterThan(100);
    expect(consumer.deliveries.every(({ content }) => content.bytes.subarray(-200_000).equals(bytes))).toBe(true);
  });
});

describe('a queue with sessions', () => {
  const inSession = (sessionId: string) => aMessage({ sessionId });

  it('serves who holds a session with that session only', async () => {
    const queue = aQueue({ requiresSession: true });
    queue.send([inSession('a'), inSession('b'), inSession('a')]);
    const holder = new Recorder(10);
    queue.acceptSession('a', holder);
    queue.pump();
    await committed();
    expect(holder.sequences).toEqual([1, 3]);
  });

  it('takes a session from a holder who does not renew it, and counts a failed delivery', async () => {
    const queue = aQueue({ requiresSession: true, lockDurationMs: 1_000 });
    queue.send([inSession('a')]);
    const holder = new Recorder(1, { name: 'first' });
    queue.acceptSession('a', holder);
    queue.pump();
    await committed();
    scheduler.advance(900);
    queue.renewSession('a', 'first');
    scheduler.advance(999);
    expect(holder.closed).toBeUndefined();
    scheduler.advance(1);
    expect(holder.closed?.condition).toBe('com.microsoft:session-lock-lost');
    expect(holder.deliveries[0]!.message.deliveryCount).toBe(1);
    expect(() => queue.settle(holder.deliveries[0]!.lock!, { outcome: 'complete' })).toThrow(
      'session lock has expired',
    );
    expect(() => queue.renewSession('a')).toThrow('session lock has expired');
  });

  it('renews and notes only for the holder that asks by its name', () => {
    const queue = aQueue({ requiresSession: true });
    queue.acceptSession('a', new Recorder(1, { name: 'holder' }));
    expect(queue.renewSession('a', 'holder')).toBeGreaterThan(0);
    expect(() => queue.renewSession('a', 'somebody else')).toThrow(BrokerError);
  });

  it('lets waiting consumers have sessions in the order in which they asked, or refuses them in time', () => {
    const queue = aQueue({ requiresSession: true });
    const log: string[] = [];
    const waiter = (name: string, waitMs: number) => ({
      consumer: new Recorder(1, { name }),
      deadline: scheduler.now() + waitMs,
      granted: (session: { id: string }) => void log.push(`${name} has ${session.id}`),
      refused: (reason: BrokerError) => void log.push(`${name}: ${reason.condition}`),
    });
    queue.acceptNextSession(waiter('short', 1_000));
    queue.acceptNextSession(waiter('long', 10_000));
    scheduler.advance(1_000);
    queue.send([inSession('a')]);
    queue.acceptNextSession(waiter('late', 5_000));
    scheduler.advance(5_000);
    expect(log).toEqual(['short: com.microsoft:timeout', 'long has a', 'late: com.microsoft:timeout']);
  });
});

describe('parseMessage', () => {
  it('keeps every section of the sender byte for byte, except a message id that it adds', () => {
    const properties = Buffer.concat([
      Buffer.from([0x00, 0x53, section.properties, 0xc0, 0x07, 0x04, 0x40, 0x40, 0x40, 0xa1, 0x01]),
      Buffer.from('s'),
    ]);
    const application = Buffer.from('005374c1050 2a1016b41'.replaceAll(' ', ''), 'hex');
    const body = Buffer.from('005377a10161', 'hex');
    const { content, messageId } = parseMessage(Buffer.concat([properties, application, body]));
    expect(messageId).toMatch(/^\w{32}$/);
    expect(content.bytes.subarray(content.propertiesLength)).toEqual(Buffer.concat([application, body]));
    expect(content.bytes.subarray(0, content.propertiesLength).toString('latin1')).toContain(messageId);
    expect(content.bytes.subarray(0, content.propertiesLength).subarray(-3)).toEqual(Buffer.from([0xa1, 0x01, 0x73]));
  });
});

describe('a queue with very many messages', () => {
  it('delivers them all in order, some completed, some abandoned, some deferred', async () => {
    const queue = aQueue({ maxDeliveryCount: 10 });
    queue.send(Array.from({ length: 2_000 }, () => aMessage()));
    await committed();
    const consumer = connect(queue, new Recorder(700));
    await committed();
    expect(consumer.sequences).toEqual(Array.from({ length: 700 }, (_, at) => at + 1));
    const outcomes = ['complete', 'abandon', 'defer'] as const;
    for (const { lock } of consumer.deliveries) queue.settle(lock!, { outcome: outcomes[lock!.message.sequence % 3]! });
    await committed();
    consumer.credit = 10_000;
    queue.pump();
    await committed();
    const abandoned = Array.from({ length: 700 }, (_, at) => at + 1).filter((sequence) => sequence % 3 === 1);
    const rest = Array.from({ length: 1_300 }, (_, at) => at + 701);
    expect(consumer.sequences.slice(700)).toEqual([...abandoned, ...rest]);
    expect(queue.length).toBe(2_000 - 233);
    expect(queue.receiveDeferred([2, 698], 'peek-lock', undefined).map(({ message }) => message.sequence)).toEqual([
      2, 698,
    ]);
  });

  it('expires and enqueues thousands at the same time, a part at a time', async () => {
    const queue = aQueue({ defaultTtlMs: minute });
    const at = scheduler.now() + minute;
    queue.send(Array.from({ length: 3_000 }, () => aMessage()));
    queue.send(Array.from({ length: 1_200 }, () => aMessage({ scheduledFor: at })));
    await committed();
    scheduler.advance(minute + 1_000);
    expect(queue.length).toBe(1_200);
    const consumer = connect(queue, new Recorder(5_000));
    await committed();
    expect(consumer.sequences).toEqual(Array.from({ length: 1_200 }, (_, n) => 4_201 + n));
    scheduler.advance(minute - 500);
    expect(queue.length).toBe(1_200); // locked messages do not expire
    for (const { lock } of consumer.deliveries.slice(0, 1_100)) queue.settle(lock!, { outcome: 'complete' });
    scheduler.advance(minute);
    expect(queue.length).toBe(0);
  });

  it('gives out thousands of sessions, each once, with all their messages', async () => {
    const queue = aQueue({ requiresSession: true });
    const ids = Array.from({ length: 2_500 }, (_, n) => `s${n}`);
    for (let round = 0; round < 2; round++) queue.send(ids.map((sessionId) => aMessage({ sessionId })));
    await committed();
    const seen: string[] = [];
    for (;;) {
      const consumer = new Recorder(10);
      const granted: Session[] = [];
      const waiter = {
        consumer,
        deadline: scheduler.now() + 1,
        refused: () => {},
        granted: (session: Session) => void granted.push(session),
      };
      queue.acceptNextSession(waiter);
      const [session] = granted;
      if (!session) break;
      queue.pump();
      await committed();
      expect(consumer.deliveries.map(({ message }) => message.sessionId)).toEqual([session.id, session.id]);
      for (const { lock } of consumer.deliveries) queue.settle(lock!, { outcome: 'complete' });
      queue.releaseSession(session);
      seen.push(session.id);
    }
    expect(seen.sort()).toEqual(ids.sort());
    expect(queue.length).toBe(0);
  });
});
