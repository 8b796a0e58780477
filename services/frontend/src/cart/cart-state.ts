import type { DeclineReason, IdempotencyKey, Order, PlaceOrder, Totals } from '@halden/contracts';
import { type Cart, readCart } from './cart.ts';

/** Who sent something; absent for a guest. */
export interface Customer {
  id: string;
  name: string;
}

/** One try to place one order: sent again as it is until an answer says what became of it, so that nothing is ordered twice. */
export interface Attempt {
  key: IdempotencyKey;
  /** The key belongs to who used it first: a customer's attempt is never sent by another, nor by a guest. */
  customer?: Customer;
  body: PlaceOrder;
  lines: Cart;
  /** What the customer agreed to. */
  totals: Totals;
  /** The service asked not to be asked before (milliseconds since 1970). */
  notBefore?: number;
}

/** An order that is placed and waits for the bank, with the lines that it takes out of the cart, or gives back. */
export interface Undecided {
  orderId: Order['id'];
  guestKey?: string;
  customer?: Customer;
  lines: Cart;
  totals: Totals;
  /** Milliseconds since 1970. */
  placedAt: number;
}

/** The cart of a browser and what became of it, in one value: no line is ever in two places or in none. */
export interface CartState {
  lines: Cart;
  attempt?: Attempt;
  undecided: readonly Undecided[];
  /** The order whose lines came back last, until something else is tried. */
  declined?: { orderId: Order['id']; reason?: DeclineReason };
}

/** Another content of the cart, by a function of its lines. */
export const withLines =
  (change: (lines: Cart) => Cart) =>
  (state: CartState): CartState => ({ ...state, lines: change(state.lines) });

/** What the storage holds, as far as it is a cart. */
export function readCartState(kept: unknown): CartState {
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return { lines: readCart(kept), undecided: [] };
  const { lines, attempt, undecided, declined } = kept as Partial<CartState>;
  return {
    lines: readCart(lines),
    ...(isAttempt(attempt) && { attempt }),
    undecided: Array.isArray(undecided) ? undecided.filter(isUndecided) : [],
    ...(typeof declined?.orderId === 'string' && { declined }),
  };
}

const isAttempt = (value: Partial<Attempt> | null | undefined): boolean =>
  typeof value?.key === 'string' && typeof value.body === 'object' && Array.isArray(value.lines);

const isUndecided = (value: Partial<Undecided> | null | undefined): boolean =>
  typeof value?.orderId === 'string' && Array.isArray(value.lines) && typeof value.placedAt === 'number';
