import { paymentToken } from '@halden/contracts';
import { createGuard, createMetrics } from '@halden/service-kit';
import { describe, expect, it } from '@jest/globals';
import { createTestBank } from '../clients/test-bank.ts';
import { aCheck, anOrderId, aPaymentRequest, aRefundRequest, eur, token } from '../testing/builders.ts';
import { MemoryCards, MemoryLedger, MemoryPayments } from '../testing/fakes.ts';
import { giveRefund } from './give-refund.ts';
import { withTestCards } from './payment-methods.ts';
import type { PaymentProvider } from './ports.ts';
import { checkPayment, type FollowUp, takePayment } from './take-payment.ts';

const createPayments = (options: { allowTestCards?: boolean; bank?: Partial<PaymentProvider> } = {}) => {
  const clock = { now: Date.parse('2026-01-02T03:04:05.000Z') };
  const payments = new MemoryPayments();
  const ledger = new MemoryLedger();
  const cards = new MemoryCards();
  const observed: string[] = [];
  const guard = createGuard({ dependency: 'bank', metrics: createMetrics('test') });
  const deps = {
    cards: withTestCards(cards, { allowTestCards: options.allowTestCards ?? true }),
    bank: {
      ...createTestBank({ ledger, guard, timeoutMs: 1, lateSuccessMs: 2_000, now: () => clock.now }),
      ...options.bank,
    },
    payments,
    checks: { attempts: 4, delayMs: 1_000 },
    observe: {
      decided: ({ status }: { status: string }) => void observed.push(status),
      refunded: (outcome: string) => void observed.push(`refund ${outcome}`),
    },
    now: () => clock.now,
  };
  return {
    ...deps,
    clock,
    ledger,
    observed,
    take: takePayment(deps),
    check: checkPayment(deps),
    refund: giveRefund(deps),
  };
};
const resultOf = (followUp: FollowUp | undefined) => (followUp && 'result' in followUp ? followUp.result : undefined);
const reminderOf = (followUp: FollowUp | undefined) =>
  followUp && 'reminder' in followUp ? { ...followUp.reminder.data, afterMs: followUp.afterMs } : undefined;

