import { randomBytes } from 'node:crypto';
import { again, ask, type Attack, keep } from '../attack.ts';
import { placeOrder } from '../orders.ts';

/** A body of 256 KB in which nearly everything is wrong. */
const wrongBody = `{"lines":[${'{},'.repeat(87_000)}{}]}`;
const post = (path: string, body: string) =>
  [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');

const slowReaders: Attack = {
  name: 'large wrong bodies from callers who do not read the answer',
  async run(context) {
    const paths = ['/api/orders/quotes', '/api/orders', '/api/payments/methods'];
    let next = 0;
    await keep(context, 24, (socket) => {
      socket.pause();
      socket.write(post(paths[next++ % paths.length] as string, wrongBody));
    });
    return [];
  },
};

const amplification: Attack = {
  name: 'large wrong bodies for larger answers',
  async run(context) {
    const got = new Set<string>();
    await again(context, 1, async () => {
      const { status, headers, body } = await ask(context, '/api/orders/quotes', {
        method: 'POST',
        body: wrongBody,
        headers: { 'content-type': 'application/json' },
      });
      const bytes = Number(headers['content-length'] ?? body.length);
      if (bytes > wrongBody.length) got.add(`${wrongBody.length} bytes were answered with ${bytes} (${status})`);
    });
    return got;
  },
};

const randomCallers: Attack = {
  name: 'a new Authorization header of 14 KB with each request',
  async run(context) {
    const paths = ['/api/payments/test-cards', '/api/orders', '/api/products', '/api/notifications'];
    await again(context, 16, (round) =>
      ask(context, paths[round % paths.length] as string, {
        headers: { authorization: `Bearer ${randomBytes(7_000).toString('hex')}` },
      }),
    );
    return [];
  },
};

const nowhere: Attack = {
  name: 'addresses that do not exist, and methods that are not taken',
  async run(context) {
    const got = new Set<string>();
    await again(context, 16, async (round) => {
      const [method, path] = [
        ['GET', `/api/products/${randomBytes(8).toString('hex')}`],
        ['GET', `/api/orders/ord_${randomBytes(13).toString('hex')}`],
        ['TRACE', '/api/orders'],
        ['PROPFIND', '/api/products'],
        ['DELETE', '/api/payments/methods'],
        ['GET', `/api/orders/${'x'.repeat(3_000)}`],
      ][round % 6] as [string, string];
      const { status } = await ask(context, path, { method });
      if (status < 400 || status >= 500) got.add(`${method} ${path.slice(0, 40)} answered ${status}`);
    });
    return got;
  },
};

const streams: Attack = {
  name: 'three hundred streams of one order, and HEAD of them',
  async run(context) {
    const { id, key } = await placeOrder(context);
    const path = `/api/orders/${id}/events`;
    let next = 0;
    await keep(context, 300, (socket) => {
      socket.resume();
      socket.write(
        `${next++ % 10 === 0 ? 'HEAD' : 'GET'} ${path} HTTP/1.1\r\nHost: localhost\r\nOrder-Key: ${key}\r\n\r\n`,
      );
    });
    return [];
  },
};

export const limitAttacks: readonly Attack[] = [slowReaders, amplification, randomCallers, nowhere, streams];
