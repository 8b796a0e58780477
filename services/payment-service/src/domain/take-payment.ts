import type { MessageOf, OrderId, PaymentCheckDue, PaymentRequested, PaymentResult } from '@halden/contracts';
import { checkDue, paymentResult } from './messages.ts';
import { type ChargeOutcome, decide, newPayment, type PaymentRecord } from './payment.ts';
import {
  type CardOnFile,
  type CardStore,
  type PaymentObserver,
  type PaymentProvider,
  type PaymentStore,
  ProviderTimeout,
} from './ports.ts';

/** What has to be sent before a command is done: a result to the order, or a reminder to ourselves, to arrive after a while. */
export type FollowUp = { result: PaymentResult } | { reminder: MessageOf<typeof PaymentCheckDue>; afterMs: number };

/** How often, and after what time, the bank is asked about a charge that it did not answer. */
export interface CheckPolicy {
  attempts: number;
  /** Before the first time; doubles every time. */
  delayMs: number;
}

export interface TakePaymentDeps {
  cards: Pick<CardStore, 'find'>;
  bank: PaymentProvider;
  payments: PaymentStore;
  checks: CheckPolicy;
  observe: PaymentObserver;
  now: () => number;
}

/**
 * Takes the payment of an order: the bank first, whose key makes it one charge however often the command comes; then the record; then
 * the result. Without an answer the payment stays `processing`, and the bank is asked again later.
 */
export const takePayment =
  (deps: TakePaymentDeps) =>
  async ({ data, time }: MessageOf<typeof PaymentRequested>): Promise<FollowUp> => {
    const { cards, bank, payments, now } = deps;
    const { orderId, amount, paymentToken } = data;
    const card = await cards.find(paymentToken);
    // The token may have expired between a first attempt and this one: only the bank knows whether that one charged.
    const outcome = card ? await charge(bank, { key: orderId, amount, card }) : await bank.cancel(orderId);
    const at = new Date(now()).toISOString();
    const fresh = newPayment({ orderId, amount, card: card?.card, requestedAt: time }, at);
    const { payment, created } = await payments.create(decide(fresh, outcome, at));
    if (created && payment.settledAt) deps.observe.decided(payment);
    return followUp(deps, await recordOutcome(deps, payment, outcome), 1);
  };

/**
 * Asks the bank about a charge that it did not answer. After the last attempt the charge is cancelled at the bank, so that it cannot
 * happen any more. `undefined`: there is no such payment.
 */
export const checkPayment =
  (deps: TakePaymentDeps) =>
  async ({ data }: MessageOf<typeof PaymentCheckDue>): Promise<FollowUp | undefined> => {
    const { bank, payments, checks } = deps;
    const { orderId, attempt } = data;
    const payment = await payments.find(orderId);
    if (!payment) return undefined;
    if (payment.settledAt) return followUp(deps, payment, attempt);
    const known = await bank.lookup(orderId);
    const outcome = known ?? (attempt >= checks.attempts ? await bank.cancel(orderId) : undefined);
    return followUp(deps, await recordOutcome(deps, payment, outcome), attempt + 1);
  };

async function charge(
  bank: PaymentProvider,
  request: { key: OrderId; amount: PaymentRecord['amount']; card: CardOnFile },
): Promise<ChargeOutcome | undefined> {
  try {
    return await bank.charge(request);
  } catch (error) {
    if (error instanceof ProviderTimeout) return undefined;
    throw error;
  }
}

async function recordOutcome(
  { payments, observe, now }: TakePaymentDeps,
  payment: PaymentRecord,
  outcome: ChargeOutcome | undefined,
): Promise<PaymentRecord> {
  const decided = decide(payment, outcome, new Date(now()).toISOString());
  if (decided === payment) return payment;
  const saved = await payments.save(decided);
  observe.decided(saved);
  return saved;
}

function followUp({ checks, now }: TakePaymentDeps, payment: PaymentRecord, attempt: number): FollowUp {
  if (payment.settledAt) return { result: paymentResult(payment) };
  const afterMs = checks.delayMs * 2 ** (attempt - 1);
  return { reminder: checkDue(payment.orderId, attempt, new Date(now()).toISOString()), afterMs };
}
