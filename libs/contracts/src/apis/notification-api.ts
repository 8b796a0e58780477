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
  description: 'What customers were told, and how they want to be told.',
  operations: {
    getPreferences: {
      method: 'GET',
      path: '/api/notifications/preferences',
      summary: 'How I want to be told',
      access: 'customer',
      responses: { 200: NotificationPreferences },
    },
    setPreferences: {
      method: 'PUT',
      path: '/api/notifications/preferences',
      summary: 'Change how I want to be told',
      access: 'customer',
      body: NotificationPreferences,
      responses: { 200: NotificationPreferences },
    },
    listNotifications: {
      method: 'GET',
      path: '/api/notifications',
      summary: 'What I was told, newest first',
      access: 'customer',
      query: Closed(paging),
      responses: { 200: NotificationPage },
    },
    listOrderNotifications: {
      method: 'GET',
      path: '/api/notifications/orders/{orderId}',
      summary: 'What the customer of an order was told',
      access: { role: 'notifications.read' },
      params: Closed({ orderId: OrderId }),
      query: Closed(paging),
      responses: { 200: NotificationPage },
    },
  },
});
