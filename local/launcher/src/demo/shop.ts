import {
  createClient,
  fetchTransport,
  notificationApi,
  type Order,
  orderApi,
  paymentApi,
  productApi,
} from '@halden/contracts';
import { cliClient, demoPassword, type Message } from '@halden/local-azure/about';

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

/** An access token by the password grant, which only the local provider has. */
export async function signIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/identity/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: cliClient,
      username: email,
      password: demoPassword,
      scope: 'openid profile email',
      resource: 'api://halden',
    }),
  });
  const body = (await response.json()) as { access_token?: string; error_description?: string };
  if (!body.access_token) throw new Error(`sign-in as ${email} failed: ${body.error_description ?? response.status}`);
  return body.access_token;
}

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
  let buffer = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    buffer += chunk;
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const event = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (!event.startsWith('event: order') || !data) continue;
      const order = JSON.parse(data) as Order;
      if (until(order)) return order;
    }
  }
  throw new Error('the stream ended before the order was as expected');
}

/** Waits for a message in the mailbox that is as wanted. */
export async function waitForMail(
  url: string,
  query: { to: string; contains: string },
  wanted: (message: Message) => boolean,
): Promise<Message> {
  const search = new URLSearchParams({ ...query, limit: '20' });
  for (const began = Date.now(); Date.now() - began < 30_000;) {
    const response = await fetch(`${url}/mailbox/api/messages?${search.toString()}`);
    const { messages } = (await response.json()) as { messages: Message[] };
    const found = messages.find(wanted);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`no message to ${query.to} about ${query.contains} within 30 s`);
}
