import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokenVerifier } from '../auth.ts';
import { startTestIssuer } from '../testing/index.ts';
import { limits } from './limits.ts';
import { eventually, frameworks, startTestService, type TestIssuer, type TestService } from './testing/http-service.ts';

let issuer: TestIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer();
});
afterAll(() => issuer.stop());

describe.each(frameworks)('the rate limit of a service on %s', (framework) => {
  const limited = async (use: (service: TestService) => Promise<void>, settings = {}) => {
    const service = await startTestService(framework, issuer, { rateLimitPerMinute: 3, ...settings });
    await use(service).finally(() => service.stop());
  };
  const statuses = async (count: number, ask: (n: number) => Promise<{ status: number }>) => {
    const seen: number[] = [];
    for (let n = 0; n < count; n++) seen.push((await ask(n)).status);
    return seen;
  };

  it('counts by address where nobody is signed in, and says what is left and when to come again', () =>
    limited(async ({ call }) => {
      const first = await call('/api/drawing');
      expect(first.headers.get('ratelimit')).toMatch(/^limit=3, remaining=2, reset=\d+$/);
      expect(first.headers.get('ratelimit-policy')).toBe('3;w=60');
      expect(await statuses(4, () => call('/api/drawing'))).toEqual([200, 200, 429, 429]);
      const refused = await call('/api/drawing');
      expect(refused.json()).toMatchObject({ code: 'rate_limited' });
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    }));

  it.each([
    ['a token that is none', '/api/mine', (n: number) => ({ authorization: `Bearer x${n}` }), [401, 401, 401, 429]],
    ['another scheme', '/api/mine', (n: number) => ({ authorization: `Basic x${n}` }), [401, 401, 401, 429]],
    [
      'a token where none is asked for',
      '/api/drawing',
      (n: number) => ({ authorization: `x${n}` }),
      [200, 200, 200, 429],
    ],
    [
      'a claim of another address',
      '/api/drawing',
      (n: number) => ({ 'x-forwarded-for': `203.0.113.${n}` }),
      [200, 200, 200, 429],
    ],
    ['an address that is not served', '/api/nowhere', () => ({}), [404, 404, 404, 429]],
    ['an address that cannot be decoded', '/api/things/%E0%A4%A', () => ({}), [400, 400, 400, 429]],
    ["the platform's paths", '/metrics', () => ({}), [404, 404, 404, 429]],
  ])('cannot be passed by %s', (_what, path, headers, expected) =>
    limited(async ({ call }) => {
      expect(await statuses(4, (n) => call(path, { headers: headers(n) }))).toEqual(expected);
    }),
  );

  it('cannot be passed by methods, preflights or HEAD', () =>
    limited(async ({ call }) => {
      const preflight = { origin: 'http://shop.example', 'access-control-request-method': 'POST' };
      const asked = await statuses(4, (n) =>
        call('/api/drawing', { method: ['DELETE', 'OPTIONS', 'HEAD', 'OPTIONS'][n] as string, headers: preflight }),
      );
      expect(asked).toEqual([405, 204, 200, 429]);
    }));

  it('counts whoever is signed in by the verified subject, wherever they are and whichever token they use', () =>
    limited(async ({ call }) => {
      const as = async (id: string) => ({ headers: await issuer.bearer({ id, name: String(Math.random()) }) });
      expect(await statuses(4, async () => call('/api/mine', await as('cus_ada')))).toEqual([200, 200, 200, 429]);
    }));

  it('lets others be who share the address of one who uses up their own', () =>
    limited(async ({ call }) => {
      const ada = { headers: await issuer.bearer({ id: 'cus_ada' }) };
      expect(await statuses(5, () => call('/api/mine', ada))).toEqual([200, 200, 200, 429, 429]);
      expect((await call('/api/drawing')).status).toBe(200);
    }));

  it('does not limit other services', () =>
    limited(async ({ internalUrl }) => {
      expect(await statuses(5, () => fetch(`${internalUrl}/internal/between`))).toEqual([200, 200, 200, 200, 200]);
    }));

  it('counts by the address that the last trusted hop names, and believes nothing left of it', () =>
    limited(
      async ({ call }) => {
        const from = (address: string) => call('/api/drawing', { headers: { 'x-forwarded-for': address } });
        expect(await statuses(4, () => from('203.0.113.1'))).toEqual([200, 200, 200, 429]);
        expect((await from('198.51.100.7, 203.0.113.1')).status).toBe(429);
        expect((await from('198.51.100.7, 203.0.113.2')).status).toBe(200);
      },
      { trustedProxies: ['127.0.0.0/8'] },
    ));

  it('counts a bounded number of callers', () =>
    limited(
      async ({ call }) => {
        const from = (n: number) => call('/api/drawing', { headers: { 'x-forwarded-for': `203.0.113.${n}` } });
        expect(await statuses(40, from)).toEqual(Array(40).fill(200));
        expect((await from(39)).headers.get('ratelimit')).toContain('remaining=1,');
        expect((await from(0)).headers.get('ratelimit')).toContain('remaining=2,');
      },
      { trustedProxies: ['127.0.0.1'], limits: { countedCallers: 10 } },
    ));

  it('comes before tokens are verified: a flood of them costs no signature', () =>
    limited(async ({ call }) => {
      await statuses(3, () => call('/api/drawing'));
      const refused = await call('/api/mine', { headers: await issuer.bearer({ id: 'cus_new' }) });
      expect(refused.status).toBe(429);
    }));
});

