import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { digest } from '../testing/small-platform.ts';
import { compareClusters, type DiffEntry } from './compare.ts';

const deployment = (spec: object = {}, container: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart', namespace: 'ecommerce-prod' },
  spec: {
    template: {
      metadata: { annotations: { 'checksum/config': 'a' } },
      spec: {
        securityContext: { runAsNonRoot: true },
        containers: [
          {
            name: 'cart',
            image: `registry.example/cart@${digest(1)}`,
            env: [
              { name: 'LEVEL', value: 'info' },
              { name: 'MODE', value: 'a' },
            ],
            resources: { limits: { cpu: '1', memory: '256Mi' } },
            securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false },
            ...container,
          },
        ],
        ...spec,
      },
    },
  },
});

const object = (kind: string, body: object, apiVersion = 'v1') => ({
  apiVersion,
  kind,
  metadata: { name: 'cart', namespace: 'ecommerce-prod' },
  ...body,
});

const filesOf = (objects: readonly object[], cluster = 'prod') =>
  new Map(objects.map((body, index) => [`clusters/${cluster}/apps/cart/${index}.yaml`, stringify(body)]));

const compare = (before: readonly object[], after: readonly object[]): readonly DiffEntry[] =>
  compareClusters({ label: 'a', files: filesOf(before) }, { label: 'b', files: filesOf(after) }).entries;

describe('the semantic diff of clusters/', () => {
  it('says nothing about order, layout, comments and the file an object is in', () => {
    const [a, b] = [deployment(), object('ConfigMap', { data: { x: '1' } })];
    const reordered = new Map([
      ['clusters/prod/apps/cart/all.yaml', `# moved\n${stringify(b)}---\n${JSON.stringify(a)}\n`],
    ]);
    expect(compareClusters({ label: 'a', files: filesOf([a, b]) }, { label: 'b', files: reordered }).entries).toEqual(
      [],
    );
  });

  it('names the value that changed, wherever it stands in a list of named items', () => {
    const env = [
      { name: 'NEW', value: 'x' },
      { name: 'MODE', value: 'a' },
      { name: 'LEVEL', value: 'debug' },
    ];
    expect(
      compare([deployment()], [deployment({}, { env })]).map(({ path, before, after }) => [path, before, after]),
    ).toEqual([
      ['spec.template.spec.containers[cart].env[LEVEL].value', 'info', 'debug'],
      ['spec.template.spec.containers[cart].env[NEW]', undefined, { name: 'NEW', value: 'x' }],
    ]);
  });

  it.each([
    ['images', {}, { image: `registry.example/cart@${digest(2)}` }],
    [
      'images',
      {},
      {
        env: [
          { name: 'LEVEL', value: 'info' },
          { name: 'MODE', value: 'a' },
          { name: 'SERVICE_VERSION', value: '2' },
        ],
      },
    ],
    ['sizes', {}, { resources: { limits: { cpu: '2', memory: '256Mi' } } }],
    [
      'config',
      {},
      {
        env: [
          { name: 'LEVEL', value: 'debug' },
          { name: 'MODE', value: 'a' },
        ],
      },
    ],
    ['policies', { hostNetwork: true }, {}],
    ['other', { priorityClassName: 'high' }, {}],
  ])('counts a change of a Deployment to %s', (category, spec, container) => {
    const entries = compare([deployment()], [deployment(spec, container)]);
    expect(entries.map((entry) => entry.category)).toEqual([category]);
  });

  it('puts the same change of several clusters in one entry', () => {
    const both = (level: string) => {
      const body = object('ConfigMap', { data: { level } });
      return new Map([...filesOf([body], 'dev'), ...filesOf([body], 'prod')]);
    };
    const { entries } = compareClusters({ label: 'a', files: both('info') }, { label: 'b', files: both('debug') });
    expect(entries).toHaveLength(1);
    expect(entries[0]?.clusters).toEqual(['dev', 'prod']);
  });

  it('leaves out the checksum of a ConfigMap that is listed itself, and only then', () => {
    const changed = JSON.parse(
      JSON.stringify(deployment()).replace('"checksum/config":"a"', '"checksum/config":"b"'),
    ) as object;
    expect(compare([deployment()], [changed])).toHaveLength(1);
    const [before, after] = [object('ConfigMap', { data: { x: '1' } }), object('ConfigMap', { data: { x: '2' } })];
    expect(compare([deployment(), before], [changed, after]).map(({ kind }) => kind)).toEqual(['ConfigMap']);
  });

  it('refuses a file that is not YAML, by name', () => {
    const files = new Map([['clusters/dev/apps/cart/x.yaml', 'a: [']]);
    expect(() => compareClusters({ label: 'a', files: new Map() }, { label: 'b', files })).toThrow(
      /clusters\/dev\/apps\/cart\/x\.yaml \(b\)/,
    );
  });

  it('leaves Helm charts out: they are templates', () => {
    const files = new Map([['clusters/charts/cart/templates/x.yaml', '{{ .Values.x }}: [']]);
    expect(compareClusters({ label: 'a', files: new Map() }, { label: 'b', files }).entries).toEqual([]);
  });
});

