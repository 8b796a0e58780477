import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Closed, defineApi, DomainError, Money, Type } from '@halden/contracts';
import { createTokenVerifier } from '../../auth.ts';
import { createExpressServers } from '../../express/index.ts';
import { createFastifyServers } from '../../fastify/index.ts';
import { DependencyUnavailable } from '../../guard.ts';
import { listening } from '../../listening.ts';
import { createMetrics } from '../../metrics.ts';
import type { Handlers, HttpServiceOptions } from '../../operations.ts';
import { silentLog, type startTestIssuer } from '../../testing/index.ts';
import { currentTrace, traceHeaders } from '../../trace.ts';

const anything = Type.Object({});

/** An API with one operation of each kind. */
export const testApi = defineApi({
  service: 'test-service',
  title: 'Test',
  description: 'Test',
  operations: {
    readThing: {
      method: 'GET',
      path: '/api/things/{thing}',
      summary: 'Read a thing',
      access: 'public',
      params: Closed({ thing: Type.String() }),
      responses: { 200: Type.Object({ thing: Type.String() }) },
    },
    quote: {
      method: 'POST',
      path: '/api/things/quotes',
      summary: 'A fixed path beside one with a parameter',
      access: 'public',
      body: Closed({
        lines: Type.Array(Closed({ sku: Type.String(), quantity: Type.Integer({ minimum: 1 }) }), { maxItems: 50 }),
      }),
      responses: { 200: Type.Object({ lines: Type.Integer() }) },
    },
    buy: {
      method: 'POST',
      path: '/api/things/{thing}',
      summary: 'Buy a thing',
      access: 'guest',
      params: Closed({ thing: Type.String({ pattern: '^[a-z]+$' }) }),
      query: Closed({ page: Type.Integer({ default: 1, minimum: 1 }), tag: Type.Optional(Type.Array(Type.String())) }),
      headers: Type.Object({ 'idempotency-key': Type.String({ minLength: 3 }) }),
      body: Closed({ quantity: Type.Integer({ minimum: 1 }), note: Type.Optional(Type.String()) }),
      responses: {
        201: Type.Object({ thing: Type.String(), page: Type.Integer(), tags: Type.Array(Type.String()), price: Money }),
      },
    },
    change: {
      method: 'PUT',
      path: '/api/things/{thing}',
      summary: 'Change a thing',
      access: 'public',
      params: Closed({ thing: Type.String() }),
      headers: Type.Object({ 'if-match': Type.String() }),
      body: Closed({ at: Type.Optional(Type.String({ format: 'date-time' })) }),
      responses: { 200: Type.Object({ version: Type.String() }) },
    },
    fail: {
      method: 'GET',
      path: '/api/fail/{how}',
      summary: 'Fail',
      access: 'public',
      params: Closed({ how: Type.String() }),
      responses: { 200: null },
    },
    drawing: {
      method: 'GET',
      path: '/api/drawing',
      summary: 'Draw',
      access: 'public',
      produces: 'image/svg+xml',
      responses: { 200: null },
    },
    encoded: {
      method: 'GET',
      path: '/api/encoded',
      summary: 'Kept ready',
      access: 'public',
      responses: { 200: anything },
    },
    long: {
      method: 'GET',
      path: '/api/long',
      summary: 'Long',
      access: 'public',
      produces: 'image/svg+xml',
      responses: { 200: null },
    },
    between: {
      method: 'GET',
      path: '/internal/between',
      summary: 'Between services',
      access: 'internal',
      responses: { 200: anything },
    },
    mine: {
      method: 'GET',
      path: '/api/mine',
      summary: 'For whoever is signed in',
      access: 'customer',
      responses: { 200: Type.Object({ id: Type.String(), key: Type.String() }) },
    },
    secret: {
      method: 'GET',
      path: '/api/secret',
      summary: 'Secret',
      access: { role: 'orders.read' },
      responses: { 200: Type.Object({ trace: Type.String(), passedOn: Type.Array(Type.String()) }) },
    },
  },
});

const longSvg = `<svg>${'<path d="M0 0h1"/>'.repeat(500)}</svg>`;
const hugeBytes = Buffer.alloc(16 * 1024 * 1024, 'x');

