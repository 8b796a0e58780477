import type { Api } from '@halden/contracts';
import { createTokenVerifier } from './auth.ts';
import { splitList } from './config.ts';
import { createGuard, type Guard, type GuardOptions } from './guard.ts';
import { createHealth, type Health } from './health.ts';
import { createLifecycle, type Lifecycle } from './lifecycle.ts';
import type { Logger } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { HttpServiceOptions } from './operations.ts';
import type { StatusTable } from './problem.ts';
import type { CommonSettings } from './settings.ts';

/** What every service stands on: nothing of it is started, and nothing of it knows what the service does. */
export interface Foundation {
  readonly metrics: Metrics;
  readonly health: Health;
  readonly lifecycle: Lifecycle;
  /** Circuit breaker and bulkhead for calls to one dependency. */
  guard(dependency: string, limits?: Partial<GuardOptions>): Guard;
  /** What the HTTP side needs, whichever framework carries it; `statuses`: problem code → status, for the codes of this service. */
  http<A extends Api>(api: A, statuses: StatusTable): HttpServiceOptions & { api: A };
}

export function createFoundation(
  service: string,
  options: { config: CommonSettings; log: Logger; now: () => number },
): Foundation {
  const { config, log, now } = options;
  const metrics = createMetrics(service);
  const health = createHealth(now);
  return {
    metrics,
    health,
    lifecycle: createLifecycle(log),
    guard: (dependency, limits = {}) => createGuard({ dependency, metrics, ...limits }),
    http: (api, statuses) => ({
      api,
      version: config.SERVICE_VERSION,
      log,
      metrics,
      health,
      verifier: createTokenVerifier({
        issuer: config.OIDC_ISSUER,
        jwksUri: config.OIDC_JWKS_URI,
        audience: config.OIDC_AUDIENCE,
        now,
      }),
      statuses,
      corsOrigins: splitList(config.CORS_ORIGINS),
      rateLimitPerMinute: config.RATE_LIMIT_PER_MINUTE,
      now,
    }),
  };
}
