import { describe, expect, it } from '@jest/globals';
import { canaryHealth, readCanary } from './canary.ts';

const canary = (phase: string, lastAppliedSpec = 'a', lastPromotedSpec = 'a') => ({
  spec: { analysis: { iterations: 5 } },
  status: {
    phase,
    lastAppliedSpec,
    lastPromotedSpec,
    failedChecks: 1,
    iterations: 2,
    conditions: [{ type: 'Promoted', message: 'why' }],
  },
});

describe('reading a Canary', () => {
  it.each([
    ['', 'underway'],
    ['Initializing', 'underway'],
    ['Progressing', 'underway'],
    ['Promoting', 'underway'],
    ['Finalising', 'underway'],
    ['Waiting', 'awaiting-approval'],
    ['WaitingPromotion', 'awaiting-approval'],
    ['Initialized', 'at-rest'],
    ['Succeeded', 'at-rest'],
    ['Failed', 'failed'],
    ['SomethingNew', 'underway'],
  ])('in the phase %p is %s', (phase, standing) => {
    expect(readCanary(canary(phase, 'b', 'a')).standing).toBe(standing);
  });

  it('is at rest where a failed release was reverted, though the phase stays Failed', () => {
    expect(readCanary(canary('Failed', 'a', 'a')).standing).toBe('at-rest');
  });

  it('says how far its checks are, and why', () => {
    expect(readCanary(canary('Progressing'))).toMatchObject({
      failedChecks: 1,
      iterations: { done: 2, of: 5 },
      message: 'why',
    });
    expect(readCanary(undefined)).toMatchObject({ phase: 'Initializing', failedChecks: 0 });
  });

  it('gives Flux the same reading: every phase is in progress, current or failed, and no two at once', () => {
    const named = (expression: string) => [...expression.matchAll(/'(\w+)'/g)].map(([, phase]) => phase);
    expect(named(canaryHealth.inProgress).sort()).toEqual(
      ['Finalising', 'Initializing', 'Progressing', 'Promoting', 'Waiting', 'WaitingPromotion'].sort(),
    );
    expect(named(canaryHealth.current)).toEqual(['Initialized', 'Succeeded', 'Failed']);
    expect(named(canaryHealth.failed)).toEqual(['Failed']);
  });
});
