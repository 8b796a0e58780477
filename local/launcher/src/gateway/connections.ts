import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { GatewayLimits } from './limits.ts';

interface Connection {
  readonly address: string;
  /** Requests that are here and have no answer yet. More than one are those of a caller who does not wait for answers. */
  requests: number;
  /** When it began to be idle or to send its request; counted in changes of any connection. */
  since: number;
}

/**
 * Bounds open connections, in all and of each address. Where there are too many, the one that has kept the gateway waiting longest gives
 * way; a connection whose request is being answered never does.
 */
export class Connections {
  readonly #limits: GatewayLimits;
  readonly #open = new Map<Socket, Connection>();
  readonly #openOf = new Map<string, number>();
  #changes = 0;

  constructor(limits: GatewayLimits) {
    this.#limits = limits;
  }

  /** To be called with each new connection. */
  admit(socket: Socket): void {
    const address = socket.remoteAddress;
    if (address === undefined || !this.#makeRoom(address)) return void socket.destroy();
    this.#open.set(socket, { address, requests: 0, since: this.#changes++ });
    this.#openOf.set(address, (this.#openOf.get(address) ?? 0) + 1);
    socket.once('close', () => this.#close(socket));
  }

  /** A request of the connection is here. `false`: it has too many that are not answered yet. */
  answering(socket: Socket): boolean {
    const connection = this.#open.get(socket);
    return connection !== undefined && ++connection.requests <= this.#limits.requestsPerConnection;
  }

  /** A request of the connection has its answer. */
  answered(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    connection.requests--;
    connection.since = this.#changes++;
  }

  isAnswering(socket: Duplex): boolean {
    return (this.#open.get(socket as Socket)?.requests ?? 0) > 0;
  }

  /** Ends the connection that has to give way for one more from the address, if any has to. `false`: none can. */
  #makeRoom(address: string): boolean {
    const isFullForIt = (this.#openOf.get(address) ?? 0) >= this.#limits.connectionsPerAddress;
    if (!isFullForIt && this.#open.size < this.#limits.connections) return true;
    let longest: [Socket, Connection] | undefined;
    // Looked for when it is needed: keeping them in order would cost every request.
    for (const entry of this.#open) {
      const [, { requests, since, address: from }] = entry;
      if (requests > 0 || (isFullForIt && from !== address)) continue;
      if (!longest || since < longest[1].since) longest = entry;
    }
    if (!longest) return false;
    this.#close(longest[0]);
    longest[0].destroy();
    return true;
  }

  #close(socket: Socket): void {
    const connection = this.#open.get(socket);
    if (!connection) return;
    this.#open.delete(socket);
    const left = (this.#openOf.get(connection.address) ?? 1) - 1;
    if (left > 0) this.#openOf.set(connection.address, left);
    else this.#openOf.delete(connection.address);
  }
}
