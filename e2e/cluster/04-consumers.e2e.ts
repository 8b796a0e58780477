import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { servicesIn } from '@halden/charts';
import { report } from './support/report.ts';
import { startLoadSession, type LoadSession } from './support/load-session.ts';
import { sampleRollout } from './support/rollout.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

const consumers = servicesIn('local')
  .filter(({ judgedBy }) => judgedBy === 'iterations')
  .map(({ name }) => name);

describe('a release of a consumer, under load', () => {
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

  it.each(consumers)('of %s is promoted; no message is lost, and none handled twice', async (service) => {
    session = await startLoadSession(context, { views: 4, orders: 2 });
    const image = await context.derive(service, 'none');
    const { outcome, phases, seconds } = await context.release(service, image);
    report(`${service}: ${phases.join(' → ')}; ${seconds.completed} s after the commit`);
    const { summary, broken } = await session.end();
    report(`${service}: ${session.describe(summary)}`);
    expect(outcome).toMatchObject({ phase: 'Succeeded', primary: image.digest });
    expect(summary.failures).toEqual({});
    expect(broken).toEqual([]);
  });

  it('of notification-service that can send no e-mail is rolled back, and every e-mail is sent all the same', async () => {
    const service = 'notification-service';
    session = await startLoadSession(context, { views: 2, orders: 2 });
    const good = await sampleRollout(context.kubernetes, context.namespace, service);
    const image = await context.derive(service, 'mute');
    undo = () => context.rollBack(service);
    const { outcome, phases, seconds, samples } = await context.release(service, image);
    report(`mute: ${phases.join(' → ')}; ${seconds.completed} s after the commit`);
    expect(outcome.phase).toBe('Failed');
    expect(new Set(samples.map(({ primary }) => primary))).toEqual(new Set([good.primary]));
    const { summary, broken } = await session.end();
    report(`mute: ${session.describe(summary)}`);
    expect(broken).toEqual([]);
  });
});
