import { setTimeout as pause } from 'node:timers/promises';
import { again, ask, type Attack, type AttackContext, keep, send } from '../attack.ts';

const ups = ['/..', '/%2e%2e', '/.%2E', '/%2E.', '/\\..', '/..%2f..', '/..%5c..', '//..'];
const doors = ['/api/products', '/api/orders', '/api/payments', '/mailbox', '/identity', '/api/docs', ''];
const rooms = [
  '/metrics',
  '/ready',
  '/internal/reservations',
  '/internal/reservations/x',
  '/emails:send',
  '/openapi.json',
];
const spellings = doors.flatMap((door) =>
  ups.flatMap((up) => rooms.flatMap((room) => [`${door}${up}${room}`, `${door}/x${up}${up}${room}`])),
);
const direct = rooms.flatMap((room) => (room === '/ready' ? [] : [room, `/${room}`, room.replace('e', '%65')]));

const traversal: Attack = {
  name: 'dot segments in every spelling',
  async run(context) {
    const got = new Set<string>();
    const paths = [...spellings, ...direct];
    await again(context, 8, async (round) => {
      const path = paths[round % paths.length] as string;
      for (const method of ['GET', 'POST']) {
        const { status, body } = await ask(context, path, {
          method,
          body: method === 'POST' ? '{}' : '',
          headers: { 'content-type': 'application/json' },
        });
        if (status < 400 || /^# HELP|"parts"|"reserved"/.test(body)) got.add(`${method} ${path} answered ${status}`);
      }
    });
    return got;
  },
};

const head = (line: string, ...headers: string[]) => [line, 'Host: localhost', ...headers, '', ''].join('\r\n');
const hidden = [
  head('GET /metrics HTTP/1.1'),
  head('POST /internal/reservations HTTP/1.1', 'Content-Length: 0'),
  'POST /api/orders/ord_00000000000000000000000000/cancel HTTP/1.1\r\nHost: localhost\r\nX-Rest: ',
];
const chunks = (body: string) => `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const framings: readonly ((body: string) => string)[] = [
  ...['DELETE', 'OPTIONS', 'GET', 'HEAD', 'POST'].map(
    (method) => (body: string) =>
      head(`${method} /api/categories HTTP/1.1`, 'Transfer-Encoding: chunked') + chunks(body),
  ),
  (body) =>
    head('POST /api/categories HTTP/1.1', 'Content-Length: 5', 'Transfer-Encoding: chunked') + `0\r\n\r\n${body}`,
  (body) => head('POST /api/categories HTTP/1.1', 'Content-Length: 0', `Content-Length: ${body.length}`) + body,
  (body) => head('POST /api/categories HTTP/1.1', 'X-Fold: 1', 'Transfer-Encoding:', ' chunked') + chunks(body),
  (body) => head('POST /api/categories HTTP/1.1', 'Transfer-Encoding: chunked, identity') + chunks(body),
  (body) => head('GET /api/categories HTTP/1.1', 'Connection: content-length', `Content-Length: ${body.length}`) + body,
];

const smuggling: Attack = {
  name: 'requests in the bodies of others',
  async run(context) {
    const got = new Set<string>();
    await Promise.all([
      again(context, 4, (round) =>
        send(
          context,
          (framings[round % framings.length] as (body: string) => string)(hidden[round % hidden.length] as string),
        ),
      ),
      again(context, 4, async () => {
        const { status, body } = await ask(context, '/api/categories');
        if (status !== 200 || !body.startsWith('[{"id":') || body.includes('# HELP'))
          got.add(`an innocent request got ${status} ${body.slice(0, 80)}`);
      }),
    ]);
    return got;
  },
};

const expecting =
  (wanted: readonly number[], path: string, options: Parameters<typeof ask>[2]) => async (context: AttackContext) => {
    const { status } = await ask(context, path, options);
    return wanted.includes(status) ? undefined : `${path} ${JSON.stringify(options).slice(0, 60)} answered ${status}`;
  };
const odd = [
  expecting([416], '/favicon.svg', { headers: { range: 'bytes=5-1' } }),
  expecting([416], '/favicon.svg', { headers: { range: 'bytes=99999999-' } }),
  expecting([206, 416], '/favicon.svg', { headers: { range: `bytes=${'0-1,'.repeat(500)}2-1` } }),
  expecting([413], '/api/payments/methods', {
    method: 'POST',
    body: 'x'.repeat(5_000_000),
    headers: { 'content-type': 'application/json' },
  }),
  expecting([421], '/mailbox/api/messages', { headers: { host: 'evil.example:8080' } }),
  expecting([421], '/identity/token', { method: 'POST', headers: { host: 'evil.example' } }),
  expecting([431], '/', { headers: { 'x-large': 'x'.repeat(40_000) } }),
  expecting([400], '/api/stock/%E0%A4%A', {}),
  expecting([200], 'http://localhost/api/categories', {}),
];

const oddRequests: Attack = {
  name: 'ranges, hosts, headers and bodies that are odd or too large',
  async run(context) {
    const got = new Set<string>();
    await again(context, 4, async (round) => {
      const fault = await (odd[round % odd.length] as (context: AttackContext) => Promise<string | undefined>)(context);
      if (fault) got.add(fault);
    });
    return got;
  },
};

const halfSent: Attack = {
  name: 'four hundred requests that are never sent to their end',
  async run(context) {
    await keep(context, 400, (socket) => {
      const isBody = Math.random() < 0.7;
      socket.write(
        isBody
          ? head('POST /api/payments/methods HTTP/1.1', 'Content-Type: application/json', 'Content-Length: 1000') + '{'
          : 'GET /api/products HTTP/1.1\r\nHost: localhost\r\nX-Slow: ',
      );
      const drip = setInterval(() => socket.write('x'), 1_000);
      socket.once('close', () => clearInterval(drip));
    });
    await pause(0);
    return [];
  },
};

export const gatewayAttacks: readonly Attack[] = [traversal, smuggling, oddRequests, halfSent];