const handlers: Handlers<typeof testApi> = {
  readThing: ({ params }) => ({ status: 200, body: { thing: params.thing } }),
  quote: ({ body }) => ({ status: 200, body: { lines: body.lines.length } }),
  buy: ({ params, query, body }) => ({
    status: 201,
    body: {
      thing: params.thing,
      page: query.page,
      tags: query.tag ?? [],
      price: { amount: body.quantity, currency: 'EUR' },
    },
  }),
  change: ({ headers }) => ({ status: 200, body: { version: headers['if-match'] } }),
  async fail({ params }) {
    if (params.how === 'stock') throw new DomainError('out_of_stock', 'only 2 left', { skus: ['A-1'] });
    if (params.how === 'dependency')
      throw new DependencyUnavailable('stock', 'is known to be down', { retryAfterSeconds: 3 });
    if (params.how === 'never') await new Promise(() => undefined);
    if (params.how === 'huge') return { status: 200, encoded: hugeBytes };
    throw new Error('password=hunter2');
  },
  drawing: () => ({ status: 200, body: '<svg/>' }),
  encoded: () => ({ status: 200, encoded: Buffer.from('{"kept":true}'), headers: { etag: '"1"' } }),
  long: () => ({ status: 200, body: longSvg, headers: { etag: '"7"' } }),
  between: () => ({ status: 200, body: {} }),
  mine: ({ caller, callerKey }) => ({ status: 200, body: { id: caller.id, key: callerKey } }),
  secret: () => ({
    status: 200,
    body: { trace: currentTrace()?.traceId ?? 'none', passedOn: Object.values(traceHeaders()) },
  }),
};

const create = {
  fastify: (options: HttpServiceOptions & { api: typeof testApi }) => createFastifyServers(options, handlers),
  express: (options: HttpServiceOptions & { api: typeof testApi }) => createExpressServers(options, handlers),
};
export type Framework = keyof typeof create;
export const frameworks = Object.keys(create) as Framework[];

export type TestIssuer = Awaited<ReturnType<typeof startTestIssuer>>;
export type TestService = Awaited<ReturnType<typeof startTestService>>;

/** The API on one of the frameworks, on free ports. */
export async function startTestService(
  framework: Framework,
  issuer: TestIssuer,
  settings: Partial<HttpServiceOptions> = {},
) {
  const metrics = createMetrics('test-service');
  const options = {
    version: '1.2.3',
    log: silentLog,
    metrics,
    load: { isOverloaded: false },
    verifier: createTokenVerifier({ ...issuer, now: Date.now }),
    statuses: { out_of_stock: 409 },
    corsOrigins: ['http://shop.example'],
    trustedProxies: [],
    rateLimitPerMinute: 10_000,
    now: Date.now,
    ...settings,
    api: testApi,
  } satisfies HttpServiceOptions;
  const servers = await create[framework](options);
  const listeners = [servers.public, ...(servers.internal ? [servers.internal] : [])].map((server) =>
    listening(server, { host: '127.0.0.1', port: 0, log: silentLog }),
  );
  for (const listener of listeners) await listener.start();
  const [url = '', internalUrl = ''] = listeners.map(({ port }) => `http://127.0.0.1:${port()}`);
  const port = listeners[0]?.port() ?? 0;

  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: (): any => JSON.parse(text) };
  };
  return {
    server: servers.public,
    url,
    internalUrl,
    call,
    buy: (body: unknown, path = '/api/things/lamp', headers: Record<string, string> = {}) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    /** A connection on which a test writes what no client would. */
    async connect(): Promise<Socket> {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      return socket;
    },
    /** Writes a request as it is, and reads until the connection closes. */
    async raw(text: string): Promise<{ status: number; head: string; json: () => any }> {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.on('error', () => undefined);
      let answer = '';
      socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
      socket.write(text, 'latin1');
      await new Promise((resolve) => socket.once('close', resolve));
      const [head = '', body = ''] = answer.split(/\r\n\r\n(.*)/s);
      return { status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]), head, json: (): any => JSON.parse(body) };
    },
    /** How many requests were counted under these labels. */
    async counted(labels: Partial<Record<'method' | 'route' | 'status', string>>): Promise<number> {
      const { values } = await metrics.httpDuration.get();
      return values
        .filter(({ metricName }) => metricName?.endsWith('_count'))
        .filter((value) => Object.entries(labels).every(([name, wanted]) => value.labels[name as 'route'] === wanted))
        .reduce((sum, { value }) => sum + value, 0);
    },
    stop: () => Promise.all(listeners.map(({ stop }) => stop())),
  };
}

/** Looks until it is so, for at most ten seconds. */
export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20)) if (await isSo()) return;
  throw new Error(`did not happen within ten seconds: ${what}`);
}
