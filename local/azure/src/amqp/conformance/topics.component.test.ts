import { describe, expect, it } from '@jest/globals';
import type { ServiceBusClient, ServiceBusMessage } from '@azure/service-bus';
import type { RuleConfig, RuleFilter } from '../entity-config.ts';
import { aQueue, aSubscription, aTopic } from '../testing/builders.ts';
import { busForEachTest, errorOf, isEmpty, receiveAll, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();

function rule(name: string, filter: RuleFilter | string, action?: string): RuleConfig {
  return {
    name,
    filter: typeof filter === 'string' ? { type: 'sql', expression: filter } : filter,
    ...(action !== undefined && { action }),
  };
}

/** A topic whose subscriptions have these rules. */
async function withRules(subscriptions: Record<string, RuleConfig[]>) {
  const bus = await startBus({
    topics: [
      aTopic({ subscriptions: Object.entries(subscriptions).map(([name, rules]) => aSubscription({ name, rules })) }),
    ],
  });
  const client = bus.serviceBus();
  const send = (...messages: ServiceBusMessage[]) => client.createSender('events').sendMessages(messages);
  return { bus, client, send };
}

async function peeked(client: ServiceBusClient, subscription: string): Promise<unknown[]> {
  const receiver = client.createReceiver('events', subscription);
  const bodies = (await receiver.peekMessages(100)).map(({ body }) => body as unknown);
  await receiver.close();
  return bodies;
}

describe('a topic', () => {
  it('gives every subscription its own copy, to settle independently', async () => {
    const bus = await startBus({
      topics: [aTopic({ subscriptions: [aSubscription({ name: 'one' }), aSubscription({ name: 'two' })] })],
    });
    const client = bus.serviceBus();
    await client.createSender('events').sendMessages([{ body: 1 }, { body: 2 }]);
    const [one, two] = [client.createReceiver('events', 'one'), client.createReceiver('events', 'two')];
    for (const message of await receiveAll(one, 2)) await one.completeMessage(message);
    const [first, second] = await receiveAll(two, 2);
    expect([first?.body, second?.body]).toEqual([1, 2]);
    await two.deadLetterMessage(first!);
    expect(await receiveOne(client.createReceiver('events', 'two', { subQueueType: 'deadLetter' }))).toMatchObject({
      body: 1,
    });
    expect(await client.createReceiver('events', 'one', { subQueueType: 'deadLetter' }).peekMessages(1)).toEqual([]);
  });

  it('drops what no subscription wants', async () => {
    const { client, send } = await withRules({ none: [rule('never', { type: 'false' })] });
    await send({ body: 1 });
    expect(await peeked(client, 'none')).toEqual([]);
  });

  it('detects duplicates before it copies', async () => {
    const bus = await startBus({ topics: [aTopic({ duplicateDetectionMs: 60_000 })] });
    const client = bus.serviceBus();
    await client.createSender('events').sendMessages([1, 2].map((body) => ({ body, messageId: 'same' })));
    expect(await peeked(client, 'all')).toEqual([1]);
  });

  it('holds scheduled messages back until their time, and lets them be cancelled', async () => {
    const { client, send } = await withRules({ all: [rule('$Default', { type: 'true' })] });
    const sender = client.createSender('events');
    const [cancelled] = await sender.scheduleMessages({ body: 'never' }, new Date(Date.now() + 800));
    await sender.scheduleMessages({ body: 'scheduled' }, new Date(Date.now() + 800));
    await send({ body: 'by property', scheduledEnqueueTimeUtc: new Date(Date.now() + 800) });
    await sender.cancelScheduledMessages(cancelled!);
    expect(await peeked(client, 'all')).toEqual([]);
    const messages = await receiveAll(client.createReceiver('events', 'all'), 2);
    expect(messages.map(({ body }) => body as string).sort()).toEqual(['by property', 'scheduled']);
    expect(await peeked(client, 'all')).toHaveLength(2);
  });

  it('limits the life of messages, as each of its subscriptions does', async () => {
    const bus = await startBus({
      topics: [
        aTopic({
          defaultTtlMs: 60_000,
          subscriptions: [aSubscription({ name: 'long' }), aSubscription({ name: 'short', defaultTtlMs: 30_000 })],
        }),
      ],
    });
    const client = bus.serviceBus();
    await client.createSender('events').sendMessages({ body: 1, timeToLive: 3_600_000 });
    expect((await receiveOne(client.createReceiver('events', 'long'))).timeToLive).toBe(60_000);
    expect((await receiveOne(client.createReceiver('events', 'short'))).timeToLive).toBe(30_000);
  });

  it('is not received from, and a subscription is not sent to', async () => {
    const { client } = await withRules({ all: [rule('$Default', { type: 'true' })] });
    expect((await errorOf(client.createReceiver('events').receiveMessages(1))).message).toContain(
      'use one of its subscriptions',
    );
    const sending = client.createSender('events/Subscriptions/all').sendMessages({ body: 1 });
    expect(await errorOf(sending)).toMatchObject({ name: 'ServiceBusError' });
  });
});

describe('the rules of a subscription', () => {
  it('select by SQL filters on system and application properties', async () => {
    const { client, send } = await withRules({
      blue: [rule('blue', "color = 'blue' AND quantity >= 10")],
      placed: [rule('placed', "sys.Label LIKE 'order.%' OR sys.CorrelationId IN ('c-1', 'c-2')")],
      unknown: [rule('unknown', "color <> 'blue'")],
      absent: [rule('absent', 'NOT EXISTS(color)')],
    });
    await send(
      { body: 1, applicationProperties: { color: 'blue', quantity: 10 } },
      { body: 2, applicationProperties: { color: 'red', quantity: 20 }, subject: 'order.placed' },
      { body: 3, correlationId: 'c-2' },
    );
    expect(await peeked(client, 'blue')).toEqual([1]);
    expect(await peeked(client, 'placed')).toEqual([2, 3]);
    expect(await peeked(client, 'unknown')).toEqual([2]);
    expect(await peeked(client, 'absent')).toEqual([3]);
  });

  it.each<[string, RuleFilter, ServiceBusMessage]>([
    ['content type', { type: 'correlation', contentType: 'text/plain' }, { body: 1, contentType: 'text/plain' }],
    ['correlation id', { type: 'correlation', correlationId: 'c' }, { body: 1, correlationId: 'c' }],
    ['subject', { type: 'correlation', subject: 's' }, { body: 1, subject: 's' }],
    ['message id', { type: 'correlation', messageId: 'm' }, { body: 1, messageId: 'm' }],
    ['reply-to', { type: 'correlation', replyTo: 'r' }, { body: 1, replyTo: 'r' }],
    ['reply-to session', { type: 'correlation', replyToSessionId: 'r' }, { body: 1, replyToSessionId: 'r' }],
    ['session', { type: 'correlation', sessionId: 's' }, { body: 1, sessionId: 's' }],
    ['to', { type: 'correlation', to: 't' }, { body: 1, to: 't' }],
    [
      'application properties',
      { type: 'correlation', properties: { text: 'x', number: 5, fraction: 0.5, flag: true } },
      { body: 1, applicationProperties: { text: 'x', number: 5, fraction: 0.5, flag: true, more: 1 } },
    ],
  ])('correlate by %s', async (_what, filter, message) => {
    const { client, send } = await withRules({ some: [rule('r', filter)] });
    await send({ body: 2 }, message, { body: 3, subject: 'S', applicationProperties: { text: 'x' } });
    expect(await peeked(client, 'some')).toEqual([1]);
  });

  it('make one message of however many of them match', async () => {
    const { client, send } = await withRules({
      some: [rule('a', '1=1'), rule('b', { type: 'true' }), rule('c', 'x = 1')],
    });
    await send({ body: 1, applicationProperties: { x: 1 } });
    expect(await peeked(client, 'some')).toEqual([1]);
  });

  it('with actions make a changed copy each, besides the one message of those without', async () => {
    const { client, send } = await withRules({
      some: [
        rule('plain', '1=1'),
        rule('also plain', '1=1'),
        rule('halve', 'quantity > 1', "SET quantity = quantity / 2; SET sys.Label = 'half'; REMOVE color"),
        rule('mark', '1=1', "SET Mark = 'yes' SET copied = mark"),
        rule('not this', '1=0', 'SET x = 1'),
      ],
    });
    await send({ body: 1, subject: 'whole', applicationProperties: { quantity: 5, color: 'red' } });
    const messages = await receiveAll(client.createReceiver('events', 'some'), 3);
    expect(messages.map(({ subject, applicationProperties }) => ({ subject, ...applicationProperties }))).toEqual([
      { subject: 'whole', quantity: 5, color: 'red' },
      { subject: 'half', quantity: 2, RuleName: 'halve' },
      { subject: 'whole', quantity: 5, color: 'red', Mark: 'yes', copied: 'yes', RuleName: 'mark' },
    ]);
  });

  it('can change the session and the message id of a copy', async () => {
    const bus = await startBus({
      topics: [
        aTopic({
          subscriptions: [
            aSubscription({
              requiresSession: true,
              rules: [rule('r', '1=1', "SET sys.SessionId = 'of-rule' SET sys.MessageId = sys.CorrelationId")],
            }),
          ],
        }),
      ],
    });
    const client = bus.serviceBus();
    await client.createSender('events').sendMessages({ body: 1, correlationId: 'c-1' });
    const receiver = await client.acceptNextSession('events', 'all');
    expect(await receiveOne(receiver)).toMatchObject({ sessionId: 'of-rule', messageId: 'c-1' });
  });
});

describe('the rule manager', () => {
  it('lists, adds and removes rules, which count for what is sent from then on', async () => {
    const { client, send } = await withRules({ some: [rule('$Default', { type: 'true' })] });
    const rules = client.createRuleManager('events', 'some');
    await send({ body: 'before' });
    await rules.createRule('red', { sqlExpression: "color = 'red'" });
    await rules.createRule(
      'urgent',
      { subject: 'urgent', applicationProperties: { level: 3 } },
      { sqlExpression: 'SET seen = 1' },
    );
    await rules.deleteRule('$Default');
    await send(
      { body: 'red', applicationProperties: { color: 'red' } },
      { body: 'urgent', subject: 'urgent', applicationProperties: { level: 3 } },
      { body: 'neither' },
    );
    expect(await peeked(client, 'some')).toEqual(['before', 'red', 'urgent']);
    const listed = [];
    for await (const found of rules.listRules()) listed.push(found);
    expect(listed).toMatchObject([
      { name: 'red', filter: { sqlExpression: "color = 'red'" }, action: {} },
      {
        name: 'urgent',
        filter: { subject: 'urgent', applicationProperties: { level: 3 } },
        action: { sqlExpression: 'SET seen = 1' },
      },
    ]);
  });

  it('shows the default rule as 1=1 and a false filter as 1=0', async () => {
    const { client } = await withRules({
      some: [rule('$Default', { type: 'true' }), rule('never', { type: 'false' })],
    });
    const listed = [];
    for await (const found of client.createRuleManager('events', 'some').listRules()) listed.push(found);
    expect(listed).toMatchObject([
      { name: '$Default', filter: { sqlExpression: '1=1' } },
      { name: 'never', filter: { sqlExpression: '1=0' } },
    ]);
  });

  it('lists page by page', async () => {
    const { client } = await withRules({ some: [] });
    const manager = client.createRuleManager('events', 'some');
    for (let index = 0; index < 5; index++) await manager.createRule(`r${index}`, { sqlExpression: '1=1' });
    const pages = [];
    for await (const page of manager.listRules().byPage({ maxPageSize: 2 })) pages.push(page.map(({ name }) => name));
    expect(pages).toEqual([['r0', 'r1'], ['r2', 'r3'], ['r4']]);
  });

  it('refuses a name that is taken, a rule that is not there, and wrong SQL', async () => {
    const { client } = await withRules({ some: [rule('$Default', { type: 'true' })] });
    const manager = client.createRuleManager('events', 'some');
    expect(await errorOf(manager.createRule('$default', { sqlExpression: '1=1' }))).toMatchObject({
      code: 'MessagingEntityAlreadyExists',
    });
    expect(await errorOf(manager.deleteRule('gone'))).toMatchObject({ code: 'MessagingEntityNotFound' });
    expect((await errorOf(manager.createRule('r', { sqlExpression: 'color =' }))).message).toContain(
      'expected a property or a value but found the end at character 8',
    );
    expect(
      (await errorOf(manager.createRule('r', { sqlExpression: '1=1' }, { sqlExpression: 'DROP x' }))).message,
    ).toContain('expected SET or REMOVE');
  });

  it('is for subscriptions only', async () => {
    const bus = await startBus({ queues: [aQueue()], topics: [aTopic()] });
    const manager = bus.serviceBus().createRuleManager('events', 'nobody');
    expect(await errorOf(manager.createRule('r', { sqlExpression: '1=1' }))).toMatchObject({
      code: 'MessagingEntityNotFound',
    });
  });
});

describe('forwarding', () => {
  it('passes what a queue or subscription would get on to a queue', async () => {
    const bus = await startBus({
      queues: [aQueue({ name: 'in', forwardTo: 'out' }), aQueue({ name: 'out' })],
      topics: [aTopic({ subscriptions: [aSubscription({ forwardTo: 'OUT' })] })],
    });
    const client = bus.serviceBus();
    await client.createSender('in').sendMessages({ body: 'by queue', messageId: 'm' });
    await client.createSender('events').sendMessages({ body: 'by topic', timeToLive: 60_000 });
    const messages = await receiveAll(client.createReceiver('out'), 2);
    expect(messages).toMatchObject([
      { body: 'by queue', messageId: 'm' },
      { body: 'by topic', timeToLive: 60_000 },
    ]);
  });

  it('goes on to a topic, and by its rules to its subscriptions', async () => {
    const bus = await startBus({
      queues: [aQueue({ name: 'in', forwardTo: 'events' })],
      topics: [aTopic({ subscriptions: [aSubscription({ rules: [rule('r', "color = 'red'")] })] })],
    });
    const client = bus.serviceBus();
    await client.createSender('in').sendMessages([
      { body: 1, applicationProperties: { color: 'red' } },
      { body: 2, applicationProperties: { color: 'blue' } },
    ]);
    expect(await peeked(client, 'all')).toEqual([1]);
  });

  it('waits for the time of scheduled messages, and then detects duplicates by their own ids', async () => {
    const bus = await startBus({
      queues: [aQueue({ name: 'in', forwardTo: 'out' }), aQueue({ name: 'out', duplicateDetectionMs: 60_000 })],
    });
    const client = bus.serviceBus();
    const due = Date.now() + 150;
    const bodies = ['a', 'b', 'b'].map((id) => ({ body: id, messageId: id }));
    await client.createSender('in').scheduleMessages(bodies, new Date(due));
    const messages = await receiveAll(client.createReceiver('out'), 2);
    expect(Date.now()).toBeGreaterThanOrEqual(due);
    expect(messages.map(({ body }) => body as string)).toEqual(['a', 'b']);
  });

  it('passes dead letters on, with the entity that they are from', async () => {
    const bus = await startBus({
      queues: [aQueue({ forwardDeadLetteredTo: 'errors' }), aQueue({ name: 'errors' })],
    });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 1 });
    const receiver = client.createReceiver('orders');
    await receiver.deadLetterMessage(await receiveOne(receiver), {
      deadLetterReason: 'bad',
      deadLetterErrorDescription: 'very',
    });
    expect(await receiveOne(client.createReceiver('errors'))).toMatchObject({
      body: 1,
      deadLetterReason: 'bad',
      deadLetterErrorDescription: 'very',
      deadLetterSource: 'orders',
      deliveryCount: 0,
    });
  });

  it('stops in a ring after four hops, with a dead letter', async () => {
    const bus = await startBus({
      queues: [aQueue({ name: 'a', forwardTo: 'b' }), aQueue({ name: 'b', forwardTo: 'a' })],
    });
    const client = bus.serviceBus();
    await client.createSender('a').sendMessages({ body: 1 });
    const dead = await receiveOne(client.createReceiver('a', { subQueueType: 'deadLetter' }));
    expect(dead).toMatchObject({ body: 1, deadLetterReason: 'MaxTransferHopCountExceeded' });
  });

  it('leaves nothing to receive from: receivers are refused', async () => {
    const bus = await startBus({ queues: [aQueue({ name: 'in', forwardTo: 'out' }), aQueue({ name: 'out' })] });
    const receiver = bus.serviceBus().createReceiver('in');
    expect((await errorOf(receiver.receiveMessages(1, { maxWaitTimeInMs: 1_000 }))).message).toContain(
      'Cannot create a message receiver on an entity with auto-forwarding enabled.',
    );
  });

  it('drops a duplicate where duplicates are detected', async () => {
    const bus = await startBus({
      queues: [aQueue({ name: 'in', forwardTo: 'out' }), aQueue({ name: 'out', duplicateDetectionMs: 60_000 })],
    });
    const client = bus.serviceBus();
    await client.createSender('in').sendMessages([1, 2].map((body) => ({ body, messageId: 'same' })));
    const receiver = client.createReceiver('out');
    expect((await receiveOne(receiver)).body).toBe(1);
    expect(await isEmpty(receiver)).toBe(true);
  });
});
