import { describe, expect, it } from '@jest/globals';
import { routes, serviceNamed, services } from '@halden/service-registry';
import { clusters } from './clusters.ts';
import { servicesIn } from './environments.ts';
import { canary, deployment, manifest, networkPolicy, pod, settings, theFiles } from './testing/manifests.ts';
import './testing/matchers.ts';

const azureClusters = clusters.filter(({ kind }) => kind === 'azure').map(({ name }) => name);
const localClusters = clusters.filter(({ kind }) => kind === 'local').map(({ name }) => name);
/** Where money is real, and where it is not. */
const real = clusters.filter(({ approval }) => approval).map(({ name }) => name);
const trial = clusters.filter(({ approval }) => !approval).map(({ name }) => name);
const everyRelease = clusters.flatMap((cluster) =>
  servicesIn(cluster.environment)
    .filter(({ runtime }) => runtime !== 'embedded-azure')
    .map(({ name }) => [name, cluster.name] as const),
);

describe.each(everyRelease)('%s in %s', (service, cluster) => {
  it('runs as a non-root user, read-only, without privilege, within limits, by digest', () => {
    expect(pod(service, cluster)).toRunAsNonRoot();
    expect(pod(service, cluster)).toHaveReadOnlyRoot();
    expect(pod(service, cluster)).toHoldNoPrivilege();
    expect(pod(service, cluster)).toHaveLimits();
    expect(pod(service, cluster)).toRunByDigest();
  });

  it('leaves replicas to Flagger and the autoscaler, and is selected by app alone', () => {
    const { spec } = deployment(service, cluster);
    expect(spec.replicas).toBeUndefined();
    expect(spec.selector.matchLabels).toEqual({ app: service });
  });

  it('is asked whether it started, lives and is ready, and lingers while routes forget it', () => {
    const [container] = pod(service, cluster).containers;
    expect(Object.keys(container as object)).toEqual(
      expect.arrayContaining(['startupProbe', 'livenessProbe', 'readinessProbe', 'lifecycle']),
    );
    expect(container.lifecycle.preStop.sleep.seconds).toBeGreaterThan(0);
  });

  it('has a changed template when its settings change', () =>
    expect(deployment(service, cluster).spec.template.metadata.annotations).toHaveProperty([
      'halden.example/settings-checksum',
    ]));
});

describe('releases', () => {
  it('shift traffic for services judged by it, on the routes of the contracts', () => {
    const { spec } = canary('order-service', 'prod');
    expect(spec.provider).toBe('gatewayapi:v1');
    expect(spec.service.match).toEqual([{ uri: { prefix: '/api/orders' } }]);
    expect(spec.service.gatewayRefs).toMatchObject([{ name: 'gateway', namespace: 'ecommerce-prod' }]);
    expect(spec.analysis).toMatchObject({ stepWeights: [5, 10, 25, 50] });
  });

  it('iterate for consumers, whose requests stay on a route of our own', () => {
    const { spec } = canary('payment-service', 'prod');
    expect(spec.provider).toBe('kubernetes');
    expect(spec.analysis.stepWeights).toBeUndefined();
    const route = manifest('prod/apps/payment-service/httproute.yaml');
    expect(route.spec.rules[0].backendRefs).toEqual([{ name: 'payment-service', port: 80 }]);
  });

  it('give every metric an interval and a template of its own', () => {
    const { metrics } = canary('payment-service', 'prod').spec.analysis;
    expect(metrics.map(({ name }: { name: string }) => name)).toEqual([
      'success-rate',
      'latency',
      'messages-done',
      'payments-taken',
    ]);
    expect(metrics.every(({ interval }: { interval: string }) => /^\d+s$/.test(interval))).toBe(true);
  });

  it('wait for a person where money is real, at the gate before promotion', () => {
    const types = (cluster: string) =>
      (canary('order-service', cluster).spec.analysis.webhooks ?? []).map(({ type }: { type: string }) => type);
    const gates = (cluster: string) => types(cluster).filter((type: string) => type !== 'event');
    for (const cluster of real) expect(gates(cluster)).toEqual(['confirm-promotion', 'rollback']);
    for (const cluster of trial) expect(gates(cluster)).toEqual([]);
    for (const cluster of azureClusters) expect(types(cluster)).toContain('event');
    for (const cluster of localClusters) expect(types(cluster)).toEqual([]);
  });

  it('lead every public route to its service, and nothing internal', () => {
    const prefixes = services.flatMap((service) => service.routes);
    for (const { prefix } of routes) expect(prefixes).toContain(prefix);
    expect(prefixes.filter((prefix) => /internal|metrics|health/.test(prefix))).toEqual([]);
  });
});

