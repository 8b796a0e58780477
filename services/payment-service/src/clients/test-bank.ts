import { setTimeout as sleep } from 'node:timers/promises';
import type { Money } from '@halden/contracts';
import type { Guard } from '@halden/service-kit';
import type { ChargeOutcome } from '../domain/payment.ts';
import { type CardOnFile, type PaymentProvider, ProviderTimeout } from '../domain/ports.ts';
import type { BankLedger, LedgerEntry } from './bank-ledger.ts';

/**
 * The simulated bank. What it does with a card is the card's behaviour; what it did is in its ledger, so it is as idempotent as real
 * providers are: the same key twice is one charge or refund, and a key that was cancelled is never charged.
 */
export function createTestBank(options: {
  ledger: BankLedger;
  guard: Guard;
  /** How long a caller waits for an answer, in milliseconds. */
  timeoutMs: number;
  /** How long the bank takes to book a charge that it answers too late, in milliseconds. */
  lateSuccessMs: number;
  now: () => number;
}): PaymentProvider {
  const { ledger, guard, timeoutMs, lateSuccessMs, now } = options;
  const noAnswer = async (key: string): Promise<never> => {
    await sleep(timeoutMs);
    throw new ProviderTimeout(key, timeoutMs);
  };
  const isBooked = ({ bookedAt }: LedgerEntry) => bookedAt <= now();

  const charge: PaymentProvider['charge'] = async ({ key, amount, card }) => {
    if (card.behaviour === 'timeout') return noAnswer(key);
    const bookedAt = now() + (card.behaviour === 'late_success' ? lateSuccessMs : 0);
    const entry = await ledger.enter({ ...emptyEntry, id: key, ...decision(card), amount, bookedAt });
    if (!isBooked(entry)) return noAnswer(key);
    if (entry.amount && !isSame(entry.amount, amount))
      throw new Error(`the key ${key} was used for ${describe(entry.amount)}, and now for ${describe(amount)}`);
    return outcomeOf(entry);
  };

  const cancel: PaymentProvider['cancel'] = async (key) => {
    const entry = await ledger.enter({ ...emptyEntry, id: key, state: 'cancelled', bookedAt: now() });
    const changed = await ledger.change(entry, (current) =>
      isBooked(current) ? current : { ...current, state: 'cancelled', bookedAt: now() },
    );
    return outcomeOf(changed);
  };

  const refund: PaymentProvider['refund'] = async ({ key, chargeKey, amount }) => {
    const entry = await ledger.find(chargeKey);
    if (!entry || entry.state !== 'charged' || !isBooked(entry)) return { kind: 'refused', reason: 'not_charged' };
    if (entry.amount?.currency !== amount.currency) return { kind: 'refused', reason: 'currency_mismatch' };
    const done = await ledger.change(entry, (current) =>
      hasRefund(current, key) || left(current) < amount.amount
        ? current
        : { ...current, refunds: [...current.refunds, { key, amount: amount.amount }] },
    );
    return hasRefund(done, key) ? { kind: 'refunded' } : { kind: 'refused', reason: 'exceeds_charge' };
  };

  return {
    charge: (request) => guard.run(() => charge(request)),
    cancel: (key) => guard.run(() => cancel(key)),
    refund: (request) => guard.run(() => refund(request)),
    lookup: (key) =>
      guard.run(async () => {
        const entry = await ledger.find(key);
        return entry && isBooked(entry) ? outcomeOf(entry) : undefined;
      }),
  };
}

const emptyEntry = { amount: undefined, card: undefined, declineReason: undefined, refunds: [] };

function decision({ card, behaviour }: CardOnFile): Pick<LedgerEntry, 'state' | 'card' | 'declineReason'> {
  switch (behaviour) {
    case 'decline':
      return { state: 'declined', card, declineReason: 'card_declined' };
    case 'insufficient_funds':
      return { state: 'declined', card, declineReason: 'insufficient_funds' };
    default:
      return { state: 'charged', card, declineReason: undefined };
  }
}

function outcomeOf({ id, state, card, declineReason }: LedgerEntry): ChargeOutcome {
  if (state === 'cancelled') return { kind: 'cancelled' };
  if (!card) throw new Error(`the bank's entry ${id} names no card`);
  return state === 'charged'
    ? { kind: 'charged', card }
    : { kind: 'declined', card, reason: declineReason ?? 'card_declined' };
}

const hasRefund = ({ refunds }: LedgerEntry, key: string): boolean => refunds.some((refund) => refund.key === key);
const left = ({ amount, refunds }: LedgerEntry): number =>
  refunds.reduce((rest, refund) => rest - refund.amount, amount?.amount ?? 0);
const isSame = (a: Money, b: Money): boolean => a.amount === b.amount && a.currency === b.currency;
const describe = ({ amount, currency }: Money): string => `${amount} ${currency}`;
