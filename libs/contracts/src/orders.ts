import { Closed, type Static, StringEnum, Type } from './brand.ts';
import { OrderId, PaymentToken, ProductId, Sku } from './ids.ts';
import { Currency, Money } from './money.ts';
import { type OrderStatus as Status, orderStatuses } from './order-states.ts';
import { Locale } from './people.ts';
import { Country, Email, Line, PersonName, Phone, PostalCode } from './text.ts';

export const OrderLineRequest = Closed(
  { sku: Sku, quantity: Type.Integer({ minimum: 1, maximum: 20 }) },
  { title: 'OrderLineRequest' },
);
export type OrderLineRequest = Static<typeof OrderLineRequest>;

const Lines = Type.Array(OrderLineRequest, { minItems: 1, maxItems: 50, description: 'Each SKU once' });

export const Contact = Closed(
  {
    name: PersonName,
    email: Email,
    phone: Type.Optional(Phone),
  },
  { title: 'Contact' },
);
export type Contact = Static<typeof Contact>;

export const Address = Closed(
  {
    name: Line(120),
    line1: Line(120),
    line2: Type.Optional(Line(120)),
    postalCode: PostalCode,
    city: Line(80),
    region: Type.Optional(Line(80)),
    country: Country,
  },
  { title: 'Address' },
);
export type Address = Static<typeof Address>;

export const deliveryMethods = ['standard', 'express'] as const;
export const DeliveryMethod = StringEnum(deliveryMethods);
export type DeliveryMethod = Static<typeof DeliveryMethod>;

/**
 * What a customer sends to buy. There is no price of a line in it: the catalogue says the price. What the customer agreed to pay is
 * held against it, and an order of another total is refused.
 */
export const PlaceOrder = Closed(
  {
    currency: Currency,
    lines: Lines,
    contact: Contact,
    address: Address,
    delivery: DeliveryMethod,
    paymentToken: PaymentToken,
    agreedTotal: Type.Unsafe<Money>({
      ...Money,
      description: 'The total that the customer agreed to: what the button said',
    }),
    locale: Type.Optional(Locale),
  },
  { title: 'PlaceOrder' },
);
export type PlaceOrder = Static<typeof PlaceOrder>;

export const QuoteRequest = Closed(
  {
    currency: Currency,
    lines: Lines,
    delivery: Type.Optional(DeliveryMethod),
    locale: Type.Optional(Locale),
    country: Type.Optional(
      Type.Unsafe<Country>({
        ...Country,
        description: 'Where it goes, which decides the tax; the home country of the currency when absent',
      }),
    ),
  },
  { title: 'QuoteRequest' },
);
export type QuoteRequest = Static<typeof QuoteRequest>;

export const OrderLine = Type.Object(
  {
    sku: Sku,
    productId: ProductId,
    slug: Type.String(),
    name: Type.String(),
    variant: Type.String(),
    quantity: Type.Integer({ minimum: 1 }),
    unitPrice: Money,
    total: Money,
    image: Type.Optional(Type.String()),
  },
  { title: 'OrderLine' },
);
export type OrderLine = Static<typeof OrderLine>;

export const Totals = Type.Object(
  {
    subtotal: Money,
    shipping: Money,
    /** Contained in the total: prices include the value added tax of where the goods go, and are the same wherever that is. */
    tax: Money,
    total: Money,
  },
  { title: 'Totals' },
);
export type Totals = Static<typeof Totals>;

export const Quote = Type.Object(
  {
    lines: Type.Array(
      Type.Object({
        ...OrderLine.properties,
        available: Type.Integer({
          minimum: 0,
          description: 'How many could be bought now, at most the quantity asked for',
        }),
      }),
    ),
    /** SKUs that are not sold (any more); they are in no total. */
    unknownSkus: Type.Array(Type.String()),
    totals: Totals,
    deliveryOptions: Type.Array(
      Type.Object({ method: DeliveryMethod, price: Money, freeFrom: Type.Optional(Money), days: Type.String() }),
    ),
  },
  { title: 'Quote' },
);
export type Quote = Static<typeof Quote>;

export const OrderStatus = StringEnum(orderStatuses);
export type OrderStatus = Status;

/** Something about an order that staff must look at. `refund_failed`: money that was to go back did not; refund it again. */
export const attentions = ['refund_failed'] as const;
export const Attention = StringEnum(attentions);
export type Attention = Static<typeof Attention>;

export const declineReasons = [
  'card_declined',
  'insufficient_funds',
  'provider_timeout',
  'payment_method_expired',
  'stock_unavailable',
] as const;
export const DeclineReason = StringEnum(declineReasons);
export type DeclineReason = Static<typeof DeclineReason>;

export const Card = Type.Object({ brand: Type.String(), last4: Type.String() }, { title: 'Card' });
export type Card = Static<typeof Card>;

export const TimelineEntry = Type.Object(
  {
    status: OrderStatus,
    at: Type.String({ format: 'date-time' }),
    detail: Type.Optional(Type.String()),
    /** What went back to the customer at this point. */
    refunded: Type.Optional(Money),
  },
  { title: 'TimelineEntry' },
);
export type TimelineEntry = Static<typeof TimelineEntry>;

