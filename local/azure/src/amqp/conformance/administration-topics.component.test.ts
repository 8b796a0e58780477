import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { aSubscription, aTopic } from '../testing/builders.ts';
import { administrationOf, all } from '../testing/administration.ts';
import { busForEachTest, directoryForEachTest, errorOf, isEmpty, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();
const directory = directoryForEachTest();

describe('the administration client, for topics', () => {
  it('creates a topic, a subscription and a rule that select messages at once, and keeps them', async () => {
    const bus = await startBus({}, { dataFile: join(directory(), 'amqp.db') });
    const client = await administrationOf(bus.server);
    await client.createTopic('news', { requiresDuplicateDetection: true });
    await client.createSubscription('news', 'red', {
      defaultRuleOptions: { name: 'red', filter: { sqlExpression: "colour = 'red' AND 1 < 2" } },
    });
    await client.createSubscription('news', 'all', { forwardTo: undefined, lockDuration: 'PT10S' });
    const sender = bus.serviceBus().createSender('news');
    await sender.sendMessages({ body: 1, messageId: 'one', applicationProperties: { colour: 'blue' } });
    await bus.restart();
    const again = bus.serviceBus();
    await again
      .createSender('news')
      .sendMessages({ body: 1, messageId: 'one', applicationProperties: { colour: 'red' } });
    await again
      .createSender('news')
      .sendMessages({ body: 2, messageId: 'two', applicationProperties: { colour: 'red' } });
    const restarted = await administrationOf(bus.server);
    expect(await restarted.getSubscriptionRuntimeProperties('news', 'all')).toMatchObject({ activeMessageCount: 2 });
    expect((await receiveOne(again.createReceiver('news', 'red'))).body).toBe(2);
    expect(await restarted.getRule('news', 'red', 'red')).toMatchObject({
      name: 'red',
      filter: { sqlExpression: "colour = 'red' AND 1 < 2" },
    });
  });

  it('creates, lists, changes and deletes rules of every kind', async () => {
    const bus = await startBus({ topics: [aTopic()] });
    const client = await administrationOf(bus.server);
    const applicationProperties = { colour: ' red & "new" ', size: 3, weight: 1.5, isNew: true };
    await client.createRule('events', 'all', 'by-properties', {
      subject: 'shoes',
      sessionId: 's',
      applicationProperties,
    });
    await client.createRule('events', 'all', 'by-sql', { sqlExpression: 'a <= 1' }, { sqlExpression: "SET b = 'x'" });
    expect(await all(client.listRules('events', 'all'))).toMatchObject([
      { name: '$Default', filter: { sqlExpression: '1=1' } },
      { name: 'by-properties', filter: { subject: 'shoes', sessionId: 's', applicationProperties } },
      { name: 'by-sql', filter: { sqlExpression: 'a <= 1' }, action: { sqlExpression: "SET b = 'x'" } },
    ]);
    await client.deleteRule('events', 'all', '$Default');
    const rule = await client.getRule('events', 'all', 'by-properties');
    await client.updateRule('events', 'all', { ...rule, filter: { applicationProperties: { size: 4 } } });
    await client.deleteRule('events', 'all', 'by-sql');
    const sender = bus.serviceBus().createSender('events');
    await sender.sendMessages([3, 4].map((size) => ({ body: size, applicationProperties: { size } })));
    const receiver = bus.serviceBus().createReceiver('events', 'all');
    expect((await receiveOne(receiver)).body).toBe(4);
    expect(await isEmpty(receiver)).toBe(true);
  });

  it('refuses a rule whose SQL is wrong, and keeps the present one', async () => {
    const { server } = await startBus({ topics: [aTopic()] });
    const client = await administrationOf(server);
    const rule = await client.getRule('events', 'all', '$Default');
    for (const failing of [
      client.createRule('events', 'all', 'bad', { sqlExpression: 'colour = ' }),
      client.updateRule('events', 'all', { ...rule, filter: { sqlExpression: 'colour = ' } }),
    ])
      expect(await errorOf(failing)).toMatchObject({
        statusCode: 400,
        message: expect.stringContaining('Properties.SqlFilter.SqlExpression: ') as unknown,
      });
    expect((await all(client.listRules('events', 'all'))).map(({ name }) => name)).toEqual(['$Default']);
  });

  it('changes a subscription and leaves its rules and messages', async () => {
    const bus = await startBus({ topics: [aTopic()] });
    const client = await administrationOf(bus.server);
    await client.createRule('events', 'all', 'mine', { sqlExpression: 'a = 1' });
    await bus.serviceBus().createSender('events').sendMessages({ body: 'kept' });
    const subscription = await client.getSubscription('events', 'all');
    const changed = await client.updateSubscription({ ...subscription, maxDeliveryCount: 3, userMetadata: 'mine' });
    expect(changed).toMatchObject({ maxDeliveryCount: 3, userMetadata: 'mine' });
    expect((await all(client.listRules('events', 'all'))).map(({ name }) => name)).toEqual(['$Default', 'mine']);
    expect((await receiveOne(bus.serviceBus().createReceiver('events', 'all'))).body).toBe('kept');
    await bus.serviceBus().createSender('events').sendMessages({ body: 'later' });
    expect(await client.getSubscriptionRuntimeProperties('events', 'all')).toMatchObject({ activeMessageCount: 2 });
  });

  it('changes a topic and leaves its subscriptions', async () => {
    const bus = await startBus({ topics: [aTopic()] });
    const client = await administrationOf(bus.server);
    const topic = await client.getTopic('events');
    expect(await client.updateTopic({ ...topic, defaultMessageTimeToLive: 'PT1H' })).toMatchObject({
      defaultMessageTimeToLive: 'PT1H',
    });
    await bus.serviceBus().createSender('events').sendMessages({ body: 'one' });
    const received = await receiveOne(bus.serviceBus().createReceiver('events', 'all'));
    expect(received.timeToLive).toBe(3_600_000);
  });

  it('deletes a topic with its subscriptions, and a subscription alone', async () => {
    const bus = await startBus({
      topics: [aTopic({ subscriptions: [aSubscription(), aSubscription({ name: 'audit' })] })],
    });
    const client = await administrationOf(bus.server);
    await client.deleteSubscription('events', 'audit');
    expect((await all(client.listSubscriptions('events'))).map((each) => each.subscriptionName)).toEqual(['all']);
    await bus.serviceBus().createSender('events').sendMessages({ body: 'one' });
    await client.deleteTopic('events');
    expect(await client.subscriptionExists('events', 'all')).toBe(false);
    await client.createTopic('events');
    expect(await all(client.listSubscriptions('events'))).toEqual([]);
    await client.createSubscription('events', 'all');
    expect(await isEmpty(bus.serviceBus().createReceiver('events', 'all'))).toBe(true);
  });
});
