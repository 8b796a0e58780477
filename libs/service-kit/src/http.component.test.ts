import { Closed, defineApi, DomainError, Money, Type } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from './auth.ts';
import type { ApiServers } from './api-servers.ts';
import { createExpressServers } from './express/index.ts';
import { createFastifyServers } from './fastify/index.ts';
import { createGuard, DependencyUnavailable } from './guard.ts';
import { createHttpDependency } from './http-client.ts';
import { listening } from './listening.ts';
import { createMetrics } from './metrics.ts';
import { type Handlers, type HttpServiceOptions } from './operations.ts';
import { silentLog, startTestIssuer } from './testing/index.ts';
import { currentTrace } from './trace.ts';

const api = defineApi({
  service: 'test-service',
  title: 'Test',
  description: 'Test',
  operations: {
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
    ready: {
      method: 'GET',
      path: '/api/encoded',
      summary: 'Kept ready',
      access: 'public',
      responses: { 200: Type.Object({}) },
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
      responses: { 200: Type.Object({}) },
    },
    secret: {
      method: 'GET',
      path: '/api/secret',
      summary: 'Secret',
      access: { role: 'orders.read' },
      responses: { 200: Type.Object({ trace: Type.String() }) },
    },
  },
});
const handlers: Handlers<typeof api> = {
  buy: ({ params, query, body }) => ({
    status: 201,
    body: {
      thing: params.thing,
      page: query.page,
      tags: query.tag ?? [],
      price: { amount: body.quantity, currency: 'EUR' },
    },
  }),
  fail: ({ params }) => {
    if (params.how === 'stock') throw new DomainError('out_of_stock', 'only 2 left', { skus: ['A-1'] });
    if (params.how === 'dependency')
      throw new DependencyUnavailable('stock', 'is known to be down', { retryAfterSeconds: 3 });
    throw new Error('password=hunter2');
  },
  drawing: () => ({ status: 200, body: '<svg/>' }),
  ready: () => ({ status: 200, encoded: Buffer.from('{"kept":true}'), headers: { etag: '"1"' } }),
  long: () => ({ status: 200, body: `<svg>${'<path d="M0 0h1"/>'.repeat(500)}</svg>` }),
  between: () => ({ status: 200, body: {} }),
  secret: () => ({ status: 200, body: { trace: currentTrace()?.traceId ?? 'none' } }),
};

type Issuer = Awaited<ReturnType<typeof startTestIssuer>>;
let issuer: Issuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());

const optionsFor = (rateLimitPerMinute: number) =>
  ({
    api,
    version: '1.2.3',
    log: silentLog,
    metrics: createMetrics('test-service'),
    verifier: createTokenVerifier({ ...issuer, now: Date.now }),
    statuses: { out_of_stock: 409 },
    corsOrigins: ['http://shop.example'],
    rateLimitPerMinute,
    now: Date.now,
  }) satisfies HttpServiceOptions;

const started = async (options: HttpServiceOptions, { public: open, internal }: ApiServers) => {
  const listeners = [open, ...(internal ? [internal] : [])].map((server) =>
    listening(server, { host: '127.0.0.1', port: 0, log: silentLog }),
  );
  for (const listener of listeners) await listener.start();
  const [url = '', internalUrl = ''] = listeners.map(({ port }) => `http://127.0.0.1:${port()}`);
  const metricsText = () => options.metrics.registry.metrics();
  return { url, internalUrl, metricsText, stop: () => Promise.all(listeners.map(({ stop }) => stop())) };
};

const frameworks = {
  async fastify(rateLimit: number) {
    const options = optionsFor(rateLimit);
    return started(options, await createFastifyServers(options, handlers));
  },
  async express(rateLimit: number) {
    const options = optionsFor(rateLimit);
    return started(options, await createExpressServers(options, handlers));
  },
};

