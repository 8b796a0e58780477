import type { IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import type { Api, Operation, OperationReply, OperationRequest } from '@halden/contracts';
import { authorize, type Person, type TokenVerifier } from './auth.ts';
import { readJson } from './http/body.ts';
import { withoutCoding } from './http/deliver.ts';
import type { ServerLimits } from './http/limits.ts';
import type { Load } from './http/load.ts';
import { admissionOf } from './http/admission.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { StatusTable } from './problem.ts';
import { createRequestValidator } from './validation.ts';

/** Who may be behind a request of an operation, by its `access`. */
export type CallerOf<O extends Operation> = O['access'] extends 'public' | 'internal'
  ? undefined
  : O['access'] extends 'guest'
    ? Person | undefined
    : Person;

export type HandlerRequest<O extends Operation> = OperationRequest<O> & {
  caller: CallerOf<O>;
  /** Stands for the caller where something is counted by caller: the same for one person, else for one address. */
  callerKey: string;
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

/** The parts of a service's HTTP side, independent of the framework. */
export interface HttpServiceOptions {
  api: Api;
  version: string;
  log: Logger;
  metrics: Metrics;
  load: Pick<Load, 'isOverloaded'>;
  verifier: TokenVerifier;
  /** Problem code → status, for the codes of this service. */
  statuses: StatusTable;
  /** Origins that browsers may call from; none unless listed. */
  corsOrigins: readonly string[];
  /** Addresses and ranges (CIDR) of the hops whose `X-Forwarded-For` is trusted; none by default. */
  trustedProxies: readonly string[];
  /** Requests one caller may make in a minute. */
  rateLimitPerMinute: number;
  now: () => number;
  /** In place of the usual ones. */
  limits?: Partial<ServerLimits>;
}

/** Authorizes, reads, validates and runs one operation; the same steps for both frameworks. */
export function createRunner<O extends Operation>(operation: O, handler: Handler<O>, verifier: TokenVerifier) {
  const validate = createRequestValidator(operation);
  const { access } = operation;
  const isOpen = access === 'public' || access === 'internal';
  return async (request: IncomingMessage, params: unknown): Promise<OperationReply<O>> => {
    const admission = admissionOf(request);
    const allHeaders = request.headers;
    const caller = isOpen ? undefined : await authorize(access, allHeaders.authorization, verifier);
    if (caller) admission.identified(caller);
    const parts = {
      params,
      query: operation.query && queryOf(request.url ?? ''),
      headers: operation.headers && headersOf(allHeaders),
      body: operation.body && (await readJson(request)),
    };
    validate(parts);
    const { callerKey } = admission;
    return handler({ ...parts, caller, callerKey, allHeaders } as unknown as HandlerRequest<O>);
  };
}

function queryOf(url: string): Record<string, unknown> {
  const start = url.indexOf('?');
  return start < 0 ? {} : { ...parse(url.slice(start + 1)) };
}

/** A copy, which validation may complete and convert. The version to change is the same in every coding it was read in. */
function headersOf(headers: IncomingMessage['headers']): Record<string, unknown> {
  const version = headers['if-match'];
  return version === undefined ? { ...headers } : { ...headers, 'if-match': withoutCoding(version) };
}
