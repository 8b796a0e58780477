import type {
  Address,
  Card,
  Contact,
  Currency,
  CustomerId,
  DeclineReason,
  DeliveryMethod,
  Locale,
  Money,
  Order,
  OrderId,
  OrderLine,
  OrderStatus,
  TimelineEntry,
  Totals,
} from '@halden/contracts';
import { money } from '@halden/contracts';

export interface Refund {
  id: string;
  amount: number;
  reason: string;
  status: 'requested' | 'succeeded' | 'failed';
}

/** An order as it is kept: everything but what is only told to its owner. Amounts in minor units of `currency`. */
export interface OrderRecord {
  id: OrderId;
  customerId: CustomerId | undefined;
  status: OrderStatus;
  /** Grows by one with every change; a change names the version it was made from. */
  version: number;
  currency: Currency;
  lines: OrderLine[];
  totals: Totals;
  contact: Contact;
  address: Address;
  delivery: DeliveryMethod;
  locale: Locale;
  card: Card | undefined;
  declineReason: DeclineReason | undefined;
  charged: number;
  refunded: number;
  refunds: Refund[];
  /** The goods go back on the shelf with the refund: the order was cancelled before it was sent. */
  returnsStock: boolean;
  timeline: TimelineEntry[];
  placedAt: string;
  updatedAt: string;
}

/** What of the charge is neither given back nor on its way back. */
export function refundable(order: OrderRecord): number {
  const pending = order.refunds
    .filter(({ status }) => status === 'requested')
    .reduce((total, { amount }) => total + amount, 0);
  return order.charged - order.refunded - pending;
}

/** A customer may take an order back until it is sent; a part of it that was refunded already does not matter. */
export const isCancellable = ({ status }: OrderRecord): boolean => status === 'pending' || status === 'paid';

/** Nothing more will happen to it by itself. */
export const isSettled = ({ status, charged, refunded }: OrderRecord): boolean =>
  status === 'declined' || status === 'refunded' || (status === 'cancelled' && charged === refunded);

/** Short, for people: the first eight characters of the id's random part. */
export const orderNumber = (id: OrderId): string => `H-${id.slice(4, 8)}-${id.slice(8, 12)}`.toUpperCase();

/** The order as its owner and staff see it. */
export function toOrder(record: OrderRecord, guestKey?: string): Order {
  const { currency } = record;
  return {
    id: record.id,
    number: orderNumber(record.id),
    status: record.status,
    version: record.version,
    currency,
    lines: record.lines,
    totals: record.totals,
    contact: record.contact,
    address: record.address,
    delivery: record.delivery,
    locale: record.locale,
    ...(record.card && { card: record.card }),
    ...(record.declineReason && { declineReason: record.declineReason }),
    charged: money(record.charged, currency),
    refunded: money(record.refunded, currency),
    cancellable: isCancellable(record),
    timeline: record.timeline,
    placedAt: record.placedAt,
    updatedAt: record.updatedAt,
    ...(guestKey && { guestKey }),
  };
}

/** The next version of an order, in a new status or with other facts; the timeline says so when the status changed. */
export function advance(
  order: OrderRecord,
  change: Partial<OrderRecord> & { detail?: string },
  at: string,
): OrderRecord {
  const { detail, ...facts } = change;
  const entry =
    facts.status && facts.status !== order.status ? [{ status: facts.status, at, ...(detail && { detail }) }] : [];
  return { ...order, ...facts, version: order.version + 1, updatedAt: at, timeline: [...order.timeline, ...entry] };
}

export const asMoney = (order: OrderRecord, amount: number): Money => money(amount, order.currency);
