import { describe, expect, it } from '@jest/globals';
import { readApps, readDesired } from './desired.ts';
import { DesiredStateError } from './errors.ts';
import { root } from './testing/manifests.ts';

describe('the desired state', () => {
  const apps = readApps(root);

  const release = (changes: object) =>
    JSON.stringify({
      image: {
        repository: 'crhalden.azurecr.io/halden/order-service',
        tag: '1.0.0',
        digest: `sha256:${'a'.repeat(64)}`,
      },
      replicas: { min: 1, max: 2 },
      resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
      canary: { interval: '30s', threshold: 3, weights: [5, 50] },
      ...changes,
    });
  const faultsWith = (content: string, file = 'apps/order-service/dev.yaml', from = apps) => {
    try {
      readDesired(new Map([...from, [file, content]]));
    } catch (error) {
      if (error instanceof DesiredStateError) return error.faults;
      throw error;
    }
    return [];
  };

  it('has a release for every service in each of its environments', () => {
    const { releases, clusters } = readDesired(apps);
    expect(clusters.map(({ cluster }) => cluster)).toEqual(['dev', 'staging', 'prod', 'local']);
    expect(releases.filter(({ environment }) => environment === 'prod')).toHaveLength(5);
    expect(releases.find(({ service }) => service === 'embedded-azure')).toMatchObject({ environment: 'local' });
  });

  it('takes a release as the schema has it', () => expect(faultsWith(release({}))).toEqual([]));

  it.each([
    [
      'a tag without digest',
      { image: { repository: 'crhalden.azurecr.io/halden/order-service', tag: '1' } },
      '/image',
      "no 'digest'",
    ],
    ['a field it does not know', { imagePullPolicy: 'Always' }, '', "'imagePullPolicy'"],
    ['no limits', { resources: { requests: { cpu: '1', memory: '1Gi' } } }, '/resources', "no 'limits'"],
    [
      'an interval below ten seconds',
      { canary: { interval: '5s', threshold: 1, weights: [5] } },
      '/canary/interval',
      "'5s'",
    ],
    [
      'weights that shrink',
      { canary: { interval: '10s', threshold: 1, weights: [50, 5] } },
      '/canary/weights',
      '[50,5]',
    ],
    [
      'iterations for a service judged by traffic',
      { canary: { interval: '10s', threshold: 1, iterations: 5 } },
      '/canary',
      'iterations',
    ],
    [
      'a request above its limit',
      {
        resources: { requests: { cpu: '1500m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
      },
      '/resources/requests/cpu',
      "'1500m'",
    ],
    [
      'a request above its limit in another unit',
      { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1023Mi' } } },
      '/resources/requests/memory',
      "'1Gi'",
    ],
    ['fewer replicas at most than at least', { replicas: { min: 3, max: 2 } }, '/replicas/min', '3'],
  ])('refuses %s', (_, changes, path, got) => {
    expect(faultsWith(release(changes))).toContainEqual(
      expect.objectContaining({ file: 'apps/order-service/dev.yaml', where: path, what: `got ${got}` }),
    );
  });

  it('refuses an image from another registry than the cluster allows', () => {
    const image = { repository: 'elsewhere.example/order-service', tag: '1', digest: `sha256:${'a'.repeat(64)}` };
    expect(faultsWith(release({ image }))).toEqual([
      {
        file: 'apps/order-service/dev.yaml',
        where: '/image/repository',
        what: "got 'elsewhere.example/order-service'",
        why: "expected 'crhalden.azurecr.io/halden/order-service'",
        fix: 'images run from the registry in apps/clusters/dev.yaml only',
      },
    ]);
  });

  it('names the line of what is not YAML', () =>
    expect(faultsWith('image: {\nreplicas')).toMatchObject([{ where: expect.stringMatching(/^line \d+:\d+$/) }]));

  it('refuses a file that nothing reads', () =>
    expect(faultsWith(release({}), 'apps/order-service/dve.yaml')).toMatchObject([
      { file: 'apps/order-service/dve.yaml' },
    ]));

  it('lists every fault at once, and says a missing file', () => {
    const without = new Map([...apps].filter(([path]) => path !== 'apps/frontend/prod.yaml'));
    const faults = faultsWith(release({ replicas: { min: 0, max: 1 } }), 'apps/order-service/dev.yaml', without);
    expect(faults.map(({ file }) => file).sort()).toEqual(['apps/frontend/prod.yaml', 'apps/order-service/dev.yaml']);
  });
});
