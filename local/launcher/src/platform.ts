import { join } from 'node:path';
import { routes, type ServiceName } from '@halden/service-registry';
import type { Ports } from '@halden/service-description';
import type { MemoryBudget } from '@halden/service-kit/memory-budget';
import { defaultPorts, type ServiceName as AzureServiceName } from '@halden/local-azure/about';
import { urlHost } from '@halden/local-azure/hosts';
import { ask } from './ask.ts';
import {
  azurePlan,
  cataloguePlan,
  gatewayPlan,
  localServices,
  memoryBudgets,
  type PlanOptions,
  preferredPorts,
  servicesPlan,
} from './plan.ts';
import { type AzureReady, isAzureReady } from './azure/protocol.ts';
import { type Filling, fillWithDemoCatalogue } from './demo-catalogue.ts';
import { createLogPrinter } from './logs.ts';
import { explainListening } from './listening.ts';
import { placesOf } from './places.ts';
import { reservePorts, tryListen } from './ports.ts';
import { loadSecrets } from './secrets.ts';
import { type ProcessSpec, supervise, type Supervised } from './supervisor.ts';

export interface PlatformOptions {
  root: string;
  host: string;
  port: number;
  dataDir: string;
  logLevel: string;
  databaseUrl: string | undefined;
  environment: Record<string, string>;
  /** Puts something between the services and the embedded Azure; the services get the addresses that it returns. @default nothing */
  interpose?: (azure: AzureReady) => Promise<AzureReady>;
  /** Takes progress and logs for people. */
  write: (text: string) => void;
  colour: boolean;
}

/** Where everything is. */
export interface Addresses {
  url: string;
  mailbox: string;
  docs: string;
  data: string;
  azure: Omit<AzureReady, 'type'>;
  /** Process ids by name, of those that run now. */
  processes: Record<string, number>;
  /** What each process may take of the machine's memory, in MiB. */
  memory: Record<string, MemoryBudget>;
}

export interface Platform {
  /** Resolves when everything answers and there is something to buy; rejects when something cannot. */
  ready: Promise<void>;
  /** Resolves when the demo catalogue has its pictures as well, which takes a moment longer at the first start. */
  complete: Promise<void>;
  readonly addresses: Addresses;
  /** A service without the gateway: for measuring. */
  serviceAddress(name: ServiceName): string;
  stop(): Promise<void>;
}

/** How long everything may take to become ready. */
const patienceMs = 60_000;
/** A process that died so often at once that it has to wait this long does not start at all. */
const hopelessMs = 2_000;

