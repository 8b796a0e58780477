import { isDecided, orderStates, type PaymentResult, sku, stageOf } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { aKey, aResult } from '../testing/builders.ts';
import { aWorld, type World } from '../testing/world.ts';
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

  async take(world: World, order: OrderRecord): Promise<string[]> {
    const messages = (await world.sent()).filter(({ id }) => !this.#seen.has(id));
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
  const world = aWorld({ [lamp]: stock });
  const bank = new Bank(random);
  const { order } = await world.place({ lines: [{ sku: lamp, quantity: 2 }] });
  const first = await world.current(order);
  const sent: string[] = [];
  const keys = [aKey(), aKey()];
  let soldElsewhere = 0;
  const deliver = (result: PaymentResult | undefined) =>
    result && world.handleResults([{ message: result, previousAttempts: 0, traceparent: undefined }]);
  const steps: (() => unknown)[] = [
    async () => sent.push(...(await bank.take(world, first))),
    () => deliver(pick(bank.results)),
    () => deliver(pick(bank.results)),
    () => world.cancel(order.id),
    () => world.refund(order.id, pick(keys)!, { amount: 100, reason: 'scratched' }),
    () =>
      world.refund(order.id, aKey(), {
        ...(random() < 0.5 && { amount: 1 + Math.floor(random() * 9_000) }),
        reason: 'late',
      }),
    () => world.ship(order.id, pick(keys)!, { carrier: 'DHL' }),
    () => void (world.catalogue.down = random() < 0.3),
    // The reservation lapses, and somebody else buys what it held.
    () => {
      const held = world.catalogue.reservations.get(order.id);
      if (held?.state !== 'reserved' || random() < 0.7) return;
      held.state = 'released';
      const bought = world.catalogue.available(lamp);
      world.catalogue.onHand.set(lamp, (world.catalogue.onHand.get(lamp) ?? 0) - bought);
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
  world.catalogue.down = false;
  // Everything that was sent arrives in the end.
  for (let round = 0; round < 3; round++) {
    sent.push(...(await bank.take(world, first)));
    for (const result of bank.results) await deliver(result);
  }
  sent.push(...(await bank.take(world, first)));
  const last = await world.current(order);
  const onHand = world.catalogue.onHand.get(lamp)! + soldElsewhere;
  const free = world.catalogue.available(lamp) + soldElsewhere;
  await world.orders.close();
  return { bank, last, sent, onHand, free };
}

describe('whatever happens to an order, in whatever order and however often', () => {
  const reached = new Set<string>();
  const parts = Array.from({ length: 8 }, (_, part) =>
    Array.from({ length: 25 }, (_each, index) => part * 25 + index + 1),
  );

  it.each(parts)(
    'its books hold: money, goods, messages, and an end that is final or before staff (%i …)',
    async (...seeds) => {
      for (const seed of seeds) {
        const { bank, last, sent, onHand, free } = await live(seed);
        const stage = orderStates[stageOf(last)];
        const story = `seed ${seed}: ${last.timeline.map(({ status }) => status).join(' → ')}`;
        last.timeline.forEach(({ status }) => reached.add(status));

        // The bank's books and the order's agree, and what is kept is paid for or before staff.
        expect([story, last.charged, last.refunded]).toEqual([story, bank.charged, bank.refunded]);
        const kept = last.charged - last.refunded;
        const given = last.refunds
          .filter(({ status }) => status === 'succeeded')
          .reduce((sum, { amount }) => sum + amount, 0);
        expect([story, last.refunded]).toEqual([story, given]);
        if (stage.money === 'none')
          expect([story, kept === 0 || last.attention]).toEqual([story, kept === 0 || 'refund_failed']);

        // Goods have left the shelf for orders that are sold, and for no others.
        const gone = stage.goods === 'sold' ? 2 : 0;
        expect([story, onHand, free]).toEqual([story, stock - gone, stock - gone]);

        // It has come to rest: decided, no refund under way.
        expect([story, isDecided(last), last.refunds.some(({ status }) => status === 'requested')]).toEqual([
          story,
          true,
          false,
        ]);
        if (last.refunds.at(-1)?.status === 'failed') expect([story, last.attention]).toEqual([story, 'refund_failed']);

        // Every change is said once.
        for (const event of ['order.placed', 'order.paid', 'order.shipped', 'order.declined', 'order.cancelled'])
          expect([story, event, sent.filter((type) => type === event).length <= 1]).toEqual([story, event, true]);
        expect([story, sent.filter((type) => type === 'order.refunded').length]).toEqual([
          story,
          last.refunds.filter(({ status }) => status === 'succeeded').length,
        ]);
      }
    },
  );

  it('the walks are long enough to see every state', () => {
    expect([...reached].toSorted()).toEqual(Object.keys(orderStates).toSorted());
  });
});
