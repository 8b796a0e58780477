import {
  createClient,
  fetchTransport,
  notificationApi,
  type Order,
  orderApi,
  paymentApi,
  productApi,
} from '@halden/contracts';
import { EventSourceParserStream } from 'eventsource-parser/stream';

/** Everything of the shop, as one signed-in person (or a guest) uses it through the gateway. */
export function shopAs(url: string, token?: string, fetchFn?: typeof fetch) {
  const transport = fetchTransport(url, fetchFn);
  const defaults = { headers: (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {}) };
  return {
    products: createClient(productApi, transport, defaults),
    orders: createClient(orderApi, transport, defaults),
    payments: createClient(paymentApi, transport, defaults),
    notifications: createClient(notificationApi, transport, defaults),
    token,
  };
}
export type Shop = ReturnType<typeof shopAs>;

/** Follows an order by server-sent events until it is as wanted. Rejects when the stream ends before. */
export async function follow(
  url: string,
  shop: Shop,
  orderId: string,
  until: (order: Order) => boolean,
  signal?: AbortSignal,
): Promise<Order> {
  const response = await fetch(`${url}/api/orders/${orderId}/events`, {
    headers: { ...(shop.token && { authorization: `Bearer ${shop.token}` }) },
    signal: signal ?? AbortSignal.timeout(30_000),
  });
  if (!response.ok || !response.body) throw new Error(`the order cannot be followed: ${response.status}`);
  const events = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) {
    if (event !== 'order') continue;
    const order = JSON.parse(data) as Order;
    if (until(order)) return order;
  }
  throw new Error('the stream ended before the order was as expected');
}
