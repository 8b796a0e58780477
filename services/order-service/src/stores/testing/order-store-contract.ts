import { customerId, idempotencyKey, orderId, productId, sku } from '@halden/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderEvent, requestPayment } from '../../domain/messages.ts';
import type { Attempt } from '../../domain/ports.ts';
import { aChange, ada, aKey, aLine, anOrder, anOrderId, anOrderRequest, grace } from '../../testing/builders.ts';
import type { DurableOrderStore } from '../order-store.ts';
import { drainOutbox } from './drain-outbox.ts';

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
      key: aKey(),
      requestHash: 'a'.repeat(64),
      ...overrides,
    });
    const { paymentToken } = anOrderRequest();
    const messagesOf = (order: ReturnType<typeof anOrder>) => [
      requestPayment(order, paymentToken),
      orderEvent('order.placed', order, undefined),
    ];
    const placed = async (overrides: Parameters<typeof anOrder>[0] = {}) => {
      const order = anOrder(overrides);
      await store.place(order, anAttempt(), messagesOf(order));
      return order;
    };
    const claimAll = () => drainOutbox(store.outbox);

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
      expect(await store.findAttempt(attempt.key)).toEqual({ order, requestHash: attempt.requestHash });
      expect(await store.findAttempt(aKey())).toBeUndefined();
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
      await expect(async () =>
        store.list({ customerId: grace, limit: 10, after: "'; DROP TABLE orders" }),
      ).rejects.toThrow(RangeError);
    });

    it('lists and counts the orders that staff must look at, whoever placed them', async () => {
      const before = await store.countAttention();
      const orders = [await placed(), await placed({ customerId: undefined }), await placed()];
      const failed = orders.slice(0, 2).map((order) => aChange(order, { attention: 'refund_failed' as const }));
      await store.save(failed);
      const listed = async (limit: number, after?: string) =>
        store.list({ attention: 'refund_failed', limit, ...(after !== undefined && { after }) });
      const first = await listed(1);
      const second = await listed(1, first.next);
      expect([...first.items, ...second.items].map(({ id, attention }) => [id, attention])).toEqual([
        [orders[1]?.id, 'refund_failed'],
        [orders[0]?.id, 'refund_failed'],
      ]);
      expect((await store.find([orders[0]!.id])).get(orders[0]!.id)).toEqual(failed[0]?.order);
      expect((await store.list({ limit: 1 })).items[0]?.id).toBe(orders[2]?.id);
      expect(await store.countAttention()).toBe(before + 2);
      await store.save(failed.map(({ order }) => aChange(order, { attention: undefined })));
      expect([await store.countAttention(), (await listed(9)).items]).toEqual([before, []]);
    });

    it('saves a change once, and only onto the version it was made from', async () => {
      const order = await placed();
      const change = aChange(order, { status: 'paid', charged: order.totals.total.amount });
      const paid = change.order;
      const message = orderEvent('order.paid', paid, undefined);
      const inboxId = `${order.id}:result`;
      expect(await store.save([{ ...change, outbox: [message], inboxId }])).toEqual(['saved']);
      expect(await store.save([{ ...change, outbox: [message], inboxId }])).toEqual(['duplicate']);
      expect(await store.save([aChange(order, { status: 'cancelled' })])).toEqual(['conflict']);
      expect((await store.find([order.id])).get(order.id)).toEqual(paid);
      expect(await store.seen([inboxId, 'other'])).toEqual(new Set([inboxId]));
      expect(await store.versions([order.id])).toEqual(new Map([[order.id, 2]]));
      expect((await claimAll()).filter(({ id }) => id === message.id)).toHaveLength(1);
    });

    it('does not remember a message whose change was refused', async () => {
      const order = await placed();
      const stale = aChange(order, { status: 'cancelled', version: 5 });
      expect(await store.save([{ ...stale, inboxId: `${order.id}:x` }])).toEqual(['conflict']);
      expect(await store.seen([`${order.id}:x`])).toEqual(new Set());
    });

    it('lets one of many changes made at the same time win', async () => {
      const order = await placed();
      const changes = Array.from({ length: 6 }, (_, charged) => aChange(order, { status: 'cancelled', charged }));
      const outcomes = (await Promise.all(changes.map((change) => store.save([change])))).flat();
      expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'conflict')).toHaveLength(5);
    });

    it('refuses amounts that cannot be', async () => {
      const order = await placed();
      await expect(store.save([aChange(order, { charged: 100, refunded: 200 })])).rejects.toThrow();
    });

    it('writes messages with the change, by destination and ordering key', async () => {
      await claimAll();
      const order = await placed();
      const [payment, event] = messagesOf(order);
      const at = async (destination: string) => store.outbox.claim({ destination, limit: 10, leaseMs: 10_000 });
      expect(await at('payment-requests')).toEqual([{ ...payment, attempts: 0 }]);
      expect(await at('order-events')).toEqual([{ ...event, attempts: 0 }]);
      await store.outbox.markSent([payment!.id, event!.id]);
    });

    it.each([
      ['as long as the contract allows', 'x'.repeat(4_000)],
      ['of characters that take two units each', '🪑'.repeat(4_000)],
    ])('keeps names and variants %s', async (_, text) => {
      const order = anOrder({
        lines: [{ ...aLine(), name: text, variant: text, image: `/api/artwork/${'x'.repeat(1_000)}` }],
        contact: {
          name: '🪑'.repeat(120),
          email: `${'a'.repeat(64)}@${'b'.repeat(185)}.com`,
          phone: '+123456789012345',
        },
      });
      const attempt = anAttempt({ key: idempotencyKey(aKey().padStart(64, 'k')) });
      await store.place(order, attempt, messagesOf(order));
      expect((await store.find([order.id])).get(order.id)).toEqual(order);
      expect(await store.findAttempt(attempt.key)).toMatchObject({ order: { id: order.id } });
      const messages = await claimAll();
      expect(messages.map(({ message }) => message)).toContainEqual(messagesOf(order)[1]!.message);
    });

    it('keeps every column at the longest the contract allows', async () => {
      const order = anOrder({
        id: orderId(`ord_${'z'.repeat(26)}`),
        customerId: customerId('c'.repeat(64)),
        lines: Array.from({ length: 50 }, (_, index) => ({
          ...aLine({ quantity: 20, price: 999_999_999 }),
          sku: sku(`S${'K'.repeat(37)}${String(index).padStart(2, '0')}`),
          productId: productId(`prd_${'p'.repeat(80)}`),
          slug: 's'.repeat(80),
        })),
      });
      await store.place(order, anAttempt({ requestHash: 'f'.repeat(64) }), messagesOf(order));
      expect((await store.find([order.id])).get(order.id)).toEqual(order);
      await claimAll();
    });

    it('answers for thousands of ids at once', async () => {
      const orders = [await placed(), await placed()];
      const ids = [...Array.from({ length: 5_000 }, () => anOrderId()), ...orders.map(({ id }) => id)];
      expect((await store.versions(ids)).size).toBe(2);
      expect((await store.find(ids)).size).toBe(2);
      expect(await store.seen(ids)).toEqual(new Set());
    });

    it('keeps a state that it never heard of: the contract says which there are', async () => {
      const order = await placed();
      expect(await store.save([aChange(order, { status: 'returned_in_part' as never })])).toEqual(['saved']);
      expect((await store.find([order.id])).get(order.id)?.status).toBe('returned_in_part');
    });

    it('forgets old messages, and no others', async () => {
      const order = await placed();
      const inboxId = `${order.id}:old`;
      await store.save([{ ...aChange(order, { status: 'cancelled' }), inboxId }]);
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
