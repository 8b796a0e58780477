import { type Channel, channels, type OrderEvent } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { createTemplates } from '../templates/index.ts';
import { aCustomerId, aGuestOrder, anEvent, anOrder } from '../testing/builders.ts';
import { MemoryNotifications, MemoryPreferences, RecordingMessenger } from '../testing/fakes.ts';
import type { NotificationRecord } from './notification.ts';
import { NotificationInProgress, RecipientRefused } from './ports.ts';
import { notifyCustomer } from './notify-customer.ts';

const phone = '+4915112345678';
const withPhone = () => anOrder({ contact: { name: 'Ada', email: 'ada@example.com', phone } });

const aNotifier = (options: { channels?: readonly Channel[] } = {}) => {
  const clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
  const notifications = new MemoryNotifications();
  const preferences = new MemoryPreferences();
  const messenger = new RecordingMessenger();
  const done: string[] = [];
  const notifierOf = (replica: string) =>
    notifyCustomer({
      notifications,
      preferences,
      messenger,
      templates: createTemplates('https://halden.example'),
      observe: { done: ({ channel, status }) => void done.push(`${channel} ${status}`) },
      channels: options.channels ?? channels,
      idFor: (eventId, channel) => `${eventId} ${channel}`,
      replica,
      leaseMs: 30_000,
      now: () => clock.now,
    });
  const recorded = (event: OrderEvent, channel: Channel = 'email') => notifications.kept.get(`${event.id} ${channel}`);
  return {
    clock,
    notifications,
    preferences,
    messenger,
    done,
    notify: notifierOf('one'),
    notifyAsOther: notifierOf('two'),
    recorded,
  };
};

describe('notifying a customer', () => {
  it.each([
    ['order.placed', 'We have your order H-7Q2M-4KXD'],
    ['order.paid', 'Order H-7Q2M-4KXD is paid'],
    ['order.declined', 'The payment for order H-7Q2M-4KXD did not go through'],
    ['order.cancelled', 'Order H-7Q2M-4KXD is cancelled'],
    ['order.refunded', 'Money back for order H-7Q2M-4KXD'],
  ] as const)('of %s sends "%s"', async (type, subject) => {
    const { notify, messenger, recorded } = aNotifier();
    const event = anEvent(type);
    await notify(event);
    expect([...messenger.sent.values()]).toEqual([{ to: 'ada@example.com', text: subject }]);
    expect(recorded(event)).toMatchObject({
      recipient: event.data.customerId,
      orderId: event.subject,
      template: type.slice(6),
      status: 'sent',
      subject,
      sentAt: '2026-01-02T03:04:05.000Z',
    });
  });

  it('sends a text message as well where there is a number to send it to, and something to send it with', async () => {
    const event = anEvent('order.paid', withPhone());
    const { notify, messenger } = aNotifier();
    await notify(event);
    expect([...messenger.sent.values()].map(({ to }) => to)).toEqual(['ada@example.com', phone]);
    const without = aNotifier({ channels: ['email'] });
    await without.notify(event);
    expect([...without.messenger.sent.values()].map(({ to }) => to)).toEqual(['ada@example.com']);
  });

  it('speaks the language of the order, unless the customer prefers another', async () => {
    const { notify, messenger, preferences } = aNotifier();
    const order = anOrder({ locale: 'de' });
    await notify(anEvent('order.placed', order));
    await preferences.save(order.customerId!, { email: true, sms: true, locale: 'en' });
    await notify(anEvent('order.paid', order));
    const subjects = [...messenger.sent.values()].map(({ text }) => text);
    expect(subjects).toEqual(['Wir haben Ihre Bestellung H-7Q2M-4KXD', 'Order H-7Q2M-4KXD is paid']);
  });

  it('leaves out a channel that the customer does not want, and records it', async () => {
    const { notify, messenger, preferences, recorded, done } = aNotifier();
    const event = anEvent('order.paid', withPhone());
    await preferences.save(event.data.customerId!, { email: false, sms: true, locale: 'en' });
    await notify(event);
    await notify(event);
    expect([...messenger.sent.values()].map(({ to }) => to)).toEqual([phone]);
    expect(recorded(event)).toMatchObject({ status: 'suppressed' });
    expect(done).toEqual(['email suppressed', 'sms sent']);
  });

  it('knows a guest by the e-mail address, and asks for no preferences', async () => {
    const { notify, recorded } = aNotifier();
    const event = anEvent('order.paid', aGuestOrder({ contact: { name: 'Ada', email: 'Ada@Example.com' } }));
    await notify(event);
    expect(recorded(event)?.recipient).toBe('guest:ada@example.com');
  });
});