describe.each(frameworks)('a service on %s under attack', (framework) => {
  const attacked = async (use: (service: TestService) => Promise<void>, settings = {}) => {
    const service = await startTestService(framework, issuer, settings);
    await use(service).finally(() => service.stop());
  };
  const post = (path: string, headers = '') =>
    `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${headers}`;

  it('names few faults of a body that is wrong a thousand times, in a short answer', () =>
    attacked(async ({ call }) => {
      const bodies = {
        lines: JSON.stringify({ lines: Array(80_000).fill({}) }),
        fields: JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, n]))),
        deep: `{"lines":[{"quantity":1,"sku":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`,
        name: JSON.stringify({ ['x'.repeat(200_000)]: 1 }),
        few: JSON.stringify({ lines: Array(50).fill({ wrong: 1 }) }),
      };
      for (const [what, body] of Object.entries(bodies)) {
        const { status, text, json } = await call('/api/things/quotes', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        expect([what, status, json().errors.length <= limits.faults]).toEqual([what, 400, true]);
        expect([what, text.length < 20_000]).toEqual([what, true]);
      }
      const { json } = await call('/api/things/quotes', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodies.lines,
      });
      expect(json().errors).toEqual([{ in: 'body', pointer: '/lines', detail: 'must NOT have more than 50 items' }]);
    }));

  it('refuses a body of any length with 413, which arrives, and closes the connection', () =>
    attacked(async ({ raw }) => {
      const declared = await raw(
        `${post('/api/things/quotes')}content-length: 5000000\r\n\r\n${'x'.repeat(5_000_000)}`,
      );
      expect([declared.status, declared.head.toLowerCase()]).toEqual([
        413,
        expect.stringContaining('connection: close'),
      ]);
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      const chunked = await raw(
        `${post('/api/things/quotes')}transfer-encoding: chunked\r\n\r\n${chunk.repeat(40)}0\r\n\r\n`,
      );
      expect([chunked.status, chunked.json().code]).toEqual([413, 'payload_too_large']);
    }));

  it('ends a request that never arrives: no headers, or no body', () =>
    attacked(
      async ({ raw, counted }) => {
        const headless = await raw('GET /api/drawing HTTP/1.1\r\nhost: x\r\nx-slow');
        expect([headless.status, headless.json().code]).toEqual([408, 'request_timeout']);
        const bodiless = await raw(`${post('/api/things/quotes')}content-length: 100\r\n\r\n{`);
        expect([bodiless.status, bodiless.json().code]).toEqual([408, 'request_timeout']);
        expect(await counted({ status: '408' })).toBe(2);
      },
      { limits: { headersMs: 200, requestMs: 400 } },
    ));

  it('answers, and counts, what hangs', () =>
    attacked(
      async ({ call, counted }) => {
        const answer = await call('/api/fail/never');
        expect([answer.status, answer.json().code, answer.headers.get('retry-after')]).toEqual([503, 'timed_out', '1']);
        await eventually(
          async () => (await counted({ route: '/api/fail/:how', status: '503' })) === 1,
          'it is counted',
        );
      },
      { limits: { answerMs: 300 } },
    ));

  it('counts a request whose client gave up as 499, under its route', () =>
    attacked(async ({ connect, counted }) => {
      const socket = await connect();
      socket.write('GET /api/fail/never HTTP/1.1\r\nhost: x\r\n\r\n');
      setTimeout(() => socket.destroy(), 100);
      await eventually(async () => (await counted({ route: '/api/fail/:how', status: '499' })) === 1, 'it is counted');
      const half = await connect();
      half.write(`${post('/api/things/quotes')}content-length: 100\r\n\r\n{`);
      setTimeout(() => half.destroy(), 100);
      await eventually(async () => (await counted({ route: '/api/things/quotes' })) === 1, 'it is too');
      expect(await counted({ route: '/api/things/quotes', status: '499' })).toBe(1);
    }));

  it('counts a client that gave up after a long wait as 504: it met a hang', () =>
    attacked(
      async ({ connect, counted }) => {
        const socket = await connect();
        socket.write('GET /api/fail/never HTTP/1.1\r\nhost: x\r\n\r\n');
        setTimeout(() => socket.destroy(), 300);
        await eventually(
          async () => (await counted({ route: '/api/fail/:how', status: '504' })) === 1,
          'it is counted',
        );
      },
      { limits: { hangMs: 100 } },
    ));

  it('counts what there is not under one label', () =>
    attacked(async ({ call, raw, counted }) => {
      for (let n = 0; n < 5; n++) await call(`/api/nowhere/${n}`);
      for (const method of ['PROPFIND', 'PURGE', 'TRACE'])
        await raw(`${method} /api/nowhere HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
      await eventually(async () => (await counted({ route: 'none', status: '404' })) === 8, 'all are counted');
      expect(await counted({ route: 'none', method: 'other' })).toBe(3);
    }));

  it('disconnects who does not read: what they asked for does not stay in memory', () =>
    attacked(
      async ({ connect, counted }) => {
        const sockets = await Promise.all(Array.from({ length: 6 }, connect));
        for (const socket of sockets) socket.pause().write('GET /api/fail/huge HTTP/1.1\r\nhost: x\r\n\r\n');
        await eventually(async () => (await counted({ status: '499' })) === 6, 'all are disconnected');
        sockets.forEach((socket) => socket.destroy());
      },
      { limits: { unreadMs: 700 } },
    ));

  it('disconnects those with most unread first when all of it is too much', () =>
    attacked(
      async ({ connect, call, counted }) => {
        const sockets = await Promise.all(Array.from({ length: 4 }, connect));
        for (const socket of sockets) socket.pause().write('GET /api/fail/huge HTTP/1.1\r\nhost: x\r\n\r\n');
        await eventually(async () => (await counted({ status: '499' })) >= 3, 'enough are disconnected');
        expect((await call('/api/drawing')).status).toBe(200);
        sockets.forEach((socket) => socket.destroy());
      },
      { limits: { unreadBytes: 12 * 1024 * 1024 } },
    ));

  it('turns requests away while it has more to do than it can, and takes them again', async () => {
    const load = { isOverloaded: true };
    await attacked(
      async ({ call, counted }) => {
        const refused = await call('/api/drawing');
        expect([refused.status, refused.json().code, refused.headers.get('retry-after')]).toEqual([
          503,
          'overloaded',
          '2',
        ]);
        await eventually(async () => (await counted({ route: '/api/drawing', status: '503' })) === 1, 'it is counted');
        load.isOverloaded = false;
        expect((await call('/api/drawing')).status).toBe(200);
      },
      { load },
    );
  });

  it('takes a bounded number of connections; those that wait for nothing make room', () =>
    attacked(
      async ({ connect, url }) => {
        const idle = await Promise.all(Array.from({ length: 5 }, connect));
        for (const socket of idle) {
          socket.write('GET /api/drawing HTTP/1.1\r\nhost: x\r\n\r\n');
          await once(socket, 'data');
        }
        const closed = idle.map((socket) => once(socket, 'close'));
        const more = await connect();
        await Promise.all([...closed, once(more, 'close')]);
        await new Promise<void>((resolve, reject) => {
          const again = httpRequest(`${url}/api/drawing`, { agent: false }, (answer) => {
            answer.resume().once('end', resolve);
          });
          again.once('error', reject).end();
        });
      },
      { limits: { connections: 5 } },
    ));

  it('answers 503, not 401, while the keys of the identity provider cannot be read', async () => {
    const verifier = createTokenVerifier({ ...issuer, jwksUri: `${issuer.issuer}/broken`, now: Date.now });
    await attacked(
      async ({ call }) => {
        const answer = await call('/api/mine', { headers: await issuer.bearer({ id: 'cus_ada' }) });
        expect([answer.status, answer.json().code]).toEqual([503, 'dependency_unavailable']);
      },
      { verifier },
    );
  });
});

describe('docs/limits.md', () => {
  it('says every limit as the code has it', () => {
    const text = readFileSync(new URL('../../../../docs/limits.md', import.meta.url), 'utf8');
    const rows = [...text.matchAll(/^\| `([\w.]+)`\s*\| ([\d,.]+)/gm)].map(([, name, value]): [string, number] => [
      name as string,
      Number(value?.replaceAll(',', '')),
    ]);
    const flat = Object.entries(limits).flatMap(([name, value]): [string, number][] =>
      typeof value === 'number'
        ? [[name, value]]
        : Object.entries(value).map(([inner, each]): [string, number] => [`${name}.${inner}`, each]),
    );
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(flat));
  });
});
