import { type Static, type TSchema, Type } from './brand.ts';
import { CustomerId, OrderId, PaymentToken } from './ids.ts';
import { Money } from './money.ts';
import type { OrderEventType } from './order-states.ts';
import { Card, DeclineReason, OrderLine, OrderStatus, Shipment, Totals } from './orders.ts';
import { Locale } from './people.ts';

/**
 * What every message carries, on the queue, the topic and the hub alike. `id` is also the message id of the broker: duplicate
 * detection, inbox and dedupe go by it. Consumers accept the versions they know and dead-letter the rest, so a producer adds
 * optional fields freely and raises `version` only when a field's meaning changes.
 */
export interface Message<T extends string = string, D = unknown> {
  id: string;
  type: T;
  version: number;
  /** ISO 8601: when it happened, not when it was sent. */
  time: string;
  source: string;
  /** The order it is about; also the partition key, so that one order's events stay in order. */
  subject: OrderId;
  data: D;
}

export interface MessageDefinition<T extends string = string, S extends TSchema = TSchema> {
  type: T;
  version: number;
  data: S;
  /** Schema of the whole message. */
  schema: TSchema;
}
export type MessageOf<M> = M extends MessageDefinition<infer T, infer S> ? Message<T, Static<S>> : never;

function defineMessage<const T extends string, S extends TSchema>(
  type: T,
  version: number,
  data: S,
): MessageDefinition<T, S> {
  const schema = Type.Object(
    {
      id: Type.String({ minLength: 1, maxLength: 128 }),
      type: Type.Literal(type),
      version: Type.Literal(version),
      time: Type.String({ format: 'date-time' }),
      source: Type.String(),
      subject: OrderId,
      data,
    },
    { title: type },
  );
  return { type, version, data, schema };
}

// Commands to payment-service, on the queue `payment-requests`.
export const PaymentRequested = defineMessage(
  'payment.requested',
  1,
  Type.Object({ orderId: OrderId, amount: Money, paymentToken: PaymentToken }),
);
export const RefundRequested = defineMessage(
  'refund.requested',
  1,
  Type.Object({ orderId: OrderId, refundId: Type.String(), amount: Money, reason: Type.String() }),
);
/** payment-service's own reminder to ask the bank again, scheduled for later. */
export const PaymentCheckDue = defineMessage(
  'payment.check-due',
  1,
  Type.Object({ orderId: OrderId, attempt: Type.Integer({ minimum: 1 }) }),
);

// Results, on the topic `payment-results`.
export const PaymentSucceeded = defineMessage(
  'payment.succeeded',
  1,
  Type.Object({ orderId: OrderId, charged: Money, card: Card }),
);
export const PaymentDeclined = defineMessage(
  'payment.declined',
  1,
  Type.Object({ orderId: OrderId, reason: DeclineReason, card: Type.Optional(Card) }),
);
export const RefundSucceeded = defineMessage(
  'refund.succeeded',
  1,
  Type.Object({ orderId: OrderId, refundId: Type.String(), refunded: Money }),
);
export const RefundFailed = defineMessage(
  'refund.failed',
  1,
  Type.Object({ orderId: OrderId, refundId: Type.String(), reason: Type.String() }),
);

/** An order as its events carry it: enough to write to the customer without asking back. Consumers ignore fields they do not know. */
export const OrderSnapshot = Type.Object(
  {
    orderId: OrderId,
    number: Type.String(),
    status: OrderStatus,
    customerId: Type.Optional(CustomerId),
    guestKey: Type.Optional(Type.String()),
    /** As the order has it, which may be older than what an order may have today. */
    contact: Type.Object({ name: Type.String(), email: Type.String(), phone: Type.Optional(Type.String()) }),
    locale: Locale,
    lines: Type.Array(OrderLine),
    totals: Totals,
    card: Type.Optional(Card),
    declineReason: Type.Optional(DeclineReason),
    refunded: Type.Optional(Money),
    shipment: Type.Optional(Shipment),
  },
  { title: 'OrderSnapshot' },
);
export type OrderSnapshot = Static<typeof OrderSnapshot>;

// Events of orders, on the hub `order-events`.
export const OrderPlaced = defineMessage('order.placed', 1, OrderSnapshot);
export const OrderPaid = defineMessage('order.paid', 1, OrderSnapshot);
export const OrderShipped = defineMessage('order.shipped', 1, OrderSnapshot);
export const OrderDeclined = defineMessage('order.declined', 1, OrderSnapshot);
export const OrderCancelled = defineMessage('order.cancelled', 1, OrderSnapshot);
export const OrderRefunded = defineMessage('order.refunded', 1, OrderSnapshot);
/** Money that was to go back did not. Staff are asked to look at it. */
export const OrderRefundFailed = defineMessage('order.refund-failed', 1, OrderSnapshot);

export const paymentCommands = [PaymentRequested, RefundRequested, PaymentCheckDue] as const;
export const paymentResults = [PaymentSucceeded, PaymentDeclined, RefundSucceeded, RefundFailed] as const;
export const orderEvents = [
  OrderPlaced,
  OrderPaid,
  OrderShipped,
  OrderDeclined,
  OrderCancelled,
  OrderRefunded,
  OrderRefundFailed,
] as const satisfies readonly { type: OrderEventType }[];

export type PaymentCommand = MessageOf<(typeof paymentCommands)[number]>;
export type PaymentResult = MessageOf<(typeof paymentResults)[number]>;
export type OrderEvent = MessageOf<(typeof orderEvents)[number]>;
