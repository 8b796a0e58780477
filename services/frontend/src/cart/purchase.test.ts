import { describe, expect, it } from '@jest/globals';
import { idempotencyKey, type Order, orderId, type PlaceOrder, sku } from '@halden/contracts';
import type { Cart, CartLine } from './cart.ts';
import { type Attempt, type CartState, readCartState } from './cart-state.ts';
import { attempted, attemptDelayed, attemptEnded, placed, returned, settled } from './purchase.ts';

const money = (amount: number) => ({ amount, currency: 'EUR' as const });
const aLine = (change: Partial<CartLine> = {}): CartLine => ({
  sku: sku('HAL-CER-0002-INK'),
  quantity: 2,
  slug: 'mug',
  name: 'Mug',
  variant: 'Ink',
  image: undefined,
  unitPrice: money(1800),
  ...change,
});
const lamp = aLine({ sku: sku('HAL-LMP-0001-CLY'), slug: 'lamp', name: 'Lamp', quantity: 1 });
const totals = { subtotal: money(3600), shipping: money(0), tax: money(575), total: money(3600) };
const anAttempt = (lines: Cart = [aLine()], key = 'a'): Attempt => ({
  key: idempotencyKey(key.repeat(32)),
  customer: { id: 'ada', name: 'Ada' },
  body: { currency: 'EUR' } as PlaceOrder,
  lines,
  totals,
});
const order = { id: orderId(`ord_${'0'.repeat(26)}`), guestKey: 'k' } as Order;
const full: CartState = { lines: [aLine(), lamp], undecided: [] };
const sent = attempted(anAttempt())(full);
const waiting = placed(anAttempt(), order, 5)(sent);

describe('the cart and what becomes of it', () => {
  it('keeps every line while it is not known whether there is an order', () => {
    expect(sent).toEqual({ ...full, attempt: anAttempt() });
  });

  it('has each line in one place: with the order that waits for the bank, or in the cart', () => {
    expect(waiting).toEqual({
      lines: [lamp],
      undecided: [
        {
          orderId: order.id,
          guestKey: 'k',
          customer: { id: 'ada', name: 'Ada' },
          lines: [aLine()],
          totals,
          placedAt: 5,
        },
      ],
    });
  });

  it('gives lines out for good when the bank takes the payment', () => {
    expect(settled(order.id)(waiting)).toEqual({ lines: [lamp], undecided: [] });
  });

  it('has every line back when the bank declines, and says why', () => {
    expect(returned(order.id, 'card_declined')(waiting)).toEqual({
      lines: [lamp, aLine()],
      undecided: [],
      declined: { orderId: order.id, reason: 'card_declined' },
    });
  });

  it('changes nothing twice: two tabs may hear of the same', () => {
    expect(placed(anAttempt(), order, 9)(waiting)).toEqual(waiting);
    const back = returned(order.id)(waiting);
    expect(returned(order.id)(back)).toBe(back);
    expect(settled(order.id)(back)).toEqual(back);
  });

  it('ends and delays this very attempt only, for another may have begun meanwhile', () => {
    const other = anAttempt([lamp], 'b');
    expect(attemptEnded(anAttempt().key)(sent)).toEqual(full);
    expect(attemptEnded(anAttempt().key)(attempted(other)(full)).attempt).toEqual(other);
    expect(attemptDelayed(anAttempt().key, 99)(sent).attempt).toEqual({ ...anAttempt(), notBefore: 99 });
    expect(attemptDelayed(other.key, 99)(sent)).toBe(sent);
  });

  it('forgets an earlier decline when something else is tried', () => {
    expect(attempted(anAttempt())(returned(order.id, 'card_declined')(waiting)).declined).toBeUndefined();
  });

  it('survives the storage at any point, also as it was kept before orders were kept with it', () => {
    for (const state of [full, sent, waiting, returned(order.id, 'card_declined')(waiting)])
      expect(readCartState(JSON.parse(JSON.stringify(state)))).toEqual(state);
    expect(readCartState(JSON.parse(JSON.stringify(full.lines)))).toEqual(full);
  });

  it.each([
    null,
    7,
    'x',
    [],
    { lines: 1, attempt: 2, undecided: 3, declined: 4 },
    { undecided: [null, {}], attempt: {} },
  ])('is empty when what was kept is no cart: %j', (kept) =>
    expect(readCartState(kept)).toEqual({ lines: [], undecided: [] }),
  );
});
