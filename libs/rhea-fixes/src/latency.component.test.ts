import { once } from 'node:events';
import { createServer, Socket } from 'node:net';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import rhea from 'rhea';
import { fixRheaLatency } from './index.ts';

describe('a connection of rhea', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('sends small frames at once, also when nobody attaches a receiver through it', async () => {
    fixRheaLatency();
    const asked = jest.spyOn(Socket.prototype, 'setNoDelay');
    const server = createServer((socket) => socket.resume());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as { port: number };
    const connection = rhea.create_container().connect({ host: '127.0.0.1', port, reconnect: false });
    const [socket] = (await once(server, 'connection')) as [Socket];
    expect(asked).toHaveBeenCalledWith(true);
    connection.close();
    socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
});
