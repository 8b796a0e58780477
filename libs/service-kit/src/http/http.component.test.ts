import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGuard, DependencyUnavailable } from '../guard.ts';
import { createHttpDependency } from '../http-client.ts';
import { createMetrics } from '../metrics.ts';
import { startTestIssuer } from '../testing/index.ts';
import { limits } from './limits.ts';
import { frameworks, startTestService, type TestIssuer, type TestService } from './testing/http-service.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());

describe.each(frameworks)('a service on %s', (framework) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService(framework, issuer);
  });
  afterAll(() => service.stop());
  const get = (path: string, headers: Record<string, string> = {}) => service.call(path, { headers });

  describe('a request', () => {
    it('is handed over as it was validated, with defaults and conversions', async () => {
      const plain = await service.buy({ quantity: 2 });
      expect([plain.status, plain.json()]).toEqual([
        201,
        { thing: 'lamp', page: 1, tags: [], price: { amount: 2, currency: 'EUR' } },
      ]);
      const { json } = await service.buy({ quantity: 2 }, '/api/things/lamp?page=3&tag=a');
      expect(json()).toMatchObject({ page: 3, tags: ['a'] });
      expect((await service.buy({ quantity: 2 }, '/api/things/lamp?tag=a&tag=b')).json()).toMatchObject({
        tags: ['a', 'b'],
      });
    });

    it('is answered with every fault in one problem', async () => {
      const { status, headers, json } = await service.buy({ quantity: -1, price: 1 }, '/api/things/L4MP?page=x', {
        'idempotency-key': 'k',
      });
      expect(status).toBe(400);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(json()).toMatchObject({ code: 'validation_failed', type: 'urn:halden:problem:validation_failed' });
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

    it('is asked for the parts that are missing', async () => {
      expect((await service.buy({})).json().errors).toEqual([
        { in: 'body', pointer: '/quantity', detail: 'is required' },
      ]);
      const noBody = await service.call('/api/things/lamp', {
        method: 'POST',
        headers: { 'idempotency-key': 'key-1' },
      });
      expect([noBody.status, noBody.json().code]).toEqual([400, 'validation_failed']);
    });

    it('may not hold a date that there is not', async () => {
      const change = (at: string) =>
        service.call('/api/things/lamp', {
          method: 'PUT',
          headers: { 'content-type': 'application/json', 'if-match': '"1"' },
          body: JSON.stringify({ at }),
        });
      expect((await change('2026-02-28T23:59:59Z')).status).toBe(200);
      for (const at of ['2026-02-30T00:00:00Z', '2026-06-30T23:59:60Z', '2026-01-01T12:00:60Z', '2026-01-01', 'today'])
        expect([at, (await change(at)).json().errors?.[0]?.pointer]).toEqual([at, '/at']);
    });

    it('that changes something names the version it changes, in whichever coding that was read', async () => {
      const change = (headers: Record<string, string>) =>
        service.call('/api/things/lamp', {
          method: 'PUT',
          headers: { 'content-type': 'application/json', ...headers },
          body: '{}',
        });
      expect((await change({})).json()).toMatchObject({ status: 428, code: 'precondition_required' });
      for (const tag of ['"7"', '"7-br"', '"7-gzip"'])
        expect((await change({ 'if-match': tag })).json()).toEqual({ version: '"7"' });
    });
  });

  describe('every refusal is a problem document', () => {
    const large = JSON.stringify({ quantity: 1, note: 'x'.repeat(300_000) });
    it.each([
      ['a body that is not JSON', '{"quantity":', 'application/json', 400, 'malformed_json'],
      ['a body that is not UTF-8', '{"note":"\xff"}', 'application/json', 400, 'malformed_json'],
      ['another media type', 'quantity=1', 'application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
      ['a media type that only begins like ours', '{}', 'application/jsonp', 415, 'unsupported_media_type'],
      ['a body that is too large', large, 'application/json', 413, 'payload_too_large'],
    ])('%s', async (_what, body, type, status, code) => {
      const answer = await service.call('/api/things/lamp', {
        method: 'POST',
        headers: { 'content-type': type, 'idempotency-key': 'key-1' },
        body: Buffer.from(body, 'latin1'),
      });
      expect([answer.status, answer.json().code]).toEqual([status, code]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    });

    const head = 'host: x\r\nconnection: close\r\n';
    const post = `POST /api/things/lamp HTTP/1.1\r\n${head}idempotency-key: key-1\r\n`;
    it.each([
      ['a path that cannot be decoded', `GET /api/things/%E0%A4%A HTTP/1.1\r\n${head}\r\n`, 400, 'malformed_request'],
      [
        'a part of a path that is too long',
        `GET /api/things/${'x'.repeat(201)} HTTP/1.1\r\n${head}\r\n`,
        414,
        'uri_too_long',
      ],
      [
        'headers that are too large',
        `GET /api/drawing HTTP/1.1\r\n${head}x: ${'x'.repeat(20_000)}\r\n\r\n`,
        431,
        'headers_too_large',
      ],
      ['what is no HTTP', 'hello there\r\n\r\n', 400, 'malformed_request'],
      ['a method that there is not', `FETCH /api/drawing HTTP/1.1\r\n${head}\r\n`, 400, 'malformed_request'],
      [
        'a length that is said twice',
        `${post}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`,
        400,
        'malformed_request',
      ],
      [
        'a length together with chunks',
        `${post}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
        400,
        'malformed_request',
      ],
      ['no host', 'GET /api/drawing HTTP/1.1\r\nconnection: close\r\n\r\n', 400, 'malformed_request'],
      [
        'a compressed body',
        `${post}content-type: application/json\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}`,
        415,
        'unsupported_media_type',
      ],
      ['an address that is not served', `GET /nowhere HTTP/1.1\r\n${head}\r\n`, 404, 'route_not_found'],
      ['a tunnel', `CONNECT example.com:443 HTTP/1.1\r\n${head}\r\n`, 405, 'method_not_allowed'],
    ])('%s', async (_what, request, status, code) => {
      const answer = await service.raw(request);
      expect([answer.status, answer.head.toLowerCase(), answer.json()]).toEqual([
        status,
        expect.stringContaining('content-type: application/problem+json'),
        expect.objectContaining({ status, code }),
      ]);
    });

    it('says when to come again, names SKUs, and says nothing of what went wrong inside', async () => {
      const stock = await get('/api/fail/stock');
      expect([stock.status, stock.json()]).toMatchObject([
        409,
        { code: 'out_of_stock', detail: 'only 2 left', skus: ['A-1'], instance: '/api/fail/stock' },
      ]);
      const dependency = await get('/api/fail/dependency?key=hidden');
      expect([dependency.status, dependency.headers.get('retry-after')]).toEqual([503, '3']);
      expect(dependency.text).not.toContain('hidden');
      const broken = await get('/api/fail/otherwise');
      expect([broken.status, broken.json().code]).toEqual([500, 'internal_error']);
      expect(broken.text).not.toContain('hunter2');
    });
  });

  describe('the method', () => {
    it.each(['DELETE', 'PATCH', 'TRACE', 'QUERY', 'PROPFIND', 'PURGE'])(
      '%s is refused with what the address takes, whatever it carries',
      async (method) => {
        for (const body of ['', 'content-type: text/plain\r\ncontent-length: 2\r\n\r\nhi']) {
          const request = `${method} /api/things/lamp HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${body || '\r\n'}`;
          const { status, head, json } = await service.raw(request);
          expect([status, /^allow: (.*)$/im.exec(head)?.[1], json().code]).toEqual([
            405,
            'GET, HEAD, POST, PUT, OPTIONS',
            'method_not_allowed',
          ]);
        }
      },
    );

    it('of a fixed path is not that of the path with a parameter at the same place', async () => {
      const wrong = await get('/api/things/quotes');
      expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST, OPTIONS']);
      const right = await service.call('/api/things/quotes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"lines":[]}',
      });
      expect([right.status, right.json()]).toEqual([200, { lines: 0 }]);
    });

    it('OPTIONS answers the methods of the address', async () => {
      const options = await service.call('/api/drawing', { method: 'OPTIONS' });
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
      expect((await service.call('/api/nowhere', { method: 'OPTIONS' })).status).toBe(404);
      const all = await service.raw('OPTIONS * HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
      expect(all.status).toBe(204);
    });

    it('HEAD is answered like GET, without the body', async () => {
      for (const path of ['/api/drawing', '/api/encoded', '/api/things/lamp', '/api/secret', '/api/nowhere']) {
        const [read, head] = [await get(path), await service.call(path, { method: 'HEAD' })];
        const shown = ({ status, headers }: typeof read) => [
          status,
          headers.get('content-type'),
          headers.get('etag'),
          headers.get('content-length'),
        ];
        expect([path, ...shown(head), head.text]).toEqual([path, ...shown(read), '']);
      }
    });
  });

  describe('the address', () => {
    it('is the same however it is encoded, absolute or with a slash at its end', async () => {
      for (const target of [
        '/api/%74hings/lamp',
        '/api/things/l%61mp',
        '/api/things/lamp/',
        'http://any/api/things/lamp',
      ])
        expect((await service.raw(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).json()).toEqual({
          thing: 'lamp',
        });
      expect((await get('/api/things/a%2Fb%3F')).json()).toEqual({ thing: 'a/b?' });
    });

    it('is read strictly: no case folding, no dot segments, no doubled slashes', async () => {
      for (const target of [
        '/API/drawing',
        '//api/drawing',
        '/api/x/../drawing',
        '/api/%2e%2e/api/drawing',
        '/api\\drawing',
      ])
        expect((await service.raw(`GET ${target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).status).toBe(404);
    });
  });

  describe('an answer', () => {
    it('is of the type it was made in, also where its bytes were kept ready', async () => {
      const drawing = await get('/api/drawing');
      expect([drawing.headers.get('content-type')?.split(';')[0], drawing.text]).toEqual(['image/svg+xml', '<svg/>']);
      const kept = await get('/api/encoded');
      expect([kept.json(), kept.headers.get('content-type')?.split(';')[0]]).toEqual([
        { kept: true },
        'application/json',
      ]);
    });

    it('is packed for those who can unpack it, each coding under an entity tag of its own', async () => {
      const packed = async (coding: string) => {
        const { headers, text } = await get('/api/long', { 'accept-encoding': coding });
        return [headers.get('content-encoding'), headers.get('etag'), headers.get('vary'), text.length];
      };
      const vary = expect.stringMatching(/accept-encoding/i);
      const { length } = (await get('/api/long', { 'accept-encoding': 'identity' })).text;
      expect(await packed('br, gzip')).toEqual(['br', '"7-br"', vary, length]);
      expect(await packed('gzip')).toEqual(['gzip', '"7-gzip"', vary, length]);
      expect(await packed('br;q=0, gzip;q=0.5')).toEqual(['gzip', '"7-gzip"', vary, length]);
      expect(await packed('identity')).toEqual([null, '"7"', vary, length]);
      expect(await packed('zstd')).toEqual([null, '"7"', vary, length]);
    });

    it('that its reader has already is not sent again, whichever coding it came in', async () => {
      for (const known of ['"7"', '"7-br"', 'W/"7"', '"6", "7-gzip"', '*']) {
        const again = await get('/api/long', { 'if-none-match': known, 'accept-encoding': 'br' });
        expect([known, again.status, again.text, again.headers.get('etag')]).toEqual([known, 304, '', '"7-br"']);
        expect(again.headers.get('vary')).toMatch(/accept-encoding/i);
      }
      expect((await get('/api/long', { 'if-none-match': '"8"' })).status).toBe(200);
    });

    it('may be read by the listed origins only, a refusal too', async () => {
      for (const path of ['/api/drawing', '/api/nowhere', '/api/secret']) {
        const from = async (origin: string) => (await get(path, { origin })).headers.get('access-control-allow-origin');
        expect([path, await from('http://shop.example')]).toEqual([path, 'http://shop.example']);
        expect([path, await from('http://evil.example')]).toEqual([path, null]);
      }
      const preflight = await service.call('/api/things/lamp', {
        method: 'OPTIONS',
        headers: { origin: 'http://shop.example', 'access-control-request-method': 'POST' },
      });
      expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([
        204,
        expect.stringContaining('POST'),
      ]);
    });

    it('may be neither sniffed nor framed', async () => {
      for (const path of ['/api/drawing', '/api/nowhere']) {
        const { headers } = await get(path);
        expect([headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual([
          'nosniff',
          'SAMEORIGIN',
        ]);
      }
    });
  });

  describe('who calls', () => {
    it('is let in by token and role', async () => {
      expect((await get('/api/secret')).status).toBe(401);
      expect((await get('/api/secret')).headers.get('www-authenticate')).toBe('Bearer');
      expect((await get('/api/secret', await issuer.bearer({ id: 'cus_ada' }))).json().code).toBe('forbidden');
      expect((await get('/api/mine', await issuer.bearer({ id: 'auth0|123' }))).json().id).toBe('auth0|123');
      expect((await get('/api/mine', await issuer.bearer({ id: 'no/form' }))).json().code).toBe('unauthenticated');
    });

    it('is known before the body is read', async () => {
      const { status } = await service.raw(
        'POST /api/things/lamp HTTP/1.1\r\nhost: x\r\nauthorization: Bearer no\r\ncontent-type: application/json\r\n' +
          'connection: close\r\ncontent-length: 100000\r\n\r\n{',
      );
      expect(status).toBe(401);
    });

    it('is on a trace, which is passed on', async () => {
      const staff = await issuer.bearer({ id: 'stf_kim', roles: ['orders.read'] });
      const parent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`;
      const { trace, passedOn } = (
        await get('/api/secret', { ...staff, traceparent: parent, tracestate: 'v=1' })
      ).json();
      expect([trace, passedOn]).toEqual(['a'.repeat(32), [parent, 'v=1']]);
      expect((await get('/api/secret', { ...staff, traceparent: 'nonsense' })).json().trace).toMatch(/^[0-9a-f]{32}$/);
    });
  });

  it('has nothing for the platform or for other services on the port for the public', async () => {
    for (const path of ['/health', '/ready', '/metrics', '/internal/between'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await fetch(`${service.internalUrl}/internal/between`)).status).toBe(200);
    expect((await fetch(`${service.internalUrl}/api/drawing`)).status).toBe(404);
  });

  it('describes what is public', async () => {
    const description = (await get('/openapi.json')).json() as { paths: object };
    expect(description).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
    expect(Object.keys(description.paths)).toContain('/api/drawing');
    expect(Object.keys(description.paths)).not.toContain('/internal/between');
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

  it('keeps idle connections for longer than a gateway does', () => {
    expect(service.server.keepAliveTimeout).toBe(limits.keepAliveMs);
    expect(limits.keepAliveMs).toBeGreaterThan(5 * 60_000);
  });
});
