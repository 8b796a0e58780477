import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Headers that concern one connection only (RFC 9110, 7.6.1); those that the Connection header names come on top. */
const hopByHop: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Said anew for the connection to the service: whom it is for, and how its body is framed. */
const framing: ReadonlySet<string> = new Set(['host', 'content-length', 'expect']);

/** What callers claim about how they came here. */
const claims = /^(?:x-forwarded-.*|x-original-.*|forwarded|x-real-ip|x-client-ip|true-client-ip|via)$/;

/**
 * The headers that a service gets, as names and values by turns: the caller's, without those of the connection and without claims, and
 * where the request came from. `undefined` for a request with more than one Host (RFC 9112, 3.2).
 */
export function requestHeaders(request: IncomingMessage, authority: string): string[] | undefined {
  const { rawHeaders, socket, httpVersion } = request;
  const named = namesIn(request.headers.connection);
  const headers: string[] = [];
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] as string).toLowerCase();
    if (name === 'host') hosts++;
    if (hopByHop.has(name) || framing.has(name) || named?.has(name)) continue;
    if ((name[0] === 'x' || name[0] === 'f' || name[0] === 't' || name[0] === 'v') && claims.test(name)) continue;
    headers.push(name, rawHeaders[index + 1] as string);
  }
  if (hosts > 1) return undefined;
  headers.push(
    'via',
    `${httpVersion} gateway`,
    'x-forwarded-for',
    socket.remoteAddress ?? 'unknown',
    'x-forwarded-host',
    authority,
    'x-forwarded-proto',
    'http',
    'x-forwarded-port',
    `${socket.localPort}`,
  );
  return headers;
}

/** The headers that a caller gets of a service's answer, as names and values by turns. */
export function responseHeaders(headers: IncomingHttpHeaders): string[] {
  const named = namesIn(headers.connection);
  const kept: string[] = [];
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || hopByHop.has(name) || named?.has(name)) continue;
    if (typeof value === 'string') kept.push(name, value);
    else for (const each of value) kept.push(name, each);
  }
  return kept;
}

/** What a Connection header names. The usual ones name nothing that is kept anyway. */
function namesIn(connection: string | readonly string[] | undefined): ReadonlySet<string> | undefined {
  if (connection === undefined || connection === 'keep-alive' || connection === 'close') return undefined;
  return new Set(
    String(connection)
      .toLowerCase()
      .split(',')
      .map((name) => name.trim()),
  );
}
