import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy between the services and a broker whose connections can be cut. */
export interface TcpProxy {
  readonly port: number;
  /** Ends what is open and takes nothing new. */
  refuse(): void;
  /** Discards all bytes without closing a connection. */
  swallow(): void;
  restore(): void;
  stop(): Promise<void>;
}

export async function startTcpProxy(to: number): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let state: 'carries' | 'refuses' | 'swallows' = 'carries';
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => undefined);
  };
  const server = createServer((socket) => {
    keep(socket);
    if (state === 'refuses') return void socket.resetAndDestroy();
    const far = connect(to, '127.0.0.1');
    keep(far);
    for (const [from, other] of [
      [socket, far],
      [far, socket],
    ] as const) {
      from.on('data', (chunk) => {
        if (state === 'carries') other.write(chunk);
      });
      from.once('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    refuse() {
      state = 'refuses';
      cut();
    },
    swallow() {
      state = 'swallows';
    },
    restore() {
      // What was swallowed is missing: those connections cannot go on.
      if (state !== 'carries') cut();
      state = 'carries';
    },
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
