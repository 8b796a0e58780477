import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { servicesIn } from '@halden/charts';
import { tell } from './world/report.ts';
import { startStory, type Story } from './world/story.ts';
import { look } from './world/watch.ts';
import { openWorld, type World } from './world/world.ts';

const consumers = servicesIn('local')
  .filter(({ judgedBy }) => judgedBy === 'iterations')
  .map(({ name }) => name);

describe('a release of a consumer, under load', () => {
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

  it.each(consumers)('of %s is promoted; no message is lost, and none handled twice', async (service) => {
    story = await startStory(world, { views: 4, orders: 2 });
    const image = await world.derive(service, 'none');
    const { outcome, phases, seconds } = await world.release(service, image);
    tell(`${service}: ${phases.join(' → ')}; ${seconds.settled} s after the commit`);
    const { summary, broken } = await story.end();
    tell(`${service}: ${story.say(summary)}`);
    expect(outcome).toMatchObject({ phase: 'Succeeded', primary: image.digest });
    expect(summary.failures).toEqual({});
    expect(broken).toEqual([]);
  });

  it('of notification-service that can send no e-mail is rolled back, and every e-mail is sent all the same', async () => {
    const service = 'notification-service';
    story = await startStory(world, { views: 2, orders: 2 });
    const good = await look(world.kubernetes, world.namespace, service);
    const image = await world.derive(service, 'mute');
    taken = () => world.takeBack(service);
    const { outcome, phases, seconds, sightings } = await world.release(service, image);
    tell(`mute: ${phases.join(' → ')}; ${seconds.settled} s after the commit`);
    expect(outcome.phase).toBe('Failed');
    expect(new Set(sightings.map(({ primary }) => primary))).toEqual(new Set([good.primary]));
    const { summary, broken } = await story.end();
    tell(`mute: ${story.say(summary)}`);
    expect(broken).toEqual([]);
  });
});
