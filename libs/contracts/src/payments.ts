import { Closed, type Static, StringEnum, Type } from './brand.ts';
import { OrderId, PaymentToken } from './ids.ts';
import { Money } from './money.ts';
import { Card, DeclineReason } from './orders.ts';
import { MaybeLine } from './text.ts';

export const CardDetails = Closed(
  {
    number: Type.String({ pattern: '^[0-9 ]{12,23}$', description: 'Card number, spaces allowed' }),
    expiry: Type.String({ pattern: '^(0[1-9]|1[0-2])/[0-9]{2}$', description: 'MM/YY' }),
    cvc: Type.String({ pattern: '^[0-9]{3,4}$' }),
    holder: Type.Optional(MaybeLine(120)),
  },
  { title: 'CardDetails' },
);
export type CardDetails = Static<typeof CardDetails>;

export const PaymentMethod = Type.Object(
  { token: PaymentToken, card: Card, expiresAt: Type.String({ format: 'date-time' }) },
  { title: 'PaymentMethod' },
);
export type PaymentMethod = Static<typeof PaymentMethod>;

export const TestCard = Type.Object(
  {
    number: Type.String(),
    brand: Type.String(),
    /** What the simulated bank does with it. */
    behaviour: StringEnum(['success', 'decline', 'insufficient_funds', 'timeout', 'late_success'] as const),
    description: Type.String(),
    /** Use this instead of a card's number in scripts: it needs no card form. */
    token: PaymentToken,
  },
  { title: 'TestCard' },
);
export type TestCard = Static<typeof TestCard>;

export const paymentStatuses = ['processing', 'succeeded', 'declined', 'partially_refunded', 'refunded'] as const;
export const Payment = Type.Object(
  {
    orderId: OrderId,
    status: StringEnum(paymentStatuses),
    amount: Money,
    charged: Money,
    refunded: Money,
    card: Type.Optional(Card),
    declineReason: Type.Optional(DeclineReason),
    createdAt: Type.String({ format: 'date-time' }),
    updatedAt: Type.String({ format: 'date-time' }),
  },
  { title: 'Payment' },
);
export type Payment = Static<typeof Payment>;

export const PaymentPage = Type.Object(
  { items: Type.Array(Payment), next: Type.Optional(Type.String()) },
  { title: 'PaymentPage' },
);
export type PaymentPage = Static<typeof PaymentPage>;
