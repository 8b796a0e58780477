import { Closed, Type } from '../brand.ts';
import { IdempotencyKey, OrderId } from '../ids.ts';
import { defineApi } from '../operation.ts';
import {
  Attention,
  Order,
  OrderPage,
  OrderStatus,
  PlaceOrder,
  Quote,
  QuoteRequest,
  RefundOrder,
  ShipOrder,
} from '../orders.ts';
import { Token } from '../text.ts';

const byId = Closed({ orderId: OrderId });
const orderKey = Type.Object({
  'order-key': Type.Optional(Token(100, { description: "A guest's key to the order, in place of signing in" })),
});

const cursor = Type.Optional(Type.String({ pattern: '^[1-9][0-9]{0,14}$', description: 'The `next` of a page' }));

export const orderApi = defineApi({
  service: 'order-service',
  title: 'Orders',
  description: 'From the cart to paid, and back.',
  operations: {
    quote: {
      method: 'POST',
      path: '/api/orders/quotes',
      summary: 'What a cart would cost, line by line, with delivery; nothing is reserved',
      access: 'public',
      body: QuoteRequest,
      responses: { 200: Quote },
      problems: ['dependency_unavailable'],
    },
    placeOrder: {
      method: 'POST',
      path: '/api/orders',
      summary: 'Buy',
      description:
        'Prices come from the catalogue; when they make another total than `agreedTotal`, higher or lower, the answer is `price_changed` ' +
        'with the present `totals`, and nothing is reserved or charged. Stock is reserved before the answer; payment follows by itself: watch the order. ' +
        'The same Idempotency-Key with the same order gives the order that was placed before (200 in place of 201).',
      access: 'guest',
      headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
      body: PlaceOrder,
      responses: { 201: Order, 200: Order },
      problems: [
        'unknown_product',
        'out_of_stock',
        'price_changed',
        'idempotency_key_reused',
        'dependency_unavailable',
      ],
    },
    listOrders: {
      method: 'GET',
      path: '/api/orders',
      summary: 'My orders, newest first',
      access: 'customer',
      query: Closed({
        limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
        after: cursor,
        status: Type.Optional(OrderStatus),
      }),
      responses: { 200: OrderPage },
    },
    listAllOrders: {
      method: 'GET',
      path: '/api/orders/all',
      summary: "Everybody's orders, newest first: for staff",
      description:
        '`attention=refund_failed` gives those whose money could not be given back: refund them again, or pay by other means.',
      access: { role: 'orders.read' },
      query: Closed({
        limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
        after: cursor,
        attention: Type.Optional(Attention),
      }),
      responses: { 200: OrderPage },
    },
    getOrder: {
      method: 'GET',
      path: '/api/orders/{orderId}',
      summary: "One of my orders; staff with 'orders.read' see all",
      access: 'guest',
      params: byId,
      headers: orderKey,
      responses: { 200: Order },
      problems: ['order_not_found'],
    },
    watchOrder: {
      method: 'GET',
      path: '/api/orders/{orderId}/events',
      summary: 'Follow an order live',
      description:
        'Server-sent events: `event: order`, `data:` the order as JSON, `id:` its version; first the order as it is now. Ends with `event: end` once nothing more will happen.',
      access: 'guest',
      params: byId,
      headers: orderKey,
      produces: 'text/event-stream',
      responses: { 200: null },
      problems: ['order_not_found'],
    },
    cancelOrder: {
      method: 'POST',
      path: '/api/orders/{orderId}/cancel',
      summary: 'Cancel while possible; what was charged is refunded',
      description: 'Cancelling again is the same answer, whatever became of the order since.',
      access: 'guest',
      params: byId,
      headers: orderKey,
      responses: { 200: Order },
      problems: ['order_not_found', 'order_not_cancellable'],
    },
    refundOrder: {
      method: 'POST',
      path: '/api/orders/{orderId}/refunds',
      summary: 'Give money back, all or part',
      access: { role: 'orders.refund' },
      params: byId,
      headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
      body: RefundOrder,
      responses: { 202: Order },
      problems: ['order_not_found', 'order_not_refundable', 'refund_exceeds_charge', 'idempotency_key_reused'],
    },
    shipOrder: {
      method: 'POST',
      path: '/api/orders/{orderId}/shipment',
      summary: 'Hand the goods of a paid order to a carrier',
      description:
        'The customer gets a message with the carrier and the tracking code. A shipped order can be refunded, not cancelled.',
      access: { role: 'orders.ship' },
      params: byId,
      headers: Type.Object({ 'idempotency-key': IdempotencyKey }),
      body: ShipOrder,
      responses: { 200: Order },
      problems: ['order_not_found', 'order_not_shippable', 'idempotency_key_reused'],
    },
  },
});
