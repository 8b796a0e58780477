import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { EventHubProducerClient } from '@azure/event-hubs';
import rhea, { type EventContext, type Message } from 'rhea';
import { startAmqpServer } from '../index.ts';
import { endConnection } from '../links/rhea-internals.ts';
import { aHub, aQueue, entities } from '../testing/builders.ts';
import { busForEachTest, errorOf, noRetries, receiveOne } from '../testing/harness.ts';

const startBus = busForEachTest();

describe('access with a connection string', () => {
  it('is refused with a wrong key', async () => {
    const bus = await startBus({ queues: [aQueue()], eventHubs: [aHub()] });
    const wrong = (text: string) => text.replace('SharedAccessKey=SAS_KEY_VALUE', 'SharedAccessKey=wrong');
    const client = bus.serviceBus({ connectionString: wrong(bus.server.serviceBus) });
    const unauthorized = { name: 'ServiceBusError', code: 'UnauthorizedAccess' };
    expect(await errorOf(client.createSender('orders').sendMessages({ body: 1 }))).toMatchObject(unauthorized);
    expect(await errorOf(client.createReceiver('orders').receiveMessages(1))).toMatchObject(unauthorized);

    const producer = new EventHubProducerClient(wrong(bus.server.eventHubs), 'telemetry', noRetries);
    expect(await errorOf(producer.sendBatch([{ body: 1 }]))).toMatchObject({ code: 'UnauthorizedError' });
    await producer.close();
  });

  it('is refused with a key name that is not there', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const connectionString = bus.server.serviceBus.replace('RootManageSharedAccessKey', 'Somebody');
    const refusal = await errorOf(
      bus.serviceBus({ connectionString }).createSender('orders').sendMessages({ body: 1 }),
    );
    expect(refusal).toMatchObject({ code: 'UnauthorizedAccess' });
    expect(refusal.message).toContain("There is no key named 'Somebody'");
  });

  it.each([
    ['says nothing', ''],
    ['begins and says no more', 'AMQP\0\u0001'],
    ['agrees on the protocol and opens no connection', 'AMQP\0\u0001\0\0'],
  ])('is waited for, and not for ever: a client that %s is cut off, others stay', async (_, said) => {
    const bus = await startBus({ queues: [aQueue()] }, { openWithinMs: 150 });
    const receiver = bus.serviceBus().createReceiver('orders');
    await bus.serviceBus().createSender('orders').sendMessages({ body: 1 });
    const silent = connect(bus.server.port, '127.0.0.1');
    silent.resume().on('error', () => undefined);
    if (said) silent.write(said, 'latin1');
    await once(silent, 'close');
    expect((await receiveOne(receiver)).body).toBe(1);
  });

  it('is granted with the key that the server was started with', async () => {
    const bus = await startBus({ queues: [aQueue()] }, { keyName: 'sender', key: 'c2VjcmV0LXdpdGgtPS1hbmQtLw==' });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 1 });
    expect((await receiveOne(client.createReceiver('orders'))).body).toBe(1);
  });

  it('is refused to a client that puts no token', async () => {
    const bus = await startBus({ queues: [aQueue()], eventHubs: [aHub()] });
    for (const address of ['orders', 'orders/$management', 'telemetry', '$management'])
      expect(await attachError(bus.server.port, address)).toBe('amqp:unauthorized-access');
  });
});

describe('an entity that is not there', () => {
  it('is reported as not found to senders, receivers and management', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    const notFound = { name: 'ServiceBusError', code: 'MessagingEntityNotFound' };
    expect(await errorOf(client.createSender('nothing').sendMessages({ body: 1 }))).toMatchObject(notFound);
    expect(await errorOf(client.createReceiver('nothing').receiveMessages(1))).toMatchObject(notFound);
    expect(await errorOf(client.createReceiver('nothing').peekMessages(1))).toMatchObject(notFound);
    expect(await errorOf(client.createReceiver('orders', 'nothing').receiveMessages(1))).toMatchObject(notFound);
    const producer = bus.producer('nothing');
    expect(await errorOf(producer.sendBatch([{ body: 1 }]))).toMatchObject({ code: 'MessagingEntityNotFoundError' });
    expect(await errorOf(producer.getPartitionIds())).toMatchObject({ code: 'MessagingEntityNotFoundError' });
  });
});

describe('startAmqpServer', () => {
  it('rejects with EADDRINUSE and what to do when the port is taken', async () => {
    const bus = await startBus({});
    const error = await errorOf(startAmqpServer({ entities: entities({}), port: bus.server.port }));
    expect(error.code).toBe('EADDRINUSE');
    expect(error.message).toContain(`port ${bus.server.port} on 127.0.0.1 is in use by another program`);
  });

  it('rejects a configuration that cannot be served', async () => {
    const error = await errorOf(startAmqpServer({ entities: entities({ queues: [aQueue({ forwardTo: 'gone' })] }) }));
    expect(error.name).toBe('EntityConfigError');
  });
});

