import type { Api } from '@halden/contracts';
import type { ApiServers } from './api-servers.ts';
import { createTokenVerifier } from './auth.ts';
import { splitList } from './config.ts';
import { createGuard, type Guard, type GuardOptions } from './guard.ts';
import { createHealth, type Health } from './health.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import { listening } from './listening.ts';
import { createLoad } from './http/load.ts';
import type { Logger } from './log.ts';
import { createManagementServer, type ManagementOperation } from './management.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { HttpServiceOptions } from './operations.ts';
import type { StatusTable } from './problem.ts';
import type { CommonSettings } from './settings.ts';

/** A whole service, wired but not started. Ports are known once the lifecycle has started. */
export interface ServiceApp {
  readonly lifecycle: Lifecycle;
  readonly health: Health;
  /** What the gateway reaches. */
  port(): number;
  /** What other services reach; where there is nothing for them, this rejects. */
  internalPort(): number;
  /** What the platform reaches: `/health`, `/ready`, `/metrics`. */
  managementPort(): number;
}

/** What every service stands on: nothing of it is started, and nothing of it knows what the service does. */
export interface Foundation {
  readonly metrics: Metrics;
  readonly health: Health;
  readonly lifecycle: Lifecycle;
  /** Circuit breaker and bulkhead for calls to one dependency. */
  guard(dependency: string, limits?: Partial<GuardOptions>): Guard;
  /** What the HTTP side needs, whichever framework carries it; `statuses`: problem code → status, for the codes of this service. */
  http<A extends Api>(api: A, statuses: StatusTable): HttpServiceOptions & { api: A };
  /** Adds something that operators do or ask on the management port. */
  operation(path: string, operation: ManagementOperation): void;
  /** Adds the servers to the lifecycle; call it after what they need. The management server was added first of all. */
  serve(servers: ApiServers): ServiceApp;
}

export function createFoundation(
  service: string,
  options: { config: CommonSettings; log: Logger; now: () => number },
): Foundation {
  const { config, log, now } = options;
  const metrics = createMetrics(service);
  const health = createHealth();
  const lifecycle = createLifecycle(log);
  const listenerOn = (server: Parameters<typeof listening>[0], port: number) =>
    listening(server, { host: config.HOST, port, log });
  const operations = new Map<string, ManagementOperation>();
  const management = listenerOn(createManagementServer({ health, metrics, operations }), config.MANAGEMENT_PORT);
  lifecycle.add('management http', management);
  const load = createLoad();
  lifecycle.add('load watch', load);
  return {
    metrics,
    health,
    lifecycle,
    guard: (dependency, limits = {}) => createGuard({ dependency, metrics, ...limits }),
    http: (api, statuses) => ({
      api,
      version: config.SERVICE_VERSION,
      log,
      metrics,
      verifier: createTokenVerifier({
        issuer: config.OIDC_ISSUER,
        jwksUri: config.OIDC_JWKS_URI,
        audience: config.OIDC_AUDIENCE,
        now,
      }),
      statuses,
      corsOrigins: splitList(config.CORS_ORIGINS),
      trustedProxies: splitList(config.TRUSTED_PROXIES),
      load,
      rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
      now,
    }),
    operation: (path, operation) => void operations.set(path, operation),
    serve(servers) {
      const internal = servers.internal && listenerOn(servers.internal, config.INTERNAL_PORT);
      if (internal) lifecycle.add('internal http', internal);
      const http = listenerOn(servers.public, config.PORT);
      lifecycle.add('http', http);
      return {
        lifecycle,
        health,
        port: http.port,
        internalPort() {
          if (!internal) throw new TypeError(`${service} has no operations for other services`);
          return internal.port();
        },
        managementPort: management.port,
      };
    },
  };
}
