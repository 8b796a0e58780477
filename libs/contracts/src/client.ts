import type { Api, Operation, OperationInput, OperationResult } from './operation.ts';
import type { Problem } from './problem.ts';

export interface TransportRequest {
  method: string;
  /** Path with its query string, parameters filled in. */
  path: string;
  headers: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}
export interface TransportResponse {
  status: number;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}
/** Carries a request to the service and back; `fetchTransport` in a browser, a guarded connection pool between services. */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>;

/** The service answered with a problem. Decide by `problem.code`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(`${problem.status} ${problem.code}: ${problem.detail ?? problem.title}`);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What came back is not of the contract: a proxy's error page, say. */
export class UnexpectedResponse extends Error {
  override readonly name = 'UnexpectedResponse';
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;
  constructor(status: number, what: string, retryAfterSeconds?: number) {
    super(`unexpected response ${status}: ${what.slice(0, 200)}`);
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

interface CallOptions {
  signal?: AbortSignal;
  headers?: Record<string, string>;
}
type Call<O extends Operation> =
  Record<never, never> extends OperationInput<O>
    ? (input?: OperationInput<O>, options?: CallOptions) => Promise<OperationResult<O>>
    : (input: OperationInput<O>, options?: CallOptions) => Promise<OperationResult<O>>;

/** A typed function for each operation of the API. Rejects with `ApiProblem`, `UnexpectedResponse`, or the transport's error. */
export type Client<A extends Pick<Api, 'operations'>> = { [K in keyof A['operations']]: Call<A['operations'][K]> };

interface Input {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What the client reads of an operation. A browser is given just this, without the schemas. */
export interface Endpoint {
  method: string;
  path: string;
  body?: unknown;
  produces?: string;
  /** Status → `null` when there is no JSON body. */
  responses: Record<number, unknown>;
}
/** An API as its client needs it; every `Api` is one. */
export interface Endpoints<A extends Pick<Api, 'operations'>> {
  operations: { [K in keyof A['operations']]: Endpoint };
}

/** A client of the API, from its definition or from its endpoints alone: `createClient<typeof orderApi>(endpoints, transport)`. */
export function createClient<A extends Pick<Api, 'operations'>>(
  api: A | Endpoints<A>,
  transport: Transport,
  defaults: { headers?: () => Record<string, string> | Promise<Record<string, string>> } = {},
): Client<A> {
  const calls = Object.entries<Endpoint>(api.operations).map(([name, operation]) => [
    name,
    async (input: Input = {}, options: CallOptions = {}) => {
      const hasBody = operation.body !== undefined;
      const response = await transport({
        method: operation.method,
        path: fillPath(operation.path, input.params) + queryString(input.query),
        headers: {
          accept: 'application/json',
          ...(hasBody && { 'content-type': 'application/json' }),
          ...(await defaults.headers?.()),
          ...input.headers,
          ...options.headers,
        },
        ...(hasBody && { body: JSON.stringify(input.body) }),
        ...(options.signal && { signal: options.signal }),
      });
      return read(response, operation);
    },
  ]);
  return Object.fromEntries(calls) as Client<A>;
}

/** The path of an operation with its parameters filled in and escaped. */
export function fillPath(path: string, params: Record<string, unknown> = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (typeof value !== 'string') throw new TypeError(`path parameter '${name}' of ${path} is missing`);
    return encodeURIComponent(value);
  });
}

/** Arrays repeat the name; `undefined` is left out. */
export function queryString(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const item of Array.isArray(value) ? value : [value])
      if (item !== undefined) search.append(name, String(item as string));
  const text = search.toString();
  return text && `?${text}`;
}

async function read(response: TransportResponse, operation: Endpoint): Promise<unknown> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (response.status in operation.responses) {
    if (operation.responses[response.status] === null) return operation.produces ? text : undefined;
    if (type.startsWith('application/json')) return JSON.parse(text) as unknown;
  }
  const retryAfter = secondsOf(response.headers.get('retry-after'));
  const problem = type.startsWith('application/problem+json') ? (JSON.parse(text) as Partial<Problem> | null) : null;
  // A document of another status is not the service's word on this request.
  if (problem?.status === response.status && typeof problem.code === 'string')
    throw new ApiProblem(problem as Problem, retryAfter);
  throw new UnexpectedResponse(response.status, text, retryAfter);
}

/** `Retry-After` in seconds from now; it may also be a date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : Math.ceil((Date.parse(retryAfter) - Date.now()) / 1_000);
  return seconds > 0 ? seconds : undefined;
}

/** A transport over the platform's own `fetch`: browsers, scripts, tests. */
export const fetchTransport =
  (baseUrl: string, fetchFn: typeof fetch = fetch): Transport =>
  ({ path, ...request }) =>
    fetchFn(`${baseUrl}${path}`, request);
