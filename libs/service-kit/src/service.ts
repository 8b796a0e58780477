import type { Server } from 'node:http';
import { type Static, Type } from '@halden/contracts';
import { List, Secret } from './config.ts';
import type { Health } from './health.ts';
import type { Lifecycle } from './lifecycle.ts';
import { type Logger, logLevels } from './log.ts';

/** Settings that every service has. */
export const commonSettings = {
  HOST: Type.String({ default: '0.0.0.0', description: 'the address to listen on' }),
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65535, description: 'the port to listen on' }),
  LOG_LEVEL: Type.Unsafe<(typeof logLevels)[number]>({
    type: 'string',
    enum: [...logLevels],
    default: 'info',
    description: 'the least important level that is logged',
  }),
  SERVICE_VERSION: Type.String({ default: '0.0.0-local', description: 'the version that runs, for logs and metrics' }),
  CORS_ORIGINS: List({ default: '', description: 'origins that browsers may call from, separated by commas' }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 600,
    minimum: 1,
    description: 'requests one caller may make in a minute',
  }),
  OIDC_ISSUER: Type.String({ format: 'uri', description: 'the issuer of access tokens' }),
  OIDC_JWKS_URI: Type.String({ format: 'uri', description: "the address of the issuer's keys" }),
  OIDC_AUDIENCE: Type.String({ default: 'api://halden', description: 'the audience that access tokens must name' }),
  DRAIN_SECONDS: Type.Number({
    default: 5,
    minimum: 0,
    maximum: 300,
    description: 'how long to go on serving after a stop signal, while routes forget this pod',
  }),
  APPLICATIONINSIGHTS_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'Azure Monitor; without it no telemetry is sent' }),
  ),
};
export type CommonSettings = { [K in keyof typeof commonSettings]: Static<(typeof commonSettings)[K]> };

/** A part that listens, and on stop lets requests under way finish. */
export function listening(server: Server, options: { host: string; port: number; log: Logger }) {
  const { host, port, log } = options;
  return {
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          log.info({ address: server.address() }, 'listening');
          resolve();
        });
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5_000).unref();
      }),
  };
}

/** What `runService` needs of the process; `main.ts` passes `process`. */
export interface ProcessPort {
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * Starts a service and stops it on a signal: readiness off → drain → consumers and server stop → clients close → exit.
 * An error nobody handled ends the process at once: whoever supervises it starts a clean one.
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
