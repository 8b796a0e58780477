import type { Order, OrderId } from '@halden/contracts';
import { createClient, type Transport, type TransportRequest } from '@halden/contracts/client';
import { notificationApi, orderApi, paymentApi, productApi } from './operations.ts';
import { config } from '../runtime/config.ts';
import type { CatalogueApi, NotificationsApi, OrdersApi, PaymentsApi } from './shop-api.ts';

/** Who is calling: the header of a signed-in person, or none. Set by the session once there is one. */
let authorization: () => Promise<Record<string, string>> = async () => ({});
export const authorizeWith = (headers: typeof authorization): void => void (authorization = headers);

/** No answer in that time is a failure one may retry; streams have their own clock. */
const patienceMs = 20_000;

const send = async (request: TransportRequest, signal: AbortSignal | undefined): Promise<Response> => {
  const { apiBase } = await config();
  const { path, ...init } = request;
  return fetch(`${apiBase}${path}`, { ...init, ...(signal && { signal }) });
};

const transport: Transport = (request) => {
  const patience = AbortSignal.timeout(patienceMs);
  return send(request, request.signal ? AbortSignal.any([request.signal, patience]) : patience);
};

/** Everything public: needs nobody. */
export const catalogue = createClient<CatalogueApi>(productApi, transport);
export const payments = createClient<PaymentsApi>(paymentApi, transport);

const asCaller = { headers: () => authorization() };
export const orders = createClient<OrdersApi>(orderApi, transport, asCaller);
/** The same as nobody in particular: for what is sent as somebody who is named, whoever is signed in meanwhile. */
export const ordersAsNamed = createClient<OrdersApi>(orderApi, transport);
export const notifications = createClient<NotificationsApi>(notificationApi, transport, asCaller);

/** An order of the person who is signed in, or of whoever has its key. */
export const readOrder = (orderId: OrderId, guestKey: string | undefined, signal?: AbortSignal): Promise<Order> =>
  orders.getOrder({ params: { orderId }, headers: keyHeader(guestKey) }, signal ? { signal } : {});

const keyHeader = (guestKey: string | undefined): Record<string, string> =>
  guestKey === undefined ? {} : { 'order-key': guestKey };

/** The server-sent events of an order, as the open response: `EventSource` cannot send the headers that prove who asks. */
export async function openOrderEvents(
  orderId: string,
  guestKey: string | undefined,
  signal: AbortSignal,
): Promise<Response> {
  return send(
    {
      method: 'GET',
      path: orderApi.operations.watchOrder.path.replace('{orderId}', encodeURIComponent(orderId)),
      headers: { accept: 'text/event-stream', ...keyHeader(guestKey), ...(await authorization()) },
    },
    signal,
  );
}
