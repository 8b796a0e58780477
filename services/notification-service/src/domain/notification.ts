import {
  type Channel,
  type Locale,
  type Notification,
  type NotificationPreferences,
  type NotificationTemplate,
  type OrderEvent,
  type OrderId,
  type OrderSnapshot,
  templateOf,
} from '@halden/contracts';

/** One message to one person through one channel, as it is kept. Times are ISO 8601. */
export interface NotificationRecord {
  /** A UUID made of the event and the channel; by it the provider recognizes a message that was sent before. */
  id: string;
  /** A customer's id, or `guest:` and the e-mail address. */
  recipient: string;
  orderId: OrderId;
  template: NotificationTemplate;
  channel: Channel;
  /** In which it is written: chosen once, so that a repetition says the same. */
  locale: Locale;
  status: Notification['status'];
  subject: string | undefined;
  error: string | undefined;
  /** Who is sending it, since when. After a while somebody else may. */
  claimedBy: string;
  claimedAt: string;
  createdAt: string;
  sentAt: string | undefined;
  /** Names the state that a change is made from; given by the store. */
  revision: string | undefined;
}

export interface Planner {
  /** Whether there is anything to send a channel's messages with. */
  channels: readonly Channel[];
  idFor: (eventId: string, channel: Channel) => string;
  /** The replica that plans, and so claims them. */
  replica: string;
}

/**
 * The notifications of an event: by e-mail, and by text message where a phone number is given. What a customer does not want is
 * planned as `suppressed`. Without `preferences` (a guest, or a customer who has saved none) the order's own language is used.
 */
export function planNotifications(
  { id, type, data }: OrderEvent,
  preferences: NotificationPreferences | undefined,
  { channels, idFor, replica }: Planner,
  at: string,
): NotificationRecord[] {
  return channels
    .filter((channel) => channel === 'email' || data.contact.phone !== undefined)
    .map((channel) => ({
      id: idFor(id, channel),
      recipient: recipientOf(data),
      orderId: data.orderId,
      template: templateOf(type),
      channel,
      locale: preferences?.locale ?? data.locale,
      status: preferences?.[channel] === false ? 'suppressed' : 'sending',
      subject: undefined,
      error: undefined,
      claimedBy: replica,
      claimedAt: at,
      createdAt: at,
      sentAt: undefined,
      revision: undefined,
    }));
}

export const recipientOf = ({ customerId, contact }: Pick<OrderSnapshot, 'customerId' | 'contact'>): string =>
  customerId ?? `guest:${contact.email.toLowerCase()}`;

/**
 * Whether a replica may go on with what is being sent: it claimed it itself (before it was restarted, or failed for now), or whoever
 * did has not finished for `leaseMs` and is taken for dead.
 */
export const mayTakeOver = (
  { claimedBy, claimedAt }: NotificationRecord,
  { replica, leaseMs, now }: { replica: string; leaseMs: number; now: number },
): boolean => claimedBy === replica || now - Date.parse(claimedAt) >= leaseMs;

/** The notification as its recipient and staff see it. */
export function toNotification(record: NotificationRecord): Notification {
  const { id, orderId, template, channel, status, subject, createdAt, sentAt, error } = record;
  return {
    id,
    orderId,
    template,
    channel,
    status,
    ...(subject && { subject }),
    createdAt,
    ...(sentAt && { sentAt }),
    ...(error && { error }),
  };
}
