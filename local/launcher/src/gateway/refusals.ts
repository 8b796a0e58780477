import type { Duplex } from 'node:stream';
import { problemOnSocket } from './answers.ts';

/** Answers what is no readable HTTP request, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
  if (error.code === 'HPE_HEADER_OVERFLOW')
    return problemOnSocket(socket, 431, 'headers_too_large', 'all headers together may have 16384 bytes');
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return problemOnSocket(socket, 408, 'request_timeout', 'the request did not arrive in time');
  problemOnSocket(socket, 400, 'malformed_request', 'this is not a request that HTTP/1.1 allows');
}

/** CONNECT asks for a tunnel; the gateway has none. */
export function refuseConnect(socket: Duplex): void {
  problemOnSocket(socket, 405, 'method_not_allowed', 'this gateway opens no tunnels');
}
