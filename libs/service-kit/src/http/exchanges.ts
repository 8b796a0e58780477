import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Metrics } from '../metrics.ts';
import type { ServerLimits } from './limits.ts';
import { noRoute } from './route-table.ts';

/** A request and its answer, from its arrival until the client has all of it or is gone. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly began: number;
  route: string;
  /** A stream is open for as long as there is something to say: neither its length nor its end is a fault. */
  isStream: boolean;
  /** What ended it, where that was neither a whole answer nor the client. */
  ending?: 'failed' | 'timed_out';
  /** Bytes that the connection had taken when it was last looked at, and since when it took no more. */
  progress?: { bytes: number; since: number };
}

export interface Exchanges {
  open(request: IncomingMessage, response: ServerResponse): Exchange;
  /** The exchange of an answer. */
  of(response: ServerResponse): Exchange;
  /** The exchange that is under way on a connection. */
  on(socket: Duplex): Exchange | undefined;
  start(): void;
  stop(): void;
}

const intervalMs = 500;

const key = Symbol('exchange');
type Answering = ServerResponse & { [key]?: Exchange };

/** The status that a request is counted under whose client hung up before the answer was there. */
export const clientClosedRequest = 499;
/** The status where it gave up because we did not answer. */
export const gaveUpOnUs = 504;

/**
 * Counts every request as what became of it: the status that the client received, 499 where it gave up first, 504 where it gave up
 * after a long wait, 500 where we broke off.
 * Ends those that take too long (`onTimeout` answers them), and the connections of clients that do not read what they asked for.
 */
export function createExchanges(options: {
  metrics: Metrics;
  limits: Pick<ServerLimits, 'answerMs' | 'hangMs' | 'unreadMs' | 'unreadBytes'>;
  onTimeout: (exchange: Exchange) => void;
  onClosed: (exchange: Exchange, status: number, ms: number) => void;
  monotonic?: () => number;
}): Exchanges & { look(): void } {
  const { metrics, limits, onTimeout, onClosed, monotonic = () => performance.now() } = options;
  const open = new Set<Exchange>();
  let timer: NodeJS.Timeout | undefined;

  let looked = monotonic();

  const look = () => {
    const now = monotonic();
    const wasStopped = now - looked > 8 * intervalMs;
    looked = now;
    if (wasStopped) {
      // This process stood still, so no client could have received anything: the time starts again.
      for (const exchange of open) delete exchange.progress;
      return;
    }
    let unread = 0;
    const unreading: { exchange: Exchange; bytes: number }[] = [];
    for (const exchange of open) {
      const { response, began, isStream } = exchange;
      if (!response.headersSent && !isStream && now - began > limits.answerMs) {
        exchange.ending = 'timed_out';
        onTimeout(exchange);
      }
      const bytes = response.writableLength;
      if (bytes === 0) {
        delete exchange.progress;
        continue;
      }
      const written = response.socket?.bytesWritten ?? 0;
      const taken = written - (response.socket?.writableLength ?? 0);
      if (exchange.progress?.bytes !== taken) exchange.progress = { bytes: taken, since: now };
      else if (now - exchange.progress.since > limits.unreadMs) {
        response.destroy();
        continue;
      }
      unread += bytes;
      unreading.push({ exchange, bytes });
    }
    if (unread <= limits.unreadBytes) return;
    unreading.sort((a, b) => b.bytes - a.bytes);
    for (const { exchange, bytes } of unreading) {
      if (unread <= limits.unreadBytes) return;
      exchange.response.destroy();
      unread -= bytes;
    }
  };
  return {
    open(request, response) {
      const exchange: Exchange = { request, response, began: monotonic(), route: noRoute, isStream: false };
      open.add(exchange);
      (response as Answering)[key] = exchange;
      response.once('close', () => {
        open.delete(exchange);
        const ms = monotonic() - exchange.began;
        const status = statusOf(exchange, ms > limits.hangMs);
        metrics.httpDuration.labels(methodLabel(request.method), exchange.route, String(status)).observe(ms / 1000);
        onClosed(exchange, status, ms);
      });
      return exchange;
    },
    of(response) {
      const exchange = (response as Answering)[key];
      if (!exchange) throw new TypeError('the answer is of no exchange');
      return exchange;
    },
    on: (socket) => [...open].find(({ response }) => response.socket === socket),
    look,
    start() {
      looked = monotonic();
      timer ??= setInterval(look, intervalMs).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function statusOf({ request, response, ending, isStream }: Exchange, isLong: boolean): number {
  if (ending === 'timed_out') return 503;
  if (ending === 'failed') return 500;
  if (response.writableFinished || (isStream && response.headersSent)) return response.statusCode;
  return isLong && request.complete && !response.headersSent ? gaveUpOnUs : clientClosedRequest;
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** Methods are whatever a client writes; the label has few values. */
export const methodLabel = (method: string | undefined): string =>
  method !== undefined && knownMethods.has(method) ? method : 'other';
