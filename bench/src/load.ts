import { percentiles } from '@halden/shop-client/percentiles';
import autocannon from 'autocannon';
import { Pool } from 'undici';

/** What a load of requests came to. Latencies in milliseconds. */
export interface Measured {
  perSecond: number;
  p50: number;
  p99: number;
  requests: number;
  /** Answers that were not as they should be, and requests without an answer. */
  failures: number;
}

export interface LoadOptions {
  seconds: number;
  connections: number;
  /**
   * Keeps this process awake while it waits; @default false. A sender on the same machine pays for waking a sleeping receiver, in a
   * virtual machine more than for all of a small answer: then a server is measured by how long its callers sleep. Needs a processor
   * for itself.
   */
  awake?: boolean;
}

/** As many GETs as so many connections can do, over the given paths in turn. */
export async function loadGets(
  origin: string,
  paths: readonly string[],
  { connections, seconds, awake = false }: LoadOptions,
): Promise<Measured> {
  const rest = awake ? stayAwake() : undefined;
  try {
    const result = await autocannon({
      url: origin,
      connections,
      duration: seconds,
      requests: paths.map((path) => ({ method: 'GET', path })),
    });
    return {
      perSecond: Math.round(result.requests.average),
      p50: result.latency.p50,
      p99: result.latency.p99,
      requests: result.requests.total,
      failures: result.errors + result.timeouts + result.non2xx,
    };
  } finally {
    rest?.();
  }
}

/** Lets the event loop turn without waiting, until the returned function is called. */
function stayAwake(): () => void {
  let next = setImmediate(function turn() {
    next = setImmediate(turn);
  });
  return () => clearImmediate(next);
}

/** As many POSTs as so many connections can do, each with a body and headers of its own. */
export async function loadPosts(
  origin: string,
  make: (index: number) => { path: string; headers: Record<string, string>; body: string },
  options: LoadOptions & { expect: number },
): Promise<Measured> {
  const pool = new Pool(origin, { connections: options.connections, pipelining: 1 });
  const latencies: number[] = [];
  let failures = 0;
  let index = 0;
  const began = performance.now();
  const until = began + options.seconds * 1000;
  const worker = async () => {
    while (performance.now() < until) {
      const { path, headers, body } = make(index++);
      const sent = performance.now();
      try {
        const response = await pool.request({ method: 'POST', path, headers, body });
        await response.body.dump();
        if (response.statusCode === options.expect) latencies.push(performance.now() - sent);
        else failures++;
      } catch {
        failures++;
      }
    }
  };
  await Promise.all(Array.from({ length: options.connections }, worker));
  const seconds = (performance.now() - began) / 1000;
  await pool.close();
  return {
    perSecond: Math.round(latencies.length / seconds),
    ...percentiles(latencies),
    requests: latencies.length,
    failures,
  };
}