/** Starts the embedded Azure, then the services and the gateway, each in a process of its own that is kept running. */
export async function runPlatform(options: PlatformOptions): Promise<Platform> {
  const { host, port, dataDir, write, root } = options;
  const { inner, gateway, origin } = await placesOf(host, port);
  const serviceNames = localServices.map(({ name }) => name);
  const names = ['azure', ...serviceNames, 'gateway'];
  const print = createLogPrinter({ write, colour: options.colour, names });
  const running: Supervised[] = [];
  let stopping = false;

  const reservation = await choosePorts(host, port, inner);
  const ports = reservation.chosen;
  const addressOf = (name: ServiceName, kind: keyof Ports = 'http') =>
    `http://${urlHost(inner)}:${ports.services.get(name)?.[kind] ?? 0}`;
  const secretNames = localServices.flatMap(({ secrets }) => Object.values(secrets));
  const plan: PlanOptions = {
    root,
    host: inner,
    origin,
    dataDir,
    logLevel: options.logLevel,
    databaseUrl: options.databaseUrl,
    ports: ports.services,
    gatewayPort: port,
    secrets: loadSecrets(dataDir, secretNames),
    environment: options.environment,
  };
  let azureReady: (ready: AzureReady) => void = () => undefined;
  const azureStarted = new Promise<AzureReady>((resolve) => (azureReady = resolve));
  let fail: (error: Error) => void = () => undefined;
  const failing = new Promise<never>((_, reject) => (fail = reject));
  // It is of interest to who waits for readiness only.
  failing.catch(() => undefined);
  const start = (spec: ProcessSpec) => {
    const supervised = supervise(spec, {
      line: print,
      message: (name, message) => name === 'azure' && isAzureReady(message) && azureReady(message),
      died: (name, how, restartInMs) => {
        print(name, `ended unexpectedly (${how}); starting it again${restartInMs ? ` in ${restartInMs} ms` : ''}`);
        if (restartInMs >= hopelessMs) fail(new Error(`${name} does not start: ${how}. The log above says why.`));
      },
    });
    running.push(supervised);
  };

  write('Starting the embedded Azure …\n');
  start(
    azurePlan(plan, {
      host: inner,
      origin,
      logLevel: options.logLevel,
      ports: ports.azure,
      dataDir: join(dataDir, 'azure'),
      entitiesFile: join(root, 'local/azure/entities.json'),
    }),
  );
  const started = await within(
    patienceMs,
    Promise.race([azureStarted, failing]),
    'the embedded Azure did not become ready',
  );
  const azure = options.interpose ? await options.interpose(started) : started;
  write('Starting the services and the gateway …\n');
  for (const spec of servicesPlan(plan, azure)) start(spec);
  start(
    gatewayPlan(plan, {
      host,
      port,
      services: Object.fromEntries(serviceNames.map((name) => [name, addressOf(name)])),
      routes: routes.filter(({ service }) => serviceNames.some((name) => name === service)),
      readiness: Object.fromEntries(
        localServices.map(({ name, health }) => [name, `${addressOf(name, 'management')}${health.ready}`]),
      ),
      identity: `http://${urlHost(inner)}:${ports.azure.identity}`,
      mailbox: `http://${urlHost(inner)}:${ports.azure.communication}`,
      shop: { folder: join(root, 'services/frontend/dist'), origin },
    }),
  );

  const { type: _, ...endpoints } = azure;
  let filling: Filling | undefined;
  const answering = Promise.race([waitUntilReady(`http://${gateway}/ready`, write, () => stopping), failing]);
  const filled = answering.then(async () => {
    const url = `http://${gateway}`;
    if (!stopping) filling = await fillWithDemoCatalogue(cataloguePlan(plan, url), { dataDir, url });
    return filling;
  });
  const complete = filled.then((started) => started?.done);
  complete.catch((error: unknown) => stopping || write(`${(error as Error).message}\n`));
  return {
    ready: filled.then((started) => started?.products),
    complete,
    get addresses() {
      const processes = Object.fromEntries(
        running.flatMap(({ name, pid }) => (pid === undefined ? [] : [[name, pid] as const])),
      );
      return {
        url: origin,
        mailbox: `${origin}/mailbox/`,
        docs: `${origin}/api/docs`,
        data: dataDir,
        azure: endpoints,
        processes,
        memory: memoryBudgets(names),
      };
    },
    serviceAddress: (name) => addressOf(name),
    async stop() {
      stopping = true;
      await filling?.stop();
      const [azureProcess, ...others] = running;
      await Promise.all(others.map((each) => each.stop()));
      await azureProcess?.stop();
      await reservation.release();
    },
  };
}

/** The gateway's port, and free ones for everything else, near those it prefers. */
async function choosePorts(host: string, gatewayPort: number, inner: string) {
  // What is wrong with the address that people asked for is said before anything of ours.
  const explain = async (error: unknown) => Promise.reject(await explainListening(error, { host, port: gatewayPort }));
  await tryListen(gatewayPort, host).catch(explain);
  return reservePorts(inner, async ({ exactly, near }) => {
    await exactly(gatewayPort).catch(explain);
    const all = async <P extends object>(preferred: P): Promise<P> => {
      const chosen: Record<string, number> = {};
      for (const [name, wanted] of Object.entries(preferred) as [string, number][]) chosen[name] = await near(wanted);
      return chosen as P;
    };
    const azure = await all<Record<AzureServiceName, number>>(defaultPorts);
    const services = new Map<ServiceName, Ports>();
    for (const service of localServices) services.set(service.name, await all(preferredPorts(service)));
    return { azure, services };
  });
}

/** Polls the gateway; says every few seconds what it is waiting for. */
async function waitUntilReady(url: string, write: (text: string) => void, isStopping: () => boolean): Promise<void> {
  const began = Date.now();
  let missing: string[] = ['gateway'];
  for (let reportedAt = began; Date.now() - began < patienceMs && !isStopping();) {
    try {
      const { status, text } = await ask(url, 3_000);
      if (status === 200) return;
      const { parts } = JSON.parse(text) as { parts: Record<string, boolean> };
      missing = Object.entries(parts).flatMap(([name, ready]) => (ready ? [] : [name]));
    } catch {
      missing = ['gateway'];
    }
    if (Date.now() - reportedAt > 5_000) {
      reportedAt = Date.now();
      write(`Still waiting for ${missing.join(', ')} …\n`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!isStopping())
    throw new Error(`Not ready after ${patienceMs / 1000} s: ${missing.join(', ')}. The logs above say why.`);
}

async function within<T>(ms: number, work: Promise<T>, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${otherwise} within ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