describe('settings', () => {
  it('refuse test cards in prod only', () => {
    expect(settings('payment-service', 'prod').BANK).toBe('none');
    expect(settings('payment-service', 'dev').BANK).toBeUndefined();
  });

  it('name Azure without any key, and the embedded Azure in the local cluster', () => {
    expect(settings('order-service', 'prod')).toMatchObject({
      DATABASE_URL: 'mssql://sql-halden-prod.database.windows.net/orders',
      SERVICE_BUS_NAMESPACE: 'sb-halden-prod.servicebus.windows.net',
    });
    expect(settings('product-service', 'local').COSMOS_ENDPOINT).toBe('http://azure.azure:8081/');
  });

  it('keep secrets out of Git where there is anything to guard', () => {
    const secrets = theFiles().filter(({ path }) => /\/secret(-[^/]+)?\.yaml$/.test(path));
    expect(secrets.map(({ path }) => path.split('/')[1])).toEqual(secrets.map(() => 'local'));
    expect(pod('order-service', 'prod')).toMount('order-service-vault');
    expect(pod('payment-service', 'prod')).not.toMount('payment-service-vault');
  });

  it('keep the orders of the local cluster on the node', () =>
    expect(pod('order-service', 'local')).toMount('order-service-data'));
});

describe('the shop', () => {
  const pageSettings = (cluster: string) =>
    manifest(`${cluster}/apps/frontend/configmap.yaml`).data as Record<string, string>;

  it('gives its pages the address to sign in at, and shows test cards everywhere but in prod', () => {
    expect(pageSettings('prod')).toMatchObject({ OIDC_ISSUER: expect.stringMatching(/ciamlogin/), SHOP_DEMO: 'false' });
    expect(pageSettings('local')).toEqual({ OIDC_ISSUER: 'http://localhost/identity', SHOP_DEMO: 'true' });
  });

  it('writes to its temporary folder alone', () => {
    const [{ volumeMounts }] = pod('frontend', 'local').containers;
    expect(volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath)).toEqual(['/tmp']);
  });
});

const withManagement = services
  .filter(({ ports }) => ports.management !== undefined)
  .flatMap(({ name, ports }) => clusters.map((cluster) => ({ service: name, ports, cluster: cluster.name })));

describe.each(withManagement)('the management port of $service in $cluster', ({ service, ports, cluster }) => {
  it('is where the kubelet asks and Prometheus reads', () => {
    const [container] = pod(service, cluster).containers;
    expect(container.ports).toContainEqual({ name: 'management', containerPort: ports.management, protocol: 'TCP' });
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
      expect(container[probe].httpGet.port).toBe('management');
    expect(manifest(`${cluster}/apps/${service}/podmonitor.yaml`).spec.podMetricsEndpoints).toMatchObject([
      { port: 'management', path: '/metrics' },
    ]);
    expect(settings(service, cluster).MANAGEMENT_PORT).toBe(`${ports.management}`);
  });

  it('is open to Prometheus alone, and no Service leads to it', () => {
    const ingress = networkPolicy(service, cluster).spec.ingress as { from: object[]; ports: { port: number }[] }[];
    const open = ingress.filter((rule) => rule.ports.some(({ port }) => port === ports.management));
    expect(open).toHaveLength(1);
    expect(open[0]).toEqual({
      from: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
          podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } },
        },
      ],
      ports: [{ protocol: 'TCP', port: ports.management }],
    });
    expect(canary(service, cluster).spec.service).toMatchObject({ targetPort: 'http' });
    expect(canary(service, cluster).spec.service.portDiscovery).toBeUndefined();
    const ours = theFiles().filter(({ path }) => path.startsWith(`clusters/${cluster}/apps/${service}/service-`));
    for (const { content } of ours) expect(content).not.toMatch(/management|9090/);
  });
});

describe('the gateway', () => {
  it.each(azureClusters)('finds out at the port for the public whether a pod answers, in %s', (cluster) => {
    for (const { name, ports, answersAt } of servicesIn('prod')) {
      const policies = theFiles().filter(({ path }) =>
        path.startsWith(`clusters/${cluster}/apps/${name}/healthcheckpolicy`),
      );
      expect(policies.length).toBeGreaterThan(0);
      for (const { path } of policies)
        expect(manifest(path.slice('clusters/'.length)).spec.default).toMatchObject({
          port: ports.http,
          http: { path: answersAt },
        });
    }
  });
});

