import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { securityHeaders } from '@halden/frontend/tools/security-headers';
import {
  browser,
  icon,
  origin,
  page,
  prerenderedPage,
  script,
  startGateway,
  type TestGateway,
} from './testing/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

describe('the shop', () => {
  it.each([
    ['/', 'de-DE,de;q=0.9', prerenderedPage],
    ['/products/low-lamp', 'fr, de;q=0.5', prerenderedPage],
    ['/', 'en', page],
    ['/checkout', 'de', page],
  ])('answers %s for who reads %s with what is made beforehand, where it is', async (path, language, expected) => {
    const { headers, body } = await gateway.get(path, { headers: { ...browser, 'accept-language': language } });
    expect(body.toString()).toBe(expected);
    expect(headers.vary?.includes('Accept-Language') ?? false).toBe(expected === prerenderedPage);
  });

  it('has what is made beforehand at no other address', async () => {
    const { body } = await gateway.get('/pages/de/home.html', { headers: browser });
    expect(body.toString()).toBe(page);
    expect((await gateway.get('/pages/de/home.html')).status).toBe(404);
  });

  it('is the page at /, compressed beforehand, asked for again each time', async () => {
    const { status, headers, body } = await gateway.get('/', {
      headers: { ...browser, 'accept-encoding': 'gzip, br' },
    });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/html;charset=utf-8',
      'content-encoding': 'br',
      'cache-control': 'no-cache',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(body).toString()).toBe(page);
    const again = await gateway.get('/', {
      headers: { ...browser, 'accept-encoding': 'br', 'if-none-match': headers.etag! },
    });
    expect(again.status).toBe(304);
  });

  it('goes uncompressed to who takes no compression', async () => {
    const { headers, body } = await gateway.get('/', { headers: browser });
    expect(headers['content-encoding']).toBeUndefined();
    expect(body.toString()).toBe(page);
  });

  it('keeps hashed files forever', async () => {
    const { headers, body } = await gateway.get('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'br' } });
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(headers['content-type']).toBe('text/javascript');
    expect(brotliDecompressSync(body).toString()).toBe(script);
  });

  it('serves other files by their names', async () => {
    const { headers } = await gateway.get('/favicon.svg');
    expect(headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' });
  });

  it.each(['/products/low-lamp', '/orders/8e0b?key=abc', '/no/such/page'])(
    'answers a person who opens %s with the page, which shows what belongs there',
    async (path) => {
      const { status, headers, body } = await gateway.get(path, { headers: browser });
      expect(status).toBe(200);
      expect(headers['cache-control']).toBe('no-cache');
      expect(body.toString()).toBe(page);
    },
  );

  it.each(['/assets/app-gone.js', '/picture.png', '/api/nothing'])('has no page for what %s asks for', async (path) => {
    const { status, headers } = await gateway.get(path);
    expect(status).toBe(404);
    expect(headers['cache-control']).toBe('no-store');
  });

  it('gives no page to a person whose address names a missing file of the build or an unknown interface', async () => {
    expect((await gateway.get('/assets/app-gone.js', { headers: browser })).status).toBe(404);
    expect((await gateway.get('/api/nothing', { headers: browser })).status).toBe(404);
  });

  it.each(['/', '/products/low-lamp', '/assets/app-1a2b.js', '/config.json'])(
    'sends the security headers with %s',
    async (path) => {
      const { headers } = await gateway.get(path, { headers: browser });
      for (const [name, value] of Object.entries(securityHeaders({ identity: origin })))
        expect(headers[name.toLowerCase()]).toBe(value);
    },
  );

  it('learns from /config.json where to sign in', async () => {
    const { headers, json } = await gateway.get('/config.json');
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
    const elsewhere = await startGateway({ folder: '/nowhere' });
    const { status, json } = await elsewhere.get('/', { headers: browser });
    await elsewhere.stop();
    expect(status).toBe(503);
    expect(json.detail).toContain('npm run build -w services/frontend');
  });
});

describe('a file of the shop in parts', () => {
  const range = (value: string, headers = {}) => gateway.get('/favicon.svg', { headers: { range: value, ...headers } });

  it.each([
    ['bytes=0-3', icon.slice(0, 4), `bytes 0-3/${icon.length}`],
    ['bytes=5-', icon.slice(5), `bytes 5-${icon.length - 1}/${icon.length}`],
    ['bytes=-4', icon.slice(-4), `bytes ${icon.length - 4}-${icon.length - 1}/${icon.length}`],
    ['bytes=0-9999', icon, `bytes 0-${icon.length - 1}/${icon.length}`],
  ])('is what %s asks for', async (value, part, where) => {
    const { status, headers, body } = await range(value);
    expect({ status, range: headers['content-range'], body: body.toString() }).toEqual({
      status: 206,
      range: where,
      body: part,
    });
  });

  it.each(['bytes=5-1', 'bytes=9999-', 'bytes=-0', 'bytes=9-1,8-2'])(
    'is 416 with the length for %s, and the gateway goes on',
    async (value) => {
      const { status, headers, json } = await range(value);
      expect(status).toBe(416);
      expect(headers['content-range']).toBe(`bytes */${icon.length}`);
      expect(json).toMatchObject({ code: 'range_not_satisfiable', status: 416 });
      expect((await gateway.get('/health')).status).toBe(200);
    },
  );

  it.each([
    ['of another unit', { range: 'lines=1-2' }],
    ['that is none', { range: 'bytes=x-y' }],
    ['of nothing', { range: 'bytes=' }],
    ['of several ranges', { range: 'bytes=0-1,4-5' }],
    ['of what may have changed', { range: 'bytes=0-3', 'if-range': '"another"' }],
  ])('is the whole for a range %s', async (_, headers) => {
    const { status, body } = await gateway.get('/favicon.svg', { headers });
    expect({ status, body: body.toString() }).toEqual({ status: 200, body: icon });
  });

  it('is asked for by GET only', async () => {
    expect((await gateway.get('/favicon.svg', { method: 'HEAD', headers: { range: 'bytes=5-1' } })).status).toBe(200);
  });
});
