import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { securityHeaders } from '@halden/frontend/tools/security-headers';
import { routes as allRoutes } from '@halden/service-registry';
import { createGateway } from './app.ts';

const page = '<!doctype html><title>Halden</title>';
const madePage = '<!doctype html><title>Gemacht</title>';
const script = 'console.log("the shop")';
const origin = 'http://shop.example:8080';
const routes = allRoutes.filter(({ prefix }) => prefix.startsWith('/api/'));
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
  json: any;
}

const servers: Server[] = [];
let folder = '';
let gateway: Server;
/** A service that can be away. */
let orders: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halden-gateway-'));
  for (const name of ['assets', 'pages/de']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, content] of [
    ['index.html', page],
    ['pages/de/home.html', madePage],
    ['pages/de/product.html', madePage],
    ['assets/app-1a2b.js', script],
  ] as const) {
    writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
  }
  writeFileSync(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  const [product, order, payment, notification, identity, mailbox] = await Promise.all([
    ...['product', 'order', 'payment', 'notification', 'identity', 'mailbox'].map(anEcho),
  ]);
  orders = order!;
  gateway = await listening(
    createGateway({
      ...{ host: '127.0.0.1', port: 0, routes },
      services: Object.fromEntries(
        Object.entries({ product, order, payment, notification }).map(([name, server]) => [
          `${name}-service`,
          addressOf(server!),
        ]),
      ),
      readiness: Object.fromEntries(
        Object.entries({ product, order, payment, notification }).map(([name, server]) => [
          `${name}-service`,
          `${addressOf(server!)}/ready`,
        ]),
      ),
      identity: addressOf(identity!),
      mailbox: addressOf(mailbox!),
      shop: { folder, origin },
    }),
  );
});

afterAll(async () => {
  await Promise.all(servers.map(stop));
  rmSync(folder, { recursive: true, force: true });
});

describe('routing', () => {
  it.each([
    ['/api/products?q=lamp', 'product'],
    ['/api/stock/HAL-1', 'product'],
    ['/api/orders', 'order'],
    ['/api/payments/cards', 'payment'],
    ['/api/notifications', 'notification'],
    ['/identity/.well-known/openid-configuration', 'identity'],
    ['/mailbox/', 'mailbox'],
  ])('leads %s to %s', async (path, name) => {
    const { status, json } = await get(path);
    expect({ status, name: json.name, path: json.path }).toEqual({ status: 200, name, path });
  });

  it('matches whole segments only', async () => {
    expect((await get('/api/ordersandmore')).status).toBe(404);
  });

  it('passes a body on, and drops what the caller claims about how it came', async () => {
    const { json } = await get('/api/orders', {
      method: 'POST',
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      body: '{"lines":[]}',
    });
    expect(json.method).toBe('POST');
    expect(json.body).toBe('{"lines":[]}');
    expect(json.headers['x-forwarded-for']).not.toContain('203.0.113.9');
    expect(json.headers['x-forwarded-host']).not.toContain('evil.example');
    expect(json.headers['x-forwarded-proto']).toBe('http');
  });

  it.each([
    '/internal/stock/reservations',
    '/metrics',
    '/openapi.json',
    '/api',
    '/api/internal',
    '/../../package.json',
  ])('does not make %s public', async (path) => {
    const { status, json, headers } = await get(path);
    expect(status).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(json).toMatchObject({ code: 'route_not_found', status: 404 });
  });

  it('takes no writing to what is not a service', async () => {
    expect((await get('/', { method: 'POST', headers: browser })).status).toBe(404);
    expect((await get('/config.json', { method: 'DELETE' })).status).toBe(404);
  });
});

