import { type Api, type Operation, type OperationReply, type OperationRequest } from '@halden/contracts';
import { authorize, type Person, type TokenVerifier } from './auth.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { StatusTable } from './problem.ts';
import { createRequestValidator, type RawRequest } from './validation.ts';

/** Who may be behind a request of an operation, by its `access`. */
export type CallerOf<O extends Operation> = O['access'] extends 'public' | 'internal'
  ? undefined
  : O['access'] extends 'guest'
    ? Person | undefined
    : Person;

export type HandlerRequest<O extends Operation> = OperationRequest<O> & {
  caller: CallerOf<O>;
  /** The whole request's headers, in lower case. */
  allHeaders: Record<string, string | string[] | undefined>;
};
export type Handler<O extends Operation> = (
  request: HandlerRequest<O>,
) => Promise<OperationReply<O>> | OperationReply<O>;

/** One handler for each operation of the API; those named in `Except` are served otherwise (streams). */
export type Handlers<A extends Api, Except extends keyof A['operations'] = never> = {
  [K in Exclude<keyof A['operations'], Except>]: Handler<A['operations'][K]>;
};

/** What a service's HTTP side is made of, whichever framework carries it. */
export interface HttpServiceOptions {
  api: Api;
  version: string;
  log: Logger;
  metrics: Metrics;
  verifier: TokenVerifier;
  /** Problem code → status, for the codes of this service. */
  statuses: StatusTable;
  /** Origins that browsers may call from; none unless listed. */
  corsOrigins: readonly string[];
  /** Requests one caller may make in a minute. */
  rateLimitPerMinute: number;
  now: () => number;
}

/** The largest body that is read, in bytes. */
export const bodyLimit = 256 * 1024;

/** Path in the frameworks' notation: `/orders/{id}` → `/orders/:id`. */
export const toPattern = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

/** Authorizes, validates and runs one operation; the same steps for both frameworks. */
export function createRunner<O extends Operation>(operation: O, handler: Handler<O>, verifier: TokenVerifier) {
  const validate = createRequestValidator(operation);
  return async (
    raw: RawRequest & { headers: Record<string, string | string[] | undefined> },
  ): Promise<OperationReply<O>> => {
    const caller = await authorize(operation.access, raw.headers.authorization as string | undefined, verifier);
    const headers = { ...raw.headers };
    validate({ ...raw, headers });
    return handler({ ...raw, headers, caller, allHeaders: raw.headers } as unknown as HandlerRequest<O>);
  };
}

/** Who is counted by the rate limit: the bearer of a token, else the address. */
export const callerKey = (authorization: string | undefined, address: string | undefined): string =>
  authorization ?? address ?? 'unknown';

/** The API's description is not counted or logged. */
export const descriptionPath = '/openapi.json';

/** Calls between services are not limited: their callers are few and ours. */
export const isUnlimited = (path: string): boolean => path.startsWith('/internal/');
