import {
  ApiProblem,
  type CustomerId,
  notificationTemplates,
  orderEvents as orderEventMessages,
  type OrderSnapshot,
} from '@halden/contracts';
import { createGuard, createMetrics } from '@halden/service-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMessenger } from './clients/messenger.ts';
import { notificationId } from './notification-id.ts';
import { createTemplates } from './templates/index.ts';
import { aContact, aGuestOrder, anEvent, anOrder, aPhone } from './testing/builders.ts';
import { eventually, type Service, startService, startSurroundings, type Surroundings } from './testing/harness.ts';

let around: Surroundings;
let service: Service;
beforeAll(async () => {
  around = await startSurroundings();
  service = await startService(around);
});
afterAll(async () => {
  await service.stop();
  await around.stop();
});

const ofSomebody = (overrides: Partial<OrderSnapshot> = {}) => anOrder({ contact: aContact(), ...overrides });
const customerOf = ({ customerId }: OrderSnapshot): CustomerId => customerId as CustomerId;
const problemOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error instanceof ApiProblem ? error.problem : Promise.reject(error as Error)),
  );
/** An event after these, of the same order and so of the same partition, whose notification is sent when theirs are. */
const toldAfter = async (order: OrderSnapshot, count: number) => {
  await around.publish(anEvent('order.refunded', order, { id: `${order.orderId}:last` }));
  return around.mails(order.contact.email, count);
};

describe('everything that happens to an order', () => {
  it('is sent by e-mail, in the order in which it happened', async () => {
    const order = ofSomebody();
    await around.publish(...orderEventMessages.map(({ type }) => anEvent(type, order)));
    const mails = await around.mails(order.contact.email, orderEventMessages.length);
    expect(mails.map(({ from, to, subject }) => ({ from, to, subject }))).toEqual(
      [
        'We have your order H-7Q2M-4KXD',
        'Order H-7Q2M-4KXD is paid',
        'Order H-7Q2M-4KXD is on its way',
        'The payment for order H-7Q2M-4KXD did not go through',
        'Order H-7Q2M-4KXD is cancelled',
        'Money back for order H-7Q2M-4KXD',
        'Your refund for order H-7Q2M-4KXD takes longer',
      ].map((subject) => ({
        from: 'orders@halden.example',
        to: [{ address: order.contact.email, name: 'Ada Lovelace' }],
        subject,
      })),
    );
    const { text, html } = await around.bodies(mails[1]!);
    for (const body of [text, html]) expect(body).toContain(`https://halden.example/orders/${order.orderId}`);
    expect(html).toContain('Arc reading lamp');
  });

  it('is sent by text message as well, where a number is given', async () => {
    const phone = aPhone();
    await around.publish(anEvent('order.paid', ofSomebody({ locale: 'de', contact: aContact({ phone }) })));
    const [sms] = await around.mails(phone);
    expect(sms).toMatchObject({ channel: 'sms', from: 'Halden' });
    expect(sms?.text).toMatch(/^Halden: Bestellung H-7Q2M-4KXD ist bezahlt\. Wir packen ein\. https:/);
  });

  it('gives a guest the link that opens the order', async () => {
    const order = aGuestOrder({ contact: aContact() });
    await around.publish(anEvent('order.placed', order));
    const [mail] = await around.mails(order.contact.email);
    const url = `https://halden.example/orders/${order.orderId}?key=${order.guestKey}`;
    expect((await around.bodies(mail!)).html).toContain(`href="${url}"`);
  });
});

describe('an event that comes again', () => {
  it('is sent once', async () => {
    const order = ofSomebody({ contact: aContact({ phone: aPhone() }) });
    const event = anEvent('order.paid', order);
    await around.publish(event, event);
    await around.publish(event);
    expect((await toldAfter(order, 2)).map(({ subject }) => subject)).toEqual([
      'Order H-7Q2M-4KXD is paid',
      'Money back for order H-7Q2M-4KXD',
    ]);
    await eventually(async () => (await around.mailsTo(order.contact.phone!)).length === 2, 'both text messages');
  });

  it('is sent once although the service crashed between sending and recording it', async () => {
    const order = ofSomebody();
    const event = anEvent('order.paid', order);
    const id = notificationId(event.id, 'email');
    const at = new Date().toISOString();
    const messenger = await createMessenger({
      connectionString: around.environment.COMMUNICATION_CONNECTION_STRING,
      endpoint: undefined,
      emailSender: 'orders@halden.example',
      smsSender: undefined,
      guard: createGuard({ dependency: 'communication', metrics: createMetrics('test') }),
    });
    const content = createTemplates('https://halden.example').email('paid', order, 'en');
    const to = { address: order.contact.email, name: order.contact.name };
    await messenger.email({ id, firstTriedAt: at, to, content });
    await around.database.container('notifications').items.create({
      id,
      recipient: order.customerId,
      orderId: order.orderId,
      template: 'paid',
      channel: 'email',
      locale: 'en',
      status: 'sending',
      claimedBy: around.environment.REPLICA_NAME,
      claimedAt: at,
      createdAt: at,
      position: `${at} ${id}`,
    });
    await around.publish(event);
    expect(await toldAfter(order, 2)).toHaveLength(2);
    const customer = await service.as(customerOf(order));
    const { items } = await customer.listNotifications();
    expect(items.find((notification) => notification.id === id)).toMatchObject({ status: 'sent' });
  });
});

