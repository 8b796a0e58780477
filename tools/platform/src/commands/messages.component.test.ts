import { EventHubConsumerClient } from '@azure/event-hubs';
import type { ServiceBusClient } from '@azure/service-bus';
import { recordingTerminal } from '@halden/cli/testing/terminal';
import { type AmqpServer, parseEntities, startAmqpServer } from '@halden/local-azure';
import { createServiceBusClient, outboxOperations } from '@halden/messaging';
import { aPaymentRequest } from '@halden/messaging/testing';
import { MemoryOutbox } from '@halden/messaging/testing/memory-outbox';
import { createHealth, createManagementServer, createMetrics, type ManagementOperation } from '@halden/service-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { Context } from '../context.ts';
import { runDlqList, runDlqReplay, runDlqShow } from './dlq.ts';
import { runOutboxList, runOutboxReplay } from './outbox.ts';

const called = (options: { json?: boolean } = {}) => {
  const terminal = recordingTerminal();
  const context = { terminal, json: options.json ?? false, now: () => new Date() } as unknown as Context;
  return { terminal, context };
};
const asJson = async (run: (context: Context) => Promise<number>) => {
  const { terminal, context } = called({ json: true });
  const code = await run(context);
  return { code, result: JSON.parse(terminal.stdout()) as Record<string, unknown> };
};

describe('platform dlq', () => {
  let broker: AmqpServer;
  let bus: ServiceBusClient;
  let options: { connectionString: string };
  beforeAll(async () => {
    const entities = parseEntities(
      JSON.parse(readFileSync(new URL('../../../../local/azure/entities.json', import.meta.url), 'utf8')),
      'entities.json',
    );
    broker = await startAmqpServer({ entities });
    options = { connectionString: broker.serviceBus };
    bus = await createServiceBusClient({ connectionString: broker.serviceBus, namespace: undefined });
  });
  afterAll(async () => {
    await bus.close();
    await broker.stop();
  });
  const send = async (entity: string, messages: readonly { id: string }[], properties = {}) => {
    const sender = bus.createSender(entity);
    for (const message of messages)
      await sender.sendMessages({ messageId: message.id, body: message, applicationProperties: properties });
    await sender.close();
  };
  const deadLetterAll = async (...source: [queue: string] | [topic: string, subscription: string]) => {
    const receiver = source.length === 1 ? bus.createReceiver(source[0]) : bus.createReceiver(...source);
    for (const message of await receiver.receiveMessages(50, { maxWaitTimeInMs: 1_000 }))
      await receiver.deadLetterMessage(message, {
        deadLetterReason: 'max_attempts_exceeded',
        deadLetterErrorDescription: 'handler_failed',
      });
    await receiver.close();
  };
  const takeAll = async (...source: [queue: string] | [topic: string, subscription: string]) => {
    const settings = { receiveMode: 'receiveAndDelete' as const };
    const receiver =
      source.length === 1 ? bus.createReceiver(source[0], settings) : bus.createReceiver(...source, settings);
    const messages = await receiver.receiveMessages(50, { maxWaitTimeInMs: 1_000 });
    await receiver.close();
    return messages;
  };
  const letters = async (place?: string) => {
    const { code, result } = await asJson((context) => runDlqList(context, place, { ...options, limit: 100 }));
    const { deadLetters } = result as { deadLetters: { place: string; sequence: string; reason: string }[] };
    expect(code).toBe(deadLetters.length > 0 ? 1 : 0);
    return deadLetters;
  };

  it('lists the dead letters of queues, subscriptions and hubs, each with its reason, and takes none', async () => {
    const [request, result, event] = [aPaymentRequest(), aPaymentRequest(), aPaymentRequest()];
    await send('payment-requests', [request]);
    await deadLetterAll('payment-requests');
    await send('payment-results', [result]);
    await deadLetterAll('payment-results', 'order-service');
    await send('event-dead-letters', [event], { reason: 'unknown_type', source: 'order-events/notification-service' });
    for (let twice = 0; twice < 2; twice++)
      expect(await letters()).toMatchObject([
        {
          place: 'payment-requests',
          reason: 'max_attempts_exceeded',
          subject: request.subject,
          type: 'payment.requested',
        },
        { place: 'payment-results/order-service', reason: 'max_attempts_exceeded', description: 'handler_failed' },
        { place: 'event-dead-letters', reason: 'unknown_type', source: 'order-events/notification-service' },
      ]);
    const { terminal, context } = called();
    await runDlqList(context, undefined, { ...options, limit: 100 });
    expect(terminal.stdout()).toContain(request.subject);
  });

  it('shows one in full, and says where the others are named when there is no such one', async () => {
    const [letter] = await letters('payment-requests');
    const { code, result } = await asJson((context) =>
      runDlqShow(context, { place: letter!.place, sequence: letter!.sequence }, options),
    );
    expect(code).toBe(0);
    expect(result).toMatchObject({ ...letter, body: { version: 1 } });
    const { context } = called();
    await expect(runDlqShow(context, { place: 'payment-requests', sequence: '9999' }, options)).rejects.toThrow(
      'there is no dead letter 9999',
    );
    await expect(runDlqShow(context, { place: 'payment-request', sequence: '1' }, options)).rejects.toThrow(
      "did you mean 'payment-requests'",
    );
    await expect(runDlqShow(context, { place: 'payment-requests', sequence: 'x' }, options)).rejects.toThrow(
      "'x' is not a sequence number",
    );
  });

  it('sends one of a queue again, also while the broker remembers its id, and leaves the others', async () => {
    const other = aPaymentRequest();
    await send('payment-requests', [other]);
    await deadLetterAll('payment-requests');
    const [first, second] = await letters('payment-requests');
    const { result } = await asJson((context) =>
      runDlqReplay(context, { place: 'payment-requests', sequences: [second!.sequence] }, options),
    );
    expect(result).toEqual({ replayed: [{ sequence: second!.sequence, to: 'payment-requests' }] });
    expect((await takeAll('payment-requests')).map(({ body }) => body)).toEqual([other]);
    expect((await letters('payment-requests')).map(({ sequence }) => sequence)).toEqual([first!.sequence]);
  });

  it('sends those of a subscription again through its topic, and an event to its hub', async () => {
    await asJson((context) =>
      runDlqReplay(context, { place: 'payment-results/order-service', sequences: [] }, { ...options, all: true }),
    );
    expect(await takeAll('payment-results', 'order-service')).toHaveLength(1);
    await asJson((context) =>
      runDlqReplay(context, { place: 'event-dead-letters', sequences: [] }, { ...options, all: true }),
    );
    const hub = new EventHubConsumerClient('$Default', broker.eventHubs, 'order-events');
    let events = 0;
    for (const id of await hub.getPartitionIds()) if (!(await hub.getPartitionProperties(id)).isEmpty) events++;
    await hub.close();
    expect(events).toBe(1);
    expect(await letters('event-dead-letters')).toEqual([]);
    expect(await letters('payment-results/order-service')).toEqual([]);
  });

  it('requires a selection, and says what to do when nothing answers', async () => {
    const { context } = called();
    await expect(runDlqReplay(context, { place: 'payment-requests', sequences: [] }, options)).rejects.toThrow('--all');
    await expect(
      runDlqReplay(context, { place: 'payment-requests', sequences: ['1'] }, { ...options, all: true }),
    ).rejects.toThrow('--all');
    const nobody = options.connectionString.replace(/127\.0\.0\.1:\d+/, '127.0.0.1:1');
    await expect(runDlqList(context, 'payment-requests', { connectionString: nobody, limit: 1 })).rejects.toThrow(
      'the Service Bus cannot be reached',
    );
  }, 60_000);
});