describe('a client that does not follow the protocol', () => {
  /** Bytes that a broken client could send as its first. */
  const nonsense: [string, Buffer][] = [
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n')],
    ['another AMQP version', Buffer.from('AMQP\x00\x00\x09\x01', 'latin1')],
    ['a frame shorter than its header', Buffer.from('AMQP\x00\x01\x00\x00\x00\x00\x00\x01\x02\x00\x00\x00', 'latin1')],
    ['a performative that does not exist', frame('005399c0010100')],
    ['a list that runs past its frame', frame('005310c0ff02a10161')],
    ['an attach before any session', frame('005312c0090 3a10161520042'.replace(' ', ''))],
    ['a disposition of four billion deliveries', frame('005315c00a0341437 0ffffffff'.replace(' ', ''))],
  ];

  it.each(nonsense)('is disconnected when it sends %s, and others are served on', async (_what, bytes) => {
    const bus = await startBus({ queues: [aQueue()] });
    const socket = connect(bus.server.port, bus.server.host);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => {});
    socket.write(bytes);
    socket.resume();
    socket.setTimeout(200, () => socket.destroy());
    await closed;
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 'still here' });
    expect((await receiveOne(client.createReceiver('orders'))).body).toBe('still here');
  });

  it('is answered that a malformed message is refused', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages({ body: 'makes the link' });
    for (const bytes of ['', '00', '005375a0ff', '005399a00161', '005377a10161005373c00100', 'ff'])
      expect([bytes, await sendRaw(bus, 'orders', Buffer.from(bytes, 'hex'))]).toEqual([bytes, 'amqp:decode-error']);
    expect(await sendRaw(bus, 'orders', Buffer.from('005377a10161', 'hex'))).toBe('accepted');
  });

  it('is disconnected when it sends a transfer without an id, and others are served on', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const { connection } = await authorized(bus, 'orders');
    const disconnected = new Promise((resolve) => connection.on('disconnected', resolve));
    const { _write_frame: write } = connection as typeof connection & FrameWriter;
    (connection as typeof connection & FrameWriter)._write_frame = (channel, performative, payload) => {
      if (performative && 'delivery_id' in performative) performative.delivery_id = null;
      write.call(connection, channel, performative, payload);
    };
    const session = connection.create_session(); // in which it is the first transfer
    session.begin();
    const sender = session.open_sender('orders');
    sender.once('sendable', () => sender.send({ body: 1 }));
    await disconnected;
    await bus.serviceBus().createSender('orders').sendMessages({ body: 2 });
  });

  it('is answered that an operation is not known, and that a request lacks something', async () => {
    const bus = await startBus({ queues: [aQueue()] });
    const status = async (operation: string | undefined, body: object = {}) => {
      const reply = await request(bus, 'orders/$management', { operation, body });
      return (reply['application_properties'] as Record<string, unknown>)['statusCode'];
    };
    expect(await status('com.microsoft:no-such-thing')).toBe(501);
    expect(await status(undefined)).toBe(400);
    expect(await status('com.microsoft:peek-message')).toBe(400);
    expect(await status('com.microsoft:renew-lock', { 'lock-tokens': ['x'] })).toBe(400);
    expect(await status('com.microsoft:update-disposition', { 'lock-tokens': [], 'disposition-status': 'lost' })).toBe(
      400,
    );
    expect(await status('com.microsoft:schedule-message', { messages: [{ message: 'text' }] })).toBe(400);
    expect(await status('com.microsoft:get-session-state', { 'session-id': 'x' })).toBe(400);
  });

  it('leaves nothing locked for ever when it vanishes in the middle of a transfer', async () => {
    const bus = await startBus({ queues: [aQueue({ lockDurationMs: 600 })] });
    const client = bus.serviceBus();
    await client.createSender('orders').sendMessages([{ body: 1 }, { body: 2 }]);
    const vanishing = await authorized(bus, 'orders');
    const received = new Promise((resolve) => vanishing.connection.on('message', resolve));
    vanishing.connection.open_receiver({ source: 'orders', rcv_settle_mode: 1, autoaccept: false });
    await received;
    const sender = vanishing.connection.open_sender('orders');
    await new Promise((resolve) => sender.on('sendable', resolve));
    sender.send({ body: 'x'.repeat(200_000) });
    vanishing.cut();
    const receiver = client.createReceiver('orders');
    expect([(await receiveOne(receiver)).deliveryCount, (await receiveOne(receiver)).deliveryCount]).toEqual([1, 1]);
  });
});

/** How rhea writes a frame. */
interface FrameWriter {
  _write_frame(channel: number, performative: { delivery_id?: unknown } | undefined, payload?: Buffer): void;
}

