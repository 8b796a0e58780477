import { fluxNamespace } from '@halden/charts/names';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { portNear } from '@halden/launcher/ports';
import { Refusal } from '@halden/cli/refusal';
import { at } from '@halden/kubernetes/json';
import { poll } from '@halden/cli/poll';
import { ApiRefusal, connect, type Kubernetes, type Manifest } from '@halden/kubernetes/client';
import { missingIn } from '../requirements.ts';
import { charts, helmArguments, publishedManifests } from './components.ts';
import { gatewayManifests } from './gateway.ts';
import { onPath, type Run } from '@halden/cli/program';
import { ensureTool } from '../../toolbox.mjs';

const [name, registryName] = ['halden', 'halden-registry'];
const node = `${name}-control-plane`;

/** How to get at a cluster that was made here, and how it gets at this machine. */
export interface KindCluster {
  readonly kubeconfig: string;
  /** Where browsers reach the gateway. */
  readonly origin: string;
  /** This machine, for pods: a name or an IPv4 address. */
  readonly machine: string;
}

export interface KindRequest {
  /** Its kubeconfig, which is written; that of the user stays as it is. */
  readonly kubeconfig: string;
  /** `localhost:<port>/…`: where images are pushed to, by this machine and under the same name by the cluster's nodes. */
  readonly registry: string;
  readonly gatewayClass: string;
  readonly gatewayNamespace: string;
  /** The container engine's program. */
  readonly engine: string;
  readonly run: Run;
  readonly say: (text: string) => void;
}

/** Whether kind and a container engine are there; if not, what is missing. */
export async function missingForKind({
  engine,
  run,
}: Pick<KindRequest, 'engine' | 'run'>): Promise<string | undefined> {
  if (!onPath('kind')) return 'kind is not installed';
  return run(engine, ['version', '--format', '{{.Server.Version}}'], { output: 'quiet' }).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

/**
 * Makes a kind cluster with everything that the platform builds upon, or adds what the existing one lacks; and a registry next to it.
 * @throws {Refusal} when a download or an installation fails
 */
export async function makeKindCluster(request: KindRequest): Promise<KindCluster> {
  const { kubeconfig, engine, run, say } = request;
  mkdirSync(dirname(kubeconfig), { recursive: true });
  await startRegistry(request);
  const clusters = (await run('kind', ['get', 'clusters'], { output: 'quiet' })).split('\n');
  if (clusters.includes(name)) await run('kind', ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig]);
  else {
    const port = await portNear(8080, '127.0.0.1', new Set());
    say(`making the kind cluster ${name}, its gateway on port ${port}`);
    const args = ['create', 'cluster', '--name', name, '--config', '-', '--kubeconfig', kubeconfig, '--wait', '180s'];
    await run('kind', args, { input: stringify(kindConfig(port)), seconds: 900 });
  }
  await connectRegistry(request);
  const kubernetes = await connect({
    kubeconfig,
    fix: { kubeconfig: 'npm run cluster -- down, then up: the cluster is made anew' },
  });
  const lacks = await missingIn(kubernetes, request.gatewayClass);
  if (lacks.length > 0) await installComponents(request, kubernetes);
  const published = await run(engine, ['port', node, '80/tcp'], { output: 'quiet' });
  return {
    kubeconfig,
    origin: `http://localhost:${portIn(published)}`,
    machine: await machineFor(engine, run),
  };
}

