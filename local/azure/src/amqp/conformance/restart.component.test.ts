import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { earliestEventPosition } from '@azure/event-hubs';
import type { EntityConfig } from '../entity-config.ts';
import { DataFileError, startAmqpServer } from '../index.ts';
import { aHub, aQueue, aSubscription, aTopic, entities } from '../testing/builders.ts';
import {
  busForEachTest,
  directoryForEachTest,
  errorOf,
  eventually,
  isEmpty,
  receiveAll,
  receiveOne,
} from '../testing/harness.ts';

const startBus = busForEachTest();
const newDirectory = directoryForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };
const reconnecting = { retryOptions: { maxRetries: 10, retryDelayInMs: 50, timeoutInMs: 1_000 } };

function start(given: Partial<EntityConfig>) {
  return startBus(given, { dataFile: join(newDirectory(), 'data', 'bus.sqlite') });
}

describe('a restart', () => {
  it('keeps messages with their state, counts, times and properties', async () => {
    const bus = await start({ queues: [aQueue()] });
    const before = bus.serviceBus();
    await before
      .createSender('orders')
      .sendMessages([
        { body: 'active', applicationProperties: { n: 1 }, subject: 's' },
        { body: 'abandoned' },
        { body: 'deferred' },
        { body: 'dead' },
        { body: 'completed' },
        { body: 'scheduled', scheduledEnqueueTimeUtc: new Date(Date.now() + 60_000) },
      ]);
    const receiver = before.createReceiver('orders', noRenewal);
    const [, abandoned, deferred, dead, completed] = await receiveAll(receiver, 5);
    await receiver.abandonMessage(abandoned!, { why: 'later' });
    await receiver.deferMessage(deferred!);
    await receiver.deadLetterMessage(dead!, { deadLetterReason: 'bad', deadLetterErrorDescription: 'very' });
    await receiver.completeMessage(completed!);
    const peeked = await receiver.peekMessages(10);
    await before.close();
    await bus.restart();

    const client = bus.serviceBus();
    const again = client.createReceiver('orders', noRenewal);
    const stripped = (messages: typeof peeked) => messages.map(({ _rawAmqpMessage: _, ...message }) => message);
    expect(stripped(await again.peekMessages(10))).toEqual(stripped(peeked));
    expect((await receiveAll(again, 2)).map(({ body, deliveryCount }) => [body as string, deliveryCount])).toEqual([
      ['active', 0],
      ['abandoned', 1],
    ]);
    expect(await again.receiveDeferredMessages(deferred!.sequenceNumber!)).toMatchObject([{ body: 'deferred' }]);
    const deadLetters = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    expect(await receiveOne(deadLetters)).toMatchObject({ body: 'dead', deadLetterReason: 'bad' });
    await client.createSender('orders').sendMessages({ body: 'next' });
    const next = await receiveOne(again);
    expect(next.sequenceNumber!.toNumber()).toBe(7);
  });

  it('keeps the times of scheduled messages and of expiry', async () => {
    const bus = await start({ queues: [aQueue({ deadLetterOnExpiration: true })] });
    const before = bus.serviceBus();
    const due = new Date(Date.now() + 1_500);
    const [cancelled] = await before.createSender('orders').scheduleMessages([{ body: 'no' }, { body: 'yes' }], due);
    await before.createSender('orders').sendMessages({ body: 'short', timeToLive: 1_500 });
    await before.close();
    await bus.restart();
    const client = bus.serviceBus();
    await client.createSender('orders').cancelScheduledMessages(cancelled!);
    const deadLetters = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    const receiver = client.createReceiver('orders');
    expect((await receiveOne(deadLetters)).body).toBe('short');
    expect(
      (await eventually(async () => (await receiver.receiveMessages(1, { maxWaitTimeInMs: 1_000 }))[0])).body,
    ).toBe('yes');
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime());
  });

  it('keeps the ids of duplicate detection, and what is noted about sessions', async () => {
    const bus = await start({
      queues: [aQueue({ duplicateDetectionMs: 60_000 }), aQueue({ name: 'steps', requiresSession: true })],
    });
    const before = bus.serviceBus();
    await before.createSender('orders').sendMessages({ body: 1, messageId: 'same' });
    const session = await before.acceptSession('steps', 'a');
    await session.setSessionState({ step: 3 });
    await before.createSender('steps').sendMessages({ body: 'waiting', sessionId: 'b' });
    await before.close();
    await bus.restart();
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 2, messageId: 'same' });
    expect((await client.createReceiver('orders').peekMessages(10)).map(({ body }) => body as number)).toEqual([1]);
    expect(await (await client.acceptSession('steps', 'a')).getSessionState()).toEqual({ step: 3 });
    expect((await client.acceptNextSession('steps')).sessionId).toBe('b');
  });

  it('keeps the rules that were added and removed, until the configuration changes them', async () => {
    const configured = (expression: string) => ({
      topics: [
        aTopic({
          subscriptions: [aSubscription({ rules: [{ name: 'file', filter: { type: 'sql', expression } as const }] })],
        }),
      ],
    });
    const bus = await start(configured('a = 1'));
    const names = async () => {
      const client = bus.serviceBus();
      const rules = [];
      for await (const rule of client.createRuleManager('events', 'all').listRules())
        rules.push((rule.filter as { sqlExpression: string }).sqlExpression);
      await client.close();
      return rules;
    };
    const client = bus.serviceBus();
    const manager = client.createRuleManager('events', 'all');
    await manager.deleteRule('file');
    await manager.createRule('added', { sqlExpression: 'b = 2' });
    await client.close();
    await bus.restart();
    expect(await names()).toEqual(['b = 2']);
    await bus.restart(configured('c = 3'));
    expect(await names()).toEqual(['c = 3']);
  });

  it('keeps events, and gives out numbers and offsets where it stopped', async () => {
    const bus = await start({ eventHubs: [aHub()] });
    const publish = async (bodies: number[]) => {
      const producer = bus.producer('telemetry');
      await producer.sendBatch(
        bodies.map((body) => ({ body })),
        { partitionId: '1' },
      );
      const properties = await producer.getPartitionProperties('1');
      await producer.close();
      return properties;
    };
    const first = await publish([0, 1, 2]);
    await bus.restart();
    const second = await publish([3, 4]);
    expect(second.lastEnqueuedSequenceNumber).toBe(4);
    expect(Number(second.lastEnqueuedOffset)).toBeGreaterThan(Number(first.lastEnqueuedOffset));
    const seen: unknown[] = [];
    bus.consumer('telemetry').subscribe(
      '1',
      {
        processEvents: async (events) => void seen.push(...events.map(({ body }) => body as unknown)),
        processError: async (error) => void seen.push(error),
      },
      { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 1 },
    );
    await eventually(() => seen.length === 5);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
  });

  it('does not serve what is no longer configured, and has it again when it is', async () => {
    const both = { queues: [aQueue(), aQueue({ name: 'other' })] };
    const bus = await start(both);
    let client = bus.serviceBus();
    await client.createSender('other').sendMessages({ body: 'kept' });
    await client.close();
    await bus.restart({ queues: [aQueue()] });
    client = bus.serviceBus();
    expect(await errorOf(client.createReceiver('other').receiveMessages(1))).toMatchObject({
      code: 'MessagingEntityNotFound',
    });
    await client.close();
    await bus.restart(both);
    expect((await receiveOne(bus.serviceBus().createReceiver('other'))).body).toBe('kept');
  });

  it('forwards and dead-letters what waits, by the settings of the new run', async () => {
    const bus = await start({ queues: [aQueue({ name: 'in' }), aQueue({ name: 'out' })] });
    const client = bus.serviceBus();
    await client.createSender('in').sendMessages([{ body: 1, messageId: 'm' }]);
    await client.createSender('out').sendMessages([{ body: 2 }]);
    await client.close();
    await bus.restart({
      queues: [aQueue({ name: 'in', forwardTo: 'out' }), aQueue({ name: 'out', requiresSession: true })],
    });
    const dead = await receiveAll(bus.serviceBus().createReceiver('out', { subQueueType: 'deadLetter' }), 2);
    expect(dead.map(({ body, deadLetterReason }) => [body as number, deadLetterReason]).sort()).toEqual([
      [1, 'Session ID is null.'],
      [2, 'Session ID is null.'],
    ]);
  });

  it('lets senders, subscribers and event readers go on by themselves', async () => {
    const bus = await start({ queues: [aQueue()], eventHubs: [aHub({ partitionCount: 1 })] });
    const client = bus.serviceBus(reconnecting);
    const sender = client.createSender('orders');
    const received: unknown[] = [];
    client.createReceiver('orders').subscribe({
      processMessage: async ({ body }) => void received.push(body),
      processError: async () => {},
    });
    const producer = bus.producer('telemetry', reconnecting);
    const read: unknown[] = [];
    bus.consumer('telemetry', { client: reconnecting }).subscribe(
      {
        processEvents: async (events) => void read.push(...events.map(({ body }) => body as unknown)),
        processError: async () => {},
      },
      { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 1 },
    );
    await sender.sendMessages({ body: 'one' });
    await producer.sendBatch([{ body: 'one' }]);
    await eventually(() => received.length === 1 && read.length === 1);

    await bus.restart();
    await eventually(() =>
      sender.sendMessages({ body: 'two' }).then(
        () => true,
        () => false,
      ),
    );
    await eventually(() =>
      producer.sendBatch([{ body: 'two' }]).then(
        () => true,
        () => false,
      ),
    );
    await eventually(() => received.includes('two') && read.includes('two'));
    expect(read).toEqual(['one', 'two']);
    expect(received.filter((body) => body === 'two')).toHaveLength(1);
  });
});

