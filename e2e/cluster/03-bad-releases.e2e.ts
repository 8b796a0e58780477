import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from './world/images.ts';
import { tell } from './world/report.ts';
import { startStory, type Story } from './world/story.ts';
import { look } from './world/watch.ts';
import { openWorld, type World } from './world/world.ts';

interface BadRelease {
  readonly fault: Fault;
  readonly service: string;
  readonly says: string;
  /** Share of all requests that may fail over the episode. */
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
/** Of clusters/local: what Flagger does between two looks, and after how many bad ones it rolls back. */
const [tickSeconds, threshold] = [10, 2];

describe('a bad release', () => {
  let world: World;
  let story: Story | undefined;
  let taken: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterEach(async () => {
    await story?.stop();
    await taken?.();
    story = taken = undefined;
  });

  it.each(badReleases)('of $service $says is rolled back', async ({ fault, service, says, budget }) => {
    story = await startStory(world, { views: 30, orders: 1.5 });
    const good = await look(world.kubernetes, world.namespace, service);
    const image = await world.derive(service, fault);
    const began = Date.now();
    taken = () => world.takeBack(service);
    const episode = await world.release(service, image);
    const summary = story.summary(began);
    const { outcome, sightings, phases, seconds } = episode;
    await story.picture(`bad-release-${fault}`, `A release of ${service} ${says}`, service, episode);

    const judged = sightings.filter(({ at }) => at > began && at <= outcome.at);
    // A release that never serves fails no check: its ticks count from the one that found it.
    const found = judged.find(({ phase }) => phase === 'Progressing');
    const firstBad = judged.find(({ failedChecks }) => failedChecks > 0) ?? found ?? outcome;
    const ticks = Math.round((outcome.at - firstBad.at) / 1000 / tickSeconds);
    tell(
      `${fault}: ${phases.join(' → ')}; applied ${seconds.applied} s, rolled back ${seconds.settled} s after the commit, ` +
        `${ticks} ticks after ${firstBad.failedChecks > 0 ? 'the first bad check' : 'it was found'}`,
    );
    tell(`${fault}: ${story.say(summary)}`);
    expect(outcome.phase).toBe('Failed');
    expect(new Set(sightings.map(({ primary }) => primary))).toEqual(new Set([good.primary]));
    expect(ticks).toBeLessThanOrEqual(threshold + 1);
    expect(outcome.weight ?? 0).toBe(0);
    expect(summary.failedShare).toBeLessThanOrEqual(budget);
    expect((summary.failed + summary.slow) / summary.requests).toBeLessThanOrEqual(notServedWell);
    const { broken } = await story.end();
    expect(broken).toEqual([]);
  });
});