describe('notifying a customer once', () => {
  it('sends nothing for an event that was handled before', async () => {
    const { notify, notifyAsOther, messenger, done } = aNotifier();
    const event = anEvent();
    await notify(event);
    await notify(event);
    await notifyAsOther(event);
    expect(messenger.attempts).toHaveLength(1);
    expect(done).toEqual(['email sent']);
  });

  it('goes on after a failure with the same id and the time of the first attempt', async () => {
    const { notify, messenger, clock, recorded } = aNotifier();
    const event = anEvent();
    messenger.fault = new Error('out of service');
    await expect(notify(event)).rejects.toThrow('out of service');
    expect(recorded(event)?.status).toBe('sending');
    messenger.fault = undefined;
    clock.now += 1_000;
    await notify(event);
    expect(recorded(event)?.status).toBe('sent');
    const [first, second] = messenger.attempts;
    expect(second).toEqual(first);
  });

  it('says the same in a repetition, although the customer chose another language meanwhile', async () => {
    const { notify, messenger, preferences } = aNotifier();
    const event = anEvent();
    messenger.fault = new Error('out of service');
    await expect(notify(event)).rejects.toThrow();
    await preferences.save(event.data.customerId!, { email: false, sms: false, locale: 'de' });
    messenger.fault = undefined;
    await notify(event);
    expect([...messenger.sent.values()][0]?.text).toBe('Order H-7Q2M-4KXD is paid');
  });

  it('waits for another replica that is sending, until that must have died', async () => {
    const { notify, notifyAsOther, messenger, clock } = aNotifier();
    const event = anEvent();
    messenger.fault = new Error('crash');
    await expect(notify(event)).rejects.toThrow('crash');
    messenger.fault = undefined;
    clock.now += 29_999;
    await expect(notifyAsOther(event)).rejects.toThrow(NotificationInProgress);
    expect(messenger.attempts).toHaveLength(1);
    clock.now += 1;
    await notifyAsOther(event);
    expect(messenger.sent.size).toBe(1);
  });

  it('lets only one of two replicas take over', async () => {
    const { notify, notifyAsOther, messenger, clock, done } = aNotifier();
    const event = anEvent('order.paid', anOrder({ customerId: aCustomerId() }));
    messenger.fault = new Error('crash');
    await expect(notify(event)).rejects.toThrow();
    messenger.fault = undefined;
    clock.now += 60_000;
    const outcomes = await Promise.allSettled([notifyAsOther(event), notifyAsOther(event)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(messenger.sent.size).toBe(1);
    expect(done).toEqual(['email sent']);
  });

  it('sends what is left when one channel fails for now', async () => {
    const { notify, messenger, recorded } = aNotifier();
    const event = anEvent('order.paid', withPhone());
    const { sms } = messenger;
    messenger.sms = () => Promise.reject(new Error('out of service'));
    await expect(notify(event)).rejects.toThrow('out of service');
    expect(recorded(event)?.status).toBe('sent');
    messenger.sms = sms;
    await notify(event);
    expect([...messenger.sent.values()].map(({ to }) => to)).toEqual(['ada@example.com', phone]);
  });

  it('records what can never be delivered, and does not try again', async () => {
    const { notify, messenger, recorded, done } = aNotifier();
    const event = anEvent();
    messenger.fault = new RecipientRefused('no such mailbox');
    await notify(event);
    await notify(event);
    expect(messenger.attempts).toHaveLength(1);
    expect(recorded(event)).toMatchObject({ status: 'failed', error: 'no such mailbox', sentAt: undefined });
    expect(done).toEqual(['email failed']);
  });

  it('leaves the record to whoever took over while it was slow', async () => {
    const { notify, messenger, notifications, recorded, done } = aNotifier();
    const event = anEvent();
    const { email } = messenger;
    messenger.email = async (message) => {
      const held = recorded(event) as NotificationRecord;
      await notifications.save({ ...held, claimedBy: 'two' });
      return email(message);
    };
    await notify(event);
    expect(recorded(event)).toMatchObject({ status: 'sending', claimedBy: 'two' });
    expect(done).toEqual([]);
  });
});
