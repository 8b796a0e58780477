import { add, format, type Locale, money, type OrderSnapshot } from '@halden/contracts';
import { oneLine } from '../domain/one-line.ts';

/** The facts of an order that a message mentions, written as the reader's country writes it. */
export interface Facts {
  /** The order's number, for people. */
  number: string;
  name: string;
  total: string;
  /** What was given back so far, and whether that is everything. */
  refunded: string;
  isAllRefunded: boolean;
  /** What of the total was not given back before. */
  rest: string;
  /** Present where the card was charged, or tried. */
  card: { brand: string | undefined; last4: string } | undefined;
  declineReason: OrderSnapshot['declineReason'];
  /** Present once it was handed to a carrier. */
  shipment: { carrier: string; trackingCode: string | undefined } | undefined;
}

const brands: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
};

export function factsOf(order: OrderSnapshot, locale: Locale): Facts {
  const { total } = order.totals;
  const refunded = order.refunded ?? money(0, total.currency);
  const rest = add(total, money(-refunded.amount, refunded.currency));
  return {
    number: oneLine(order.number),
    name: withoutLinks(oneLine(order.contact.name)),
    total: format(total, locale),
    refunded: format(refunded, locale),
    isAllRefunded: rest.amount === 0,
    rest: format(rest, locale),
    card: order.card && { brand: brands[order.card.brand], last4: oneLine(order.card.last4) },
    declineReason: order.declineReason,
    shipment: order.shipment && {
      carrier: oneLine(order.shipment.carrier),
      trackingCode: order.shipment.trackingCode && oneLine(order.shipment.trackingCode),
    },
  };
}

/**
 * A name that mail programs make no link of: they do of `shop.example`, and anybody can order under such a name with somebody else's
 * address. A word joiner, which cannot be seen, stands behind each full stop within a word.
 */
const withoutLinks = (name: string): string => name.replace(/\.(?=\S)/g, '.\u2060');