describe('a data file', () => {
  it('is not shared: a second broker on it is refused with what to do', async () => {
    const dataFile = join(newDirectory(), 'bus.sqlite');
    await startBus({ queues: [aQueue()] }, { dataFile });
    const error = await errorOf(startAmqpServer({ entities: entities({}), dataFile }));
    expect(error).toBeInstanceOf(DataFileError);
    expect(error.message).toContain(`the data file '${dataFile}' is in use by another process`);
  });

  it('is not needed: without one, everything is in memory', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 1 });
    await client.close();
    await bus.restart();
    expect(await isEmpty(bus.serviceBus().createReceiver('orders'))).toBe(true);
  });

  it('of the first version is opened with its messages in order', async () => {
    const dataFile = join(newDirectory(), 'bus.sqlite');
    const bus = await startBus({ queues: [aQueue()] }, { dataFile });
    const sender = bus.serviceBus().createSender('orders');
    await sender.sendMessages([1, 2, 3].map((body) => ({ body })));
    await bus.server.stop();
    const old = new DatabaseSync(dataFile);
    // That version numbered the rows of all entities as they came, and had no index.
    old.exec(`UPDATE messages SET id = 4 - sequence; PRAGMA user_version = 0; DROP TABLE probe;
      DROP INDEX messages_by_time; DROP INDEX messages_by_expiry; DROP INDEX messages_of_session; DROP INDEX rules_by_entity;`);
    old.close();
    await bus.restart();
    const receiver = bus.serviceBus().createReceiver('orders');
    const received = await receiver.receiveMessages(3, { maxWaitTimeInMs: 5_000 });
    expect(received.map(({ body }) => body as unknown)).toEqual([1, 2, 3]);
  });
});
