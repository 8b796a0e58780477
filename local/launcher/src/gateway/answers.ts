import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ProblemCode, problemTitles } from '@halden/contracts';

export function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** Answers as the services do when something is wrong: problem+json with a stable code. */
export function problem(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  code: ProblemCode,
  detail?: string,
): void {
  if (response.headersSent) return void response.destroy();
  const document = documentOf(status, code, { detail, instance: request.url });
  response.writeHead(status, headersOf(status, document)).end(document);
}

/**
 * The same where the rest of the request is not wanted: the connection ends with the answer. Who is still sending is listened to for a
 * while, because a connection that is cut under a sender takes the answer along.
 */
export function problemAndClose(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: { status: number; code: ProblemCode; detail: string; lingerMs: number },
): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  const { status, code, detail, lingerMs } = refusal;
  const document = documentOf(status, code, { detail, instance: request.url });
  response.shouldKeepAlive = false;
  response.writeHead(status, headersOf(status, document));
  if (request.complete) return void response.end(document);
  response.write(document);
  const end = () => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  request.once('end', end).once('error', end).resume();
}

/** The same on a connection that has not become a request, or is none any more. */
export function problemOnSocket(socket: Duplex, status: number, code: ProblemCode, detail: string): void {
  const document = documentOf(status, code, { detail });
  const headers = Object.entries({ ...headersOf(status, document), connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${problemTitles[code].split(':')[0]}\r\n${lines}\r\n${document}`);
}

function documentOf(
  status: number,
  code: ProblemCode,
  { detail, instance }: { detail?: string | undefined; instance?: string | undefined },
): string {
  const title = problemTitles[code];
  return JSON.stringify({ type: `urn:halden:problem:${code}`, title, status, code, detail, instance });
}

const headersOf = (status: number, document: string) => ({
  'content-type': 'application/problem+json',
  'content-length': Buffer.byteLength(document),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  ...([429, 503].includes(status) && { 'retry-after': '1' }),
});
