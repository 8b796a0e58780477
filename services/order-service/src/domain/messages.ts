import {
  type Message,
  type OrderEvent,
  type OrderSnapshot,
  type PaymentCommand,
  type PaymentToken,
  topology,
} from '@halden/contracts';
import { asMoney, type OrderRecord, orderNumber, type Refund } from './order.ts';

/** A message to be sent with the change that causes it. */
export interface OutboxMessage {
  id: string;
  destination: string;
  message: Message;
}

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
  return { id: message.id, destination: topology.serviceBus.queues.paymentRequests, message };
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
  return { id: message.id, destination: topology.serviceBus.queues.paymentRequests, message };
}

/** Tells the world about an order. `guestKey` lets a guest open the order from the e-mail. */
export function announce(type: OrderEvent['type'], order: OrderRecord, guestKey: string | undefined): OutboxMessage {
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
  return { id: message.id, destination: topology.eventHubs.orderEvents.name, message };
}
