import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGateway } from './app.ts';
import { optionsFor, startGateway, stop, type TestGateway } from './testing/gateway.ts';

let gateway: TestGateway;
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of cleanUp.splice(0).reverse()) await each();
});

async function start(options: Parameters<typeof startGateway>[0] = {}): Promise<void> {
  gateway = await startGateway(options);
  cleanUp.push(() => gateway.stop());
}

const smuggled = 'GET /smuggled HTTP/1.1\r\nhost: localhost\r\nx-rest: ';
const chunked = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const head = (method: string, ...headers: string[]) =>
  [`${method} /api/orders HTTP/1.1`, 'host: localhost', 'connection: close', ...headers, '', ''].join('\r\n');
/** The statuses of all answers in what came back on one connection. */
const statuses = (answers: string) => [...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
const paths = () => gateway.seen.map(({ path }) => path);

describe('a body', () => {
  it.each(['GET', 'DELETE', 'OPTIONS', 'POST', 'PUT', 'PATCH'])(
    'of %s that comes in chunks is a body to the service too, and no request',
    async (method) => {
      await start();
      const answers = await gateway.raw(head(method, 'transfer-encoding: chunked') + chunked(smuggled));
      expect(statuses(answers)).toEqual([200]);
      expect(gateway.seen).toMatchObject([{ method, path: '/api/orders', body: smuggled }]);
      expect(gateway.seen[0]?.headers).toMatchObject({ 'content-length': String(smuggled.length) });
      for (let index = 0; index < 5; index++)
        expect((await gateway.get('/api/orders?mine')).json).toMatchObject({ path: '/api/orders?mine', body: '' });
      expect(paths()).not.toContain('/smuggled');
    },
  );

  it('of HEAD changes nothing for who comes next', async () => {
    await start();
    await gateway.raw(head('HEAD', `content-length: ${smuggled.length}`) + smuggled);
    expect((await gateway.get('/api/orders?mine')).json).toMatchObject({ path: '/api/orders?mine', body: '' });
    expect(paths()).not.toContain('/smuggled');
  });

  it.each([
    ['both framings', ['content-length: 5', 'transfer-encoding: chunked']],
    ['both framings, the other way round', ['transfer-encoding: chunked', 'content-length: 5']],
    ['two lengths', ['content-length: 0', 'content-length: 60']],
    ['one length twice', ['content-length: 60', 'content-length: 60']],
    ['a list of lengths', ['content-length: 0, 60']],
    ['a signed length', ['content-length: +60']],
    ['a negative length', ['content-length: -1']],
    ['a hexadecimal length', ['content-length: 0x3c']],
    ['a length with a space in it', ['content-length: 6 0']],
    ['a coding that is unknown', ['transfer-encoding: xchunked']],
    ['a coding after chunks', ['transfer-encoding: chunked, identity']],
    ['two codings', ['transfer-encoding: chunked', 'transfer-encoding: identity']],
    ['a coding on a folded line', ['x-fold: 1', 'transfer-encoding:', ' chunked']],
    ['a length on a folded line', ['content-length:', ' 60']],
    ['a space before the colon', ['content-length : 60']],
    ['a header of no name', [': 60']],
    ['a line feed alone', ['x-a: 1\ncontent-length: 60']],
    ['a carriage return alone', ['x-a: 1\rcontent-length: 60']],
    ['a NUL in a header', ['x-a: \x00']],
  ])('framed by %s is refused, and nothing of it becomes a request', async (_, headers) => {
    await start();
    const answers = await gateway.raw(head('POST', ...headers) + smuggled);
    expect(statuses(answers)).toHaveLength(1);
    expect(paths()).not.toContain('/smuggled');
    expect(statuses(answers)[0]).toBe(400);
    expect(answers).toContain('"code":"malformed_request"');
    expect(gateway.seen).toEqual([]);
  });

  it.each([
    ['a negative chunk', '-1\r\nx\r\n0\r\n\r\n'],
    ['a chunk of no number', 'x\r\nx\r\n0\r\n\r\n'],
    ['a chunk that is too long to be', 'fffffffffffffffff\r\nx\r\n0\r\n\r\n'],
    ['a chunk longer than it says', '1\r\nxy\r\n0\r\n\r\n'],
    ['a chunk that ends with a line feed', '1\nx\n0\n\n'],
  ])('with %s never reaches a service', async (_, body) => {
    await start();
    const answers = await gateway.raw(head('POST', 'transfer-encoding: chunked') + body);
    expect(statuses(answers)).toEqual([400]);
    expect(gateway.seen).toEqual([]);
  });

  it.each([
    'GET /api/orders\r\n\r\n',
    'GET /api/orders HTTP/2.0\r\nhost: localhost\r\n\r\n',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    'GET /api/orders HTTP/1.1\r\n\r\n',
    'GET /api/orders HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\n\r\n',
    '\x16\x03\x01\x02\x00\x01',
  ])('is of no interest where the request is none: %j', async (bytes) => {
    await start();
    expect(statuses(await gateway.raw(bytes))).toEqual([400]);
    expect(gateway.seen).toEqual([]);
  });

  it('that is too large is refused at once where its length says so, and the connection ends', async () => {
    await start({ limits: { bodyBytes: 1000, lingerMs: 50 } });
    const answers = await gateway.raw(head('POST', 'content-length: 5000000').replace('connection: close\r\n', ''));
    expect(statuses(answers)).toEqual([413]);
    expect(answers).toMatch(/connection: close/i);
    expect(answers).toContain('"code":"payload_too_large"');
    expect(gateway.seen).toEqual([]);
  });

  it.each(['content-length', 'chunks'])(
    'that is too large (%s) is answered with 413 also to who sends all of it first',
    async (framing) => {
      await start({ limits: { bodyBytes: 1000 } });
      const body = 'x'.repeat(3_000_000);
      const sent =
        framing === 'chunks'
          ? head('POST', 'transfer-encoding: chunked') + chunked(body)
          : head('POST', `content-length: ${body.length}`) + body;
      for (let round = 0; round < 3; round++) expect(statuses(await gateway.raw(sent))).toEqual([413]);
      expect(gateway.seen).toEqual([]);
    },
  );

  it('that is announced is asked for, or refused before it is sent', async () => {
    await start({ limits: { bodyBytes: 1000 } });
    const asked = await gateway.connection();
    asked.write(head('POST', 'expect: 100-continue', 'content-length: 2'));
    expect(String((await once(asked, 'data'))[0])).toMatch(/^HTTP\/1\.1 100 /);
    asked.write('{}');
    expect(statuses(await text(asked))).toContain(200);
    const refused = await gateway.connection();
    refused.write(head('POST', 'expect: 100-continue', 'content-length: 2000'));
    expect(String((await once(refused, 'data'))[0])).toMatch(/^HTTP\/1\.1 413 /);
    refused.destroy();
  });
});

describe('callers that are slow or greedy', () => {
  it('hold no service by bodies that they never send', async () => {
    await start({ limits: { requestsPerUpstream: 4 } });
    const half = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const socket = await gateway.connection();
        socket.write(head('POST', 'content-length: 100') + '{');
        return socket;
      }),
    );
    expect((await gateway.get('/api/orders')).status).toBe(200);
    expect(gateway.seen).toHaveLength(1);
    for (const socket of half) socket.destroy();
  });

  it('get 408 when a request does not arrive in time', async () => {
    await start({ limits: { headersMs: 100, requestMs: 200 } });
    const answers = await gateway.raw(head('POST', 'content-length: 100') + '{');
    expect(statuses(answers)).toEqual([408]);
    expect(statuses(await gateway.raw('GET / HTTP/1.1\r\nhost: '))).toEqual([408]);
  });

  it('get 431 for headers that are too large', async () => {
    await start();
    expect(statuses(await gateway.raw(head('GET', `x-large: ${'x'.repeat(20_000)}`)))).toEqual([431]);
  });

  it('give way when there are too many connections: the one that waits longest, never one that is being answered', async () => {
    let answer: (() => void) | undefined;
    await start({
      limits: { connectionsPerAddress: 3 },
      answers: { order: (_, response) => (answer = () => response.end('at last')) },
    });
    const busy = await gateway.connection();
    busy.write(head('GET'));
    await until(() => answer !== undefined);
    const idle = await gateway.connection();
    const half = await gateway.connection();
    half.write(head('POST', 'content-length: 100'));
    const gone = once(idle, 'close');
    expect((await gateway.get('/health')).status).toBe(200);
    await gone;
    expect(half.destroyed).toBe(false);
    answer?.();
    expect(await text(busy)).toContain('at last');
    half.destroy();
  });

  it('may not pile up requests on one connection', async () => {
    await start({ limits: { requestsPerConnection: 2 }, answers: { order: () => undefined } });
    const socket = await gateway.connection();
    const first = head('GET').replace('connection: close\r\n', '');
    const answers = text(socket);
    socket.write(first.repeat(3));
    await pause(100);
    await stop(gateway.services.order!);
    expect(statuses(await answers)).toEqual([503, 503, 429]);
  });
});

