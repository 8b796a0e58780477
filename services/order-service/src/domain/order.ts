import type {
  Address,
  Attention,
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
  OrderRefund,
  OrderStatus,
  Shipment,
  TimelineEntry,
  Totals,
} from '@halden/contracts';
import { money, orderStates } from '@halden/contracts';

export interface Refund {
  id: string;
  amount: number;
  reason: string;
  status: OrderRefund['status'];
  /** All that was left was asked for, not an amount. */
  all: boolean;
}

/** An order as it is kept: everything but what only its owner gets to know. Amounts in minor units of `currency`. */
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
  /** Present once it was handed to a carrier; `key` names the request that said so. */
  shipment: (Shipment & { key: string }) | undefined;
  /** What staff must look at. */
  attention: Attention | undefined;
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

/** It can be taken back as it is now; a part of it that was refunded already does not matter. */
export const isCancellable = ({ status }: OrderRecord): boolean => orderStates[status].cancellable;

/** Nothing more will happen to it by itself, and nothing is owed. */
export const isFinal = ({ status, charged, refunded }: OrderRecord): boolean =>
  orderStates[status].final && charged === refunded;

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
    refunds: record.refunds.map(({ amount, reason, status }) => ({ amount: money(amount, currency), reason, status })),
    ...(record.shipment && { shipment: toShipment(record.shipment) }),
    cancellable: isCancellable(record),
    ...(record.attention && { attention: record.attention }),
    timeline: record.timeline,
    placedAt: record.placedAt,
    updatedAt: record.updatedAt,
    ...(guestKey && { guestKey }),
  };
}

export const toShipment = ({ key: _, ...shipment }: NonNullable<OrderRecord['shipment']>): Shipment => shipment;

export const asMoney = (order: OrderRecord, amount: number): Money => money(amount, order.currency);