/** Deletes the cluster and its registry, with everything in them. */
export async function removeKindCluster({
  kubeconfig,
  engine,
  run,
}: Pick<KindRequest, 'kubeconfig' | 'engine' | 'run'>): Promise<void> {
  await run('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig], { seconds: 180 });
  await run(engine, ['rm', '--force', '--volumes', registryName], { output: 'quiet' });
  rmSync(kubeconfig, { force: true });
}

/** One node, whose port 80 is a port of this machine. */
export const kindConfig = (hostPort: number) => ({
  kind: 'Cluster',
  apiVersion: 'kind.x-k8s.io/v1alpha4',
  nodes: [
    {
      role: 'control-plane',
      extraPortMappings: [{ containerPort: 80, hostPort, listenAddress: '127.0.0.1', protocol: 'TCP' }],
    },
  ],
});

/** The port in what `docker port` prints: `127.0.0.1:8080`, a line for each address. */
export function portIn(published: string): number {
  const port = Number(/:(\d+)\s*$/m.exec(published)?.[1]);
  if (!(port > 0)) throw new Error(`the cluster publishes no port 80: '${published}'`);
  return port;
}

/** The first IPv4 address among the gateways of a container network, as the engine lists them. */
export const ipv4In = (gateways: string): string | undefined =>
  gateways.split(/\s+/).find((address) => /^\d+(\.\d+){3}$/.test(address));

/** On Linux containers reach the machine by their network's gateway; elsewhere the engine's own name for it is resolved. */
async function machineFor(engine: string, run: Run): Promise<string> {
  if (process.platform !== 'linux') return 'host.docker.internal';
  const format = '{{range .IPAM.Config}}{{.Gateway}} {{end}}';
  const gateways = await run(engine, ['network', 'inspect', 'kind', '--format', format], { output: 'quiet' });
  const address = ipv4In(gateways);
  if (address !== undefined) return address;
  throw new Refusal({
    what: 'the cluster cannot be told where this machine is',
    where: "the container network 'kind'",
    why: `it has no IPv4 gateway, only '${gateways}'`,
    fix: 'say where pods reach this machine: npm run cluster -- up --git-url http://<address>:9418/halden.git',
  });
}

async function startRegistry({ engine, registry, run, say }: KindRequest): Promise<void> {
  const state = await run(engine, ['inspect', '--format', '{{.State.Running}}', registryName], {
    output: 'quiet',
  }).catch(() => 'none');
  if (state === 'true') return;
  if (state === 'false') return void (await run(engine, ['start', registryName], { output: 'quiet' }));
  const port = registryPort(registry);
  say(`starting a registry on port ${port}`);
  const publish = `127.0.0.1:${port}:5000`;
  const args = ['run', '--detach', '--restart', 'unless-stopped', '--publish', publish, '--name', registryName];
  await run(engine, [...args, 'registry:3'], { seconds: 300 });
}

/** Nodes pull by the name that this machine pushes by. Source: kind's guide to local registries. */
async function connectRegistry({ engine, registry, run }: KindRequest): Promise<void> {
  const folder = `/etc/containerd/certs.d/localhost:${registryPort(registry)}`;
  await run(engine, ['exec', node, 'mkdir', '-p', folder]);
  const input = `[host."http://${registryName}:5000"]\n`;
  await run(engine, ['exec', '--interactive', node, 'cp', '/dev/stdin', `${folder}/hosts.toml`], { input });
  const format = '{{json .NetworkSettings.Networks.kind}}';
  const network = await run(engine, ['inspect', '--format', format, registryName], { output: 'quiet' });
  if (network === 'null') await run(engine, ['network', 'connect', 'kind', registryName]);
}

function registryPort(registry: string): number {
  const port = Number(/^localhost:(\d+)\//.exec(registry)?.[1]);
  if (port > 0) return port;
  throw new Refusal({
    what: 'a kind cluster cannot pull from this registry',
    where: registry,
    why: 'its own registry is started at a port of localhost',
    fix: 'leave --registry and HALDEN_REGISTRY out, or name localhost:<port>/halden',
  });
}

async function installComponents(request: KindRequest, kubernetes: Kubernetes): Promise<void> {
  const { run, say, kubeconfig, gatewayClass: className, gatewayNamespace: namespace } = request;
  for (const url of publishedManifests) {
    say(`installing ${url}`);
    await applyAll(kubernetes, await download(url));
  }
  await applyAll(kubernetes, gatewayManifests({ className, namespace }));
  const helm = onPath('helm') ?? (await ensureTool('helm'));
  for (const chart of charts) {
    say(`installing ${chart.name} ${chart.version}`);
    await run(helm, helmArguments(chart, kubeconfig), {
      input: stringify(chart.values),
      seconds: 660,
      output: 'quiet',
    });
  }
  for (const where of [namespace, fluxNamespace]) await untilAvailable(kubernetes, where, say);
}

async function download(url: string): Promise<Manifest[]> {
  const refuse = (why: string) =>
    new Refusal({ what: 'a part of the cluster could not be downloaded', where: url, why, fix: 'try again' });
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) }).catch((error: Error) => {
    throw refuse(error.cause instanceof Error ? error.cause.message : error.message);
  });
  if (!response.ok) throw refuse(`the answer was ${response.status}`);
  return manifestsIn(await response.text());
}

/** The manifests of a file with several, without empty ones. */
export const manifestsIn = (text: string): Manifest[] =>
  parseAllDocuments(text)
    .map((document) => document.toJS() as Manifest | null)
    .filter((manifest) => manifest !== null);

/** A kind that was just made known is asked for again until the API server serves it. */
async function applyAll(kubernetes: Kubernetes, manifests: readonly Manifest[]): Promise<void> {
  for (const manifest of manifests) {
    let refusal: unknown;
    const applied = await poll(
      () =>
        kubernetes.apply(manifest).catch((error: unknown) => {
          if (!(error instanceof ApiRefusal) || error.code !== 404) throw error;
          refusal = error;
          return undefined;
        }),
      { seconds: 30 },
    );
    if (!applied) throw refusal;
  }
}

async function untilAvailable(kubernetes: Kubernetes, namespace: string, say: (text: string) => void): Promise<void> {
  say(`waiting for ${namespace}`);
  const isAvailable = async () => {
    const deployments = (await kubernetes.list('apps/v1', 'Deployment', { namespace })) ?? [];
    return deployments.length > 0 && deployments.every((item) => at(item, 'status', 'availableReplicas'));
  };
  if (await poll(async () => ((await isAvailable()) ? true : undefined), { seconds: 300 })) return;
  throw new Refusal({
    what: 'a part of the cluster did not start',
    where: `namespace ${namespace} of the kind cluster ${name}`,
    why: 'a Deployment was not available within five minutes',
    fix: `kubectl --kubeconfig ${'.local/cluster/kubeconfig'} -n ${namespace} get pods; then run the same command again`,
  });
}
