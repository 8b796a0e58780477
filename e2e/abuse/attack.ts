import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sku } from '@halden/contracts';
import type { Shop } from '@halden/shop-client/shop';

/** What an attack is given. */
export interface AttackContext {
  readonly url: string;
  readonly port: number;
  /** Nobody is signed in. */
  readonly guest: Shop;
  /** May change the catalogue. */
  readonly staff: Shop;
  /** Sold, and outside the audit of the others. */
  readonly sku: Sku;
  /** When the attack is to end, in milliseconds since 1970. */
  readonly until: number;
  /** Cuts, or stops carrying, what the services say to Event Hubs. */
  readonly eventHubs: { refuse(): void; swallow(): void; restore(): void };
}

export interface Attack {
  readonly name: string;
  /** Attacks until it is over; returns what the attacker got that nobody may get, each once. */
  readonly run: (context: AttackContext) => Promise<Iterable<string>>;
}

/** Attackers come from an address of their own where the system has more than one on loopback. */
export const attacker = process.platform === 'linux' ? { localAddress: '127.0.0.2' } : {};

export const isOver = ({ until }: AttackContext): boolean => Date.now() >= until;

/** A worker begins this often at the most: an attack is to find what gives way, and not how fast this machine is. */
const usualMs = 50;

/** So many at once do the same again and again until the attack is over. Failures of single tries are the attacker's own. */
export async function again(
  context: AttackContext,
  workers: number,
  work: (round: number) => Promise<unknown>,
  everyMs = usualMs,
): Promise<void> {
  let round = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (!isOver(context)) {
        const began = Date.now();
        await work(round++).catch(() => undefined);
        await pause(Math.max(everyMs - (Date.now() - began), 0));
      }
    }),
  );
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends the request exactly as given: no path is normalized on the way. Rejects after five seconds without an answer. */
export function ask(
  { port }: AttackContext,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asking = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false, ...attacker, timeout: 5_000 },
      (response) => {
        let text = '';
        response.setEncoding('latin1').on('data', (chunk: string) => (text = (text + chunk).slice(0, 100_000)));
        response.once('error', reject);
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
        );
      },
    );
    asking.once('timeout', () => asking.destroy(new Error('no answer within 5 s')));
    asking.once('error', reject);
    asking.end(body);
  });
}

/** A connection that is left to the attack. Its errors are of no interest. */
export function open({ port }: AttackContext): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, ...attacker });
    socket.once('connect', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => undefined);
  });
}

/** Sends bytes and returns what comes back, until the connection ends or a second has passed. */
export async function send(context: AttackContext, bytes: string): Promise<string> {
  const socket = await open(context);
  let text = '';
  socket.setEncoding('latin1').on('data', (chunk: string) => (text += chunk));
  socket.write(bytes, 'latin1');
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    setTimeout(resolve, 1_000);
  });
  socket.destroy();
  return text;
}

/** Who was cut off comes back after this time at the soonest. */
const cutOffMs = 1_000;

/** Keeps so many connections as `make` makes them until the attack is over: one that ends is replaced. */
export async function keep(context: AttackContext, connections: number, make: (socket: Socket) => void): Promise<void> {
  const sockets = new Set<Socket>();
  await again(
    context,
    connections,
    async () => {
      const socket = await open(context);
      sockets.add(socket);
      make(socket);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.max(context.until - Date.now(), 0));
        socket.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
      });
      sockets.delete(socket);
      socket.destroy();
    },
    cutOffMs,
  );
  for (const socket of sockets) socket.destroy();
}
