import { type OrderId, orderStates, type Payment, type Sku, stageOf, type StockLevel } from '@halden/contracts';
import type { Shop } from '@halden/shop-client/shop';
import { type AttemptResult, type Order, persistently } from '@halden/shop-client/shoppers';

/** What all services say through their APIs once everything has come to rest. */
export interface ShopState {
  orders: Map<OrderId, Order>;
  payments: Map<OrderId, Payment>;
  stock: Map<Sku, StockLevel>;
  /** Subjects of the mails that were sent, by recipient. */
  mails: Map<string, string[]>;
}

export interface PromiseCheck {
  promise: string;
  /** Empty: the promise was kept. */
  violations: string[];
}

/** Compares the state of all services with what the shoppers were answered: nothing lost, nothing doubled, nothing oversold, every cent accounted for. */
export function audit(
  results: readonly AttemptResult[],
  initialStock: ReadonlyMap<Sku, number>,
  state: ShopState,
): PromiseCheck[] {
  const placed = results.flatMap((result) => ('orderId' in result ? [result] : []));
  const orders = [...state.orders.values()];
  const check = (promise: string, violations: (string | false | undefined)[]): PromiseCheck => ({
    promise,
    violations: violations.filter((violation) => typeof violation === 'string'),
  });
  const sold = new Map<Sku, number>();
  for (const order of orders)
    if (orderStates[stageOf(order)].goods === 'sold')
      for (const { sku, quantity } of order.lines) sold.set(sku, (sold.get(sku) ?? 0) + quantity);

  return [
    check(
      'every order that was confirmed exists',
      placed.map(({ orderId }) => !state.orders.has(orderId) && `${orderId} is lost`),
    ),
    check('no order was placed twice', [
      orders.length !== new Set(placed.map(({ orderId }) => orderId)).size &&
        `${orders.length} orders exist, ${placed.length} attempts were confirmed`,
      placed.length !== new Set(placed.map(({ orderId }) => orderId)).size && 'two attempts share an order',
    ]),
    check(
      'every order came to rest',
      orders.map((order) => !isAtRest(order) && `${order.id} is still ${order.status}`),
    ),
    check(
      'nothing was oversold, and what is left is what was there less what was sold',
      [...initialStock].map(([sku, initial]) => {
        const level = state.stock.get(sku);
        const expected = initial - (sold.get(sku) ?? 0);
        return (
          (level?.onHand !== expected || level.reserved !== 0) &&
          `${sku}: ${initial} − ${sold.get(sku) ?? 0} sold = ${expected}, but ${JSON.stringify(level)}`
        );
      }),
    ),
    check(
      'charged = paid − refunded, for order-service and payment-service alike',
      orders.map((order) => {
        const payment = state.payments.get(order.id);
        const kept = (payment?.charged.amount ?? 0) - (payment?.refunded.amount ?? 0);
        const isSold = orderStates[stageOf(order)].money === 'taken';
        const owed = isSold ? order.totals.total.amount - order.refunded.amount : 0;
        const agree =
          order.charged.amount === (payment?.charged.amount ?? 0) &&
          order.refunded.amount === (payment?.refunded.amount ?? 0);
        return (
          ((kept !== owed && !order.attention) || !agree) &&
          `${order.id} is ${order.status}: owed ${owed}, kept ${kept}, order says ${order.charged.amount} − ${order.refunded.amount}`
        );
      }),
    ),
    check(
      'every customer was notified of every change, once',
      placed.map(({ attempt, orderId }) => {
        const order = state.orders.get(orderId);
        const expected = order ? mailsFor(order) : 0;
        const got = state.mails.get(attempt.email) ?? [];
        return (
          got.length !== expected &&
          `${attempt.email} (${order?.timeline.map(({ status }) => status).join(' → ')}): ${expected} mails expected, got ${got.join(' | ')}`
        );
      }),
    ),
  ];
}

/** Nothing more happens to it by itself. */
const isAtRest = ({ status }: Order): boolean =>
  orderStates[status].money !== 'awaited' && (orderStates[status].final || !orderStates[status].refund);

/** One mail for every state that was entered, and one for every refund. */
function mailsFor({ timeline, refunds }: Order): number {
  const stages = new Set(timeline.map(({ status }) => status).filter((status) => !orderStates[status].refund));
  return stages.size + refunds.filter(({ status }) => status !== 'requested').length;
}

/** Reads the state of all services through the public APIs. */
export async function readShopState(options: {
  url: string;
  shopper: Shop;
  staff: Shop;
  skus: readonly Sku[];
  recipients: readonly string[];
  /** Orders of the shopper that are older than the session. */
  except?: ReadonlySet<OrderId>;
}): Promise<ShopState> {
  const { shopper, staff, url } = options;
  const orders = new Map<OrderId, Order>();
  for (const orderId of (await orderIdsOf(shopper)).filter((id) => !options.except?.has(id)))
    orders.set(orderId, await answered(() => shopper.orders.getOrder({ params: { orderId } })));
  const payments = new Map<OrderId, Payment>();
  for (let after: string | undefined; ;) {
    const page = await answered(() =>
      staff.payments.listPayments({ query: { limit: 500, ...(after !== undefined && { after }) } }),
    );
    for (const payment of page.items) payments.set(payment.orderId, payment);
    if (!(after = page.next)) break;
  }
  const stock = new Map<Sku, StockLevel>();
  for (const sku of options.skus) stock.set(sku, await answered(() => staff.products.getStock({ params: { sku } })));
  return { orders, payments, stock, mails: await readMails(url, options.recipients) };
}

/** Of all orders that the shopper has ever placed. */
export async function orderIdsOf(shopper: Shop): Promise<OrderId[]> {
  const ids: OrderId[] = [];
  for (let after: string | undefined; ;) {
    const query = { limit: 100, ...(after !== undefined && { after }) };
    const page = await answered(() => shopper.orders.listOrders({ query }));
    ids.push(...page.items.map(({ id }) => id));
    if (!(after = page.next)) return ids;
  }
}

async function answered<T>(call: () => Promise<T>): Promise<T> {
  const answer = await persistently(call);
  if ('refused' in answer) throw new Error(`the state of the shop cannot be read: ${answer.refused}`);
  return answer.value;
}

/** Every recipient's mails are asked for: the mailbox lists a page at a time. */
export async function readMails(url: string, recipients: readonly string[]): Promise<Map<string, string[]>> {
  const mails = new Map<string, string[]>();
  for (const recipient of recipients) {
    const query = new URLSearchParams({ channel: 'email', to: recipient, limit: '100' });
    const response = await fetch(`${url}/mailbox/api/messages?${query.toString()}`);
    const { messages } = (await response.json()) as { messages: { subject?: string }[] };
    mails.set(
      recipient,
      messages.map(({ subject }) => subject ?? ''),
    );
  }
  return mails;
}
