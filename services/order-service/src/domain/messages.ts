import {
  type Message,
  type OrderEvent,
  type OrderSnapshot,
  type PaymentCommand,
  type PaymentToken,
} from '@halden/contracts';
import { asMoney, type OrderRecord, orderNumber, type Refund, toShipment } from './order.ts';

/** Where messages go, by logical name; the composition root says which queue or hub that is. */
export const destinations = ['payment-requests', 'order-events'] as const;
export type Destination = (typeof destinations)[number];

/** A message to be sent with the change that causes it. */
export interface OutboxMessage {
  id: string;
  destination: Destination;
  /** Messages of one key and destination are sent in the order they were written. */
  orderingKey: string;
  message: Message;
}

const toOutbox = (destination: Destination, message: Message): OutboxMessage => ({
  id: message.id,
  destination,
  orderingKey: message.subject,
  message,
});

const source = 'order-service';

/** Ids are made from what happened, so that the same change written twice is one message. */
export function requestPayment(order: OrderRecord, paymentToken: PaymentToken): OutboxMessage {
  const message: PaymentCommand = {
    id: `${order.id}:payment`,
    type: 'payment.requested',
    version: 1,
    time: order.updatedAt,
    source,
    subject: order.id,
    data: { orderId: order.id, amount: order.totals.total, paymentToken },
  };
  return toOutbox('payment-requests', message);
}

export function requestRefund(order: OrderRecord, refund: Refund): OutboxMessage {
  const message: PaymentCommand = {
    id: `${order.id}:refund:${refund.id}`,
    type: 'refund.requested',
    version: 1,
    time: order.updatedAt,
    source,
    subject: order.id,
    data: { orderId: order.id, refundId: refund.id, amount: asMoney(order, refund.amount), reason: refund.reason },
  };
  return toOutbox('payment-requests', message);
}

/** Tells the context about an order. `guestKey` lets a guest open the order from the e-mail. */
export function orderEvent(type: OrderEvent['type'], order: OrderRecord, guestKey: string | undefined): OutboxMessage {
  const data: OrderSnapshot = {
    orderId: order.id,
    number: orderNumber(order.id),
    status: order.status,
    ...(order.customerId ? { customerId: order.customerId } : { guestKey: guestKey ?? '' }),
    contact: order.contact,
    locale: order.locale,
    lines: order.lines,
    totals: order.totals,
    ...(order.card && { card: order.card }),
    ...(order.declineReason && { declineReason: order.declineReason }),
    ...(order.refunded > 0 && { refunded: asMoney(order, order.refunded) }),
    ...(order.shipment && { shipment: toShipment(order.shipment) }),
  };
  const message = {
    id: `${order.id}:${order.version}:${type}`,
    type,
    version: 1,
    time: order.updatedAt,
    source,
    subject: order.id,
    data,
  };
  return toOutbox('order-events', message);
}