describe('a dangerous change', () => {
  const role = (rules: object[]) => object('Role', { rules }, 'rbac.authorization.k8s.io/v1');
  const read = { apiGroups: [''], resources: ['pods'], verbs: ['get'] };
  const network = (ports: number[]) =>
    object('NetworkPolicy', {
      spec: { policyTypes: ['Egress'], egress: ports.map((port) => ({ ports: [{ port }] })) },
    });
  const canary = (analysis: object) => object('Canary', { spec: { analysis } }, 'flagger.app/v1beta1');
  const autoscaler = (min: number, max: number) =>
    object('HorizontalPodAutoscaler', { spec: { minReplicas: min, maxReplicas: max } }, 'autoscaling/v2');
  const metric = [{ name: 'success-rate', interval: '1m' }];

  it.each<[string, object | undefined, object | undefined, RegExp]>([
    ['a right with a wildcard', role([read]), role([read, { ...read, verbs: ['*'] }]), /wildcard/],
    ['a new Role', undefined, role([read]), /grants rights/],
    ['an opened network', network([443]), network([443, 25]), /opens the network/],
    ['a removed NetworkPolicy', network([443]), undefined, /is open/],
    ['a removed Canary', canary({}), undefined, /without analysis/],
    ['a removed Deployment', deployment(), undefined, /deletes it/],
    ['a privileged container', deployment(), deployment({}, { securityContext: { privileged: true } }), /privileged/],
    [
      'a writable image',
      deployment(),
      deployment({}, { securityContext: { allowPrivilegeEscalation: false } }),
      /write to its own/,
    ],
    ['root', deployment(), deployment({ securityContext: { runAsNonRoot: false } }), /root/],
    ['no security context', deployment(), deployment({ securityContext: undefined }), /drops its security context/],
    [
      'the host mounted',
      deployment(),
      deployment({ volumes: [{ name: 'x', hostPath: { path: '/' } }] }),
      /mounts the host/,
    ],
    [
      'a foreign repository',
      deployment(),
      deployment({}, { image: `evil.example/cart@${digest(1)}` }),
      /another repository/,
    ],
    ['an image without digest', deployment(), deployment({}, { image: 'registry.example/cart:1' }), /pinned/],
    ['a lost limit', deployment(), deployment({}, { resources: { limits: { cpu: '1' } } }), /no limit/],
    ['one replica alone', autoscaler(2, 4), autoscaler(1, 4), /outage/],
    ['less room', autoscaler(2, 4), autoscaler(2, 3), /scale out less/],
    ['a dropped check', canary({ metrics: metric }), canary({ metrics: [] }), /drops a check/],
    ['a weaker threshold', canary({ threshold: 2 }), canary({ threshold: 5 }), /more failed checks/],
    [
      'a skipped analysis',
      canary({}),
      { ...canary({}), spec: { analysis: {}, skipAnalysis: true } },
      /without analysis/,
    ],
    [
      'a suspended Kustomization',
      object('Kustomization', { spec: {} }),
      object('Kustomization', { spec: { suspend: true } }),
      /stops applying/,
    ],
    [
      'a privileged container in a new Deployment',
      undefined,
      deployment({}, { securityContext: { privileged: true } }),
      /privileged/,
    ],
    ['a secret', undefined, object('Secret', { data: {} }), /no secret/],
  ])('is %s', (_, before, after, danger) => {
    const entries = compare(before ? [before] : [], after ? [after] : []);
    expect(entries.map((entry) => entry.danger ?? '').join('\n')).toMatch(danger);
  });

  it.each<[string, object, object]>([
    [
      'a new image of the same repository',
      deployment(),
      deployment({}, { image: `registry.example/cart@${digest(2)}` }),
    ],
    ['a tightened network', network([443, 25]), network([443])],
    ['a withdrawn right', role([read, { ...read, verbs: ['*'] }]), role([read])],
    ['a stricter threshold', canary({ threshold: 5 }), canary({ threshold: 2 })],
    ['more room', autoscaler(2, 4), autoscaler(2, 8)],
    ['another limit', deployment(), deployment({}, { resources: { limits: { cpu: '1', memory: '512Mi' } } })],
  ])('is not %s', (_, before, after) => {
    const entries = compare([before], [after]);
    expect(entries).not.toEqual([]);
    expect(entries.filter(({ danger }) => danger)).toEqual([]);
  });

  it('comes before all others', () => {
    const entries = compare(
      [deployment(), network([443])],
      [deployment({}, { image: `registry.example/cart@${digest(2)}` }), network([443, 25])],
    );
    expect(entries.map(({ kind }) => kind)).toEqual(['NetworkPolicy', 'Deployment']);
  });
});
