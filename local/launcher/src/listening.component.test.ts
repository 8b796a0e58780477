import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { explainListening } from './listening.ts';
import { tryListen } from './ports.ts';

const systemError = (code: string) => Object.assign(new Error(`listen ${code}`), { code });
const explain = async (code: string, place: { host?: string; port?: number } = {}) =>
  (await explainListening(systemError(code), { host: '127.0.0.1', port: 8080, ...place })).message;

describe('an error of listening', () => {
  it('names who has the port, and a free one', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const error: unknown = await tryListen(port, '127.0.0.1').catch((reason: unknown) => reason);
    const { message } = await explainListening(error, { host: '127.0.0.1', port });
    server.close();
    expect(message).toContain(`Port ${port} is taken by process ${process.pid}`);
    expect(message).toMatch(/npm start -- --port \d+/);
  });

  it('says of a port below 1024 that it is the administrator’s, and advises no other such port', async () => {
    const message = await explain('EACCES', { port: 80 });
    expect(message).toContain('Port 80 may not be opened by this user');
    expect(message).toContain('--port 8080');
    expect(message).not.toContain('taken');
  });

  it('says of an address that it is not this machine’s, and which are', async () => {
    const error: unknown = await tryListen(0, '192.0.2.1').catch((reason: unknown) => reason);
    const { message } = await explainListening(error, { host: '192.0.2.1', port: 8080 });
    expect(message).toContain('192.0.2.1 is no address of this machine');
    expect(message).toContain('127.0.0.1');
    expect(message).not.toContain('taken');
  });

  it.each([
    ['ENOTFOUND', "The host name 'shop.invalid' is not known"],
    ['EMFILE', 'Nothing can listen on port 8080 of shop.invalid'],
  ])('%s has a sentence of its own', async (code, sentence) => {
    expect(await explain(code, { host: 'shop.invalid' })).toContain(sentence);
  });

  it('advises a port that exists', async () => {
    expect(await explain('EADDRINUSE', { port: 65_530 })).toContain('--port 8080');
    expect(await explain('EADDRINUSE', { port: 8080 })).toContain('--port 8090');
  });
});
