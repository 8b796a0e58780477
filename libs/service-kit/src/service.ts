import { inspect } from 'node:util';
import { ConfigError } from './config.ts';
import type { Health } from './health.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { createLogger, type Logger } from './log.ts';
import type { CommonSettings } from './settings.ts';
import { startTelemetry } from './telemetry.ts';

/** The time limits for stopping all parts of a service, and for telemetry to send its rest. */
const stopsWithinMs = 60_000;

/** What a service needs of its process; `main.ts` passes `process`. */
export interface ProcessPort {
  readonly env: Record<string, string | undefined>;
  readonly stderr: { write(text: string): unknown };
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * Starts a service and stops it on a signal: readiness off → drain → consumers and server stop → clients close → exit.
 * An error nobody handled ends the process at once: its supervisor starts a clean one.
 */
export async function runService(options: {
  process: ProcessPort;
  log: Logger;
  health: Health;
  lifecycle: Lifecycle;
  drainSeconds: number;
}): Promise<void> {
  const { process, log, health, lifecycle, drainSeconds } = options;
  const fail = (error: unknown) => {
    log.fatal({ err: error }, 'unhandled error');
    process.exit(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return process.exit(1); // the second signal does not wait
    stopping = true;
    log.info({ signal }, 'stopping');
    health.setState('stopping');
    setTimeout(() => {
      lifecycle.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    }, drainSeconds * 1000);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop(signal);
      process.once(signal, () => stop(signal));
    });
  }
  try {
    await lifecycle.start();
    health.setState('running');
    log.info('ready');
  } catch (error) {
    log.fatal({ err: error }, 'did not start');
    process.exit(1);
  }
}

/** A service as its `main.ts` sees it: settings in, parts that start and stop out. */
export interface ServiceModule<Config extends CommonSettings> {
  buildApp(options: {
    config: Config;
    log: Logger;
    now: () => number;
  }): Promise<{ lifecycle: Lifecycle; health: Health }>;
}

/**
 * The life of a service from its environment to its exit. Ends with 78 (EX_CONFIG) and every fault named when the configuration is wrong.
 * `load` imports the service only after telemetry has started, which watches what is imported from then on.
 */
export async function serviceMain<Config extends CommonSettings>(options: {
  service: string;
  process: ProcessPort;
  readConfig: (environment: Record<string, string | undefined>) => Config;
  load: () => Promise<ServiceModule<Config>>;
  now: () => number;
  /** @default startTelemetry */
  telemetry?: typeof startTelemetry;
}): Promise<void> {
  const { service, process: own, readConfig, load, now } = options;
  try {
    const config = readConfig(own.env);
    const about = { service, version: config.SERVICE_VERSION };
    const log = createLogger({ ...about, level: config.LOG_LEVEL });
    const telemetry = await (options.telemetry ?? startTelemetry)({
      ...about,
      connectionString: config.APPLICATIONINSIGHTS_CONNECTION_STRING,
    });
    const { buildApp } = await load();
    const app = await buildApp({ config, log, now });
    // Added first, telemetry stops last: it also sends what the other parts report while they stop.
    const lifecycle = createLifecycle(log, { stopTimeoutMs: stopsWithinMs });
    lifecycle.add('telemetry', telemetry);
    lifecycle.add('service', app.lifecycle);
    await runService({ process: own, log, health: app.health, lifecycle, drainSeconds: config.DRAIN_SECONDS });
  } catch (error) {
    own.stderr.write(`${error instanceof ConfigError ? error.message : inspect(error)}\n`);
    own.exit(error instanceof ConfigError ? 78 : 1);
  }
}
