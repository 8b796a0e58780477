import { describe, expect, it } from '@jest/globals';
import { delay, type ServiceBusSessionReceiver } from '@azure/service-bus';
import { aQueue, aSubscription, aTopic } from '../testing/builders.ts';
import { busForEachTest, errorOf, eventually, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const noRenewal = { maxAutoLockRenewalDurationInMs: 0 };

async function withSessions(given: Parameters<typeof aQueue>[0] = {}) {
  const bus = await startBus({ queues: [aQueue({ requiresSession: true, ...given })] });
  const client = bus.serviceBus();
  const sender = client.createSender('orders');
  const send = (sessionId: string, ...bodies: unknown[]) =>
    sender.sendMessages(bodies.map((body) => ({ body, sessionId })));
  return { bus, client, sender, send };
}

const bodies = async (receiver: ServiceBusSessionReceiver, count: number) =>
  (await receiveAll(receiver, count)).map(({ body }) => body as unknown);

describe('a queue with sessions', () => {
  it('gives the messages of a session, in order, to whoever holds it, and those of another to another', async () => {
    const { client, send } = await withSessions();
    await send('a', 1, 2);
    await send('b', 3);
    await send('a', 4);
    const a = await client.acceptSession('orders', 'a');
    const b = await client.acceptSession('orders', 'b');
    expect(a.sessionId).toBe('a');
    expect(a.sessionLockedUntilUtc.getTime()).toBeGreaterThan(Date.now() + 50_000);
    expect(await bodies(a, 3)).toEqual([1, 2, 4]);
    expect(await bodies(b, 1)).toEqual([3]);
    await send('a', 5);
    const message = await receiveOne(a);
    expect(message).toMatchObject({ body: 5, sessionId: 'a' });
    await a.completeMessage(message);
  });

  it('accepts a session that has no messages yet', async () => {
    const { client, send } = await withSessions();
    const receiver = await client.acceptSession('orders', 'new');
    const received = receiveOne(receiver);
    await send('new', 'first');
    expect((await received).body).toBe('first');
  });

  it('accepts the next session that has messages and no holder, oldest first', async () => {
    const { client, send } = await withSessions();
    await send('a', 1);
    await send('b', 2);
    const [first, second] = [await client.acceptNextSession('orders'), await client.acceptNextSession('orders')];
    expect([first.sessionId, second.sessionId]).toEqual(['a', 'b']);
  });

  it('lets who asks for the next session wait until there is one', async () => {
    const { client, send } = await withSessions();
    const accepted = client.acceptNextSession('orders');
    await delay(50);
    await send('late', 1);
    expect((await accepted).sessionId).toBe('late');
  });

  it('refuses who waits too long with ServiceTimeout', async () => {
    const { bus } = await withSessions();
    const impatient = bus.serviceBus({ retryOptions: { maxRetries: 0, timeoutInMs: 300 } });
    expect(await errorOf(impatient.acceptNextSession('orders'))).toMatchObject({ code: 'ServiceTimeout' });
  });

  it('gives nothing to a client that stopped waiting', async () => {
    const { client, send } = await withSessions();
    const aborter = new AbortController();
    const waiting = client.acceptNextSession('orders', { abortSignal: aborter.signal });
    await delay(50);
    aborter.abort();
    await errorOf(waiting);
    await send('a', 1);
    const next = await eventually(() => client.acceptNextSession('orders').catch(() => undefined));
    expect(await bodies(next, 1)).toEqual([1]);
  });

  it('refuses a session that another receiver holds, until it is closed', async () => {
    const { client, send } = await withSessions();
    await send('a', 1);
    const holder = await client.acceptSession('orders', 'a');
    const refusal = await errorOf(client.acceptSession('orders', 'a'));
    expect(refusal).toMatchObject({ name: 'ServiceBusError', code: 'SessionCannotBeLocked' });
    await holder.close();
    expect((await client.acceptSession('orders', 'a')).sessionId).toBe('a');
  });

  it('does not count it as a failed delivery when a session is closed with unsettled messages', async () => {
    const { client, send } = await withSessions({ maxDeliveryCount: 1 });
    await send('a', 1, 2);
    for (let round = 0; round < 3; round++) {
      const receiver = await client.acceptSession('orders', 'a');
      const messages = await receiveAll(receiver, 2);
      expect(messages.map(({ body, deliveryCount }) => [body as number, deliveryCount])).toEqual([
        [1, 0],
        [2, 0],
      ]);
      await receiver.close();
    }
  });

  it('gives a session free when the connection of its holder breaks', async () => {
    const { bus, client, send } = await withSessions();
    await send('a', 1);
    const vanishing = bus.serviceBus();
    const lost = await vanishing.acceptSession('orders', 'a');
    await receiveOne(lost);
    await vanishing.close();
    expect(await bodies(await client.acceptSession('orders', 'a'), 1)).toEqual([1]);
  });

  it('ends the lock of a session in time: its messages go to the next holder, and the first can settle none', async () => {
    const { client, send } = await withSessions({ lockDurationMs: 600 });
    await send('a', 1);
    const first = await client.acceptSession('orders', 'a', noRenewal);
    const message = await receiveOne(first);
    const second = await eventually(() => client.acceptSession('orders', 'a', noRenewal).catch(() => undefined));
    expect(await receiveOne(second)).toMatchObject({ body: 1, deliveryCount: 1 });
    expect(await errorOf(first.completeMessage(message))).toMatchObject({ code: 'SessionLockLost' });
    expect(await errorOf(first.renewSessionLock())).toMatchObject({ code: 'SessionLockLost' });
    expect(await errorOf(first.setSessionState('mine'))).toMatchObject({ code: 'SessionLockLost' });
  });

  it('extends the lock of a session, and of all its messages, by its renewal', async () => {
    const { client, send } = await withSessions({ lockDurationMs: 800 });
    await send('a', 1);
    const receiver = await client.acceptSession('orders', 'a', noRenewal);
    const message = await receiveOne(receiver);
    for (let renewal = 0; renewal < 4; renewal++) {
      await delay(300);
      expect((await receiver.renewSessionLock()).getTime()).toBeGreaterThan(Date.now() + 400);
    }
    await receiver.completeMessage(message);
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('keeps what is noted about a session, also without messages, until it is cleared', async () => {
    const { client } = await withSessions();
    const first = await client.acceptSession('orders', 'a');
    expect(await first.getSessionState()).toBeNull();
    await first.setSessionState({ step: 2 });
    await first.close();
    const second = await client.acceptSession('orders', 'a');
    expect(await second.getSessionState()).toEqual({ step: 2 });
    await second.setSessionState(Buffer.from([1, 2]));
    expect(await second.getSessionState()).toEqual(Buffer.from([1, 2]));
    await second.setSessionState(null);
    expect(await second.getSessionState()).toBeNull();
  });

  it('abandons, defers and dead-letters within a session', async () => {
    const { client, send } = await withSessions();
    await send('a', 'abandon', 'defer', 'dead-letter');
    const receiver = await client.acceptSession('orders', 'a');
    const [abandoned, deferred, dead] = await receiveAll(receiver, 3);
    await Promise.all([
      receiver.abandonMessage(abandoned!),
      receiver.deferMessage(deferred!),
      receiver.deadLetterMessage(dead!),
    ]);
    expect(await receiveOne(receiver)).toMatchObject({ body: 'abandon', deliveryCount: 1 });
    const [back] = await receiver.receiveDeferredMessages(deferred!.sequenceNumber!);
    expect(back?.body).toBe('defer');
    await receiver.completeMessage(back!);
    const deadLetters = client.createReceiver('orders', { subQueueType: 'deadLetter' });
    expect(await receiveOne(deadLetters)).toMatchObject({ body: 'dead-letter', sessionId: 'a' });
  });

  it('does not give a deferred message to the holder of another session', async () => {
    const { client, send } = await withSessions();
    await send('a', 1);
    const a = await client.acceptSession('orders', 'a');
    const message = await receiveOne(a);
    await a.deferMessage(message);
    const b = await client.acceptSession('orders', 'b');
    expect(await errorOf(b.receiveDeferredMessages(message.sequenceNumber!))).toMatchObject({
      code: 'MessageNotFound',
    });
  });

  it('peeks at one session', async () => {
    const { client, send } = await withSessions();
    await send('a', 1);
    await send('b', 2);
    await send('a', 3);
    const receiver = await client.acceptSession('orders', 'a');
    expect((await receiver.peekMessages(10)).map(({ body }) => body as number)).toEqual([1, 3]);
  });

  it('receives and deletes within a session', async () => {
    const { client, send } = await withSessions();
    await send('a', 1, 2);
    const receiver = await client.acceptSession('orders', 'a', { receiveMode: 'receiveAndDelete' });
    expect(await receiver.receiveMessages(2, { maxWaitTimeInMs: 1_000 })).toHaveLength(2);
    expect(await receiver.peekMessages(1)).toEqual([]);
  });

  it('streams a session to a subscriber, one message after the other', async () => {
    const { client, send } = await withSessions();
    await send('a', ...Array.from({ length: 20 }, (_, index) => index));
    const receiver = await client.acceptSession('orders', 'a');
    const seen: unknown[] = [];
    receiver.subscribe({
      processMessage: async ({ body }) => void seen.push(body),
      processError: async ({ error }) => void seen.push(error),
    });
    await eventually(() => seen.length === 20);
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index));
    await eventually(async () => (await receiver.peekMessages(1)).length === 0);
  });

  it('refuses messages without a session id, none of a batch excepted', async () => {
    const { client, sender } = await withSessions();
    const refusal = await errorOf(sender.sendMessages([{ body: 1, sessionId: 'a' }, { body: 2 }]));
    expect(refusal.message).toContain('The SessionId was not set on a message');
    const receiver = await client.acceptSession('orders', 'a');
    expect(await isEmpty(receiver)).toBe(true);
  });

  it('refuses receivers without a session', async () => {
    const { client } = await withSessions();
    const refusal = await errorOf(client.createReceiver('orders').receiveMessages(1, { maxWaitTimeInMs: 1_000 }));
    expect(refusal.message).toContain('requires sessions to create a non-sessionful message receiver');
  });

  it('delivers scheduled messages to their session', async () => {
    const { client, sender } = await withSessions();
    await sender.scheduleMessages({ body: 'later', sessionId: 'a' }, new Date(Date.now() + 150));
    const receiver = await client.acceptNextSession('orders');
    expect([receiver.sessionId, (await receiveOne(receiver)).body]).toEqual(['a', 'later']);
  });
});

describe('an entity without sessions', () => {
  it('refuses session receivers', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    expect(await errorOf(bus.serviceBus().acceptSession('orders', 'a'))).toMatchObject({
      name: 'ServiceBusError',
      code: 'SessionCannotBeLocked',
    });
  });
});

describe('a subscription with sessions', () => {
  it('dead-letters what comes without a session id', async () => {
    const bus = await startBus({
      topics: [aTopic({ subscriptions: [aSubscription({ requiresSession: true }), aSubscription({ name: 'plain' })] })],
    });
    const client = bus.serviceBus();
    await client.createSender('events').sendMessages([{ body: 1 }, { body: 2, sessionId: 'a' }]);
    expect(await bodies(await client.acceptNextSession('events', 'all'), 1)).toEqual([2]);
    const dead = await receiveOne(client.createReceiver('events', 'all', { subQueueType: 'deadLetter' }));
    expect(dead).toMatchObject({ body: 1, deadLetterReason: 'Session ID is null.' });
    expect(await receiveAll(client.createReceiver('events', 'plain'), 2)).toHaveLength(2);
  });
});
