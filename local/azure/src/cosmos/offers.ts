import { badRequest } from './errors.ts';

/** What a container gets when nothing was asked for, RU/s. */
export const leastThroughput = 400;

/** Throughput as a request asks for it, in RU/s: fixed, or the most that autoscale may reach. */
export interface ThroughputHeaders {
  manual: number | undefined;
  autoscale: number | undefined;
}

export interface OfferContent {
  offerThroughput: number;
  offerAutopilotSettings?: { maxThroughput: number };
  [name: string]: number | { maxThroughput: number } | undefined;
}

/**
 * What an offer says for the throughput that was asked for; undefined when none was. The embedded server does not
 * throttle. Source: https://learn.microsoft.com/azure/cosmos-db/set-throughput
 * @throws CosmosError 400 when Azure would not offer it
 */
export function offerContent({ manual, autoscale }: ThroughputHeaders): OfferContent | undefined {
  if (autoscale !== undefined) {
    check(autoscale, { least: 1000, step: 1000, what: 'The autoscale maximum' });
    return { offerThroughput: autoscale / 10, offerAutopilotSettings: { maxThroughput: autoscale } };
  }
  if (manual === undefined) return undefined;
  check(manual, { least: leastThroughput, step: 100, what: 'The throughput' });
  return { offerThroughput: manual };
}

function check(value: number, { least, step, what }: { least: number; step: number; what: string }): void {
  if (value >= least && value % step === 0) return;
  throw badRequest(`${what} must be at least ${least} RU/s and a multiple of ${step}, got ${value}.`);
}
