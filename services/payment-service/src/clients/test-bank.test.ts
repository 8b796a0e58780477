import { createGuard, createMetrics } from '@halden/service-kit';
import { describe, expect, it } from '@jest/globals';
import { type CardBehaviour, ProviderTimeout } from '../domain/ports.ts';
import { anOrderId, eur } from '../testing/builders.ts';
import { MemoryLedger } from '../testing/fakes.ts';
import { createTestBank } from './test-bank.ts';

const visa = { brand: 'visa', last4: '4242' };
const aBank = () => {
  const ledger = new MemoryLedger();
  const clock = { now: 1_000 };
  const guard = createGuard({ dependency: 'bank', metrics: createMetrics('test') });
  const bank = createTestBank({ ledger, guard, timeoutMs: 1, lateSuccessMs: 2_000, now: () => clock.now });
  const key = anOrderId();
  const charge = (behaviour: CardBehaviour, amount = 4_800) =>
    bank.charge({ key, amount: eur(amount), card: { card: visa, behaviour } });
  const refund = (name: string, amount: number, currency: 'EUR' | 'USD' = 'EUR') =>
    bank.refund({ key: name, chargeKey: key, amount: { amount, currency } });
  return { bank, ledger, clock, key, charge, refund };
};

describe('a charge at the simulated bank', () => {
  it.each([
    ['success', { kind: 'charged', card: visa }],
    ['decline', { kind: 'declined', reason: 'card_declined', card: visa }],
    ['insufficient_funds', { kind: 'declined', reason: 'insufficient_funds', card: visa }],
  ] as const)(
    'with a card of the behaviour %s is answered at once, and the same when asked again',
    async (how, outcome) => {
      const { bank, charge, key } = aBank();
      expect(await charge(how)).toEqual(outcome);
      expect(await charge(how)).toEqual(outcome);
      expect(await bank.lookup(key)).toEqual(outcome);
    },
  );

  it('is one charge under one key, whichever card comes second', async () => {
    const { charge, ledger } = aBank();
    await charge('success');
    expect(await charge('decline')).toMatchObject({ kind: 'charged' });
    expect(ledger.entries.size).toBe(1);
  });

  it('is refused under a key that was used for another amount', async () => {
    const { charge } = aBank();
    await charge('success');
    await expect(charge('success', 1)).rejects.toThrow('was used for 4800 EUR, and now for 1 EUR');
  });

  it('that times out never happens', async () => {
    const { bank, charge, clock, key } = aBank();
    await expect(charge('timeout')).rejects.toThrow(ProviderTimeout);
    clock.now += 60_000;
    expect(await bank.lookup(key)).toBeUndefined();
    expect(await bank.cancel(key)).toEqual({ kind: 'cancelled' });
  });

  it('that succeeds late is found only by asking again', async () => {
    const { bank, charge, clock, key } = aBank();
    await expect(charge('late_success')).rejects.toThrow(ProviderTimeout);
    clock.now += 1_999;
    expect(await bank.lookup(key)).toBeUndefined();
    await expect(charge('late_success')).rejects.toThrow(ProviderTimeout);
    clock.now += 1;
    expect(await bank.lookup(key)).toEqual({ kind: 'charged', card: visa });
    expect(await charge('late_success')).toEqual({ kind: 'charged', card: visa });
  });
});

describe('cancelling a charge', () => {
  it('makes it impossible for good', async () => {
    const { bank, charge, key } = aBank();
    expect(await bank.cancel(key)).toEqual({ kind: 'cancelled' });
    expect(await charge('success')).toEqual({ kind: 'cancelled' });
  });

  it('stops a charge that the bank has not booked yet', async () => {
    const { bank, charge, clock, key } = aBank();
    await expect(charge('late_success')).rejects.toThrow(ProviderTimeout);
    expect(await bank.cancel(key)).toEqual({ kind: 'cancelled' });
    clock.now += 60_000;
    expect(await bank.lookup(key)).toEqual({ kind: 'cancelled' });
  });

  it('says so when it is decided already', async () => {
    const charged = aBank();
    await charged.charge('success');
    expect(await charged.bank.cancel(charged.key)).toEqual({ kind: 'charged', card: visa });
    const declined = aBank();
    await declined.charge('decline');
    expect(await declined.bank.cancel(declined.key)).toMatchObject({ kind: 'declined' });
  });
});

describe('a refund at the simulated bank', () => {
  it('is one refund under one key', async () => {
    const { charge, refund, ledger, key } = aBank();
    await charge('success');
    expect(await refund('a', 1_000)).toEqual({ kind: 'refunded' });
    expect(await refund('a', 1_000)).toEqual({ kind: 'refunded' });
    expect(ledger.entries.get(key)?.refunds).toEqual([{ key: 'a', amount: 1_000 }]);
  });

  it('never exceeds what is left of the charge', async () => {
    const { charge, refund } = aBank();
    await charge('success');
    expect(await refund('a', 4_000)).toEqual({ kind: 'refunded' });
    expect(await refund('b', 801)).toEqual({ kind: 'refused', reason: 'exceeds_charge' });
    expect(await refund('c', 800)).toEqual({ kind: 'refunded' });
    expect(await refund('d', 1)).toEqual({ kind: 'refused', reason: 'exceeds_charge' });
  });

  it('needs a charge, in its currency', async () => {
    const { charge, refund, bank, key } = aBank();
    expect(await refund('a', 1)).toEqual({ kind: 'refused', reason: 'not_charged' });
    await charge('success');
    expect(await refund('a', 1, 'USD')).toEqual({ kind: 'refused', reason: 'currency_mismatch' });
    const never = aBank();
    await never.bank.cancel(never.key);
    expect(await never.refund('a', 1)).toEqual({ kind: 'refused', reason: 'not_charged' });
    expect(await bank.lookup(key)).toMatchObject({ kind: 'charged' });
  });
});
