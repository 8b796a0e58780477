import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes what happens, for a log: a name such as `blob-request-failed`, and what belongs to it. */
export type Log = (event: string, details?: object) => void;

/** A server that accepts connections. */
export interface Listening {
  host: string;
  /** The port it really has, also where 0 was asked for. */
  port: number;
  /** Takes no new connection, lets running requests finish for up to a second, then cuts what is left. */
  stop(): Promise<void>;
}

/** Listens, or rejects with the system's own error (`code` is `EADDRINUSE` when another process has the port). */
export async function listen(server: Server, { host, port }: { host: string; port: number }): Promise<Listening> {
  // Longer than clients keep an idle connection, so that none is closed under a request on its way.
  server.keepAliveTimeout = 65_000;
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    host,
    port: address.port,
    stop: async () => {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      const cut = setTimeout(() => server.closeAllConnections(), 1_000);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** A request body that is longer than the endpoint takes. */
export class BodyTooLargeError extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`the request body is larger than ${limit} bytes`);
    this.name = 'BodyTooLargeError';
    this.limit = limit;
  }
}

/** The whole body; throws {@link BodyTooLargeError} as soon as it grows past `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLargeError(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** A header of the request; several of one name joined by commas, '' for none. */
export function headerText({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : (value ?? []).join(',');
}

/** Compares two signatures in a time that tells nothing about where they differ. */
export function sameSignature(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** `text` with everything that has a meaning in HTML or XML written as a reference. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => references[character] ?? character);
}
const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
