import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { topology } from '@halden/contracts';
import {
  callSettings,
  embeddedSettings,
  nodeSettings,
  ownSettings,
  type Ports,
  senderSettings,
} from '@halden/service-description';
import { type MemoryBudget, memoryBudget, memoryFlags } from '@halden/service-kit/memory-budget';
import { urlHost } from '@halden/local-azure/hosts';
import { type Service, type ServiceName, services } from '@halden/service-registry';
import type { AzureProcessOptions, AzureReady } from './azure/protocol.ts';
import type { GatewayOptions } from './gateway/options.ts';
import type { LocalSecrets } from './secrets.ts';
import type { ProcessSpec } from './supervisor.ts';

/** The services that have a process of their own, in the order of the ports they prefer. */
export const localServices: readonly Service[] = services
  .filter(({ local }) => local)
  .sort((a, b) => (a.local?.port ?? 0) - (b.local?.port ?? 0));

/** The ports that a service takes when they are free. */
export function preferredPorts({ ports, local }: Service): Ports {
  const http = local?.port ?? 0;
  return {
    http,
    ...(ports.management !== undefined && { management: http + 100 }),
    ...(ports.internal !== undefined && { internal: http + 200 }),
  };
}

export interface PlanOptions {
  root: string;
  host: string;
  /** Where browsers find the gateway. */
  origin: string;
  dataDir: string;
  logLevel: string;
  /** Where orders are kept; the embedded SQLite file when absent. */
  databaseUrl: string | undefined;
  ports: ReadonlyMap<ServiceName, Ports>;
  gatewayPort: number;
  secrets: LocalSecrets;
  /** What every process inherits. */
  environment: Record<string, string>;
}

/** The C library keeps a heap for each thread, and each of our processes has a dozen threads that hardly allocate. */
const sharedHeaps = { MALLOC_ARENA_MAX: '2' };

/** Memory that each process may take, in MiB. */
const memoryMb = (process: string): number =>
  localServices.find(({ name }) => name === process)?.local?.memoryMb ?? (process === 'azure' ? 320 : 256);

/** The memory budgets of processes, by their names. */
export const memoryBudgets = (processes: readonly string[]): Record<string, MemoryBudget> =>
  Object.fromEntries(processes.map((name) => [name, memoryBudget(memoryMb(name))]));

/** A bundled program (see tools/bundle.mjs). `NODE_OPTIONS=--enable-source-maps npm start` names the sources in stack traces. */
const program = (root: string, name: string): string[] => [
  '--disable-warning=ExperimentalWarning',
  ...memoryFlags(memoryMb(name)),
  '--import',
  pathToFileURL(join(root, '.local/bundles/parent-watch.mjs')).href,
  join(root, '.local/bundles', `${name}.mjs`),
];

export function azurePlan(options: PlanOptions, azure: AzureProcessOptions): ProcessSpec {
  const { root, environment } = options;
  return {
    name: 'azure',
    args: program(root, 'azure'),
    env: { ...sharedHeaps, ...environment, LOCAL_AZURE: JSON.stringify(azure) },
  };
}

/** The services, with the endpoints of the embedded Azure: only endpoints and credentials differ from the cloud. */
export function servicesPlan(options: PlanOptions, azure: AzureReady): ProcessSpec[] {
  return localServices.map((service) => ({
    name: service.name,
    args: program(options.root, service.name),
    env: { ...sharedHeaps, ...options.environment, ...settingsOf(service, options, azure) },
    // When the machine is short of processor, shoppers who wait for an answer come before mails and the bank.
    niceness: service.local?.priority === 'low' ? 10 : 0,
  }));
}

function settingsOf(service: Service, options: PlanOptions, azure: AzureReady): Record<string, string> {
  const { dataDir, host, logLevel, origin, secrets } = options;
  const portsOf = (name: ServiceName): Ports => options.ports.get(name) ?? { http: 0 };
  const addressOf = (name: ServiceName) => `http://${urlHost(host)}:${portsOf(name).internal ?? portsOf(name).http}`;
  const databaseUrl = options.databaseUrl ?? `sqlite:${join(dataDir, `${topology.sql.database}.db`)}`;
  const embedded = embeddedSettings(service.uses, { ...azure, databaseUrl });
  const sender = senderSettings(service.uses, origin);
  return {
    ...nodeSettings({
      ports: portsOf(service.name),
      logLevel,
      origin,
      oidc: azure,
      drainSeconds: 0,
      // The gateway's connections come over loopback.
      trustedProxies: ['127.0.0.0/8', '::1/128'],
      // One machine stands for all shoppers.
      requestsPerMinute: 1_000_000,
    }),
    HOST: host,
    SERVICE_VERSION: 'local',
    ...embedded.open,
    ...embedded.keys,
    ...sender.open,
    ...sender.personal,
    ...Object.fromEntries(Object.entries(service.secrets).map(([variable, name]) => [variable, secrets[name] ?? ''])),
    ...callSettings(service, addressOf),
    ...ownSettings(service, localEnvironment),
    ...service.local?.settings,
  };
}

/** The environment whose settings a single machine has. */
const localEnvironment = 'local';

/** The program that fills the shop with the demo catalogue, through the gateway as staff would. */
export function cataloguePlan({ root, environment }: PlanOptions, url: string): ProcessSpec {
  return {
    name: 'demo-catalogue',
    args: [...program(root, 'demo-catalogue'), '--url', url],
    env: { ...sharedHeaps, ...environment },
  };
}

export function gatewayPlan(options: PlanOptions, gateway: GatewayOptions): ProcessSpec {
  return {
    name: 'gateway',
    args: program(options.root, 'gateway'),
    env: { ...sharedHeaps, ...options.environment, NODE_ENV: 'production', GATEWAY: JSON.stringify(gateway) },
  };
}