describe('the shop', () => {
  it.each([
    ['/', 'de-DE,de;q=0.9', madePage],
    ['/products/low-lamp', 'fr, de;q=0.5', madePage],
    ['/', 'en', page],
    ['/checkout', 'de', page],
  ])('answers %s for who reads %s with what is made beforehand, where it is', async (path, language, expected) => {
    const { headers, body } = await get(path, { headers: { ...browser, 'accept-language': language } });
    expect(body.toString()).toBe(expected);
    expect(headers.vary?.includes('Accept-Language') ?? false).toBe(expected === madePage);
  });

  it('has what is made beforehand at no other address', async () => {
    const { body } = await get('/pages/de/home.html', { headers: browser });
    expect(body.toString()).toBe(page);
    expect((await get('/pages/de/home.html')).status).toBe(404);
  });

  it('is the page at /, compressed beforehand, asked for again each time', async () => {
    const { status, headers, body } = await get('/', { headers: { ...browser, 'accept-encoding': 'gzip, br' } });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html;charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(body).toString()).toBe(page);
    const again = await get('/', { headers: { ...browser, 'accept-encoding': 'br', 'if-none-match': headers.etag! } });
    expect(again.status).toBe(304);
  });

  it('goes uncompressed to who takes no compression', async () => {
    const { headers, body } = await get('/', { headers: browser });
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe(page);
  });

  it('keeps hashed files forever', async () => {
    const { headers, body } = await get('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'br' } });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript');
    expect(brotliDecompressSync(body).toString()).toBe(script);
  });

  it('serves other files by their names', async () => {
    const { headers } = await get('/favicon.svg');
    expect(headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' });
  });

  it.each(['/products/low-lamp', '/orders/8e0b?key=abc', '/no/such/page'])(
    'answers a person who opens %s with the page, which shows what belongs there',
    async (path) => {
      const { status, headers, body } = await get(path, { headers: browser });
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-cache');
      expect(body.toString()).toBe(page);
    },
  );

  it.each(['/assets/app-gone.js', '/picture.png', '/api/nothing'])('has no page for what %s asks for', async (path) => {
    const { status, headers } = await get(path);
    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('gives no page to a person whose address names a missing file of the build or an unknown interface', async () => {
    expect((await get('/assets/app-gone.js', { headers: browser })).status).toBe(404);
    expect((await get('/api/nothing', { headers: browser })).status).toBe(404);
  });

  it.each(['/', '/products/low-lamp', '/assets/app-1a2b.js', '/config.json'])(
    'sends the security headers with %s',
    async (path) => {
      const { headers } = await get(path, { headers: browser });
      for (const [name, value] of Object.entries(securityHeaders({ identity: origin })))
        expect(headers[name.toLowerCase()]).toBe(value);
    },
  );

  it('is told by /config.json where to sign in', async () => {
    const { headers, json } = await get('/config.json');
    expect(headers['cache-control']).toBe('no-cache');
    expect(json).toMatchObject({
      identity: { authority: `${origin}/identity`, clientId: 'halden-shop' },
      telemetry: { connectionString: '' },
      apiBase: '',
      demo: true,
    });
    expect(json.identity.scope.split(' ')).toContain('openid');
  });

  it('says how to build it where it is not built', async () => {
    const elsewhere = await listening(
      createGateway({ ...emptyOptions(), shop: { folder: join(folder, 'nowhere'), origin } }),
    );
    const { status, json } = await get('/', { headers: browser, at: elsewhere });
    expect(status).toBe(503);
    expect(json.detail).toContain('npm run build -w services/frontend');
  });
});

describe('the gateway itself', () => {
  it('is alive at /health', async () => {
    expect(await get('/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
  });

  it('shows the APIs at /api/docs', async () => {
    const { status, body } = await get('/api/docs', { headers: browser });
    expect(status).toBe(200);
    expect(body.toString()).toContain('/api/docs/start.js');
    expect((await get('/api/docs/start.js')).body.toString()).toContain('/api/docs/order-service.json');
    expect((await get('/api/docs/order-service.json')).json).toMatchObject({ name: 'order', path: '/openapi.json' });
  });

  it('is ready once everything behind it is, and says what is not; requests to that are told so', async () => {
    const ready = await get('/ready');
    expect(ready.status).toBe(200);
    expect(Object.values(ready.json.parts as Record<string, boolean>)).toEqual(Array(6).fill(true));

    const { port } = orders.address() as AddressInfo;
    await stop(orders);
    const { status, json } = await get('/ready');
    expect(status).toBe(503);
    expect(json).toMatchObject({ status: 'unready', parts: { 'order-service': false, 'product-service': true } });
    const refused = await get('/api/orders');
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.json).toMatchObject({ code: 'dependency_unavailable', instance: '/api/orders' });
    expect(refused.json.detail).toContain('/api/orders');

    orders.listen(port, '127.0.0.1');
    await once(orders, 'listening');
    expect((await get('/ready')).status).toBe(200);
  });

  it('does not start with a route that leads nowhere', () => {
    expect(() => createGateway({ ...emptyOptions(), services: {} })).toThrow(
      /leads to [a-z-]+-service, which has no address/,
    );
  });

  it('survives a caller that hangs up half way', async () => {
    const socket = connect((gateway.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /api/orders HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{');
    socket.destroy();
    await once(socket, 'close');
    expect((await get('/health')).status).toBe(200);
  });
});

/** A service that tells who it is and what it was asked. */
async function anEcho(name: string): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ name, method, path, headers, body: Buffer.concat(chunks).toString() }));
    });
  });
  return listening(server);
}

async function listening(server: Server): Promise<Server> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const emptyOptions = () => ({
  ...{ host: '127.0.0.1', port: 0, routes, identity: 'http://127.0.0.1:1', mailbox: 'http://127.0.0.1:1' },
  services: Object.fromEntries(
    ['product', 'order', 'payment', 'notification'].map((name) => [`${name}-service`, 'http://127.0.0.1:1']),
  ),
  readiness: {},
  shop: { folder, origin },
});

/** Asks as it is told: no header or path is made better on the way, as `fetch` would. */
function get(
  path: string,
  {
    at = gateway,
    method = 'GET',
    headers = {},
    body = '',
  }: {
    at?: Server;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port } = at.address() as AddressInfo;
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const bytes = Buffer.concat(chunks);
        const isJson = /json/.test(response.headers['content-type'] ?? '');
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bytes,
          json: isJson ? JSON.parse(bytes.toString()) : undefined,
        });
      });
    });
    request.once('error', reject);
    request.end(body);
  });
}