describe('what a customer prefers', () => {
  it('is e-mail and text messages in English, until they say otherwise', async () => {
    const customer = await service.as(customerOf(ofSomebody()));
    expect(await customer.getPreferences()).toEqual({ email: true, sms: true, locale: 'en' });
    const preferences = { email: false, sms: true, locale: 'de' as const };
    expect(await customer.setPreferences({ body: preferences })).toEqual(preferences);
    expect(await customer.getPreferences()).toEqual(preferences);
    await customer.setPreferences({ body: { ...preferences, email: true } });
    expect(await customer.getPreferences()).toEqual({ ...preferences, email: true });
  });

  it('decides the channel and the language, and what is left out is recorded', async () => {
    const phone = aPhone();
    const order = ofSomebody({ contact: aContact({ phone }) });
    const customer = await service.as(customerOf(order));
    await customer.setPreferences({ body: { email: false, sms: true, locale: 'de' } });
    await around.publish(anEvent('order.paid', order));
    expect((await around.mails(phone))[0]?.text).toContain('ist bezahlt');
    await eventually(async () => {
      const { items } = await customer.listNotifications();
      return items.length === 2 && items.every(({ status }) => status !== 'sending');
    }, 'both notifications');
    const { items } = await customer.listNotifications();
    expect(items.map(({ channel, status }) => `${channel} ${status}`).sort()).toEqual(['email suppressed', 'sms sent']);
    expect(await around.mailsTo(order.contact.email)).toEqual([]);
  });

  it('needs a signed-in customer, and nothing but what is asked for', async () => {
    expect(await problemOf(service.anyone.getPreferences())).toMatchObject({ code: 'unauthenticated' });
    const customer = await service.as('cus_eve');
    const body = { email: true, sms: true, locale: 'fr' } as never;
    expect(await problemOf(customer.setPreferences({ body }))).toMatchObject({
      status: 400,
      code: 'validation_failed',
    });
  });
});

describe('the notifications of customers', () => {
  it('is listed for them, the newest first, page by page, and nothing of anybody else', async () => {
    const order = ofSomebody();
    const other = ofSomebody();
    await around.publish(...orderEventMessages.map(({ type }) => anEvent(type, order)), anEvent('order.paid', other));
    await around.mails(order.contact.email, orderEventMessages.length);
    await around.mails(other.contact.email);
    const customer = await service.as(customerOf(order));
    const first = await customer.listNotifications({ query: { limit: 4 } });
    const second = await customer.listNotifications({ query: { limit: 4, after: first.next! } });
    expect(second.next).toBeUndefined();
    const items = [...first.items, ...second.items];
    expect(items.map(({ template }) => template)).toEqual(notificationTemplates.toReversed());
    expect(items.every(({ orderId }) => orderId === order.orderId)).toBe(true);
  });

  it('is shown to staff for an order, also of a guest', async () => {
    const order = aGuestOrder({ contact: aContact() });
    await around.publish(anEvent('order.paid', order));
    await around.mails(order.contact.email);
    const staff = await service.as('emp_grace', ['notifications.read']);
    const params = { orderId: order.orderId };
    await eventually(
      async () => (await staff.listOrderNotifications({ params })).items[0]?.status === 'sent',
      'the notification noted as sent',
    );
    const { items } = await staff.listOrderNotifications({ params });
    expect(items).toMatchObject([{ template: 'paid', channel: 'email', subject: 'Order H-7Q2M-4KXD is paid' }]);
    const customer = await service.as('cus_eve');
    expect(await problemOf(customer.listOrderNotifications({ params }))).toMatchObject({ code: 'forbidden' });
    const query = { after: 'nonsense' };
    expect(await problemOf(staff.listOrderNotifications({ params, query }))).toMatchObject({
      code: 'validation_failed',
    });
  });
});

