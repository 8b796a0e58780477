import { DomainError, type orderApi } from '@halden/contracts';
import type { Handlers, Person } from '@halden/service-kit';
import type { StreamHandler } from '@halden/service-kit/express';
import { cancelOrder, refundOrder } from '../domain/change-order.ts';
import { toOrder } from '../domain/order.ts';
import { placeOrder } from '../domain/place-order.ts';
import type { Catalogue, Keys, OrderStore } from '../domain/ports.ts';
import { quoteOrder, readOrder } from '../domain/read-order.ts';
import type { OrderMetrics } from '../order-metrics.ts';
import type { OrderStreams } from './order-stream.ts';

interface Deps {
  orders: OrderStore;
  catalogue: Catalogue;
  keys: Keys;
  now: () => number;
  streams: OrderStreams;
  metrics: OrderMetrics;
  /** The outbox holds something new. */
  onPlaced: () => void;
}

type OrderHandlers = Handlers<typeof orderApi, 'watchOrder'> & {
  watchOrder: StreamHandler<(typeof orderApi)['operations']['watchOrder']>;
};

export function orderHandlers(deps: Deps): OrderHandlers {
  const { metrics, orders, onPlaced, streams } = deps;
  const place = placeOrder(deps);
  const quote = quoteOrder(deps);
  const read = readOrder(deps);
  const cancel = cancelOrder(deps);
  const refund = refundOrder(deps);
  const reader = (caller: Person | undefined, headers: { 'order-key'?: string | undefined }) => ({
    customerId: caller?.id,
    roles: caller?.roles ?? [],
    orderKey: headers['order-key'],
  });

  return {
    quote: async ({ body }) => ({ status: 200, body: await quote(body) }),
    async placeOrder({ caller, headers, body }) {
      const { order, placed } = await place({ customerId: caller?.id, key: headers['idempotency-key'], body }).catch(
        (error: unknown) => {
          metrics.refused(error instanceof DomainError ? error.code : 'internal_error');
          throw error;
        },
      );
      if (!placed) return { status: 200, body: order };
      metrics.placed(order);
      onPlaced();
      return { status: 201, body: order, headers: { location: `/api/orders/${order.id}` } };
    },
    async listOrders({ caller, query }) {
      const { limit, after, status } = query;
      const page = await orders.list({
        customerId: caller.id,
        limit,
        ...(after !== undefined && { after }),
        ...(status && { status }),
      });
      return { status: 200, body: page };
    },
    async getOrder({ caller, params, headers }) {
      return { status: 200, body: toOrder(await read(params.orderId, reader(caller, headers), { staff: true })) };
    },
    async watchOrder({ caller, params, headers }) {
      const order = await read(params.orderId, reader(caller, headers), { staff: true });
      return { stream: (response) => streams.open(order, response) };
    },
    async cancelOrder({ caller, params, headers }) {
      await read(params.orderId, reader(caller, headers), { staff: false });
      const order = await cancel(params.orderId);
      onPlaced();
      return { status: 200, body: order };
    },
    async refundOrder({ params, headers, body }) {
      const { amount, reason } = body;
      const order = await refund(params.orderId, { refundId: headers['idempotency-key'], amount, reason });
      onPlaced();
      return { status: 202, body: order };
    },
  };
}
