import { Closed, type Static, StringEnum, Type } from './brand.ts';
import { OrderId } from './ids.ts';
import { orderEventTypes, type OrderEventType } from './order-states.ts';
import { Locale } from './people.ts';

export const channels = ['email', 'sms'] as const;
export const Channel = StringEnum(channels);
export type Channel = Static<typeof Channel>;

type TemplateOf<T extends OrderEventType> = T extends `order.${infer Name}` ? Name : never;
/** Every event of an order has a message of its own, called as the event is. */
export type NotificationTemplate = TemplateOf<OrderEventType>;
export const templateOf = (type: OrderEventType) => type.slice('order.'.length) as NotificationTemplate;
export const notificationTemplates = orderEventTypes.map(templateOf);
export const NotificationTemplate = StringEnum(notificationTemplates);

export const NotificationPreferences = Closed(
  { email: Type.Boolean(), sms: Type.Boolean(), locale: Locale },
  {
    title: 'NotificationPreferences',
    description: 'A customer who has set none gets e-mail, and text messages where a phone number is given',
  },
);
export type NotificationPreferences = Static<typeof NotificationPreferences>;

export const Notification = Type.Object(
  {
    id: Type.String(),
    orderId: OrderId,
    template: NotificationTemplate,
    channel: Channel,
    /** `suppressed`: the customer does not want this channel. */
    status: StringEnum(['sending', 'sent', 'failed', 'suppressed'] as const),
    subject: Type.Optional(Type.String()),
    createdAt: Type.String({ format: 'date-time' }),
    sentAt: Type.Optional(Type.String({ format: 'date-time' })),
    error: Type.Optional(Type.String()),
  },
  { title: 'Notification' },
);
export type Notification = Static<typeof Notification>;

export const NotificationPage = Type.Object(
  { items: Type.Array(Notification), next: Type.Optional(Type.String()) },
  { title: 'NotificationPage' },
);
export type NotificationPage = Static<typeof NotificationPage>;