describe('an event that cannot be handled', () => {
  it('is dead-lettered with the reason, and does not hold up its partition', async () => {
    const order = ofSomebody();
    const poison = { ...anEvent('order.paid', order), id: `poison-${order.orderId}`, version: 7 };
    await around.publish(anEvent('order.placed', order), poison, anEvent('order.cancelled', order));
    expect(await around.mails(order.contact.email, 2)).toHaveLength(2);
    const email = await around.nextDeadLetter();
    expect(email).toMatchObject({
      messageId: poison.id,
      body: poison,
      applicationProperties: { reason: 'unsupported_version', source: 'order-events/notification-service' },
    });
    expect(email?.applicationProperties?.description).toContain('understood in version 1, got 7');
  });

  it('because of its recipient is recorded as failed and not tried again', async () => {
    const order = ofSomebody({ contact: aContact({ email: 'ada@example.c' }) });
    await around.publish(anEvent('order.paid', order));
    const customer = await service.as(customerOf(order));
    await eventually(
      async () => (await customer.listNotifications()).items[0]?.status === 'failed',
      'the notification noted as failed',
    );
    expect((await customer.listNotifications()).items[0]?.error).toContain('InvalidEmailAddress');
  });
});

describe('while Communication Services are down', () => {
  it('events wait, and their notifications are sent once when they are back', async () => {
    const order = ofSomebody();
    const customer = await service.as(customerOf(order));
    await around.withoutCommunication(async () => {
      await around.publish(anEvent('order.paid', order));
      await eventually(async () => (await customer.listNotifications()).items.length === 1, 'the event claimed');
    });
    expect(await around.mails(order.contact.email)).toHaveLength(1);
    await eventually(
      async () => (await customer.listNotifications()).items[0]?.status === 'sent',
      'the notification noted as sent',
    );
  });
});

describe('the service', () => {
  it('is ready when Cosmos and Event Hubs are, and measures what the business watches', async () => {
    const order = ofSomebody();
    await around.publish(anEvent('order.paid', order));
    await around.mails(order.contact.email);
    const ready = await service.ready();
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      checks: { cosmos: { ok: true }, 'event-hubs': { ok: true } },
    });
    await eventually(
      async () =>
        /notifications_total\{template="paid",channel="email",outcome="sent".*\} [1-9]/.test(await service.metrics()),
      'the notification counted',
    );
    expect(await service.metrics()).toMatch(/notification_delay_seconds_count\{.*\} [1-9]/);
  });

  it('goes on after its checkpoints when it is started again', async () => {
    const contact = aContact();
    const orders = Array.from({ length: 40 }, () => ofSomebody({ contact })); // enough for every partition
    const processed = async () =>
      Number(/messages_processed_total\{.*verdict="complete".*\} (\d+)/.exec(await service.metrics())?.[1] ?? 0);
    const before = await processed();
    await around.publish(...orders.map((order) => anEvent('order.placed', order)));
    await eventually(async () => (await processed()) >= before + 40, 'all events handled');
    await service.stop();
    await around.publish(anEvent('order.paid', orders[0]));
    service = await startService(around);
    expect((await around.mails(contact.email, 41)).at(-1)?.subject).toBe('Order H-7Q2M-4KXD is paid');
    await eventually(async () => (await processed()) > 0, 'the last event counted');
    expect(await processed()).toBe(1);
  });
});

describe('where there is no sender for text messages', () => {
  it('none are sent, and none are noted', async () => {
    const elsewhere = await startSurroundings();
    const withoutSms = await startService(elsewhere, { SMS_SENDER: '' });
    try {
      const phone = aPhone();
      const order = ofSomebody({ contact: aContact({ phone }) });
      await elsewhere.publish(anEvent('order.paid', order));
      await elsewhere.mails(order.contact.email);
      expect(await elsewhere.mailsTo(phone)).toEqual([]);
      const token = await elsewhere.issuer.bearer({ id: 'emp_grace', roles: ['notifications.read'] });
      const params = { orderId: order.orderId };
      const { items } = await withoutSms.anyone.listOrderNotifications({ params }, { headers: token });
      expect(items.map(({ channel }) => channel)).toEqual(['email']);
    } finally {
      await withoutSms.stop();
      await elsewhere.stop();
    }
  });
});
