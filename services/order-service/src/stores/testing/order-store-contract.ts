import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { advance } from '../../domain/order.ts';
import { announce, requestPayment } from '../../domain/messages.ts';
import type { Attempt } from '../../domain/ports.ts';
import { ada, aKey, aLine, anOrder, anOrderRequest, grace, later } from '../../testing/builders.ts';
import type { DurableOrderStore } from '../order-store.ts';

export interface Opened {
  store: DurableOrderStore;
  /** Moves the store's clock. */
  advanceClock(ms: number): void;
  /** Opens the same data again, as another process would after this one died. */
  reopen(): Promise<DurableOrderStore>;
  dispose(): Promise<void>;
}

/** What every order store promises. */
export function describeOrderStore(name: string, open: () => Promise<Opened>): void {
  describe(`${name} as an order store`, () => {
    let opened: Opened;
    let store: DurableOrderStore;
    beforeAll(async () => {
      opened = await open();
      ({ store } = opened);
    });
    afterAll(() => opened.dispose());

    const anAttempt = (overrides: Partial<Attempt> = {}): Attempt => ({
      scope: 'customer:cus_ada',
      key: aKey(),
      requestHash: 'a'.repeat(64),
      ...overrides,
    });
    const { paymentToken } = anOrderRequest();
    const messagesOf = (order: ReturnType<typeof anOrder>) => [
      requestPayment(order, paymentToken),
      announce('order.placed', order, undefined),
    ];
    const placed = async (overrides: Parameters<typeof anOrder>[0] = {}) => {
      const order = anOrder(overrides);
      await store.place(order, anAttempt(), messagesOf(order));
      return order;
    };
    const claimAll = async () => {
      const records = await store.outbox.claim({ limit: 1_000, leaseMs: 10_000 });
      await store.outbox.markSent(records.map(({ id }) => id));
      return records;
    };

    it('gives back an order exactly as it was placed', async () => {
      const lines = [aLine({ quantity: 3 }), aLine({ sku: 'HAL-CER-0002-INK', price: 1 })];
      const order = anOrder({
        lines,
        contact: { name: 'Ünïcödé 🪑', email: 'u@example.com', phone: '+4915112345678' },
        customerId: undefined,
      });
      expect(await store.place(order, anAttempt(), [])).toMatchObject({ placed: true, order });
      expect((await store.find([order.id])).get(order.id)).toEqual(order);
    });

    it('places one order for one attempt, however often and however parallel it is tried', async () => {
      const attempt = anAttempt();
      const order = anOrder();
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => store.place(order, attempt, messagesOf(order))),
      );
      expect(outcomes.filter(({ placed: isNew }) => isNew)).toHaveLength(1);
      expect(new Set(outcomes.map(({ order: { id } }) => id))).toEqual(new Set([order.id]));
      expect((await claimAll()).filter(({ message }) => message.subject === order.id)).toHaveLength(2);
      expect(await store.findAttempt(attempt.scope, attempt.key)).toEqual({ order, requestHash: attempt.requestHash });
      expect(await store.findAttempt('customer:cus_grace', attempt.key)).toBeUndefined();
    });

    it('writes nothing of an order that cannot be written', async () => {
      const order = anOrder();
      const bad = anOrder({ id: order.id, lines: [aLine(), { ...aLine(), quantity: 0 }] });
      await expect(store.place(bad, anAttempt(), messagesOf(bad))).rejects.toThrow();
      expect((await store.find([order.id])).size).toBe(0);
      expect((await claimAll()).some(({ message }) => message.subject === order.id)).toBe(false);
      await expect(store.place(order, anAttempt(), [])).resolves.toMatchObject({ placed: true });
    });

    it('lists the orders of a customer only, newest first, page by page', async () => {
      const ids = [];
      for (let n = 0; n < 5; n++) ids.unshift((await placed({ customerId: grace })).id);
      const first = await store.list({ customerId: grace, limit: 2 });
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      expect(first.items[0]).toMatchObject({
        itemCount: 1,
        firstLine: { name: 'Arc reading lamp' },
        total: { amount: 5_290, currency: 'EUR' },
      });
      const second = await store.list({ customerId: grace, limit: 2, after: first.next! });
      const third = await store.list({ customerId: grace, limit: 2, after: second.next! });
      expect([...second.items, ...third.items].map(({ id }) => id)).toEqual(ids.slice(2));
      expect(third.next).toBeUndefined();
      expect((await store.list({ customerId: grace, limit: 10, status: 'paid' })).items).toEqual([]);
      expect((await store.list({ customerId: grace, limit: 10, status: 'pending' })).items).toHaveLength(5);
      expect((await store.list({ customerId: grace, limit: 10, after: "'; DROP TABLE orders" })).items).toHaveLength(5);
    });

    it('saves a change once, and only onto the version it was made from', async () => {
      const order = await placed();
      const paid = advance(order, { status: 'paid', charged: order.totals.total.amount }, later);
      const message = announce('order.paid', paid, undefined);
      const inboxId = `${order.id}:result`;
      expect(await store.save([{ order: paid, outbox: [message], inboxId }])).toEqual(['saved']);
      expect(await store.save([{ order: paid, outbox: [message], inboxId }])).toEqual(['duplicate']);
      expect(await store.save([{ order: advance(order, { status: 'cancelled' }, later), outbox: [] }])).toEqual([
        'conflict',
      ]);
      expect((await store.find([order.id])).get(order.id)).toEqual(paid);
      expect(await store.seen([inboxId, 'other'])).toEqual(new Set([inboxId]));
      expect(await store.versions([order.id])).toEqual(new Map([[order.id, 2]]));
      expect((await claimAll()).filter(({ id }) => id === message.id)).toHaveLength(1);
    });

    it('does not remember a message whose change was refused', async () => {
      const order = await placed();
      const stale = { ...advance(order, { status: 'cancelled' as const }, later), version: 5 };
      expect(await store.save([{ order: stale, outbox: [], inboxId: `${order.id}:x` }])).toEqual(['conflict']);
      expect(await store.seen([`${order.id}:x`])).toEqual(new Set());
    });

    it('lets one of many changes made at the same time win', async () => {
      const order = await placed();
      const changes = Array.from({ length: 6 }, (_, n) => ({
        order: advance(order, { status: 'cancelled' as const, detail: `${n}` }, later),
        outbox: [],
      }));
      const outcomes = (await Promise.all(changes.map((change) => store.save([change])))).flat();
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(5);
    });

    it('refuses amounts that cannot be', async () => {
      const order = await placed();
      const impossible = advance(order, { charged: 100, refunded: 200 }, later);
      await expect(store.save([{ order: impossible, outbox: [] }])).rejects.toThrow();
    });

    it('hands out the outbox in order, to one at a time, until it is marked sent', async () => {
      await claimAll();
      const orders = [await placed(), await placed()];
      const expected = orders.flatMap((order) => messagesOf(order).map(({ id }) => id));
      const first = await store.outbox.claim({ limit: 3, leaseMs: 10_000 });
      expect(first.map(({ id }) => id)).toEqual(expected.slice(0, 3));
      expect(first[0]).toMatchObject({
        destination: 'payment-requests',
        message: { type: 'payment.requested', subject: orders[0]?.id },
      });
      expect((await store.outbox.claim({ limit: 10, leaseMs: 10_000 })).map(({ id }) => id)).toEqual(expected.slice(3));
      await store.outbox.markSent([expected[0]!, expected[3]!]);
      await store.outbox.release([expected[1]!]);
      expect((await store.outbox.claim({ limit: 10, leaseMs: 10_000 })).map(({ id }) => id)).toEqual([expected[1]]);
      opened.advanceClock(20_000); // the leases of a process that died
      expect((await store.outbox.claim({ limit: 10, leaseMs: 10_000 })).map(({ id }) => id)).toEqual(
        expected.slice(1, 3),
      );
      await store.outbox.markSent(expected);
      opened.advanceClock(20_000);
      expect(await store.outbox.claim({ limit: 10, leaseMs: 10_000 })).toEqual([]);
    });

    it('never hands one record to two who ask at the same time', async () => {
      await claimAll();
      for (let n = 0; n < 10; n++) await placed();
      const claims = await Promise.all(
        Array.from({ length: 5 }, () => store.outbox.claim({ limit: 4, leaseMs: 10_000 })),
      );
      const ids = claims.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(20);
      await store.outbox.markSent(ids);
    });

    it('forgets old messages, and no others', async () => {
      const order = await placed();
      const inboxId = `${order.id}:old`;
      await store.save([{ order: advance(order, { status: 'cancelled' }, later), outbox: [], inboxId }]);
      await store.prune(0);
      expect(await store.seen([inboxId])).toEqual(new Set([inboxId]));
      await store.prune(Date.now() + 3_600_000);
      expect(await store.seen([inboxId])).toEqual(new Set());
    });

    it('has everything after it is opened again', async () => {
      const order = await placed({ customerId: ada });
      const again = await opened.reopen();
      expect((await again.find([order.id])).get(order.id)).toEqual(order);
      await again.check();
      await again.close();
    });
  });
}
