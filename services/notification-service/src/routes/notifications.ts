import type { notificationApi, NotificationPreferences } from '@halden/contracts';
import type { Handlers } from '@halden/service-kit';
import { toNotification } from '../domain/notification.ts';
import type { NotificationQuery, NotificationStore, PreferenceStore } from '../domain/ports.ts';

/** The preferences of a customer who has saved none. */
const defaults: NotificationPreferences = { email: true, sms: true, locale: 'en' };

export function notificationHandlers(deps: {
  notifications: NotificationStore;
  preferences: PreferenceStore;
}): Handlers<typeof notificationApi> {
  const { notifications, preferences } = deps;
  const page = async (query: NotificationQuery) => {
    const { items, next } = await notifications.list(query);
    return { status: 200 as const, body: { items: items.map(toNotification), ...(next !== undefined && { next }) } };
  };
  return {
    getPreferences: async ({ caller }) => ({
      status: 200,
      body: (await preferences.find(caller.id)) ?? defaults,
    }),
    async setPreferences({ caller, body }) {
      await preferences.save(caller.id, body);
      return { status: 200, body };
    },
    listNotifications: ({ caller, query: { limit, after } }) =>
      page({ recipient: caller.id, limit, ...(after !== undefined && { after }) }),
    listOrderNotifications: ({ params, query: { limit, after } }) =>
      page({ orderId: params.orderId, limit, ...(after !== undefined && { after }) }),
  };
}