describe('a receiver that drains its credit', () => {
  it.each([
    ['more credit than there are messages', 5, 2],
    ['as much credit as there are messages', 2, 2],
    ['less credit than there are messages', 1, 1],
    ['credit beyond all measure', 2 ** 32 - 10, 2],
  ])('with %s gets what it can have, and then the word that this was all', async (_what, credit, count) => {
    const bus = await startBus({ queues: [aQueue()] });
    await bus
      .serviceBus()
      .createSender('orders')
      .sendMessages([{ body: 1 }, { body: 2 }]);
    const client = await authorized(bus, 'orders');
    const receiver = client.connection.open_receiver({ source: 'orders', credit_window: 0, autoaccept: false });
    const events: string[] = [];
    receiver.on('message', () => events.push('message'));
    const drained = new Promise((resolve) => receiver.on('receiver_drained', resolve));
    receiver.on('receiver_open', () => {
      receiver.add_credit(credit);
      receiver.drain_credit();
    });
    await drained;
    expect(events).toEqual(Array.from({ length: count }, () => 'message'));
    await client.close();
  });
});

type Bus = Awaited<ReturnType<typeof startBus>>;

function frame(performative: string): Buffer {
  const body = Buffer.from(performative, 'hex');
  const head = Buffer.from('AMQP\x00\x01\x00\x00\x00\x00\x00\x00\x02\x00\x00\x00', 'latin1');
  head.writeUInt32BE(body.length + 8, 8);
  return Buffer.concat([head, body]);
}

/** A bare AMQP client, without the SDK's good manners. */
function bareClient(port: number) {
  const connection = rhea.create_container().connect({ port, host: '127.0.0.1', reconnect: false });
  for (const event of ['disconnected', 'connection_error', 'receiver_error', 'sender_error', 'error'])
    connection.on(event, () => {});
  const { socket } = connection as typeof connection & { socket: Socket };
  return {
    connection,
    cut: () => {
      socket.resetAndDestroy();
      endConnection(connection);
    },
    close: () =>
      new Promise<void>((resolve) => {
        connection.on('connection_close', () => resolve());
        connection.close();
      }),
  };
}

async function attachError(port: number, address: string): Promise<string | undefined> {
  const { connection, close } = bareClient(port);
  const sender = connection.open_sender(address);
  const error = await new Promise<string | undefined>((resolve) =>
    sender.on('sender_error', () => resolve((sender.error as { condition?: string }).condition)),
  );
  await close();
  return error;
}

/** A bare client that has put a token for `address`. */
async function authorized(bus: Bus, address: string) {
  const client = bareClient(bus.server.port);
  const resource = encodeURIComponent(`sb://${bus.server.host}:${bus.server.port}/${address}`);
  const expiry = Math.floor(Date.now() / 1_000) + 600;
  const signature = createHmac('sha256', 'SAS_KEY_VALUE').update(`${resource}\n${expiry}`).digest('base64');
  const reply = await exchange(client.connection, '$cbs', {
    application_properties: {
      operation: 'put-token',
      type: 'servicebus.windows.net:sastoken',
      name: decodeURIComponent(resource),
    },
    body: `SharedAccessSignature sr=${resource}&sig=${encodeURIComponent(signature)}&se=${expiry}&skn=RootManageSharedAccessKey`,
  });
  expect(reply['application_properties']).toMatchObject({ 'status-code': 202 });
  return client;
}

function exchange(connection: ReturnType<typeof rhea.connect>, address: string, message: object): Promise<Message> {
  return new Promise((resolve) => {
    const receiver = connection.open_receiver({ source: address, target: 'replies' });
    receiver.on('message', ({ message: reply }: EventContext) => {
      if (reply) resolve(reply);
    });
    const sender = connection.open_sender(address);
    sender.once('sendable', () =>
      sender.send({ message_id: 'request-1', reply_to: 'replies', body: undefined, ...message }),
    );
  });
}

async function request(
  bus: Bus,
  address: string,
  { operation, body }: { operation: string | undefined; body: object },
) {
  const client = await authorized(bus, address);
  const reply = await exchange(client.connection, address, {
    application_properties: operation === undefined ? {} : { operation },
    body,
  });
  await client.close();
  return reply;
}

/** Sends bytes as a message. Returns what became of it: `accepted`, or the condition of its rejection. */
async function sendRaw(bus: Bus, address: string, bytes: Buffer): Promise<string | undefined> {
  const client = await authorized(bus, address);
  const sender = client.connection.open_sender(address);
  const outcome = await new Promise<string | undefined>((resolve) => {
    sender.once('sendable', () => sender.send(bytes, undefined, 0));
    sender.on('accepted', () => resolve('accepted'));
    sender.on('rejected', ({ delivery }: EventContext) =>
      resolve((delivery?.remote_state?.['error'] as { condition?: string }).condition),
    );
  });
  await client.close();
  return outcome;
}
