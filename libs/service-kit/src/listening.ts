import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Part } from './lifecycle.ts';
import type { Logger } from './log.ts';

/** How long requests under way may take to finish once a server stops. */
const closingMs = 5_000;

/** A server as a part that starts and stops. On stop, requests under way finish; who has not read its answer by then is disconnected. */
export interface Listener extends Part {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Known once it has started. */
  port(): number;
}

export function listening(server: Server, options: { host: string; port: number; log: Logger }): Listener {
  const { host, port, log } = options;
  return {
    start: () =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          log.info({ address: server.address() }, 'listening');
          resolve();
        });
      }),
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), closingMs).unref();
      }),
    port: () => (server.address() as AddressInfo).port,
  };
}