describe('taking a payment', () => {
  it('publishes what was charged, to which card', async () => {
    const { take, payments, observed } = createPayments();
    const request = aPaymentRequest();
    expect(resultOf(await take(request))).toEqual({
      id: `${request.subject}:payment:result`,
      type: 'payment.succeeded',
      version: 1,
      time: '2026-01-02T03:04:05.000Z',
      source: 'payment-service',
      subject: request.subject,
      data: { orderId: request.subject, charged: eur(4_800), card: { brand: 'visa', last4: '4242' } },
    });
    expect(payments.kept.get(request.subject)).toMatchObject({ status: 'succeeded', charged: 4_800, refunded: 0 });
    expect(observed).toEqual(['succeeded']);
  });

  it.each([
    ['decline', 'card_declined'],
    ['insufficient_funds', 'insufficient_funds'],
  ])('publishes why the bank declined (%s)', async (name, reason) => {
    const { take, payments } = createPayments();
    const request = aPaymentRequest({ paymentToken: token(name) });
    expect(resultOf(await take(request))).toMatchObject({ type: 'payment.declined', data: { reason } });
    expect(payments.kept.get(request.subject)).toMatchObject({ status: 'declined', declineReason: reason, charged: 0 });
  });

  it('declines a token that is unknown or has expired, and makes sure that nothing was charged or will be', async () => {
    const { take, ledger } = createPayments();
    const request = aPaymentRequest({ paymentToken: paymentToken('pm_unknown') });
    const result = resultOf(await take(request));
    expect(result).toMatchObject({ type: 'payment.declined', data: { reason: 'payment_method_expired' } });
    expect(result?.data).not.toHaveProperty('card');
    expect(ledger.entries.get(request.subject)?.state).toBe('cancelled');
  });

  it('does not know the test tokens where test cards are not allowed', async () => {
    const { take } = createPayments({ allowTestCards: false });
    expect(resultOf(await take(aPaymentRequest()))).toMatchObject({ data: { reason: 'payment_method_expired' } });
  });

  it('finds the charge of an earlier attempt, although the token has expired meanwhile', async () => {
    const { take, bank } = createPayments();
    const request = aPaymentRequest({ paymentToken: paymentToken('pm_gone') });
    const card = { card: { brand: 'visa', last4: '4242' }, behaviour: 'success' as const };
    await bank.charge({ key: request.subject, amount: request.data.amount, card });
    expect(resultOf(await take(request))).toMatchObject({ type: 'payment.succeeded', data: { charged: eur(4_800) } });
  });

  it('is the same charge and the same result however often it is asked for', async () => {
    const { take, ledger, observed, clock } = createPayments();
    const request = aPaymentRequest();
    const first = await take(request);
    clock.now += 60_000;
    expect(await take(request)).toEqual(first);
    expect(ledger.entries.size).toBe(1);
    expect(observed).toEqual(['succeeded']);
  });

  it('goes on after a crash between the charge and the record', async () => {
    const { take, bank, ledger, payments } = createPayments();
    const request = aPaymentRequest();
    const card = { card: { brand: 'visa', last4: '4242' }, behaviour: 'success' as const };
    await bank.charge({ key: request.subject, amount: request.data.amount, card });
    expect(resultOf(await take(request))).toMatchObject({ type: 'payment.succeeded' });
    expect(ledger.entries.size).toBe(1);
    expect(payments.kept.get(request.subject)?.charged).toBe(4_800);
  });

  it('does not take a fault of the bank for a timeout', async () => {
    const { take, payments } = createPayments({ bank: { charge: () => Promise.reject(new Error('bank on fire')) } });
    await expect(take(aPaymentRequest())).rejects.toThrow('bank on fire');
    expect(payments.kept.size).toBe(0);
  });
});

describe('a charge without an answer', () => {
  it('is asked about again after growing delays, then cancelled and declined', async () => {
    const { take, check, payments, ledger } = createPayments();
    const request = aPaymentRequest({ paymentToken: token('timeout') });
    const order = request.subject;
    expect(reminderOf(await take(request))).toEqual({ orderId: order, attempt: 1, afterMs: 1_000 });
    expect(payments.kept.get(order)?.status).toBe('processing');
    expect(reminderOf(await check(aCheck(order, 1)))).toEqual({ orderId: order, attempt: 2, afterMs: 2_000 });
    expect(reminderOf(await check(aCheck(order, 2)))).toEqual({ orderId: order, attempt: 3, afterMs: 4_000 });
    expect(reminderOf(await check(aCheck(order, 3)))).toEqual({ orderId: order, attempt: 4, afterMs: 8_000 });
    expect(resultOf(await check(aCheck(order, 4)))).toMatchObject({
      type: 'payment.declined',
      data: { reason: 'provider_timeout', card: { brand: 'mastercard', last4: '8210' } },
    });
    expect(ledger.entries.get(order)?.state).toBe('cancelled');
  });

  it('is paid when the bank is found to have charged', async () => {
    const { take, check, clock, observed } = createPayments();
    const request = aPaymentRequest({ paymentToken: token('late_success') });
    await take(request);
    clock.now += 1_000;
    expect(reminderOf(await check(aCheck(request.subject, 1)))).toMatchObject({ attempt: 2 });
    clock.now += 2_000;
    const result = resultOf(await check(aCheck(request.subject, 2)));
    expect(result).toMatchObject({ type: 'payment.succeeded', data: { charged: eur(4_800) } });
    expect(resultOf(await check(aCheck(request.subject, 2)))).toEqual(result);
    expect(observed).toEqual(['succeeded']);
  });

  it('is paid when cancelling it comes too late', async () => {
    const { take, check, clock, bank } = createPayments();
    const request = aPaymentRequest({ paymentToken: token('late_success') });
    await take(request);
    clock.now += 5_000;
    bank.lookup = async () => undefined; // the ledger shows it just after the last lookup
    expect(resultOf(await check(aCheck(request.subject, 4)))).toMatchObject({ type: 'payment.succeeded' });
  });

  it('is decided by the request itself, should that come again meanwhile', async () => {
    const { take, clock } = createPayments();
    const request = aPaymentRequest({ paymentToken: token('late_success') });
    await take(request);
    expect(reminderOf(await take(request))).toMatchObject({ attempt: 1 });
    clock.now += 5_000;
    expect(resultOf(await take(request))).toMatchObject({ type: 'payment.succeeded' });
  });

  it('is no charge of an order that asked for none', async () => {
    expect(await createPayments().check(aCheck(anOrderId(), 1))).toBeUndefined();
  });
});

