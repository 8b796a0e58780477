import type { DeliveryMethod, IdempotencyKey, Order, PlaceOrder, Totals } from '@halden/contracts';
import type { Cart } from '../cart/cart.ts';
import { type AddressFields, type ContactFields, normalizePhone } from './validation.ts';

export const steps = ['contact', 'delivery', 'payment'] as const;
export type Step = (typeof steps)[number];

/** Another total than the customer agreed to: what it was, and of which lines at which prices. */
export interface PriceChange {
  before: Totals;
  now: Totals | undefined;
  lines: Cart;
}

/** What the checkout remembers in this tab across a reload. Never a card. */
export interface CheckoutState {
  step: Step;
  contact: ContactFields;
  address: AddressFields;
  delivery: DeliveryMethod;
  /** The order that was placed here, while the customer waits here for the bank. */
  waitingFor: { orderId: Order['id']; guestKey: string | undefined } | undefined;
  priceChange: PriceChange | undefined;
}

export const blank: CheckoutState = {
  step: 'contact',
  contact: { name: '', email: '', phone: '' },
  address: { name: '', line1: '', line2: '', postalCode: '', city: '', country: 'DE' },
  delivery: 'standard',
  waitingFor: undefined,
  priceChange: undefined,
};

/** What was kept, completed; anything that is not a checkout begins a new one. */
export function readCheckout(kept: unknown): CheckoutState {
  if (typeof kept !== 'object' || kept === null) return blank;
  const { step, contact, address, delivery, waitingFor, priceChange } = kept as Partial<CheckoutState>;
  return {
    step: steps.find((each) => each === step) ?? blank.step,
    contact: { ...blank.contact, ...texts(contact, blank.contact) },
    address: { ...blank.address, ...texts(address, blank.address) },
    delivery: delivery === 'express' ? 'express' : 'standard',
    waitingFor: typeof waitingFor?.orderId === 'string' ? waitingFor : undefined,
    priceChange:
      typeof priceChange?.before?.total === 'object' && Array.isArray(priceChange.lines) ? priceChange : undefined,
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

/** The customer has an order that goes its way: what was typed of the person stays for the next one. */
export const finished = ({ contact, address, delivery }: CheckoutState): CheckoutState => ({
  ...blank,
  contact,
  address,
  delivery,
});

/** The request that a checkout amounts to. */
export function toPlaceOrder(
  state: Pick<CheckoutState, 'contact' | 'address' | 'delivery'>,
  rest: Pick<PlaceOrder, 'lines' | 'currency' | 'paymentToken' | 'agreedTotal' | 'locale'>,
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

/** What was sent, as the checkout shows it: in a tab where it was not typed as well. */
export const fromPlaceOrder = ({
  contact,
  address,
  delivery,
}: PlaceOrder): Pick<CheckoutState, 'contact' | 'address' | 'delivery'> => ({
  contact: { ...blank.contact, ...contact },
  address: { ...blank.address, ...address },
  delivery,
});

const trimmed = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value).trim()])) as T;
