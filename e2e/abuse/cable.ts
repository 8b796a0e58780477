import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP connection's way that can be cut: between the services and a broker. */
export interface Cable {
  readonly port: number;
  /** Ends what is open and takes nothing new. */
  refuse(): void;
  /** Carries nothing any more, and says so to nobody. */
  swallow(): void;
  restore(): void;
  stop(): Promise<void>;
}

export async function startCable(to: number): Promise<Cable> {
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
