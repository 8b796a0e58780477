import { Closed, type Static, StringEnum, Type } from './brand.ts';

export const currencies = ['EUR', 'USD', 'GBP'] as const;
export const Currency = StringEnum(currencies, { description: 'ISO 4217 code' });
export type Currency = Static<typeof Currency>;

/** An amount in minor units (cents, pence); never a fraction. */
export const Money = Closed(
  {
    amount: Type.Integer({ minimum: -(2 ** 40), maximum: 2 ** 40, description: 'Minor units: 4800 is 48.00' }),
    currency: Currency,
  },
  { title: 'Money' },
);
export type Money = Static<typeof Money>;

/** Throws `RangeError` when the amount is not a safe integer. */
export function money(amount: number, currency: Currency): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`money is an integer of minor units, got ${amount}`);
  return { amount, currency };
}

/** Throws `TypeError` when the currencies differ: there is no rate between them here. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`cannot add ${b.currency} to ${a.currency}`);
  return money(a.amount + b.amount, a.currency);
}

export const times = (price: Money, quantity: number): Money => money(price.amount * quantity, price.currency);

export const sum = (amounts: readonly Money[], currency: Currency): Money => amounts.reduce(add, money(0, currency));

/** As the reader's country writes it: `format({ amount: 4800, currency: 'EUR' }, 'de')` is `48,00 €`. */
export function format(value: Money, locale: string): string {
  let formatter = formatters.get(`${locale} ${value.currency}`);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency });
    formatters.set(`${locale} ${value.currency}`, formatter);
  }
  return formatter.format(value.amount / 100);
}
const formatters = new Map<string, Intl.NumberFormat>();
