import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { DomainError, type ProblemCode } from '@halden/contracts';
import type { Logger } from '../log.ts';
import { type StatusTable, toProblem } from '../problem.ts';
import { limits } from './limits.ts';

/** How long a refused body is read and dropped at the most. */
const discardingMs = 2_000;

/** Answers a request with the problem of an error. What is ours to mend is logged. */
export function answerProblem(
  { statuses, log }: { statuses: StatusTable; log: Logger },
  error: unknown,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): void {
  if (request.socket.destroyed) return; // nobody is there any more
  const path = pathOf(request);
  const { problem, headers, unexpected } = toProblem(error, statuses, path);
  if (unexpected) log.error({ err: error, method: request.method, path }, 'request failed');
  if (response.headersSent) return void response.destroy();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const body = Buffer.from(JSON.stringify(problem));
  response.statusCode = problem.status;
  response.setHeader('content-length', body.length);
  if (isBroken(error)) return void response.setHeader('connection', 'close').end(body);
  if (request.complete || isSmall(request)) return void response.end(body);
  // The connection ends with this answer. It closes once the client has stopped sending or has sent too much: closed at once, the
  // client would meet a reset in place of the answer.
  response.setHeader('connection', 'close');
  if (request.method === 'HEAD') response.end();
  else {
    response.write(body);
    discard(request, () => response.end());
  }
}

/** The path without its query, which may contain secrets. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] as string;

/** Nothing more of the request can be read. */
const isBroken = (error: unknown) =>
  error instanceof DomainError && (error.code === 'request_timeout' || error.code === 'malformed_request');

/** Its body, if any, is small enough to be read and dropped by Node. */
const isSmall = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= limits.bodyBytes;

function discard(request: IncomingMessage, then: () => void): void {
  let bytes = 0;
  let isDone = false;
  const done = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    request.pause();
    then();
  };
  const timer = setTimeout(done, discardingMs).unref();
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > limits.discardedBytes) done();
  });
  for (const event of ['end', 'close', 'error']) request.once(event, done);
  request.resume();
}

/** Answers what never became a request, on its bare connection. */
export function answerBareProblem(socket: Duplex, code: ProblemCode, headers: Record<string, string> = {}): number {
  const { problem, headers: own } = toProblem(new DomainError(code), {}, '');
  delete problem.instance;
  const body = JSON.stringify(problem);
  const lines = Object.entries({ ...own, ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' });
  socket.end(
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}\r\n` +
      `${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
  return problem.status;
}
