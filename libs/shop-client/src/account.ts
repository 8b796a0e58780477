import { percentiles } from './percentiles.ts';

/** One request as somebody in front of the gateway saw it. */
export interface Outcome {
  /** Milliseconds since 1970 at which it was sent. */
  readonly at: number;
  readonly ms: number;
  /** Method and path, without query and ids. */
  readonly what: string;
  /** Why it failed: a status of 5xx or 429, or no answer. */
  readonly failure?: string;
}

export interface Summary {
  readonly requests: number;
  readonly failed: number;
  /** Share of all requests, 0 to 1. */
  readonly failedShare: number;
  /** Answered later than `slowMs`, and not failed. */
  readonly slow: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: Readonly<Record<string, number>>;
}

/** Later than this is as bad as no answer to the person who waits. */
export const slowMs = 1_500;

/** The error budget's account: every request and what came of it. */
export class Account {
  readonly outcomes: Outcome[] = [];

  /** `fetch` whose requests are entered here. One that is aborted by its caller is not. */
  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const what = `${init?.method ?? 'GET'} ${url.pathname.replace(/\/(ord_[\w-]+|[\w-]{20,}|HAL-[\w-]+)/g, '/…')}`;
    const at = Date.now();
    const began = performance.now();
    const enter = (failure?: string) => {
      const outcome = { at, ms: performance.now() - began, what };
      this.outcomes.push(failure === undefined ? outcome : { ...outcome, failure });
    };
    try {
      const response = await fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(10_000) });
      const body = await response.arrayBuffer();
      enter(response.status >= 500 || response.status === 429 ? `${response.status} ${what}` : undefined);
      const hasBody = ![204, 205, 304].includes(response.status);
      return new Response(hasBody ? body : null, { status: response.status, headers: response.headers });
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      if (!init?.signal?.aborted) enter(`${cause?.code ?? (error as Error).name} ${what}`);
      throw error;
    }
  };

  /** @param from, to the time of sending, in milliseconds since 1970 */
  summary(from = 0, to = Infinity): Summary {
    const outcomes = this.outcomes.filter(({ at }) => at >= from && at <= to);
    const failed = outcomes.filter(({ failure }) => failure !== undefined);
    const failures: Record<string, number> = {};
    for (const { failure = '' } of failed) failures[failure] = (failures[failure] ?? 0) + 1;
    return {
      requests: outcomes.length,
      failed: failed.length,
      failedShare: outcomes.length === 0 ? 0 : failed.length / outcomes.length,
      slow: outcomes.filter(({ ms, failure }) => failure === undefined && ms > slowMs).length,
      ...percentiles(outcomes.map(({ ms }) => ms)),
      failures,
    };
  }
}

/** A summary in one line. */
export const inWords = ({ requests, failed, failures, slow, p50, p99 }: Summary): string =>
  `${requests} requests, ${failed} failed${failed > 0 ? ` (${JSON.stringify(failures)})` : ''}, ${slow} slow; p50 ${p50} ms, p99 ${p99} ms`;
