import { describe, expect, it } from '@jest/globals';
import { services } from '@halden/service-registry';
import { clusters } from './clusters.ts';
import { servicesIn } from './environments.ts';
import type { Release, Service, ServiceName } from './model.ts';
import { render } from './render.ts';
import { theDesired, theFiles } from './testing/manifests.ts';

const changedRelease = (service: string, environment: string, change: Partial<Release>) => ({
  ...theDesired(),
  releases: theDesired().releases.map((each) =>
    each.service === service && each.environment === environment ? { ...each, ...change } : each,
  ),
});
const image = (digest: string) => ({
  repository: 'crhalden.azurecr.io/halden/order-service',
  tag: '1.2.3',
  digest: digest as `sha256:${string}`,
});
const changedPaths = (files: ReturnType<typeof render>) => {
  const before = new Map(theFiles().map(({ path, content }) => [path, content]));
  return files.filter(({ path, content }) => before.get(path) !== content).map(({ path }) => path);
};

describe('render', () => {
  it('gives the same bytes for the same desired state', () => expect(render(theDesired())).toEqual(theFiles()));

  it('gives every folder a kustomization that lists its files', () => {
    const folders = new Set(theFiles().map(({ path }) => path.replace(/\/[^/]+$/, '')));
    for (const folder of [...folders].filter((each) => !each.startsWith('clusters/charts/')))
      expect(theFiles().some(({ path }) => path === `${folder}/kustomization.yaml`)).toBe(true);
  });

  it('changes one file for a new image in dev', () => {
    const files = render(changedRelease('order-service', 'dev', { image: image(`sha256:${'a'.repeat(64)}`) }));
    expect(changedPaths(files)).toEqual(['clusters/dev/apps/order-service/deployment.yaml']);
  });

  it('marks the pod template alone for a retry', () => {
    const files = render(changedRelease('order-service', 'dev', { retry: 'again' }));
    const path = 'clusters/dev/apps/order-service/deployment.yaml';
    expect(changedPaths(files)).toEqual([path]);
    const lines = (all: typeof files) => all.find((file) => file.path === path)!.content.split('\n');
    expect(lines(files).filter((line) => !lines(theFiles()).includes(line))).toEqual([
      '        halden.example/retry: again',
    ]);
  });

  it('gives up a canary that never serves with the last look of one that serves badly, where no node is waited for', () => {
    const given = theFiles().filter(({ path }) => /^clusters\/local\/apps\/[^/]+\/canary.yaml$/.test(path));
    const number = (text: string, name: string) => Number(new RegExp(`${name}: "?(\\d+)`).exec(text)?.[1]);
    expect(given.length).toBe(servicesIn('local').filter(({ runtime }) => runtime !== 'embedded-azure').length);
    for (const { content } of given) {
      const looks = number(content, 'progressDeadlineSeconds') / number(content, 'interval');
      expect(looks).toBeGreaterThan(number(content, 'threshold'));
      expect(looks).toBeLessThan(number(content, 'threshold') + 1);
    }
  });

  it('refuses an image without digest, and says what to do', () =>
    expect(() => render(changedRelease('order-service', 'dev', { image: image('') }))).toThrow(
      'the image of order-service must be pinned by digest\n  where: charts-src\n' +
        "  why:   got 'crhalden.azurecr.io/halden/order-service:1.2.3', expected a digest, 'sha256:' and 64 hexadecimal digits\n" +
        '  fix:   run: npm run platform -- bump order-service --tag … --digest …',
    ));

  const withService = (change: Partial<Service>) => () =>
    render(theDesired(), {
      clusters,
      services: services.map((each) => (each.name === 'order-service' ? { ...each, ...change } : each)),
    });

  const calling = (service: string) => ({ calls: [{ service: service as ServiceName, setting: 'OTHER_URL' }] });

  it('refuses a call to a service that is not there', () =>
    expect(withService(calling('produkt-service'))).toThrow(
      'order-service calls produkt-service, which is not there\n  where: charts-src\n' +
        `  why:   got an unknown service 'produkt-service', expected one of ${services.map(({ name }) => name).join(', ')}\n` +
        '  fix:   correct calls in service.ts of order-service',
    ));

  it('refuses a call to a service that is not in every environment of the caller', () =>
    expect(withService(calling('embedded-azure'))).toThrow('got embedded-azure, which is in no cluster in Azure'));

  it('refuses settings in an environment that is not there', () =>
    expect(withService({ settingsIn: { prd: {} } })).toThrow("got 'prd', expected one of dev, staging, prod, local"));

  it('refuses two services of one name', () =>
    expect(withService({ name: 'frontend' })).toThrow("got 'frontend' twice"));

  it('refuses to shift the traffic of a service that has none', () =>
    expect(withService({ routes: [] })).toThrow('the canary of order-service cannot be judged by traffic'));

  it('refuses a service without identity in Azure, or without release', () => {
    const name = 'basket-service' as ServiceName;
    expect(withService({ name })).toThrow('basket-service has no release in dev');
    const releases = theDesired().releases.map((each) =>
      each.service === 'order-service' ? { ...each, service: name } : each,
    );
    const rows = services.map((each) => (each.name === 'order-service' ? { ...each, name } : each));
    expect(() => render({ ...theDesired(), releases }, { clusters, services: rows })).toThrow(
      'basket-service has no managed identity in dev',
    );
  });
});