export const OrderRefund = Type.Object(
  {
    amount: Money,
    reason: Type.String(),
    status: StringEnum(['requested', 'succeeded', 'failed'] as const),
  },
  { title: 'OrderRefund' },
);
export type OrderRefund = Static<typeof OrderRefund>;

export const Shipment = Type.Object(
  {
    carrier: Type.String(),
    trackingCode: Type.Optional(Type.String()),
    shippedAt: Type.String({ format: 'date-time' }),
  },
  { title: 'Shipment' },
);
export type Shipment = Static<typeof Shipment>;

export const Order = Type.Object(
  {
    id: OrderId,
    /** Short, for people: on the phone, in an e-mail's subject. */
    number: Type.String({ examples: ['H-7Q2M-4KXD'] }),
    status: OrderStatus,
    version: Type.Integer({ minimum: 1 }),
    currency: Currency,
    lines: Type.Array(OrderLine),
    totals: Totals,
    contact: Contact,
    address: Address,
    delivery: DeliveryMethod,
    locale: Locale,
    card: Type.Optional(Card),
    declineReason: Type.Optional(DeclineReason),
    charged: Money,
    refunded: Money,
    refunds: Type.Array(OrderRefund),
    shipment: Type.Optional(Shipment),
    cancellable: Type.Boolean(),
    attention: Type.Optional(Attention),
    timeline: Type.Array(TimelineEntry),
    placedAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
    /** Opens a guest's order without signing in (header `Order-Key`); answered once, when a guest places the order. */
    guestKey: Type.Optional(Type.String()),
  },
  { title: 'Order' },
);
export type Order = Static<typeof Order>;

export const OrderSummary = Type.Object(
  {
    id: OrderId,
    number: Type.String(),
    status: OrderStatus,
    total: Money,
    attention: Type.Optional(Attention),
    itemCount: Type.Integer({ minimum: 1 }),
    firstLine: Type.Object({ name: Type.String(), image: Type.Optional(Type.String()) }),
    placedAt: Type.String({ format: 'date-time' }),
  },
  { title: 'OrderSummary' },
);
export type OrderSummary = Static<typeof OrderSummary>;

export const OrderPage = Type.Object(
  {
    items: Type.Array(OrderSummary),
    next: Type.Optional(Type.String({ description: 'Pass as `after` for the next page' })),
  },
  { title: 'OrderPage' },
);
export type OrderPage = Static<typeof OrderPage>;

export const RefundOrder = Closed(
  {
    amount: Type.Optional(
      Type.Integer({ minimum: 1, description: "Minor units of the order's currency; all that is left when absent" }),
    ),
    reason: Line(300),
  },
  { title: 'RefundOrder' },
);
export type RefundOrder = Static<typeof RefundOrder>;

export const ShipOrder = Closed(
  {
    carrier: Line(60),
    trackingCode: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 -]{2,39}$' })),
  },
  { title: 'ShipOrder' },
);
export type ShipOrder = Static<typeof ShipOrder>;

/** What product-service holds for an order, and at which price it is sold. */
export const ReserveStock = Closed(
  {
    orderId: OrderId,
    currency: Currency,
    locale: Locale,
    lines: Lines,
    ttlSeconds: Type.Integer({
      minimum: 1,
      maximum: 86_400,
      description: 'The reservation ends by itself after this time',
    }),
  },
  { title: 'ReserveStock' },
);
export type ReserveStock = Static<typeof ReserveStock>;

export const Reservation = Type.Object(
  { orderId: OrderId, expiresAt: Type.String({ format: 'date-time' }), lines: Type.Array(OrderLine) },
  { title: 'Reservation' },
);
export type Reservation = Static<typeof Reservation>;

export const settlements = ['commit', 'release'] as const;
export const SettleReservations = Closed(
  {
    items: Type.Array(Closed({ orderId: OrderId, action: StringEnum(settlements), lines: Lines }), {
      minItems: 1,
      maxItems: 200,
    }),
  },
  { title: 'SettleReservations' },
);
export type SettleReservations = Static<typeof SettleReservations>;

/**
 * `unavailable`: to be committed, but the reservation had ended and the stock is gone; nothing was taken. `unknown`: to be released, but
 * no reservation of this order is known (none was made, or it lapsed long ago); nothing was given back.
 */
export const settlementOutcomes = ['committed', 'released', 'unavailable', 'unknown'] as const;
export const SettlementResults = Type.Object(
  { items: Type.Array(Type.Object({ orderId: OrderId, outcome: StringEnum(settlementOutcomes) })) },
  { title: 'SettlementResults' },
);
export type SettlementResults = Static<typeof SettlementResults>;

export const PriceRequest = Closed({ currency: Currency, locale: Locale, lines: Lines }, { title: 'PriceRequest' });
export type PriceRequest = Static<typeof PriceRequest>;

export const PricedLines = Type.Object(
  {
    lines: Type.Array(Type.Object({ ...OrderLine.properties, available: Type.Integer({ minimum: 0 }) })),
    unknownSkus: Type.Array(Type.String()),
  },
  { title: 'PricedLines' },
);
export type PricedLines = Static<typeof PricedLines>;