describe('platform outbox', () => {
  const outbox = new MemoryOutbox();
  let woken = 0;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    const operations = new Map<string, ManagementOperation>(
      Object.entries(outboxOperations({ store: outbox, wake: () => woken++ })),
    );
    server = createManagementServer({ health: createHealth(), metrics: createMetrics('test'), operations });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());
  beforeEach(async () => {
    outbox.rows.length = 0;
    const messages = [aPaymentRequest(), aPaymentRequest()];
    for (const message of messages)
      outbox.add({ id: message.id, destination: 'order-events', orderingKey: message.subject, message });
    await outbox.park([messages[0]!.id], { reason: 'too_large', error: 'larger than order-events takes' });
    await outbox.park([messages[1]!.id], { reason: 'refused', error: 'no' });
  });

  it('lists what is parked, for people and for machines', async () => {
    const { terminal, context } = called();
    expect(await runOutboxList(context, { url, limit: 100 })).toBe(1);
    expect(terminal.stdout()).toMatch(
      /order-events +too_large +payment\.requested +1 .*larger than order-events takes/,
    );
    const { result } = await asJson((json) => runOutboxList(json, { url, reason: 'refused', limit: 100 }));
    expect(result).toMatchObject({ parked: [{ reason: 'refused', lastError: 'no', message: { version: 1 } }] });
  });

  it('lets parked messages be tried again: some, or all', async () => {
    const [first] = await outbox.parked({ limit: 1 });
    expect((await asJson((json) => runOutboxReplay(json, [first!.id], { url }))).result).toEqual({ replayed: 1 });
    expect(woken).toBe(1);
    expect((await asJson((json) => runOutboxReplay(json, [first!.id], { url }))).code).toBe(1);
    expect((await asJson((json) => runOutboxReplay(json, [], { url, all: true }))).result).toEqual({ replayed: 1 });
    expect((await asJson((json) => runOutboxList(json, { url, limit: 5 }))).code).toBe(0);
  });

  it('requires a selection, and says what to do when nothing answers', async () => {
    const { context } = called();
    await expect(runOutboxReplay(context, [], { url })).rejects.toThrow('say which parked messages');
    await expect(runOutboxList(context, { url: 'http://127.0.0.1:1', limit: 1 })).rejects.toThrow('port-forward');
  });

  it.each([
    ['a body that is no JSON', { body: '{' }, 'is not JSON'],
    ['a reason that it does not know', { body: '{"reason":"tired"}' }, '/reason'],
    ['nothing that says which', { body: '{}' }, 'say which'],
    ['a page in a browser', { body: '{"all":true}', headers: { 'content-type': 'text/plain' } }, 'content type'],
  ])('is refused %s at the port, and nothing is tried again', async (_, init, why) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${url}/outbox/replay`, { method: 'POST', headers, ...init });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { title: string }).title).toContain(why);
    expect(await outbox.parked({ limit: 9 })).toHaveLength(2);
  });
});
