import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from './support/images.ts';
import { report } from './support/report.ts';
import { startLoadSession, type LoadSession } from './support/load-session.ts';
import { sampleRollout } from './support/rollout.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

interface BadRelease {
  readonly fault: Fault;
  readonly service: string;
  readonly says: string;
  /** Share of all requests that may fail over the rollout. */
  readonly budget: number;
}

const badReleases: readonly BadRelease[] = [
  {
    fault: 'errors',
    service: 'order-service',
    says: 'that fails 30 % of its requests',
    budget: 0.01,
  },
  { fault: 'slow', service: 'product-service', says: 'that answers 2 s later', budget: 0.01 },
  { fault: 'crash', service: 'order-service', says: 'that crashes at start', budget: 0 },
  { fault: 'unready', service: 'product-service', says: 'that is never ready', budget: 0 },
  {
    fault: 'declines',
    service: 'payment-service',
    says: 'that declines every payment',
    budget: 0.01,
  },
];
/** Share of all requests that may fail or be late, whatever the fault. */
const notServedWell = 0.01;
/** Of clusters/local: the seconds between two checks of Flagger, and the number of failed ones after which it rolls back. */
const [tickSeconds, threshold] = [10, 2];

describe('a bad release', () => {
  let context: TestContext;
  let session: LoadSession | undefined;
  let undo: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    context = await openTestContext();
  });
  afterEach(async () => {
    await session?.stop();
    await undo?.();
    session = undo = undefined;
  });

  it.each(badReleases)('of $service $says is rolled back', async ({ fault, service, says, budget }) => {
    session = await startLoadSession(context, { views: 30, orders: 1.5 });
    const good = await sampleRollout(context.kubernetes, context.namespace, service);
    const image = await context.derive(service, fault);
    const began = Date.now();
    undo = () => context.rollBack(service);
    const observation = await context.release(service, image);
    const summary = session.summary(began);
    const { outcome, samples, phases, seconds } = observation;
    await session.picture(`bad-release-${fault}`, `A release of ${service} ${says}`, service, observation);

    const judged = samples.filter(({ at }) => at > began && at <= outcome.at);
    // A release that never serves fails no check: its ticks count from the one that found it.
    const found = judged.find(({ phase }) => phase === 'Progressing');
    const firstBad = judged.find(({ failedChecks }) => failedChecks > 0) ?? found ?? outcome;
    const ticks = Math.round((outcome.at - firstBad.at) / 1000 / tickSeconds);
    report(
      `${fault}: ${phases.join(' → ')}; applied ${seconds.applied} s, rolled back ${seconds.completed} s after the commit, ` +
        `${ticks} ticks after ${firstBad.failedChecks > 0 ? 'the first bad check' : 'it was found'}`,
    );
    report(`${fault}: ${session.describe(summary)}`);
    expect(outcome.phase).toBe('Failed');
    expect(new Set(samples.map(({ primary }) => primary))).toEqual(new Set([good.primary]));
    expect(ticks).toBeLessThanOrEqual(threshold + 1);
    expect(outcome.weight ?? 0).toBe(0);
    expect(summary.failedShare).toBeLessThanOrEqual(budget);
    expect((summary.failed + summary.slow) / summary.requests).toBeLessThanOrEqual(notServedWell);
    const { broken } = await session.end();
    expect(broken).toEqual([]);
  });
});
