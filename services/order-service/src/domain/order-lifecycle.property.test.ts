import { isDecided, orderStates, type PaymentResult, sku, stageOf } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { aKey, aResult } from '../testing/builders.ts';
import { createTestContext, type TestContext } from '../testing/test-context.ts';
import type { OrderRecord } from './order.ts';

const lamp = sku('HAL-LMP-0001-CLY');
const stock = 5;

/** The same numbers for the same seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** payment-service as its promises have it: it charges once and gives each refund one answer, late, twice or in another order. */
class Bank {
  charged = 0;
  refunded = 0;
  readonly results: PaymentResult[] = [];
  readonly #seen = new Set<string>();
  readonly #random: () => number;
  constructor(random: () => number) {
    this.#random = random;
  }

  async take(context: TestContext, order: OrderRecord): Promise<string[]> {
    const messages = (await context.sent()).filter(({ id }) => !this.#seen.has(id));
    for (const message of messages) {
      this.#seen.add(message.id);
      if (message.type === 'payment.requested') this.#charge(order);
      if (message.type === 'refund.requested')
        this.#refund(order, message.data as { refundId: string; amount: { amount: number } });
    }
    return messages.map(({ type }) => type);
  }

  #charge(order: OrderRecord) {
    const roll = this.#random();
    const declines = roll < 0.35;
    // Some banks change their mind: declined first, and taken after all.
    const takes = !declines || roll < 0.1;
    if (declines) this.results.push(aResult(order, 'payment.declined'));
    if (takes) this.results.push(aResult(order, 'payment.succeeded'));
    if (takes) this.charged = order.totals.total.amount;
  }

  #refund(order: OrderRecord, { refundId, amount }: { refundId: string; amount: { amount: number } }) {
    const succeeds = this.#random() < 0.6;
    if (succeeds) this.refunded += amount.amount;
    this.results.push(
      succeeds
        ? aResult(order, 'refund.succeeded', { refundId, refunded: { amount: amount.amount, currency: 'EUR' } })
        : aResult(order, 'refund.failed', { refundId, reason: 'bank_refused' }),
    );
  }
}

async function live(seed: number) {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  const context = createTestContext({ [lamp]: stock });
  const bank = new Bank(random);
  const { order } = await context.place({ lines: [{ sku: lamp, quantity: 2 }] });
  const first = await context.current(order);
  const sent: string[] = [];
  const keys = [aKey(), aKey()];
  let soldElsewhere = 0;
  const deliver = (result: PaymentResult | undefined) =>
    result && context.handleResults([{ message: result, previousAttempts: 0, traceparent: undefined }]);
  const steps: (() => unknown)[] = [
    async () => sent.push(...(await bank.take(context, first))),
    () => deliver(pick(bank.results)),
    () => deliver(pick(bank.results)),
    () => context.cancel(order.id),
    () => context.refund(order.id, pick(keys)!, { amount: 100, reason: 'scratched' }),
    () =>
      context.refund(order.id, aKey(), {
        ...(random() < 0.5 && { amount: 1 + Math.floor(random() * 9_000) }),
        reason: 'late',
      }),
    () => context.ship(order.id, pick(keys)!, { carrier: 'DHL' }),
    () => void (context.catalogue.down = random() < 0.3),
    // The reservation lapses, and somebody else buys what it held.
    () => {
      const held = context.catalogue.reservations.get(order.id);
      if (held?.state !== 'reserved' || random() < 0.7) return;
      held.state = 'released';
      const bought = context.catalogue.available(lamp);
      context.catalogue.onHand.set(lamp, (context.catalogue.onHand.get(lamp) ?? 0) - bought);
      soldElsewhere += bought;
    },
  ];
  for (let step = 0; step < 40; step++) {
    // Now and then two things happen at the same moment.
    const now = Array.from({ length: random() < 0.2 ? 2 : 1 }, () =>
      Promise.resolve(pick(steps)?.()).catch(() => undefined),
    );
    await Promise.all(now);
  }
  context.catalogue.down = false;
  // Everything that was sent arrives in the end.
  for (let round = 0; round < 3; round++) {
    sent.push(...(await bank.take(context, first)));
    for (const result of bank.results) await deliver(result);
  }
  sent.push(...(await bank.take(context, first)));
  const last = await context.current(order);
  const onHand = context.catalogue.onHand.get(lamp)! + soldElsewhere;
  const free = context.catalogue.available(lamp) + soldElsewhere;
  await context.orders.close();
  return { bank, last, sent, onHand, free };
}

describe('whatever happens to an order, in whatever order and however often', () => {
  const reached = new Set<string>();
  const parts = Array.from({ length: 8 }, (_, part) =>
    Array.from({ length: 25 }, (_each, index) => part * 25 + index + 1),
  );

  it.each(parts)(
    'its money, goods and messages add up, and it ends in a state that is final or before staff (%i …)',
    async (...seeds) => {
      for (const seed of seeds) {
        const { bank, last, sent, onHand, free } = await live(seed);
        const stage = orderStates[stageOf(last)];
        const description = `seed ${seed}: ${last.timeline.map(({ status }) => status).join(' → ')}`;
        last.timeline.forEach(({ status }) => reached.add(status));

        // The bank and the order agree, and what is kept is paid for or before staff.
        expect([description, last.charged, last.refunded]).toEqual([description, bank.charged, bank.refunded]);
        const kept = last.charged - last.refunded;
        const given = last.refunds
          .filter(({ status }) => status === 'succeeded')
          .reduce((sum, { amount }) => sum + amount, 0);
        expect([description, last.refunded]).toEqual([description, given]);
        if (stage.money === 'none')
          expect([description, kept === 0 || last.attention]).toEqual([description, kept === 0 || 'refund_failed']);

        // Goods have left the shelf for orders that are sold, and for no others.
        const gone = stage.goods === 'sold' ? 2 : 0;
        expect([description, onHand, free]).toEqual([description, stock - gone, stock - gone]);

        // It has come to rest: decided, no refund under way.
        expect([description, isDecided(last), last.refunds.some(({ status }) => status === 'requested')]).toEqual([
          description,
          true,
          false,
        ]);
        if (last.refunds.at(-1)?.status === 'failed')
          expect([description, last.attention]).toEqual([description, 'refund_failed']);

        // Every change is said once.
        for (const event of ['order.placed', 'order.paid', 'order.shipped', 'order.declined', 'order.cancelled'])
          expect([description, event, sent.filter((type) => type === event).length <= 1]).toEqual([
            description,
            event,
            true,
          ]);
        expect([description, sent.filter((type) => type === 'order.refunded').length]).toEqual([
          description,
          last.refunds.filter(({ status }) => status === 'succeeded').length,
        ]);
      }
    },
  );

  it('the walks are long enough to see every state', () => {
    expect([...reached].toSorted()).toEqual(Object.keys(orderStates).toSorted());
  });
});
