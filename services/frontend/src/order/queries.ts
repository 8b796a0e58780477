import type { OrderPage } from '@halden/contracts';
import { orders } from '../api/shop.ts';
import type { Query } from '../data/shared-cache.ts';

/** The newest orders of the person who is signed in; forgotten when they sign out. */
export const myOrders = (count: number): Query<OrderPage> => ({
  key: `mine:orders ${count}`,
  load: () => orders.listOrders({ query: { limit: count } }),
});
