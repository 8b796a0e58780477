import { DomainError, type orderApi } from '@halden/contracts';
import type { Handlers, Person } from '@halden/service-kit';
import type { StreamHandler } from '@halden/service-kit/express';
import { cancelOrder, refundOrder, shipOrder } from '../domain/change-order.ts';
import { toOrder } from '../domain/order.ts';
import { placeOrder } from '../domain/place-order.ts';
import type { CatalogueClient, OrderIdentity, OrderStore } from '../domain/ports.ts';
import { quoteOrder, readOrder } from '../domain/read-order.ts';
import type { OrderMetrics } from '../order-metrics.ts';
import type { OrderStreams } from './order-stream.ts';

interface Deps {
  orders: OrderStore;
  catalogue: CatalogueClient;
  identity: OrderIdentity;
  now: () => number;
  streams: OrderStreams;
  metrics: OrderMetrics;
}

type OrderHandlers = Handlers<typeof orderApi, 'watchOrder'> & {
  watchOrder: StreamHandler<(typeof orderApi)['operations']['watchOrder']>;
};

export function orderHandlers(deps: Deps): OrderHandlers {
  const { metrics, orders, streams } = deps;
  const place = placeOrder(deps);
  const quote = quoteOrder(deps);
  const read = readOrder(deps);
  const cancel = cancelOrder(deps);
  const refund = refundOrder(deps);
  const ship = shipOrder(deps);
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
          metrics.checkout(error instanceof DomainError ? error.code : 'internal_error');
          throw error;
        },
      );
      metrics.checkout(placed ? 'placed' : 'repeated');
      if (!placed) return { status: 200, body: order };
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
    async listAllOrders({ query: { limit, after, attention } }) {
      const query = { limit, ...(after !== undefined && { after }), ...(attention && { attention }) };
      return { status: 200, body: await orders.list(query) };
    },
    async getOrder({ caller, params, headers }) {
      return { status: 200, body: toOrder(await read(params.orderId, reader(caller, headers), { staff: true })) };
    },
    async watchOrder({ caller, callerKey, params, headers }) {
      const order = await read(params.orderId, reader(caller, headers), { staff: true });
      return { stream: (response) => streams.open(order, callerKey, response) };
    },
    async cancelOrder({ caller, params, headers }) {
      await read(params.orderId, reader(caller, headers), { staff: false });
      return { status: 200, body: await cancel(params.orderId) };
    },
    async refundOrder({ params, headers, body }) {
      return { status: 202, body: await refund(params.orderId, headers['idempotency-key'], body) };
    },
    async shipOrder({ params, headers, body }) {
      return { status: 200, body: await ship(params.orderId, headers['idempotency-key'], body) };
    },
  };
}
