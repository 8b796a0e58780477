import { describe, expect, it } from '@jest/globals';
import { changeLease, checkLease, type Lease, leaseHeaders, leaseState } from './lease.ts';

const now = 1_000_000;
const held = (over: Partial<Lease> = {}): Lease => ({ id: 'a', seconds: 15, expiresAt: now + 15_000, ...over });
const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'none';
};

describe('the state of a lease', () => {
  it.each([
    [undefined, 'available'],
    [held(), 'leased'],
    [held({ expiresAt: now }), 'expired'],
    [held({ expiresAt: null, seconds: null }), 'leased'],
    [held({ brokenAt: now + 1 }), 'breaking'],
    [held({ brokenAt: now }), 'broken'],
  ] as const)('of %j is %s', (lease, state) => {
    expect(leaseState(lease, now)).toBe(state);
    expect(leaseHeaders(lease, now)['x-ms-lease-state']).toBe(state);
  });
});

describe('a request on a lease', () => {
  it('acquires what is available, expired or broken', () => {
    for (const lease of [undefined, held({ expiresAt: now }), held({ brokenAt: now })])
      expect(changeLease(lease, { action: 'acquire', duration: '15', proposedId: 'b' }, now).lease).toEqual(
        held({ id: 'b' }),
      );
  });

  it('lets the holder acquire again, with a new time', () => {
    const { lease } = changeLease(held(), { action: 'acquire', duration: '60', proposedId: 'a' }, now);
    expect(lease).toEqual(held({ seconds: 60, expiresAt: now + 60_000 }));
  });

  it('answers how long a break takes: no longer than the lease would have', () => {
    const left = (lease: Lease, breakPeriod?: string) =>
      changeLease(lease, { action: 'break', breakPeriod }, now).headers['x-ms-lease-time'];
    expect(left(held())).toBe('15');
    expect(left(held(), '5')).toBe('5');
    expect(left(held(), '60')).toBe('15');
    expect(left(held({ expiresAt: null, seconds: null }))).toBe('0');
    expect(left(held({ expiresAt: null, seconds: null }), '60')).toBe('60');
    expect(left(held({ brokenAt: now + 5_000 }), '60')).toBe('5');
  });

  it.each([
    ['renew', undefined, 'LeaseIdMismatchWithLeaseOperation'],
    ['release', held({ id: 'b' }), 'LeaseIdMismatchWithLeaseOperation'],
    ['change', held({ brokenAt: now + 1 }), 'LeaseIsBreakingAndCannotBeChanged'],
    ['change', undefined, 'LeaseNotPresentWithLeaseOperation'],
    ['break', undefined, 'LeaseNotPresentWithLeaseOperation'],
    ['steal', undefined, 'InvalidHeaderValue'],
  ])('to %s %j is refused with %s', (action, lease, expected) => {
    expect(code(() => changeLease(lease, { action, id: 'a', proposedId: 'c' }, now))).toBe(expected);
  });

  it('without a lease id that it needs is refused', () => {
    expect(code(() => changeLease(held(), { action: 'renew' }, now))).toBe('MissingRequiredHeader');
  });
});

describe('an operation on a leased resource', () => {
  it('distinguishes a lost lease from one that never was', () => {
    expect(code(() => checkLease(held({ expiresAt: now }), { id: 'a', now, intent: 'write' }))).toBe('LeaseLost');
    expect(code(() => checkLease(undefined, { id: 'a', now, intent: 'write' }))).toBe(
      'LeaseNotPresentWithBlobOperation',
    );
    expect(code(() => checkLease(undefined, { id: 'a', now, intent: 'write', on: 'Container' }))).toBe(
      'LeaseNotPresentWithContainerOperation',
    );
  });

  it('reads without an id', () => {
    expect(code(() => checkLease(held(), { id: undefined, now, intent: 'read' }))).toBe('none');
  });
});
