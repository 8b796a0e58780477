import type { DeclineReason, IdempotencyKey, Order } from '@halden/contracts';
import { addLine, type Cart, setQuantity, toRequestLines } from './cart.ts';
import type { Attempt, CartState, Undecided } from './cart-state.ts';

/** Whether two carts ask for the same pieces. */
export const sameLines = (one: Cart, other: Cart): boolean =>
  JSON.stringify(toRequestLines(one)) === JSON.stringify(toRequestLines(other));

/** What was ordered goes out; what another tab put in meanwhile stays. */
export const takeOut = (cart: Cart, ordered: readonly { sku: string; quantity: number }[]): Cart =>
  cart.flatMap((line) => {
    const quantity = line.quantity - (ordered.find(({ sku }) => sku === line.sku)?.quantity ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });

/** An order that did not come about goes back in; no line becomes more than it was. */
export const giveBack = (cart: Cart, lines: Cart): Cart =>
  lines.reduce(
    (all, line) =>
      all.some(({ sku }) => sku === line.sku)
        ? setQuantity(all, line.sku, Math.max(line.quantity, all.find(({ sku }) => sku === line.sku)?.quantity ?? 0))
        : addLine(all, line),
    cart,
  );

/** Before an attempt is sent it is remembered: from then on it may have arrived. */
export const attempted =
  (attempt: Attempt) =>
  ({ declined: _, ...state }: CartState): CartState => ({ ...state, attempt });

/** The attempt is over, and there is no order of it. Another one that has begun meanwhile stays. */
export const attemptEnded =
  (key: IdempotencyKey) =>
  ({ attempt, ...state }: CartState): CartState => ({ ...state, ...(attempt && attempt.key !== key && { attempt }) });

/** The attempt may be sent again from then on. */
export const attemptDelayed =
  (key: IdempotencyKey, notBefore: number) =>
  (state: CartState): CartState =>
    state.attempt?.key === key ? { ...state, attempt: { ...state.attempt, notBefore } } : state;

/** The attempt became an order: its lines wait with it for the bank. */
export const placed =
  ({ key, customer, lines, totals }: Attempt, { id: orderId, guestKey }: Pick<Order, 'id' | 'guestKey'>, now: number) =>
  (state: CartState): CartState => {
    const ended = attemptEnded(key)(state);
    if (ended.undecided.some((each) => each.orderId === orderId)) return ended;
    const order: Undecided = {
      orderId,
      ...(guestKey !== undefined && { guestKey }),
      ...(customer && { customer }),
      lines,
      totals,
      placedAt: now,
    };
    return { ...ended, lines: takeOut(ended.lines, lines), undecided: [...ended.undecided, order] };
  };

/** The bank has taken the payment, or the customer called the order off: the lines are out of the cart for good. */
export const settled =
  (orderId: Order['id']) =>
  (state: CartState): CartState => ({
    ...state,
    undecided: state.undecided.filter((each) => each.orderId !== orderId),
  });

/** The order did not come about: its lines are back in the cart. Does nothing where that is known already. */
export const returned =
  (orderId: Order['id'], reason?: DeclineReason) =>
  (state: CartState): CartState => {
    const order = state.undecided.find((each) => each.orderId === orderId);
    if (!order) return state;
    return {
      ...settled(orderId)(state),
      lines: giveBack(state.lines, order.lines),
      declined: { orderId, ...(reason && { reason }) },
    };
  };
