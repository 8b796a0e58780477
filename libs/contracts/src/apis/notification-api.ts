import { Closed, Type } from '../brand.ts';
import { OrderId } from '../ids.ts';
import { defineApi } from '../operation.ts';
import { NotificationPage, NotificationPreferences } from '../notifications.ts';
import { Token } from '../text.ts';

const paging = {
  limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
  after: Type.Optional(Token(2000)),
};

export const notificationApi = defineApi({
  service: 'notification-service',
  title: 'Notifications',
  description: 'The notifications of customers, and their preferences.',
  operations: {
    getPreferences: {
      method: 'GET',
      path: '/api/notifications/preferences',
      summary: 'My notification preferences',
      access: 'customer',
      responses: { 200: NotificationPreferences },
    },
    setPreferences: {
      method: 'PUT',
      path: '/api/notifications/preferences',
      summary: 'Change my notification preferences',
      access: 'customer',
      body: NotificationPreferences,
      responses: { 200: NotificationPreferences },
    },
    listNotifications: {
      method: 'GET',
      path: '/api/notifications',
      summary: 'My notifications, newest first',
      access: 'customer',
      query: Closed(paging),
      responses: { 200: NotificationPage },
    },
    listOrderNotifications: {
      method: 'GET',
      path: '/api/notifications/orders/{orderId}',
      summary: 'The notifications about an order',
      access: { role: 'notifications.read' },
      params: Closed({ orderId: OrderId }),
      query: Closed(paging),
      responses: { 200: NotificationPage },
    },
  },
});
