import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { SynthError } from '../errors.ts';
import type { CanaryPolicy, Release, Service } from '../model.ts';
import { dataClaim, dataFolder, type Site, settingsOf } from '../settings.ts';
import { DisruptionBudget } from '../constructs/disruption-budget.ts';
import { HealthCheck } from '../constructs/health-check.ts';
import { Identity } from '../constructs/identity.ts';
import { Monitoring } from '../constructs/monitoring.ts';
import { CanaryRelease } from '../constructs/canary-release.ts';
import { Scaling } from '../constructs/scaling.ts';
import { SettingsMaps, vaultSecret } from '../constructs/settings-maps.ts';
import { VaultSecrets } from '../constructs/vault-secrets.ts';
import { Workload } from '../constructs/workload.ts';
import { deliveryWebhooks } from '../ops-bridge.ts';
import { seconds } from '../duration.ts';

export interface ServiceChartProps {
  readonly service: Service;
  readonly release: Release;
  readonly site: Site;
}

/** Keeps the certificate of the shop's address. */
export const tlsSecret = 'shop-tls';
/** How long a rollout may stand still before it counts as failed, in seconds; in Azure a node may have to be added first. */
export const progressDeadline = { azure: 180, local: 60 } as const;

/** Everything of one service in one cluster that its own Flux Kustomization applies. */
export class ServiceChart extends Chart {
  constructor(scope: Construct, id: string, { service, release, site }: ServiceChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { cluster, facts } = site;
    const { name, ports, health } = service;
    const { namespace } = cluster;
    const policy = policyOf(release);
    const deadline = progressDeadline[cluster.kind];
    const identity = facts.azure && identityOf(name, site);

    new Identity(this, 'identity', { service: name, namespace, ...(identity && { azure: identity }) });
    const settings = settingsOf(service, site);
    const maps = new SettingsMaps(this, 'settings', { service: name, namespace, settings });
    const keepsFiles = facts.local !== undefined && service.keepsFiles !== undefined;
    const vaults = identity ? vaultsOf(this, service, site, identity) : [];
    new Workload(this, 'workload', {
      service: name,
      namespace,
      ports,
      health,
      image: imageOf(release),
      version: release.image.tag,
      resources: release.resources,
      settingsChecksum: maps.checksum,
      configMap: maps.configMap,
      secrets: maps.secrets,
      vaults,
      ...(keepsFiles && { data: { claim: dataClaim(name), folder: dataFolder } }),
      workloadIdentity: identity !== undefined,
      ...(release.retry !== undefined && { retry: release.retry }),
      env: settings.pinned,
      spot: cluster.spot,
      readinessSeconds: facts.local ? 2 : 5,
      progressDeadlineSeconds: deadline,
    });
    new DisruptionBudget(this, 'disruption', { service: name, namespace });
    const scaling = new Scaling(this, 'scaling', {
      service: name,
      namespace,
      replicas: release.replicas,
      ...(identity && { consumers: consumersOf(service, site, identity.clientId) }),
    });
    const judgedOver = `${Math.max(4 * seconds(cluster.pace.scrape), seconds(policy.interval))}s`;
    const metrics = service.servesMetrics
      ? new Monitoring(this, 'monitoring', { service, namespace, scrapeInterval: cluster.pace.scrape, judgedOver })
          .metrics
      : [];
    const webhooks = deliveryWebhooks(cluster);
    new CanaryRelease(this, 'release', {
      service: name,
      namespace,
      policy,
      scaling,
      metrics,
      routes: service.routes,
      // The local gateway answers to any name of the machine.
      hosts: facts.local ? [] : [new URL(facts.origin).hostname],
      // Plain HTTP is redirected, and leads nowhere else.
      ...(facts.azure && { listener: 'https' }),
      progressDeadlineSeconds: cluster.kind === 'local' ? progressDeadlineFor(policy) : deadline,
      replicas: release.replicas,
      ...(webhooks.length > 0 && { webhooks }),
    });
    if (facts.azure && service.routes.length > 0)
      new HealthCheck(this, 'health-check', {
        service: name,
        namespace,
        port: ports.http,
        path: service.answersAt,
        backends: service.judgedBy === 'traffic' ? [`${name}-primary`, `${name}-canary`] : [name],
      });
  }
}

/**
 * Seconds after which a canary that never serves is rolled back where no node is waited for: with the last of as many looks as one
 * that serves badly gets. The half look more keeps clear of the moment between two looks.
 */
function progressDeadlineFor({ threshold, interval }: CanaryPolicy): number {
  return Math.ceil((threshold + 0.5) * seconds(interval));
}

/** `repository@digest`. The tag is for people, and stands in the version. */
export function imageOf({ service, image }: Release): string {
  if (/^sha256:[0-9a-f]{64}$/.test(image.digest)) return `${image.repository}@${image.digest}`;
  throw new SynthError({
    what: `the image of ${service} must be pinned by digest`,
    got: `'${image.repository}:${image.tag}'${image.digest ? ` with digest '${image.digest}'` : ''}`,
    expected: "a digest, 'sha256:' and 64 hexadecimal digits",
    fix: `run: npm run platform -- bump ${service} --tag … --digest …`,
  });
}

function policyOf({ service, environment, canary }: Release): CanaryPolicy {
  if (canary) return canary;
  throw new SynthError({
    what: `${service} has no canary policy in ${environment}`,
    got: 'none',
    expected: 'interval, threshold, and weights or iterations',
    fix: `add canary to apps/${service}/${environment}.yaml`,
  });
}

function identityOf(name: string, { cluster, facts }: Site) {
  const clientId = facts.azure?.identities[name];
  if (facts.azure && clientId) return { clientId, tenantId: facts.azure.tenantId };
  throw new SynthError({
    what: `${name} has no managed identity in ${cluster.name}`,
    got: `identities of ${Object.keys(facts.azure?.identities ?? {}).join(', ') || 'nobody'}`,
    expected: `one of '${name}'`,
    fix: `add its client id to azure.identities in apps/clusters/${cluster.name}.yaml`,
  });
}

function consumersOf(service: Service, site: Site, clientId: string) {
  const { serviceBus, eventHubs, storage } = site.names;
  return {
    of: service.consumes,
    serviceBusNamespace: serviceBus,
    eventHubsNamespace: eventHubs,
    checkpointAccount: storage,
    clientId,
  };
}

/** What is mounted from the Key Vault: the secrets a service reads, and the certificate of the gateway where its pods keep it. */
function vaultsOf(
  scope: Construct,
  service: Service,
  site: Site,
  identity: { clientId: string; tenantId: string },
): { volume: string; secretProviderClass: string }[] {
  const { keyVault } = site.names;
  const common = { service: service.name, namespace: site.cluster.namespace, identity, keyVault };
  const vaults: { volume: string; secretProviderClass: string }[] = [];
  if (service.keepsCertificate) {
    const objects = { 'tls.crt': tlsSecret, 'tls.key': tlsSecret };
    new VaultSecrets(scope, 'certificate', { ...common, secret: tlsSecret, objects, type: 'tls' });
    vaults.push({ volume: 'certificate', secretProviderClass: tlsSecret });
  }
  if (Object.keys(service.secrets).length > 0) {
    const secret = vaultSecret(service.name);
    new VaultSecrets(scope, 'vault', { ...common, secret, objects: service.secrets });
    vaults.push({ volume: 'vault', secretProviderClass: secret });
  }
  return vaults;
}