describe('streams of events', () => {
  const open: ServerResponse[] = [];
  const streams = (limits: NonNullable<Parameters<typeof startGateway>[0]>['limits'] = {}) =>
    start({
      limits,
      answers: {
        order: (request, response) => {
          if (!request.url?.includes('/events')) return void response.end('{}');
          response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
          open.push(response);
        },
      },
    });
  const follow = async (order: string, authorization?: string) => {
    const socket = await gateway.connection();
    const headers = authorization ? [`authorization: ${authorization}`] : [];
    socket.write(head('GET', ...headers).replace('/api/orders', `/api/orders/${order}/events`));
    const [first] = (await once(socket, 'data')) as [Buffer];
    return { socket, status: statuses(first.toString())[0] };
  };

  it('take no place of the requests', async () => {
    await streams({ requestsPerUpstream: 2 });
    const followed = await Promise.all(Array.from({ length: 12 }, (_, index) => follow(`ord_${index}`)));
    expect(new Set(followed.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await gateway.get('/api/orders')).status).toBe(200);
    for (const { socket } of followed) socket.destroy();
  });

  it('are so many of one caller, whatever others have; one that ends makes room', async () => {
    await streams({ streamsPerCaller: 2 });
    const mine = [await follow('ord_1'), await follow('ord_1')];
    expect((await follow('ord_1')).status).toBe(429);
    expect((await follow('ord_2')).status).toBe(200);
    for (const order of ['ord_3', 'ord_4']) expect((await follow(order, 'Bearer a')).status).toBe(200);
    expect((await follow('ord_5', 'Bearer a')).status).toBe(429);
    expect((await follow('ord_5', 'Bearer b')).status).toBe(200);
    mine[0]?.socket.destroy();
    await until(async () => (await follow('ord_1')).status === 200);
  });

  it('are so many in all', async () => {
    await streams({ streamsPerUpstream: 3 });
    const all = await Promise.all(Array.from({ length: 5 }, (_, index) => follow(`ord_${index}`)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
  });

  it('may be silent, where a request may not', async () => {
    await streams({ silenceMs: 100 });
    const { socket } = await follow('ord_1');
    await pause(400);
    const event = once(socket, 'data');
    open.at(-1)?.write('event: order\n\n');
    expect(String((await event)[0])).toContain('event: order');
    socket.destroy();
  });

  it('end at the service when their reader has gone', async () => {
    await streams();
    const { socket } = await follow('ord_1');
    const ended = once(open.at(-1) as ServerResponse, 'close');
    socket.destroy();
    await ended;
  });
});

describe('a service', () => {
  it('that says nothing is given up, with 504', async () => {
    await start({ limits: { silenceMs: 100 }, answers: { order: () => undefined } });
    const { status, json } = await gateway.get('/api/orders');
    expect({ status, code: json.code }).toEqual({ status: 504, code: 'dependency_unavailable' });
  });

  it('that stops in the middle of an answer makes an answer that is seen to be incomplete', async () => {
    await start({
      answers: {
        order: (_, response) => {
          response.writeHead(200, { 'content-length': '100' }).write('half');
          setTimeout(() => response.destroy(), 20);
        },
        product: (_, response) => {
          response.writeHead(200).write('half');
          setTimeout(() => response.destroy(), 20);
        },
      },
    });
    for (const path of ['/api/orders', '/api/products'])
      await expect(gateway.get(path)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect((await gateway.get('/health')).status).toBe(200);
  });

  it.each([
    ['nothing that is HTTP', 'hello\r\n\r\n', 502],
    [
      'more than it says',
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nokHTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nstolen',
      200,
    ],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 8\r\n\r\nok', 502],
    ['a line break in a header', 'HTTP/1.1 200 OK\r\nx: 1\rset-cookie: a\r\ncontent-length: 2\r\n\r\nok', 502],
  ])('that answers %s spoils nobody’s answer', async (_, bytes, status) => {
    let number = 0;
    const broken = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => {
        number++;
        socket.write(number % 2 === 1 ? bytes : 'HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nfine');
      });
    }).listen(0, '127.0.0.1');
    await once(broken, 'listening');
    const { port } = broken.address() as AddressInfo;
    const server = createGateway(optionsFor(() => `http://127.0.0.1:${port}`)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    cleanUp.push(
      () => stop(server),
      () => void broken.close(),
    );
    const ask = () =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/orders`).then(async (answer) => ({
        status: answer.status,
        body: await answer.text(),
      }));
    expect((await ask()).status).toBe(status);
    expect(await ask()).toEqual({ status: 200, body: 'fine' });
  });

  it('that had just closed an idle connection is asked once more, where asking twice does no harm', async () => {
    let closes = false;
    const requests: (string | undefined)[] = [];
    await start({
      answers: {
        order: (request, response) => {
          requests.push(request.method);
          if (closes) request.socket.destroy();
          else response.end('{}');
          closes = false;
        },
      },
    });
    const ask = async (method: string, headers = {}) => {
      closes = true;
      return (await gateway.get('/api/orders', { method, headers })).status;
    };
    expect(await ask('GET')).toBe(200);
    expect(await ask('POST', { 'idempotency-key': 'k' })).toBe(200);
    expect(await ask('POST')).toBe(503);
    expect(requests).toEqual(['GET', 'GET', 'POST', 'POST', 'POST']);
  });

  it('hears that its caller has gone', async () => {
    let answered: ServerResponse | undefined;
    await start({ answers: { order: (_, response) => (answered = response) } });
    const socket = await gateway.connection();
    socket.write(head('GET'));
    await until(() => answered !== undefined);
    const ended = once(answered as ServerResponse, 'close');
    socket.destroy();
    await ended;
  });

  it('has so many requests at once; others wait their turn, and more than that are refused', async () => {
    const waiting: ServerResponse[] = [];
    await start({
      limits: { requestsPerUpstream: 2, waitingPerUpstream: 1 },
      answers: { order: (_, response) => waiting.push(response) },
    });
    const asked = [gateway.get('/api/orders'), gateway.get('/api/orders')];
    await until(() => waiting.length === 2);
    const third = gateway.get('/api/orders');
    await pause(50);
    expect(waiting).toHaveLength(2);
    expect((await gateway.get('/api/orders')).status).toBe(503);
    expect((await gateway.get('/api/products')).status).toBe(200);
    waiting[0]?.end('{}');
    await until(() => waiting.length === 3);
    for (const response of waiting) response.end('{}');
    expect((await Promise.all([...asked, third])).map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(5);
}
