import type { NotificationPreferences, OrderPage } from '@halden/contracts';
import { notifications, orders } from '../api/shop.ts';
import type { Question } from '../data/shared-cache.ts';

/** Everything of a person; forgotten when they sign out. */
export const myOrders = (count: number): Question<OrderPage> => ({
  key: `mine:orders ${count}`,
  ask: () => orders.listOrders({ query: { limit: count } }),
});

export const myPreferences: Question<NotificationPreferences> = {
  key: 'mine:preferences',
  ask: () => notifications.getPreferences(),
};

export const savePreferences = (body: NotificationPreferences): Promise<NotificationPreferences> =>
  notifications.setPreferences({ body });