describe.each(Object.entries(frameworks))('a service on %s', (_, start) => {
  let service: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    service = await start(1_000);
  });
  afterAll(() => service.stop());

  const call = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${service.url}${path}`, init);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: (): any => JSON.parse(text) };
  };
  const buy = (body: unknown, path = '/api/things/lamp', headers: Record<string, string> = {}) =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it('hands over what was validated, with defaults and conversions', async () => {
    const plain = await buy({ quantity: 2 });
    expect([plain.status, plain.json()]).toEqual([
      201,
      { thing: 'lamp', page: 1, tags: [], price: { amount: 2, currency: 'EUR' } },
    ]);
    expect((await buy({ quantity: 2 }, '/api/things/lamp?page=3&tag=a')).json()).toMatchObject({
      page: 3,
      tags: ['a'],
    });
    expect((await buy({ quantity: 2 }, '/api/things/lamp?tag=a&tag=b')).json()).toMatchObject({ tags: ['a', 'b'] });
  });

  it('names every fault of a request in one problem', async () => {
    const { status, headers, json } = await buy({ quantity: -1, price: 1 }, '/api/things/L4MP?page=x', {
      'idempotency-key': 'k',
    });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(json()).toMatchObject({
      code: 'validation_failed',
      status: 400,
      type: 'urn:halden:problem:validation_failed',
    });
    expect(json().errors).toEqual(
      expect.arrayContaining([
        { in: 'path', pointer: '/thing', detail: expect.any(String) },
        { in: 'query', pointer: '/page', detail: 'must be integer' },
        { in: 'header', pointer: '/idempotency-key', detail: expect.any(String) },
        { in: 'body', pointer: '/quantity', detail: 'must be >= 1' },
        { in: 'body', pointer: '/price', detail: 'is not allowed here' },
      ]),
    );
    expect(json().traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('asks for the parts that are missing', async () => {
    expect((await buy({})).json().errors).toEqual([{ in: 'body', pointer: '/quantity', detail: 'is required' }]);
    const noBody = await call('/api/things/lamp', { method: 'POST', headers: { 'idempotency-key': 'key-1' } });
    expect([noBody.status, noBody.json().code]).toEqual([400, 'validation_failed']);
  });

  it.each([
    ['a body that is not JSON', '{"quantity":', 'application/json', 400, 'malformed_json'],
    ['another media type', 'quantity=1', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    [
      'a body that is too large',
      JSON.stringify({ quantity: 1, note: 'x'.repeat(300_000) }),
      'application/json',
      413,
      'payload_too_large',
    ],
  ])('refuses %s', async (_what, body, type, status, code) => {
    const answer = await buy(body, '/api/things/lamp', { 'content-type': type });
    expect([answer.status, answer.json().code]).toEqual([status, code]);
  });

  it('tells what it refuses as problems, and nothing of what went wrong inside', async () => {
    const stock = await call('/api/fail/stock');
    expect([stock.status, stock.json()]).toMatchObject([
      409,
      { code: 'out_of_stock', detail: 'only 2 left', skus: ['A-1'] },
    ]);
    const dependency = await call('/api/fail/dependency');
    expect([dependency.status, dependency.headers.get('retry-after')]).toEqual([503, '3']);
    const broken = await call('/api/fail/otherwise');
    expect([broken.status, broken.json().code]).toEqual([500, 'internal_error']);
    expect(broken.text).not.toContain('hunter2');
  });

  it('knows which addresses and methods there are', async () => {
    const nowhere = await call('/api/nowhere');
    expect([nowhere.status, nowhere.json().code]).toEqual([404, 'route_not_found']);
    const wrong = await call('/api/things/lamp', { method: 'DELETE' });
    expect([wrong.status, wrong.json().code, wrong.headers.get('allow')]).toEqual([405, 'method_not_allowed', 'POST']);
  });

  it('sends other media types, and bodies that were kept ready', async () => {
    const drawing = await call('/api/drawing');
    expect([drawing.headers.get('content-type')?.split(';')[0], drawing.text]).toEqual(['image/svg+xml', '<svg/>']);
    const kept = await call('/api/encoded');
    expect([kept.json(), kept.headers.get('etag'), kept.headers.get('content-type')?.split(';')[0]]).toEqual([
      { kept: true },
      '"1"',
      'application/json',
    ]);
  });

  it('lets in who may come in, and carries the trace', async () => {
    expect((await call('/api/secret')).status).toBe(401);
    expect((await call('/api/secret', { headers: await issuer.bearer({ id: 'cus_ada' }) })).json().code).toBe(
      'forbidden',
    );
    const headers = {
      ...(await issuer.bearer({ id: 'stf_kim', roles: ['orders.read'] })),
      traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    };
    expect((await call('/api/secret', { headers })).json()).toEqual({ trace: 'a'.repeat(32) });
    const malformed = await call('/api/secret', { headers: { ...headers, traceparent: 'nonsense' } });
    expect(malformed.json().trace).toMatch(/^[0-9a-f]{32}$/);
  });

  it('allows only the listed origins', async () => {
    const from = async (origin: string) =>
      (await call('/api/drawing', { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await from('http://shop.example')).toBe('http://shop.example');
    expect(await from('http://evil.example')).not.toBe('http://evil.example');
  });

  it('describes what is public, and counts what it answers', async () => {
    const description = (await call('/openapi.json')).json() as { paths: object };
    expect(description).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    expect(Object.keys(description.paths)).toContain('/api/drawing');
    expect(Object.keys(description.paths)).not.toContain('/internal/between');
    await buy({ quantity: 1 });
    expect(await service.metricsText()).toMatch(
      /http_request_duration_seconds_count\{.*method="POST",route="\/api\/things\/:thing",status="201".*\} [1-9]/,
    );
  });

  it('has nothing for the platform or for other services on the port for the public', async () => {
    for (const path of ['/health', '/ready', '/metrics', '/internal/between'])
      expect([path, (await call(path)).status]).toEqual([path, 404]);
    expect((await fetch(`${service.internalUrl}/internal/between`)).status).toBe(200);
    expect((await fetch(`${service.internalUrl}/api/drawing`)).status).toBe(404);
  });

  it('limits each caller, but no other service', async () => {
    const limited = await start(3);
    try {
      const statuses = [];
      for (let n = 0; n < 5; n++) statuses.push((await fetch(`${limited.url}/api/drawing`)).status);
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
      const refused = await fetch(`${limited.url}/api/drawing`);
      expect(await refused.json()).toMatchObject({ code: 'rate_limited' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      for (let n = 0; n < 5; n++) expect((await fetch(`${limited.internalUrl}/internal/between`)).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });

  it('is called by another service through a guarded pool', async () => {
    const guard = createGuard({ dependency: 'test-service', metrics: createMetrics('caller') });
    const dependency = createHttpDependency({ baseUrl: service.url, guard });
    const answer = await dependency.transport({ method: 'GET', path: '/api/encoded', headers: {} });
    expect([answer.status, await answer.text()]).toEqual([200, '{"kept":true}']);
    await expect(
      dependency.transport({ method: 'GET', path: '/api/fail/otherwise', headers: {} }),
    ).rejects.toBeInstanceOf(DependencyUnavailable);
    await dependency.close();
    const nobody = createHttpDependency({ baseUrl: 'http://127.0.0.1:1', guard });
    await expect(nobody.transport({ method: 'GET', path: '/', headers: {} })).rejects.toBeInstanceOf(
      DependencyUnavailable,
    );
    await nobody.close();
  });
});

describe('a service on fastify', () => {
  it('packs long answers for those who can unpack them', async () => {
    const service = await frameworks.fastify(100);
    try {
      const fetchLong = (encoding: string) =>
        fetch(`${service.url}/api/long`, { headers: { 'accept-encoding': encoding } });
      const packed = await fetchLong('br, gzip');
      expect([packed.headers.get('content-encoding'), packed.headers.get('vary')]).toEqual([
        'br',
        expect.stringContaining('accept-encoding'),
      ]);
      const plain = await fetchLong('identity');
      expect(plain.headers.get('content-encoding')).toBeNull();
      expect(await packed.text()).toBe(await plain.text());
    } finally {
      await service.stop();
    }
  });
});
