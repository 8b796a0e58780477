import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `refuse`: connections are reset. `swallow`: they are taken, and nothing that is sent arrives, in either direction. */
export type LinkMode = 'pass' | 'refuse' | 'swallow';

/**
 * A TCP connection to somebody, whose faults a test chooses. A connection on which something was swallowed stays dead, as when a router
 * has forgotten it: whoever wants to be heard again connects anew.
 */
export async function startLink(target: { host: string; port: number }) {
  let mode: LinkMode = 'pass';
  const open = new Set<Socket>();
  const server = createServer((near) => {
    if (mode === 'refuse') return void near.resetAndDestroy();
    const far = connect(target);
    let isDead = false;
    const forward = (from: Socket, to: Socket) => {
      open.add(from);
      from.on('data', (data) => {
        isDead ||= mode === 'swallow';
        if (!isDead) to.write(data);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        if (!isDead) to.destroy();
      });
    };
    forward(near, far);
    forward(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    set(next: LinkMode) {
      mode = next;
      if (mode === 'refuse') for (const socket of open) socket.destroy();
    },
    /** A connection string that goes over the link. */
    over: (connectionString: string) =>
      connectionString.replace(/(sb|amqps?):\/\/[^;/]+/, `$1://127.0.0.1:${(server.address() as AddressInfo).port}`),
    async stop() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
