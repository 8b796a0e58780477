import type {
  CustomerId,
  Locale,
  NotificationPreferences,
  NotificationTemplate,
  OrderId,
  OrderSnapshot,
} from '@halden/contracts';
import type { NotificationRecord } from './notification.ts';

/** Keeps the notifications. */
export interface NotificationStore {
  /** Keeps a new one; where there is one under its id already, that one is returned. */
  create(notification: NotificationRecord): Promise<{ notification: NotificationRecord; created: boolean }>;
  /** Keeps a change; `undefined` when somebody else changed it meanwhile. */
  save(notification: NotificationRecord): Promise<NotificationRecord | undefined>;
  /** Newest first; `after` is the cursor that an earlier page returned. */
  list(query: NotificationQuery): Promise<{ items: NotificationRecord[]; next?: string }>;
}
export type NotificationQuery = ({ recipient: string } | { orderId: OrderId }) & { limit: number; after?: string };

export interface PreferenceStore {
  find(customerId: CustomerId): Promise<NotificationPreferences | undefined>;
  save(customerId: CustomerId, preferences: NotificationPreferences): Promise<void>;
}

export interface EmailContent {
  subject: string;
  text: string;
  html: string;
}

/** Writes the messages about an order. */
export interface Templates {
  email(template: NotificationTemplate, order: OrderSnapshot, locale: Locale): EmailContent;
  sms(template: NotificationTemplate, order: OrderSnapshot, locale: Locale): string;
}

/** What every message carries so that the provider sends it once, however often it is requested. */
export interface Once {
  /** A UUID, the same for every attempt at one message. */
  id: string;
  /** Of the first attempt, ISO 8601. */
  firstTriedAt: string;
}

/**
 * Hands messages to whoever delivers them; resolves once they are accepted, which is not yet in the mailbox. Rejects with
 * `RecipientRefused` where trying again is of no use, and with `SendingFailed` where it is.
 */
export interface Messenger {
  email(message: Once & { to: { address: string; name: string }; content: EmailContent }): Promise<void>;
  sms(message: Once & { to: string; text: string }): Promise<void>;
}

/** This message cannot be delivered, now or later. */
export class RecipientRefused extends Error {
  override readonly name = 'RecipientRefused';
}

/** This message was not accepted, or nobody knows; asking again does no harm. */
export class SendingFailed extends Error {
  override readonly name = 'SendingFailed';
}

/** Somebody else is sending this one; look again when they should have finished. */
export class NotificationInProgress extends Error {
  override readonly name = 'NotificationInProgress';
  constructor({ id, claimedBy, claimedAt }: NotificationRecord) {
    super(`notification ${id} is being sent by ${claimedBy} since ${claimedAt}`);
  }
}

/** What the business watches. Called once for each notification that is done. */
export interface NotificationObserver {
  done(notification: NotificationRecord, eventTime: string): void;
}
