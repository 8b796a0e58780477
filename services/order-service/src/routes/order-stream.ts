import type { ServerResponse } from 'node:http';
import { createStreamLimit } from '@halden/service-kit';
import { isFinal, type OrderRecord, toOrder } from '../domain/order.ts';
import type { OrderFeed } from '../order-feed.ts';

export interface OrderStreams {
  /**
   * Answers with server-sent events: the order now, each newer version, and `end` once nothing more will happen. Throws
   * `too_many_streams` when as many are open as may be, altogether, of this caller or of this order.
   */
  open(order: OrderRecord, callerKey: string, response: ServerResponse): void;
  /** Ends all of them, so that the browsers connect to another replica. */
  closeAll(): void;
}

/** A stream lives this long at the most; the browser then connects again. */
const longestMs = 10 * 60_000;
/** A comment that often, so that proxies do not take the silence for a dead connection. */
const heartbeatMs = 15_000;

export function createOrderStreams(feed: OrderFeed): OrderStreams {
  const open = new Set<() => void>();
  const places = createStreamLimit();
  return {
    open(order, callerKey, response) {
      const leave = places.enter(callerKey, order.id);
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      let version = 0;
      const send = (next: OrderRecord) => {
        if (next.version <= version) return;
        version = next.version;
        response.write(`event: order\nid: ${next.version}\ndata: ${JSON.stringify(toOrder(next))}\n\n`);
        if (isFinal(next)) {
          response.write('event: end\ndata: {}\n\n');
          close();
        }
      };
      const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
      const limit = setTimeout(() => close(), longestMs);
      const unwatch = feed.watch(order.id, send);
      const close = () => {
        clearInterval(heartbeat);
        clearTimeout(limit);
        unwatch();
        leave();
        open.delete(close);
        response.end();
      };
      open.add(close);
      response.once('close', close);
      send(order);
    },
    closeAll() {
      for (const close of [...open]) close();
    },
  };
}
