import {
  add,
  type Currency,
  type DeliveryMethod,
  deliveryMethods,
  type Money,
  money,
  type OrderLine,
  sum,
  type Totals,
} from '@halden/contracts';

interface Tariff {
  price: Record<DeliveryMethod, number>;
  /** Subtotal from which standard delivery is free. */
  freeFrom: number;
  /** Value added tax contained in the prices, as a share of the net price. */
  vat: number;
}

/** Minor units, by currency of the order. */
const tariffs: Record<Currency, Tariff> = {
  EUR: { price: { standard: 490, express: 990 }, freeFrom: 6_000, vat: 0.19 },
  USD: { price: { standard: 590, express: 1_190 }, freeFrom: 7_000, vat: 0 },
  GBP: { price: { standard: 450, express: 890 }, freeFrom: 5_500, vat: 0.2 },
};
const days: Record<DeliveryMethod, string> = { standard: '2–4', express: '1–2' };

/** What delivery costs for goods of this worth. Nothing to deliver costs nothing. */
export function shippingFor(subtotal: Money, delivery: DeliveryMethod): Money {
  const { price, freeFrom } = tariffs[subtotal.currency];
  const free = subtotal.amount === 0 || (delivery === 'standard' && subtotal.amount >= freeFrom);
  return money(free ? 0 : price[delivery], subtotal.currency);
}

export function totalsFor(
  lines: readonly Pick<OrderLine, 'total'>[],
  delivery: DeliveryMethod,
  currency: Currency,
): Totals {
  const subtotal = sum(
    lines.map((line) => line.total),
    currency,
  );
  const shipping = shippingFor(subtotal, delivery);
  const total = add(subtotal, shipping);
  const { vat } = tariffs[currency];
  return { subtotal, shipping, tax: money(Math.round((total.amount * vat) / (1 + vat)), currency), total };
}

export const deliveryOptionsFor = (subtotal: Money) =>
  deliveryMethods.map((method) => ({
    method,
    price: shippingFor(subtotal, method),
    ...(method === 'standard' && { freeFrom: money(tariffs[subtotal.currency].freeFrom, subtotal.currency) }),
    days: days[method],
  }));
