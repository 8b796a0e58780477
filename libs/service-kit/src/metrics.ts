import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export { Counter, Gauge, Histogram };

/** The series every service has, and the registry for its own. */
export interface Metrics {
  registry: Registry;
  /** Seconds, by method, route (the pattern, never the path) and status; 499 where the client gave up before it had the answer, 504 where it waited long for it. Its `_count` is the request rate. */
  httpDuration: Histogram<'method' | 'route' | 'status'>;
  /** Connections that were refused because there were too many. */
  connectionsDropped: Counter;
  /** 0 closed, 1 open, 2 half open; by dependency. */
  circuitState: Gauge<'dependency'>;
  /** Calls to what the service depends on, by dependency and outcome (`ok`, `failed`, `rejected`). */
  dependencyCalls: Counter<'dependency' | 'outcome'>;
}

export function createMetrics(service: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    httpDuration: new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Duration of HTTP requests',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers: [registry],
    }),
    connectionsDropped: new Counter({
      name: 'http_connections_dropped_total',
      help: 'Connections that were refused because there were too many',
      registers: [registry],
    }),
    circuitState: new Gauge({
      name: 'circuit_breaker_state',
      help: 'State of the circuit breaker: 0 closed, 1 open, 2 half open',
      labelNames: ['dependency'],
      registers: [registry],
    }),
    dependencyCalls: new Counter({
      name: 'dependency_calls_total',
      help: 'Calls to dependencies',
      labelNames: ['dependency', 'outcome'],
      registers: [registry],
    }),
  };
}
