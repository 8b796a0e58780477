import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from './world/story.ts';
import { tell } from './world/report.ts';
import { openWorld, type World } from './world/world.ts';

describe('a good release of order-service, under load', () => {
  const service = 'order-service';
  let world: World;
  let story: Story;
  beforeAll(async () => {
    world = await openWorld();
    story = await startStory(world, { views: 12, orders: 1.5 });
  });
  afterAll(() => story?.stop());

  it('goes from the commit over the canary’s steps to all of the traffic', async () => {
    const image = await world.derive(service, 'none');
    const episode = await world.release(service, image);
    await story.picture('good-release', 'A good release of order-service', service, episode);
    tell(
      `${episode.phases.join(' → ')}; applied ${episode.seconds.applied} s, promoted ${episode.seconds.settled} s after the commit`,
    );
    expect(episode.outcome.phase).toBe('Succeeded');
    expect(episode.outcome.primary).toBe(image.digest);
    const weights = new Set(episode.sightings.map(({ weight }) => weight));
    expect([...weights]).toEqual(expect.arrayContaining([0, 2, 4, 10, 50]));
  });

  it('fails no request, and every order is accounted for', async () => {
    const { summary, broken } = await story.end();
    tell(story.say(summary));
    expect(summary.failures).toEqual({});
    expect(broken).toEqual([]);
  });
});
