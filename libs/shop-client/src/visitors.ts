import { isPaid, orderStatuses, type Sku } from '@halden/contracts';
import { type Shop, shopAs } from './shop.ts';
import { Account } from './account.ts';
import { chance } from './random.ts';
import { type Attempt, type AttemptResult, buy, makeAttempts } from './shoppers.ts';

export interface VisitorsOptions {
  readonly url: string;
  /** Of the person who orders and looks at the orders. */
  readonly token: string;
  readonly skus: readonly Sku[];
  /** Pages and questions per second. */
  readonly views: number;
  /** Look at their own orders, and at nothing else. */
  readonly onlyOrders?: boolean;
  /** Orders per second. */
  readonly orders: number;
  /** Begins the addresses that are written to. */
  readonly prefix: string;
  readonly seed?: number;
}

export interface Visitors {
  readonly account: Account;
  readonly results: readonly AttemptResult[];
  /** Nobody new comes; resolves when everybody has had an answer. */
  stop(): Promise<readonly AttemptResult[]>;
}

/**
 * People in the shop at a steady rate, whether it answers or not: most look around, some order, as {@link buy} does. Every request
 * stands in the account, those that were tried again too.
 */
export function startVisitors(options: VisitorsOptions): Visitors {
  const account = new Account();
  const { url, token, skus, prefix } = options;
  const random = chance(options.seed ?? Date.now());
  const shop = shopAs(url, token, account.fetch);
  const results: AttemptResult[] = [];
  const attempts: Attempt[] = [];
  const underWay = new Set<Promise<unknown>>();
  const start = (work: Promise<unknown>) => {
    const settled: Promise<unknown> = work.catch(() => undefined).finally(() => underWay.delete(settled));
    underWay.add(settled);
  };
  const views = [...(options.onlyOrders ? [] : shopViews(shop, url, account)), ...orderViews(shop)];
  const view = () => start(views[Math.floor(random() * views.length)]?.() ?? Promise.resolve());
  const order = () => {
    if (attempts.length === 0)
      attempts.push(...makeAttempts(500, skus, random, `${prefix}-${results.length}-${underWay.size}`));
    const attempt = attempts.pop();
    if (attempt) start(buy(shop, attempt).then((result) => results.push(result)));
  };
  const timers = [steadily(options.views, view), steadily(options.orders, order)];
  return {
    account,
    results,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      while (underWay.size > 0) await Promise.all(underWay);
      return results;
    },
  };
}

type View = () => Promise<unknown>;

const shopViews = (shop: Shop, url: string, account: Account): readonly View[] => [
  () => account.fetch(`${url}/`),
  () => shop.products.listProducts({ query: { pageSize: 12 } }),
  () => shop.products.listProducts({ query: { availability: ['in_stock'], pageSize: 24 } }),
];

const orderViews = (shop: Shop): readonly View[] => [
  () => shop.orders.listOrders({ query: { limit: 10 } }),
  () => shop.orders.listOrders({ query: { limit: 1, status: orderStatuses.find((status) => isPaid({ status })) } }),
];

const steadily = (perSecond: number, work: () => void): NodeJS.Timeout | undefined =>
  perSecond > 0 ? setInterval(work, 1000 / perSecond) : undefined;
