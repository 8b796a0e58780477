import { DomainError, type Problem, type ProblemCode, problemTitles } from '@halden/contracts';
import { DependencyUnavailable } from './guard.ts';
import { currentTrace } from './trace.ts';

/** The statuses of the codes that every service knows; a service's routes add their own. */
export const commonStatuses = {
  validation_failed: 400,
  malformed_json: 400,
  malformed_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  route_not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  payload_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  precondition_required: 428,
  rate_limited: 429,
  too_many_streams: 429,
  headers_too_large: 431,
  internal_error: 500,
  dependency_unavailable: 503,
  overloaded: 503,
  timed_out: 503,
} as const satisfies Partial<Record<ProblemCode, number>>;

/** Code → HTTP status. A code that is not in it becomes an internal error. */
export type StatusTable = Partial<Record<ProblemCode, number>>;

/** A refusal that says when to come again. */
export class Refusal extends DomainError {
  readonly retryAfterSeconds: number;
  constructor(code: ProblemCode, options: { retryAfterSeconds: number; detail?: string }) {
    super(code, options.detail);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** A status together with its document and the headers that belong to it. */
export interface ProblemResponse {
  problem: Problem;
  headers: Record<string, string>;
  /** True where the fault is ours, and belongs in the log as an error. */
  unexpected: boolean;
}

/** Any error as a problem document; what is not a `DomainError` says nothing about itself to the caller. */
export function toProblem(error: unknown, statuses: StatusTable, instance: string): ProblemResponse {
  const known = error instanceof DomainError && (statuses[error.code] !== undefined || error.code in commonStatuses);
  const code = known ? error.code : 'internal_error';
  const status = statuses[code] ?? (commonStatuses as StatusTable)[code] ?? 500;
  const trace = currentTrace();
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (error instanceof DependencyUnavailable || error instanceof Refusal)
    headers['retry-after'] = String(error.retryAfterSeconds);
  if (code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  return {
    problem: {
      type: `urn:halden:problem:${code}`,
      title: problemTitles[code],
      status,
      code,
      ...(known && error.message !== problemTitles[code] && { detail: error.message }),
      instance,
      ...(trace && { traceId: trace.traceId }),
      ...(known && error.extra),
    },
    headers,
    unexpected: !known,
  };
}
