import { describe, expect, it } from '@jest/globals';
import { images, UnknownImageError } from './images.ts';
import { defaultRegistry, type ImagesRequest, planImages, RequestError, type SourceFacts } from './plan.ts';

const request: ImagesRequest = { names: [], registry: defaultRegistry, platforms: [], push: false, force: false };
const facts: SourceFacts = {
  hash: 'abcdef0123456789',
  revision: '1111111111111111111111111111111111111111',
  epoch: 1_750_000_000,
  version: '0.1.0',
  source: 'https://git.halden.example/halden',
};
const plan = (changes: Partial<ImagesRequest>) => planImages({ ...request, ...changes }, () => facts);
const labelsIn = (build: readonly string[]) =>
  Object.fromEntries(build.flatMap((word, index) => (build[index - 1] === '--label' ? [word.split(/=(.*)/, 2)] : [])));

describe('the plan of images', () => {
  it('has every image when none is named, else those that are, once each', () => {
    expect(plan({}).map(({ name }) => name)).toEqual(images.map(({ name }) => name));
    const [first = '', second = ''] = images.map(({ name }) => name);
    expect(plan({ names: [first, second, first] }).map(({ name }) => name)).toEqual([first, second]);
    expect(() => plan({ names: ['orders'] })).toThrow(UnknownImageError);
  });

  it('names an image by registry, name, version and content', () => {
    const [frontend] = plan({ names: ['frontend'] });
    expect(frontend).toMatchObject({
      repository: 'crhalden.azurecr.io/halden/frontend',
      reference: 'crhalden.azurecr.io/halden/frontend:0.1.0-abcdef012345',
      tagNamesContent: true,
    });
    const [other] = plan({ names: ['frontend'], registry: 'localhost:5001/halden', tag: 'pr-7' });
    expect(other).toMatchObject({ reference: 'localhost:5001/halden/frontend:pr-7', tagNamesContent: false });
  });

  it('builds a stage of the one Dockerfile, at the time of the last change', () => {
    const [service] = plan({ names: ['order-service'] });
    expect(service?.build).toEqual(
      expect.arrayContaining(['--target', 'service', 'IMAGE=order-service', 'SOURCE_DATE_EPOCH=1750000000']),
    );
    expect(service?.build).not.toContain('--network');
    expect(plan({ names: ['order-service'], network: 'host' })[0]?.build).toEqual(
      expect.arrayContaining(['--network', 'host']),
    );
  });

  it('labels an image with what it is, of which commit, and of which sources; nothing of the machine or the hour', () => {
    const [service] = plan({ names: ['order-service'] });
    expect(labelsIn(service?.build ?? [])).toEqual({
      'org.opencontainers.image.title': 'Orders',
      'org.opencontainers.image.source': facts.source,
      'org.opencontainers.image.revision': facts.revision,
      'org.opencontainers.image.version': '0.1.0',
      'org.opencontainers.image.created': '2025-06-15T15:06:40.000Z',
      'org.opencontainers.image.licenses': 'MIT',
      'org.opencontainers.image.base.name': 'gcr.io/distroless/nodejs24-debian12:nonroot',
      'example.halden.inputs': facts.hash,
    });
  });

  it('never takes an image of one platform for that of another', () => {
    const [native] = plan({ names: ['frontend'] });
    const [arm] = plan({ names: ['frontend'], platforms: ['linux/arm64'] });
    expect(arm?.madeOf).not.toBe(native?.madeOf);
    expect(arm?.tagNamesContent).toBe(false);
  });

  it('pushes an image of several platforms while it builds, since the engine cannot hold it', () => {
    const platforms = ['linux/amd64', 'linux/arm64'];
    const [image] = plan({ names: ['frontend'], platforms, push: true });
    expect(image?.build).toEqual(expect.arrayContaining(['buildx', '--push', 'linux/amd64,linux/arm64']));
    expect(() => plan({ platforms })).toThrow('add --push, or name one platform');
  });

  it.each<[Partial<ImagesRequest>, string]>([
    [{ registry: 'https://registry.example' }, '--registry must be a host'],
    [{ registry: 'registry.example/' }, '--registry must be a host'],
    [{ tag: 'a/b' }, "--tag must be letters, digits, '.', '_' and '-', 128 at most, got 'a/b'"],
    [{ platforms: ['arm64'] }, "--platform must be such as linux/amd64 or linux/arm64, got 'arm64'"],
  ])('refuses %j', (changes, message) => {
    expect(() => plan(changes)).toThrow(RequestError);
    expect(() => plan(changes)).toThrow(message);
  });
});
