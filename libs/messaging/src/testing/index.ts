import {
  type OrderSnapshot,
  orderId,
  type PaymentCommand,
  type PaymentRequested,
  paymentToken,
  type MessageOf,
} from '@halden/contracts';

let serial = 0;
/** An order id that no other test of this process has. */
export const anOrderId = () => orderId(`ord_${`${Date.now()}${String(serial++).padStart(6, '0')}`.padStart(26, '0')}`);

/** A valid payment request; say what matters to the test. */
export function aPaymentRequest(
  overrides: Partial<MessageOf<typeof PaymentRequested>> = {},
): Extract<PaymentCommand, { type: 'payment.requested' }> {
  const subject = overrides.subject ?? anOrderId();
  return {
    id: `${subject}:payment`,
    type: 'payment.requested',
    version: 1,
    time: '2026-01-02T03:04:05.000Z',
    source: 'test',
    subject,
    data: {
      orderId: subject,
      amount: { amount: 4800, currency: 'EUR' },
      paymentToken: paymentToken('pm_test_success'),
    },
    ...overrides,
  };
}

export type { OrderSnapshot };
