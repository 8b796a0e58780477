import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { topology } from '@halden/contracts';
import { type MemoryBudget, memoryBudget, memoryFlags } from '@halden/service-kit/memory-budget';
import type { AzureProcessOptions, AzureReady } from './azure/protocol.ts';
import type { GatewayOptions } from './gateway/options.ts';
import type { LocalSecrets } from './secrets.ts';
import type { ProcessSpec } from './supervisor.ts';

/** The services in the order they are started; the port each takes when it is free. */
export const servicePorts = {
  'product-service': 3001,
  'order-service': 3002,
  'payment-service': 3003,
  'notification-service': 3004,
} as const;
export type ServiceName = keyof typeof servicePorts;
/** The port each takes for `/health`, `/ready` and `/metrics`. */
export const managementPorts: Record<ServiceName, number> = {
  'product-service': 3101,
  'order-service': 3102,
  'payment-service': 3103,
  'notification-service': 3104,
};
/** The port for other services, of those that have operations for them. */
export const internalPorts = { 'product-service': 3201 } as const;
export const serviceNames = Object.keys(servicePorts) as ServiceName[];

export interface PlanOptions {
  root: string;
  host: string;
  /** Where browsers find the gateway. */
  origin: string;
  dataDir: string;
  logLevel: string;
  /** Where orders are kept; the embedded SQLite file when absent. */
  databaseUrl: string | undefined;
  ports: Record<ServiceName, number>;
  internalPorts: Record<keyof typeof internalPorts, number>;
  managementPorts: Record<ServiceName, number>;
  gatewayPort: number;
  secrets: LocalSecrets;
  /** What every process inherits. */
  environment: Record<string, string>;
}

/** The C library keeps a heap for each thread, and each of our processes has a dozen threads that hardly allocate. */
const sharedHeaps = { MALLOC_ARENA_MAX: '2' };

/** When the machine is short of processor, shoppers who wait for an answer come before mails and the bank. */
const lowPriorityServices: readonly ServiceName[] = ['payment-service', 'notification-service'];

/** Memory that each process may take, in MiB. A service has what its container has in production. */
const memoryMb = (process: string): number => ({ azure: 768, gateway: 256 })[process] ?? 384;

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

/** The four services, with what the embedded Azure told of itself: only endpoints and credentials differ from the cloud. */
export function servicesPlan(options: PlanOptions, azure: AzureReady): ProcessSpec[] {
  const { dataDir, host, logLevel, origin, ports } = options;
  const common = {
    ...sharedHeaps,
    ...options.environment,
    NODE_ENV: 'production',
    HOST: host,
    LOG_LEVEL: logLevel,
    SERVICE_VERSION: 'local',
    CORS_ORIGINS: origin,
    // One machine stands for all shoppers.
    RATE_LIMIT_PER_MINUTE: '1000000',
    OIDC_ISSUER: azure.issuer,
    OIDC_JWKS_URI: azure.jwksUri,
    DRAIN_SECONDS: '0',
  };
  const cosmos = {
    COSMOS_ENDPOINT: azure.cosmos.endpoint,
    COSMOS_KEY: azure.cosmos.key,
    COSMOS_DATABASE: topology.cosmos.database,
    COSMOS_PROVISION: 'true',
  };
  const serviceBus = { SERVICE_BUS_CONNECTION_STRING: azure.serviceBus };
  const eventHubs = { EVENT_HUBS_CONNECTION_STRING: azure.eventHubs };
  const own: Record<ServiceName, Record<string, string>> = {
    'product-service': {
      ...cosmos,
      SEED_CATALOGUE: 'true',
      INTERNAL_PORT: String(options.internalPorts['product-service']),
    },
    'order-service': {
      ...serviceBus,
      ...eventHubs,
      DATABASE_URL: options.databaseUrl ?? `sqlite:${join(dataDir, 'orders.db')}`,
      ORDER_KEY_SECRET: options.secrets.orderKeySecret,
      PRODUCT_SERVICE_URL: `http://${host}:${options.internalPorts['product-service']}`,
    },
    'payment-service': { ...cosmos, ...serviceBus },
    'notification-service': {
      ...cosmos,
      ...serviceBus,
      ...eventHubs,
      CHECKPOINT_CONNECTION_STRING: azure.blob,
      COMMUNICATION_CONNECTION_STRING: azure.communication,
      EMAIL_SENDER: 'orders@halden.example',
      SMS_SENDER: 'Halden',
      SHOP_URL: origin,
      REPLICA_NAME: 'local',
    },
  };
  return serviceNames.map((name) => ({
    name,
    args: program(options.root, name),
    env: {
      ...common,
      ...own[name],
      PORT: String(ports[name]),
      MANAGEMENT_PORT: String(options.managementPorts[name]),
    },
    niceness: lowPriorityServices.includes(name) ? 10 : 0,
  }));
}

export function gatewayPlan(options: PlanOptions, gateway: GatewayOptions): ProcessSpec {
  return {
    name: 'gateway',
    args: program(options.root, 'gateway'),
    env: { ...sharedHeaps, ...options.environment, NODE_ENV: 'production', GATEWAY: JSON.stringify(gateway) },
  };
}
