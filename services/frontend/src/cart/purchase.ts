import type { DeclineReason, IdempotencyKey, Order } from '@halden/contracts';
import { giveBack, takeOut } from './cart.ts';
import type { Attempt, CartState, Undecided } from './cart-state.ts';

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
