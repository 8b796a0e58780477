import { Closed, type Static, StringEnum, Type } from './brand.ts';
import { OrderId, PaymentToken, paymentToken } from './ids.ts';
import { Money } from './money.ts';
import { Card, DeclineReason } from './orders.ts';

export const CardDetails = Closed(
  {
    number: Type.String({ pattern: '^[0-9 ]{12,23}$', description: 'Card number, spaces allowed' }),
    expiry: Type.String({ pattern: '^(0[1-9]|1[0-2])/[0-9]{2}$', description: 'MM/YY' }),
    cvc: Type.String({ pattern: '^[0-9]{3,4}$' }),
    holder: Type.Optional(Type.String({ maxLength: 120 })),
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

/**
 * The cards of the simulated bank. The tokens stand for the same cards and are always known (outside production),
 * so that a script can pay without the card form.
 */
export const testCards: readonly TestCard[] = [
  {
    number: '4242 4242 4242 4242',
    brand: 'visa',
    behaviour: 'success',
    token: paymentToken('pm_test_success'),
    description: 'Pays',
  },
  {
    number: '4000 0000 0000 0002',
    brand: 'visa',
    behaviour: 'decline',
    token: paymentToken('pm_test_decline'),
    description: 'The bank declines',
  },
  {
    number: '4000 0000 0000 9995',
    brand: 'visa',
    behaviour: 'insufficient_funds',
    token: paymentToken('pm_test_insufficient_funds'),
    description: 'Not enough money in the account',
  },
  {
    number: '5200 8282 8282 8210',
    brand: 'mastercard',
    behaviour: 'timeout',
    token: paymentToken('pm_test_timeout'),
    description: 'The bank never answers; the payment is given up and nothing is charged',
  },
  {
    number: '5555 5555 5555 4444',
    brand: 'mastercard',
    behaviour: 'late_success',
    token: paymentToken('pm_test_late_success'),
    description: 'The bank answers a few seconds late: paid in the end',
  },
];

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
