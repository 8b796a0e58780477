import type { Socket } from 'node:net';

/** What serves a connection, by the protocol that it begins with. */
export interface Protocols {
  /** How long a client may take until it has said anything. */
  withinMs: number;
  /** @param leftMs of that time */
  amqp(socket: Socket, leftMs: number): void;
  tls(): void;
  http(): void;
}

const tlsHandshake = 0x16;
const firstOfAmqp = 'A'.charCodeAt(0);
/** GET, HEAD, PUT, POST, PATCH, DELETE, OPTIONS, CONNECT and TRACE. */
const firstOfHttp = new Set(Array.from('GHPDOCT', (letter) => letter.charCodeAt(0)));

/** Gives a connection to what speaks its protocol; one that begins with anything else is left to AMQP, which refuses it. */
export function byFirstByte(socket: Socket, { withinMs, amqp, tls, http }: Protocols): void {
  const since = performance.now();
  const deadline = setTimeout(() => socket.destroy(), withinMs);
  socket.once('close', () => clearTimeout(deadline));
  socket.once('readable', () => {
    const chunk = socket.read() as Buffer | null;
    clearTimeout(deadline);
    if (chunk === null) return void socket.destroy();
    socket.unshift(chunk);
    const [first = firstOfAmqp] = chunk;
    if (first === tlsHandshake) tls();
    else if (first !== firstOfAmqp && firstOfHttp.has(first)) http();
    else amqp(socket, Math.max(withinMs - (performance.now() - since), 0));
  });
}
