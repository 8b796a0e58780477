import type { DeclineReason, DeliveryMethod, IdempotencyKey, Order, PlaceOrder } from '@halden/contracts';
import type { CartLine } from '../cart/cart.ts';
import { type AddressFields, type ContactFields, normalizePhone } from './validation.ts';

export const steps = ['contact', 'delivery', 'payment'] as const;
export type Step = (typeof steps)[number];

/** One try to place one order: sent again as it is until the service says what became of it, so that nothing is ordered twice. */
export interface Attempt {
  key: IdempotencyKey;
  /** Placed without signing in: repeated the same way, for the key belongs to who used it. */
  asGuest: boolean;
  body: PlaceOrder;
  lines: readonly CartLine[];
}

/** An order that is placed and waits for the bank. */
export interface Placed {
  orderId: Order['id'];
  guestKey: string | undefined;
  lines: readonly CartLine[];
}

/** What the checkout remembers in this tab across a reload. Never a card. */
export interface CheckoutState {
  step: Step;
  contact: ContactFields;
  address: AddressFields;
  delivery: DeliveryMethod;
  attempt: Attempt | undefined;
  placed: Placed | undefined;
  declined: DeclineReason | undefined;
}

export const blank: CheckoutState = {
  step: 'contact',
  contact: { name: '', email: '', phone: '' },
  address: { name: '', line1: '', line2: '', postalCode: '', city: '', country: 'DE' },
  delivery: 'standard',
  attempt: undefined,
  placed: undefined,
  declined: undefined,
};

/** What was kept, completed; anything that is not a checkout begins a new one. */
export function readCheckout(kept: unknown): CheckoutState {
  if (typeof kept !== 'object' || kept === null) return blank;
  const { step, contact, address, delivery, attempt, placed, declined } = kept as Partial<CheckoutState>;
  return {
    step: steps.find((each) => each === step) ?? blank.step,
    contact: { ...blank.contact, ...texts(contact, blank.contact) },
    address: { ...blank.address, ...texts(address, blank.address) },
    delivery: delivery === 'express' ? 'express' : 'standard',
    attempt: typeof attempt?.key === 'string' && Array.isArray(attempt.lines) ? attempt : undefined,
    placed: typeof placed?.orderId === 'string' && Array.isArray(placed.lines) ? placed : undefined,
    declined: typeof declined === 'string' ? declined : undefined,
  };
}

function texts<T extends object>(kept: unknown, shape: T): Partial<T> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(
    Object.entries(kept).filter(([name, value]) => name in shape && typeof value === 'string'),
  ) as Partial<T>;
}

/** A key nobody guesses, of 16 random bytes. */
export const newKey = (random: Uint8Array): IdempotencyKey =>
  [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('') as IdempotencyKey;

/** Before an attempt is sent it is remembered: from then on it may have arrived. */
export const sending = (state: CheckoutState, attempt: Attempt): CheckoutState => ({
  ...state,
  attempt,
  declined: undefined,
});

export const refused = (state: CheckoutState): CheckoutState => ({ ...state, attempt: undefined });

export const placedAs = (state: CheckoutState, order: Order): CheckoutState => ({
  ...state,
  attempt: undefined,
  placed: { orderId: order.id, guestKey: order.guestKey, lines: state.attempt?.lines ?? [] },
});

/** Back to the payment, with everything kept and the reason shown. */
export const declinedFor = (state: CheckoutState, reason: DeclineReason | undefined): CheckoutState => ({
  ...state,
  step: 'payment',
  placed: undefined,
  declined: reason ?? 'card_declined',
});

/** The order goes its way: what was typed of the person stays for the next one. */
export const finished = (state: CheckoutState): CheckoutState => ({
  ...blank,
  contact: state.contact,
  address: state.address,
  delivery: state.delivery,
});

/** The request that a checkout amounts to. */
export function toPlaceOrder(
  state: CheckoutState,
  rest: Pick<PlaceOrder, 'lines' | 'currency' | 'paymentToken' | 'agreedTotal'> & Pick<PlaceOrder, 'locale'>,
): PlaceOrder {
  const { contact, address, delivery } = state;
  const { line2, ...place } = trimmed(address);
  const { phone: typed, ...person } = trimmed(contact);
  const phone = normalizePhone(typed);
  return {
    ...rest,
    contact: { ...person, ...(phone && { phone }) },
    address: { ...place, ...(line2 && { line2 }) },
    delivery,
  };
}

const trimmed = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value).trim()])) as T;
