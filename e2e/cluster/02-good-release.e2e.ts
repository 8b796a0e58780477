import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLoadSession, type LoadSession } from './support/load-session.ts';
import { report } from './support/report.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

describe('a good release of order-service, under load', () => {
  const service = 'order-service';
  let context: TestContext;
  let session: LoadSession;
  beforeAll(async () => {
    context = await openTestContext();
    session = await startLoadSession(context, { views: 12, orders: 1.5 });
  });
  afterAll(() => session?.stop());

  it('goes from the commit over the canary’s steps to all of the traffic', async () => {
    const image = await context.derive(service, 'none');
    const observation = await context.release(service, image);
    await session.picture('good-release', 'A good release of order-service', service, observation);
    report(
      `${observation.phases.join(' → ')}; applied ${observation.seconds.applied} s, promoted ${observation.seconds.completed} s after the commit`,
    );
    expect(observation.outcome.phase).toBe('Succeeded');
    expect(observation.outcome.primary).toBe(image.digest);
    const weights = new Set(observation.samples.map(({ weight }) => weight));
    expect([...weights]).toEqual(expect.arrayContaining([0, 2, 4, 10, 50]));
  });

  it('fails no request, and every order is accounted for', async () => {
    const { summary, broken } = await session.end();
    report(session.describe(summary));
    expect(summary.failures).toEqual({});
    expect(broken).toEqual([]);
  });
});
