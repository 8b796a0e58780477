import type { OrderEvent, OrderSnapshot } from '@halden/contracts';
import { mayTakeOver, type NotificationRecord, planNotifications, type Planner } from './notification.ts';
import {
  type Messenger,
  NotificationInProgress,
  type NotificationObserver,
  type NotificationStore,
  type PreferenceStore,
  RecipientRefused,
  type Templates,
} from './ports.ts';

export interface NotifyCustomerDeps extends Planner {
  notifications: NotificationStore;
  preferences: PreferenceStore;
  templates: Templates;
  messenger: Messenger;
  observe: NotificationObserver;
  /** After what time somebody who claimed a notification and did not finish is taken for dead. */
  leaseMs: number;
  now: () => number;
}

/**
 * Notifies a customer of an event of an order, once through each channel: claim it, send it, record that it was sent. Rejects when a
 * channel could not be served for now; what was sent by then is not sent again.
 */
export const notifyCustomer =
  (deps: NotifyCustomerDeps) =>
  async (event: OrderEvent): Promise<void> => {
    const { customerId } = event.data;
    const preferences = customerId && (await deps.preferences.find(customerId));
    const planned = planNotifications(event, preferences || undefined, deps, new Date(deps.now()).toISOString());
    const outcomes = await Promise.allSettled(planned.map((notification) => sendOnce(deps, notification, event)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  };

async function sendOnce(deps: NotifyCustomerDeps, planned: NotificationRecord, event: OrderEvent): Promise<void> {
  const { notification, created } = await deps.notifications.create(planned);
  if (created && notification.status === 'suppressed') deps.observe.done(notification, event.time);
  if (notification.status !== 'sending') return;
  const claimed = created ? notification : await takeOver(deps, notification);
  const done = await send(deps, claimed, event.data);
  // When somebody took it over meanwhile, they finish it; the provider knows by the id that it was sent.
  const saved = await deps.notifications.save(done);
  if (saved) deps.observe.done(saved, event.time);
}

async function takeOver(deps: NotifyCustomerDeps, notification: NotificationRecord): Promise<NotificationRecord> {
  const now = deps.now();
  if (!mayTakeOver(notification, { ...deps, now })) throw new NotificationInProgress(notification);
  const claim = { ...notification, claimedBy: deps.replica, claimedAt: new Date(now).toISOString() };
  const claimed = await deps.notifications.save(claim);
  if (!claimed) throw new NotificationInProgress(notification);
  return claimed;
}

async function send(
  { messenger, templates, now }: NotifyCustomerDeps,
  notification: NotificationRecord,
  order: OrderSnapshot,
): Promise<NotificationRecord> {
  const { id, template, locale, createdAt: firstTriedAt } = notification;
  const { name, email, phone } = order.contact;
  let subject: string | undefined;
  try {
    if (notification.channel === 'email') {
      const content = templates.email(template, order, locale);
      subject = content.subject;
      await messenger.email({ id, firstTriedAt, to: { address: email, name }, content });
    } else {
      await messenger.sms({ id, firstTriedAt, to: phone ?? '', text: templates.sms(template, order, locale) });
    }
    return { ...notification, subject, status: 'sent', sentAt: new Date(now()).toISOString() };
  } catch (error) {
    if (!(error instanceof RecipientRefused)) throw error;
    return { ...notification, subject, status: 'failed', error: error.message };
  }
}
