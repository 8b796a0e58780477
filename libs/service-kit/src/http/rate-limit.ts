import type { ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { Refusal } from '../problem.ts';

const windowMs = 60_000;

interface Count {
  requests: number;
  endsAt: number;
}

/** Counts the requests of each caller in windows of a minute. */
export interface RateLimit {
  /** Counts a request, and tells the caller what is left. Throws `rate_limited`. */
  take(key: string, response: ServerResponse): void;
}

/** Keeps at most `callers` counts: under a flood of new callers those not seen for longest are forgotten, and memory stays. */
export function createRateLimit(options: { perMinute: number; callers: number; monotonic?: () => number }): RateLimit {
  const { perMinute, callers, monotonic = () => performance.now() } = options;
  const counts = new LRUCache<string, Count>({ max: callers });
  const policy = `${perMinute};w=${windowMs / 1000}`;
  return {
    take(key, response) {
      const now = monotonic();
      let count = counts.get(key);
      if (!count || count.endsAt <= now) {
        count = { requests: 0, endsAt: now + windowMs };
        counts.set(key, count);
      }
      count.requests++;
      const reset = Math.ceil((count.endsAt - now) / 1000);
      const remaining = Math.max(0, perMinute - count.requests);
      response.setHeader('ratelimit-policy', policy);
      response.setHeader('ratelimit', `limit=${perMinute}, remaining=${remaining}, reset=${reset}`);
      if (count.requests > perMinute) throw new Refusal('rate_limited', { retryAfterSeconds: reset });
    },
  };
}
