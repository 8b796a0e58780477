import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/**
 * Stands where Azure Monitor takes telemetry: one port for each service. The exporter insists on TLS with a certificate that there is
 * none of here, so what is seen is that it comes to send something.
 */
export class Ingestion {
  /** Services that came. */
  readonly heard = new Set<string>();
  readonly #servers: Server[] = [];

  /** Listens for a service on every address of this machine; returns the port. */
  async listenFor(service: string): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.once('data', () => {
        this.heard.add(service);
        socket.destroy();
      });
    });
    this.#servers.push(server.listen(0, '0.0.0.0'));
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  stop(): void {
    for (const server of this.#servers) server.close();
  }
}
