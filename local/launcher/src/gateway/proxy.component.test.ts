import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGateway } from './app.ts';
import { browser, optionsFor, startGateway, stop, type TestGateway } from './testing/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

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
    const { status, json } = await gateway.get(path);
    expect({ status, name: json.name, path: json.path }).toEqual({ status: 200, name, path });
  });

  it('matches whole segments only', async () => {
    expect((await gateway.get('/api/ordersandmore')).status).toBe(404);
  });

  it('passes a body on, and drops what the caller claims about how it came', async () => {
    const { json } = await gateway.get('/api/orders', {
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
    ...['/..', '/%2e%2e', '/.%2E', '/%2E.'].flatMap((up) =>
      ['/api/products', '/api/orders', '/mailbox', '/identity', '/api/docs'].flatMap((from) => [
        `${from}${up}/metrics`,
        `${from}${up}${up}/metrics`,
        `${from}${up}${up}/internal/reservations`,
        `${from}/x${up}${up}${up}/ready`,
        `${from}${up}/emails:send`,
      ]),
    ),
    '//metrics',
    '//internal/reservations',
    '/api/products//metrics',
    '/api/products%2f..%2f..%2fmetrics',
    '/api/products/..%2f..%2fmetrics',
    '/api/products/..%5c..%5cmetrics',
    '/%69nternal/reservations',
    '/%6D%65trics',
    '/api/products/./../../health',
  ])('does not make %s public, for a person neither', async (path) => {
    for (const headers of [{}, browser]) {
      const { status, json, headers: answered } = await gateway.get(path, { headers });
      expect(status).toBe(404);
      expect(answered['content-type']).toBe('application/problem+json');
      expect(json).toMatchObject({ code: 'route_not_found', status: 404 });
    }
    expect(gateway.seen.filter((request) => /metrics|internal|ready|health|emails/.test(request.path))).toEqual([]);
  });

  it.each([
    '/api/products/\\..\\..\\metrics',
    '/api/products\\..\\metrics',
    '/api/products/%00',
    '/api/products/%zz',
    '/api/stock/%E0%A4%A',
    '/api/products/%ff',
  ])('refuses %s, which is no address', async (path) => {
    const { status, json, headers } = await gateway.get(path);
    expect({ status, code: json.code, type: headers['content-type'] }).toEqual({
      status: 400,
      code: 'malformed_request',
      type: 'application/problem+json',
    });
  });

  it('routes by the spelling that the service sees', async () => {
    expect((await gateway.get('/api/%70roducts/%7Elamp?q=%41')).json).toMatchObject({
      name: 'product',
      path: '/api/products/~lamp?q=%41',
    });
  });

  it('takes an absolute target (RFC 9112, 3.2.2), and the host from it', async () => {
    const answer = await gateway.raw(
      'GET http://localhost:8080/api/orders?limit=1 HTTP/1.1\r\nhost: ignored\r\nconnection: close\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(gateway.seen.at(-1)).toMatchObject({ name: 'order', path: '/api/orders?limit=1' });
    expect(gateway.seen.at(-1)?.headers['x-forwarded-host']).toBe('localhost:8080');
    expect((await gateway.get('http://localhost/api/products/../../metrics')).status).toBe(404);
    expect((await gateway.get('http://evil.example/api/products')).status).toBe(421);
  });

  it('says what it can do to OPTIONS *, opens no tunnel, and has no WebSockets', async () => {
    const options = await gateway.raw('OPTIONS * HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n');
    expect(options).toMatch(/^HTTP\/1\.1 204 [^]*allow: GET, HEAD, POST/i);
    expect(await gateway.raw('GET * HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    expect(await gateway.raw('CONNECT localhost:22 HTTP/1.1\r\nhost: localhost\r\n\r\n')).toMatch(/^HTTP\/1\.1 405 /);
    const upgrade = {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'eA==',
    };
    expect((await gateway.get('/api/orders', { headers: upgrade })).status).toBe(404);
  });

  it('ignores the offer of another protocol', async () => {
    const { status, json } = await gateway.get('/api/orders', {
      headers: { connection: 'upgrade, http2-settings', upgrade: 'h2c', 'http2-settings': 'x' },
    });
    expect(status).toBe(200);
    expect(json.headers).not.toHaveProperty('upgrade');
    expect(json.headers).not.toHaveProperty('http2-settings');
  });

  it('passes on no header of the connection, nor any that Connection names', async () => {
    const { json } = await gateway.get('/api/orders', {
      headers: {
        connection: 'keep-alive, X-Secret, te, x-forwarded-for',
        'x-secret': '1',
        te: 'trailers',
        'keep-alive': 'timeout=9',
        'proxy-authorization': 'x',
        'proxy-connection': 'keep-alive',
        'x-kept': '2',
        accept: 'text/plain',
      },
    });
    const names = ['x-secret', 'te', 'keep-alive', 'proxy-authorization', 'proxy-connection'];
    expect(Object.keys(json.headers as object).filter((name) => names.includes(name))).toEqual([]);
    expect(json.headers).toMatchObject({ 'x-kept': '2', accept: 'text/plain', 'x-forwarded-for': '127.0.0.1' });
  });

  it('says itself where a request came from', async () => {
    const { json } = await gateway.get('/api/orders', {
      headers: {
        forwarded: 'for=203.0.113.9',
        'x-real-ip': '203.0.113.9',
        'x-original-url': '/internal',
        via: '1.1 x',
        'x-forwarded-port': '1',
        'x-forwarded-server': 'x',
        'x-forwarded-prefix': '/x',
        'x-client-ip': '203.0.113.9',
      },
    });
    expect(JSON.stringify(json.headers)).not.toMatch(/203\.0\.113\.9|\/internal|"1\.1 x"|forwarded-(server|prefix)/);
    expect(json.headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      via: '1.1 gateway',
      'x-forwarded-port': String(gateway.port),
      'x-forwarded-host': `127.0.0.1:${gateway.port}`,
    });
  });

  it('takes no writing to what is not a service', async () => {
    expect((await gateway.get('/', { method: 'POST', headers: browser })).status).toBe(404);
    expect((await gateway.get('/config.json', { method: 'DELETE' })).status).toBe(404);
  });
});

describe('the hosts that the gateway answers to', () => {
  const paths = [
    '/',
    '/api/products',
    '/mailbox/api/messages',
    '/identity/token',
    '/api/docs',
    '/ready',
    '/config.json',
  ];

  it.each(['localhost', 'localhost:1', '127.0.0.1:8080', '[::1]:8080', 'shop.example:8080'])(
    'are those of this machine and of the shop: %s',
    async (host) => {
      for (const path of paths) expect((await gateway.get(path, { headers: { host } })).status).not.toBe(421);
    },
  );

  it.each(['evil.example:8080', 'localhost.evil.example', '127.0.0.1.nip.example', '192.0.2.1', 'x'])(
    'are not names that were made to resolve to it: %s',
    async (host) => {
      for (const path of paths)
        expect((await gateway.get(path, { headers: { host } })).json).toMatchObject({ code: 'misdirected_request' });
    },
  );
});

describe('the gateway itself', () => {
  it('is alive at /health', async () => {
    expect(await gateway.get('/health')).toMatchObject({ status: 200, json: { status: 'ok' } });
  });

  it('is ready once everything behind it is, and says what is not; requests to that are answered so', async () => {
    const ready = await gateway.get('/ready');
    expect(ready.status).toBe(200);
    expect(Object.values(ready.json.parts as Record<string, boolean>)).toEqual(Array(6).fill(true));

    const orders = gateway.services.order!;
    const { port } = orders.address() as AddressInfo;
    await stop(orders);
    const { status, json } = await gateway.get('/ready');
    expect(status).toBe(503);
    expect(json).toMatchObject({ status: 'unready', parts: { 'order-service': false, 'product-service': true } });
    const refused = await gateway.get('/api/orders');
    expect(refused.status).toBe(503);
    expect(refused.headers['retry-after']).toBe('1');
    expect(refused.json).toMatchObject({ code: 'dependency_unavailable', instance: '/api/orders' });
    expect(refused.json.detail).toContain('/api/orders');

    orders.listen(port, '127.0.0.1');
    await once(orders, 'listening');
    expect((await gateway.get('/ready')).status).toBe(200);
  });

  it('does not start with a route that leads nowhere', () => {
    expect(() => createGateway({ ...optionsFor(() => 'http://127.0.0.1:1'), services: {} })).toThrow(
      /leads to [a-z-]+-service, which has no address/,
    );
  });

  it('survives a caller that hangs up half way', async () => {
    const socket = await gateway.connection();
    socket.write('POST /api/orders HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{');
    socket.destroy();
    await once(socket, 'close');
    expect((await gateway.get('/health')).status).toBe(200);
  });
});