describe('a refund', () => {
  const aPaidOrder = async () => {
    const context = createPayments();
    const { subject } = aPaymentRequest();
    await context.take(aPaymentRequest({ orderId: subject }));
    const refund = (refundId: string, amount: number) =>
      context.refund(aRefundRequest({ orderId: subject, refundId, amount: eur(amount) }));
    return { ...context, subject, refund, payment: () => context.payments.kept.get(subject) };
  };

  it('of a part and then the rest leaves nothing', async () => {
    const { refund, payment, subject, observed } = await aPaidOrder();
    expect(resultOf(await refund('r1', 1_000))).toMatchObject({
      id: `${subject}:refund:r1:result`,
      type: 'refund.succeeded',
      data: { refundId: 'r1', refunded: eur(1_000) },
    });
    expect(payment()).toMatchObject({ status: 'partially_refunded', charged: 4_800, refunded: 1_000 });
    await refund('r2', 3_800);
    expect(payment()).toMatchObject({ status: 'refunded', charged: 4_800, refunded: 4_800 });
    expect(observed).toEqual(['succeeded', 'refund succeeded', 'refund succeeded']);
  });

  it('is one refund and the same result however often it is asked for', async () => {
    const { refund, payment, ledger, subject } = await aPaidOrder();
    const first = await refund('r1', 1_000);
    expect(await refund('r1', 1_000)).toEqual(first);
    expect(payment()?.refunded).toBe(1_000);
    expect(ledger.entries.get(subject)?.refunds).toHaveLength(1);
  });

  it('goes on after a crash between the bank and the record', async () => {
    const { refund, payment, bank, subject } = await aPaidOrder();
    await bank.refund({ key: `${subject}:r1`, chargeKey: subject, amount: eur(1_000) });
    expect(resultOf(await refund('r1', 1_000))).toMatchObject({ type: 'refund.succeeded' });
    expect(payment()?.refunded).toBe(1_000);
  });

  it('of more than is left fails with the reason, and changes nothing', async () => {
    const { refund, payment } = await aPaidOrder();
    await refund('r1', 4_000);
    expect(resultOf(await refund('r2', 801))).toMatchObject({
      type: 'refund.failed',
      data: { refundId: 'r2', reason: 'exceeds_charge' },
    });
    expect(payment()).toMatchObject({ status: 'partially_refunded', refunded: 4_000 });
  });

  it('of a payment that was declined, or never was, fails', async () => {
    const { take, refund } = createPayments();
    const { subject } = await aPaidOrder();
    expect(resultOf(await refund(aRefundRequest({ orderId: subject })))).toMatchObject({
      type: 'refund.failed',
      data: { reason: 'payment_not_found' },
    });
    const declined = aPaymentRequest({ paymentToken: token('decline') });
    await take(declined);
    expect(resultOf(await refund(aRefundRequest({ orderId: declined.subject })))).toMatchObject({
      type: 'refund.failed',
      data: { reason: 'not_charged' },
    });
  });
});
