import type { Transport } from '@halden/contracts';
import { Pool } from 'undici';
import { DependencyUnavailable, type Guard } from './guard.ts';
import { traceHeaders } from './trace.ts';

export interface HttpDependency {
  transport: Transport;
  close(): Promise<void>;
}

/**
 * A connection pool to another service behind a guard, as a transport for its typed client. Passes the trace on. A response of 5xx
 * and a lost connection count as failures of the dependency and reject with `DependencyUnavailable`; nothing is sent twice.
 */
export function createHttpDependency(options: {
  baseUrl: string;
  guard: Guard;
  timeoutMs?: number;
  connections?: number;
}): HttpDependency {
  const { guard, timeoutMs = 5_000 } = options;
  const pool = new Pool(options.baseUrl, {
    connections: options.connections ?? 32,
    pipelining: 1,
    connect: { timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    keepAliveTimeout: 30_000,
  });
  const transport: Transport = ({ method, path, headers, body, signal }) =>
    guard.run(async () => {
      const response = await pool
        .request({
          method,
          path,
          headers: { ...headers, ...traceHeaders() },
          ...(body !== undefined && { body }),
          ...(signal && { signal }),
        })
        .catch((cause: unknown) => {
          throw new DependencyUnavailable(guard.dependency, 'does not answer', { cause });
        });
      const text = await response.body.text();
      if (response.statusCode >= 500)
        throw new DependencyUnavailable(guard.dependency, `answered ${response.statusCode}`, {
          cause: new Error(text.slice(0, 500)),
        });
      const received = response.headers;
      return {
        status: response.statusCode,
        headers: { get: (name: string) => received[name.toLowerCase()]?.toString() ?? null },
        text: async () => text,
      };
    });
  return {
    transport,
    close: () => pool.destroy(),
  };
}
