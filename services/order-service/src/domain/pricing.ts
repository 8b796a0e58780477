import {
  add,
  type Country,
  type Currency,
  type DeliveryMethod,
  deliveryMethods,
  type Money,
  money,
  type OrderLine,
  sum,
  type Totals,
} from '@halden/contracts';
import { vatOf } from './vat.ts';

interface Tariff {
  price: Record<DeliveryMethod, number>;
  /** Subtotal from which standard delivery is free. */
  freeFrom: number;
  /** Where goods go as long as nobody says where. */
  home: Country;
}

/** Minor units, by currency of the order. */
const tariffs: Record<Currency, Tariff> = {
  EUR: { price: { standard: 490, express: 990 }, freeFrom: 6_000, home: 'DE' },
  USD: { price: { standard: 590, express: 1_190 }, freeFrom: 7_000, home: 'US' },
  GBP: { price: { standard: 450, express: 890 }, freeFrom: 5_500, home: 'GB' },
};
const days: Record<DeliveryMethod, string> = { standard: '2–4', express: '1–2' };

export interface Delivery {
  currency: Currency;
  method: DeliveryMethod;
  /** The home country of the currency when it is not known yet. */
  country?: Country | undefined;
}

/** What delivery costs for goods of this worth. Nothing to deliver costs nothing. */
export function shippingFor(subtotal: Money, delivery: DeliveryMethod): Money {
  const { price, freeFrom } = tariffs[subtotal.currency];
  const free = subtotal.amount === 0 || (delivery === 'standard' && subtotal.amount >= freeFrom);
  return money(free ? 0 : price[delivery], subtotal.currency);
}

/** The total is the same wherever the goods go; how much of it is tax is not. */
export function totalsFor(lines: readonly Pick<OrderLine, 'total'>[], { currency, method, country }: Delivery): Totals {
  const subtotal = sum(
    lines.map((line) => line.total),
    currency,
  );
  const shipping = shippingFor(subtotal, method);
  const total = add(subtotal, shipping);
  const vat = vatOf(country ?? tariffs[currency].home);
  return { subtotal, shipping, tax: money(Math.round((total.amount * vat) / (100 + vat)), currency), total };
}

export const deliveryOptionsFor = (subtotal: Money) =>
  deliveryMethods.map((method) => ({
    method,
    price: shippingFor(subtotal, method),
    ...(method === 'standard' && { freeFrom: money(tariffs[subtotal.currency].freeFrom, subtotal.currency) }),
    days: days[method],
  }));