describe('scaling', () => {
  it.each(azureClusters)('follows what waits in queues, subscriptions and hubs in %s', (cluster) => {
    const triggers = (service: string) =>
      manifest(`${cluster}/apps/${service}/scaledobject.yaml`).spec.triggers.map(({ type }: { type: string }) => type);
    expect(triggers('payment-service')).toEqual(['azure-servicebus', 'cpu']);
    expect(triggers('notification-service')).toEqual(['azure-eventhub', 'cpu']);
    const [subscription] = manifest(`${cluster}/apps/order-service/scaledobject.yaml`).spec.triggers;
    expect(subscription).toMatchObject({
      type: 'azure-servicebus',
      metadata: { topicName: 'payment-results', subscriptionName: 'order-service', namespace: `sb-halden-${cluster}` },
    });
  });

  it('follows processor time in the local cluster, where there is no KEDA', () => {
    expect(manifest('local/apps/payment-service/horizontalpodautoscaler.yaml').spec.scaleTargetRef.name).toBe(
      'payment-service',
    );
    expect(canary('payment-service', 'local').spec.autoscalerRef.kind).toBe('HorizontalPodAutoscaler');
  });
});

describe('the network', () => {
  it.each(clusters.map(({ name }) => name))('of %s denies what no policy allows', (cluster) =>
    expect(manifest(`${cluster}/infrastructure/configs/networkpolicy-default-deny.yaml`).spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    }),
  );

  it('allows declared calls, from both sides', () => {
    const caller = networkPolicy('order-service', 'prod').spec.egress;
    expect(caller).toContainEqual({
      to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'product-service' } } }],
      ports: [{ protocol: 'TCP', port: serviceNamed('product-service').ports.internal }],
    });
    expect(settings('order-service', 'prod').PRODUCT_SERVICE_URL).toBe('http://product-service-internal');
    expect(manifest('prod/infrastructure/configs/service-product-service-internal.yaml').spec).toEqual({
      selector: { app: 'product-service-primary' },
      ports: [{ name: 'internal', port: 80, targetPort: 'internal' }],
    });
    const callee = JSON.stringify(networkPolicy('product-service', 'prod').spec.ingress);
    expect(callee).toContain('order-service');
    expect(callee).not.toContain('payment-service');
  });

  it('lets services reach Azure outside of the cluster only, at the ports they use', () => {
    const toAzure = (service: string) =>
      networkPolicy(service, 'prod').spec.egress.find(({ to }: { to: { ipBlock?: object }[] }) => to[0]?.ipBlock);
    expect(toAzure('order-service').ports.map(({ port }: { port: number }) => port)).toEqual([443, 1433, 5671, 11000]);
    expect(toAzure('product-service').ports.map(({ port }: { port: number }) => port)).toEqual([443]);
    expect(toAzure('product-service').to[0].ipBlock.except).toContain('10.244.0.0/16');
  });

  it('lets the shop reach nothing at all', () => expect(networkPolicy('frontend', 'prod').spec.egress).toEqual([]));

  it('leads to Azure as a pod in the local cluster, at the ports of what a service uses', () => {
    const egress = networkPolicy('payment-service', 'local').spec.egress;
    expect(egress.at(-1).ports.map(({ port }: { port: number }) => port)).toEqual([5672, 8081, 8090]);
  });
});

describe('the delivery', () => {
  it('applies controllers, then configs, then services', () => {
    const after = (name: string) =>
      (manifest(`prod/flux/kustomization-${name}.yaml`).spec.dependsOn ?? []).map(({ name }: { name: string }) => name);
    expect(after('infrastructure-controllers')).toEqual([]);
    expect(after('infrastructure-configs')).toEqual(['infrastructure-controllers']);
    expect(after('apps-order-service')).toEqual(['infrastructure-configs']);
  });

  it('applies each service as an account that can write neither secrets nor what directs traffic', () => {
    const { spec } = manifest('prod/flux/kustomization-apps-order-service.yaml');
    expect(spec.serviceAccountName).toBe('delivery-order-service');
    const { rules } = manifest('prod/infrastructure/configs/role-delivery.yaml');
    const resources = rules.flatMap((rule: { resources: string[] }) => rule.resources);
    for (const guarded of ['secrets', 'services', 'networkpolicies', 'roles', 'rolebindings', '*'])
      expect(resources).not.toContain(guarded);
  });

  it('knows when a Canary is healthy, and waits longer than an analysis takes', () => {
    const { spec } = manifest('prod/flux/kustomization-apps-order-service.yaml');
    expect(spec.healthCheckExprs[0].failed).toContain('lastAppliedSpec != status.lastPromotedSpec');
    expect(parseInt(String(spec.timeout))).toBeGreaterThan((4 + 3) * 60);
  });

  it('pins every controller to a version', () => {
    const charts = theFiles().filter(({ path }) =>
      path.startsWith('clusters/prod/infrastructure/controllers/ocirepository-'),
    );
    expect(charts).toHaveLength(4);
    for (const { path } of charts)
      expect(manifest(path.slice('clusters/'.length)).spec.ref.tag).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('brings no controllers to the local cluster, and takes its source from one place', () => {
    expect(theFiles().some(({ path }) => path.startsWith('clusters/local/infrastructure/controllers/'))).toBe(false);
    expect(manifest('local/flux/gitrepository-platform.yaml').spec.url).toMatch(/^http/);
  });
});
