import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inOneLine } from '@halden/cli/refusal';
import { mutated, theFiles } from '../testing/manifests.ts';
import { validate } from './index.ts';
import { schemaFile, sourcesOfSchema } from './schema-sources.ts';

const apps = 'prod/apps/order-service';
const container = (object: Record<string, any>) => object.spec.template.spec.containers[0];

describe('validate', () => {
  it('finds nothing wrong with what is rendered', () => expect(validate(theFiles())).toEqual([]));

  it('checks with schemas made from the types as they are now', () => {
    const { $comment } = JSON.parse(readFileSync(schemaFile, 'utf8')) as { $comment: string };
    expect($comment).toBe(sourcesOfSchema());
  });

  it.each([
    [
      'a typo in a field',
      `${apps}/deployment.yaml`,
      (object) => void (container(object).imagePullPolcy = 'Always'),
      "must NOT have additional properties 'imagePullPolcy'",
    ],
    [
      'a typo in a custom resource',
      `${apps}/canary.yaml`,
      (object) => void (object.spec.analysis.treshold = 3),
      "must NOT have additional properties 'treshold'",
    ],
    [
      'a Canary without analysis',
      `${apps}/canary.yaml`,
      (object) => void delete object.spec.analysis,
      "must have required property 'analysis'",
    ],
    [
      'a value of the wrong type',
      `${apps}/podmonitor.yaml`,
      (object) => void (object.spec.podMetricsEndpoints[0].port = 80),
      'must be string',
    ],
    [
      'a kind nobody knows',
      `${apps}/podmonitor.yaml`,
      (object) => void (object.kind = 'PodMonitr'),
      'unknown kind monitoring.coreos.com/v1/PodMonitr',
    ],
    [
      'a missing limit',
      `${apps}/deployment.yaml`,
      (object) => void delete container(object).resources.limits.memory,
      'has no limits.memory',
    ],
    [
      'a tag without digest',
      `${apps}/deployment.yaml`,
      (object) => void (container(object).image = 'crhalden.azurecr.io/halden/order-service:1.0.0'),
      "image must be pinned by digest, got 'crhalden.azurecr.io/halden/order-service:1.0.0'",
    ],
    ['a replicas field', `${apps}/deployment.yaml`, (object) => void (object.spec.replicas = 2), 'has replicas (2)'],
    [
      'a pod that may be root',
      `${apps}/deployment.yaml`,
      (object) => {
        object.spec.template.spec.securityContext.runAsNonRoot = false;
        delete container(object).securityContext.runAsNonRoot;
      },
      'must be true',
    ],
    [
      'a selector that primary and canary share',
      `${apps}/deployment.yaml`,
      (object) => void (object.spec.selector.matchLabels = { 'app.kubernetes.io/name': 'order-service' }),
      'selects on {"app.kubernetes.io/name":"order-service"}',
    ],
    [
      'a template that does not change with its settings',
      `${apps}/deployment.yaml`,
      (object) => void delete object.spec.template.metadata.annotations,
      'lacks halden.example/settings-checksum',
    ],
    [
      'a name that leads nowhere',
      `${apps}/deployment.yaml`,
      (object) => void (container(object).envFrom[0].configMapRef.name = 'order-servce'),
      'refers to ConfigMap/order-servce in ecommerce-prod, which is not there',
    ],
    [
      'a Canary whose metric has no template',
      `${apps}/canary.yaml`,
      (object) => void (object.spec.analysis.metrics[0].templateRef.name = 'success'),
      'refers to MetricTemplate/success in ecommerce-prod, which is not there',
    ],
    [
      'a policy that guards no pod',
      `${apps}/poddisruptionbudget.yaml`,
      (object) => void (object.spec.selector.matchLabels = { app: 'orders' }),
      'selects no pod: {"app":"orders"}',
    ],
    [
      'a folder that is not there',
      'prod/flux/kustomization-apps-order-service.yaml',
      (object) => void (object.spec.path = './clusters/prod/apps/orders'),
      "applies 'clusters/prod/apps/orders', where there is no kustomization.yaml",
    ],
    [
      'a wait for something unknown',
      'prod/flux/kustomization-apps-order-service.yaml',
      (object) => void (object.spec.dependsOn[0].name = 'configs'),
      'refers to Kustomization/configs in flux-system, which is not there',
    ],
  ] as [string, string, (object: Record<string, any>) => void, string][])('refuses %s', (_, path, change, what) => {
    const findings = validate(mutated(path, change));
    expect(findings).toContainEqual(expect.objectContaining({ file: `clusters/${path}`, what }));
    for (const finding of findings) expect(inOneLine(finding)).toMatch(/^clusters\/.+: .+ \(.+\); .+$/);
  });

  const service =
    (selector: object, name = 'orders') =>
    () => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: 'ecommerce-prod' },
      spec: { selector, ports: [{ port: 80 }] },
    });
  const whats = (files: ReturnType<typeof mutated>) => validate(files).map(({ what }) => what);

  it('refuses a Service that selects both primary and canary', () => {
    const files = mutated(
      `${apps}/deployment.yaml`,
      service({ 'app.kubernetes.io/name': 'order-service' }),
      `${apps}/service.yaml`,
    );
    expect(whats(files)).toContain(
      'selects both primary and canary of order-service: {"app.kubernetes.io/name":"order-service"}',
    );
  });

  it('refuses what Flagger owns', () => {
    const files = mutated(
      `${apps}/deployment.yaml`,
      service({ app: 'x' }, 'order-service-primary'),
      `${apps}/service.yaml`,
    );
    expect(whats(files)).toContain('Flagger owns it, as Canary/order-service says');
  });

  it('refuses the same object twice', () => {
    const files = mutated(`${apps}/configmap.yaml`, (object) => object, `${apps}/configmap-again.yaml`);
    expect(whats(files)).toContain('is there twice, also in clusters/prod/apps/order-service/configmap.yaml');
  });

  it('refuses a file that the kustomization does not list', () => {
    const files = mutated(`${apps}/configmap.yaml`, (object) => object, `${apps}/configmap-again.yaml`);
    expect(whats(files)).toContain('does not list configmap-again.yaml');
  });

  it('refuses a Secret in Git, outside of the local cluster', () => {
    const secret = () => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'ecommerce-prod' } });
    expect(whats(mutated(`${apps}/configmap.yaml`, secret, `${apps}/secret-s.yaml`))).toContain(
      'a Secret stands in Git',
    );
  });

  it('names a file that is not YAML', () => {
    const files = [...theFiles(), { path: `clusters/${apps}/broken.yaml`, content: 'a: {' }];
    expect(validate(files)).toContainEqual(expect.objectContaining({ file: `clusters/${apps}/broken.yaml` }));
  });
});
