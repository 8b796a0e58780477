import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Container } from '@azure/cosmos';
import { startCosmosServer } from '../index.ts';
import { connect, failure, send, startCosmos, withFolder, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
let container: Container;
beforeAll(async () => {
  cosmos = await startCosmos();
  container = await cosmos.container();
});
afterAll(() => cosmos.stop());

const otherKey = Buffer.from('another key').toString('base64');

describe('authorization', () => {
  it('refuses another key with 401', async () => {
    const client = connect({ endpoint: cosmos.server.endpoint, key: otherKey });
    const error = await failure(client.database('shop').read());
    expect(error).toMatchObject({ code: 401, body: { code: 'Unauthorized' } });
    expect(error.message).toContain('The wrong key is being used');
    client.dispose();
  });

  it('refuses a request without authorization, or with one that is not a master key signature', async () => {
    for (const raw of [
      { sign: false },
      { headers: { authorization: 'Bearer x' } },
      { headers: { authorization: 'type%3daad%26ver%3d1.0%26sig%3dx' } },
      { headers: { authorization: '%E0%A4%A' } },
    ])
      expect(await send(cosmos.server, { path: '/dbs/shop', ...raw })).toMatchObject({
        status: 401,
        body: { code: 'Unauthorized' },
      });
  });

  it('refuses a date more than 15 minutes off, or none at all, and says so', async () => {
    for (const minutes of [-16, 16]) {
      const date = new Date(Date.now() + minutes * 60_000).toUTCString();
      const answer = await send(cosmos.server, { path: '/dbs/shop', date });
      expect(answer.status).toBe(401);
      expect(answer.body.message).toContain('x-ms-date');
    }
    expect((await send(cosmos.server, { path: '/dbs/shop', date: 'yesterday' })).status).toBe(401);
    const close = new Date(Date.now() - 14 * 60_000).toUTCString();
    expect((await send(cosmos.server, { path: '/dbs/shop', date: close })).status).toBe(200);
  });

  it('covers the method and the resource', async () => {
    const signedForAnother = await send(cosmos.server, { path: '/dbs/shop', link: 'dbs/other' });
    expect(signedForAnother.status).toBe(401);
  });

  it('takes the key that the server was given', async () => {
    const server = await startCosmosServer({ key: otherKey });
    const client = connect(server);
    expect((await client.databases.create({ id: 'mine' })).statusCode).toBe(201);
    client.dispose();
    await server.stop();
  });

  it('needs a key in base64', async () => {
    await expect(startCosmosServer({ key: 'not base64!' })).rejects.toThrow(/base64/);
  });
});

describe('the server on its port', () => {
  it('says where it listens', () => {
    const { host, port, endpoint } = cosmos.server;
    expect(endpoint).toBe(`http://${host}:${port}`);
    expect(host).toBe('127.0.0.1');
  });

  it('rejects a port that is taken with EADDRINUSE, and lets go of its data file', async () => {
    await withFolder(async (folder) => {
      const dataFile = `${folder}/cosmos.db`;
      const second = startCosmosServer({ port: cosmos.server.port, dataFile });
      await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
      const free = await startCosmosServer({ dataFile });
      await free.stop();
    });
  });

  it('stops at once though clients keep connections open, and stops twice without harm', async () => {
    const server = await startCosmosServer();
    const socket = await open(server.port);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(socket, 'data');
    const closed = once(socket, 'close');
    await server.stop();
    await closed;
    await server.stop();
  });
});

async function open(port: number): Promise<Socket> {
  const socket = openSocket(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

describe('broken requests', () => {
  const docs = () => `/dbs/shop/colls/${container.id}/docs`;
  const alive = async () => expect((await container.read()).statusCode).toBe(200);

  it.each(['{"id": "1",', 'nonsense', '[]', '"text"', 'null', ''])('the body %j answers 400', async (body) => {
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };
    const answer = await send(cosmos.server, { method: 'POST', path: docs(), headers, body });
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadRequest' } });
    await alive();
  });

  it('a body that is cut off changes nothing and harms nobody', async () => {
    const socket = await open(cosmos.server.port);
    socket.write(`POST ${docs()} HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"id":"cut"`);
    socket.destroy();
    await once(socket, 'close');
    await alive();
    expect((await container.item('cut', 'a').read()).statusCode).toBe(404);
  });

  it('a body over the limit answers 413', async () => {
    const body = JSON.stringify({ id: 'huge', pk: 'a', text: 'x'.repeat(9_000_000) });
    const headers = { 'x-ms-documentdb-partitionkey': '["a"]' };
    const answer = await send(cosmos.server, { method: 'POST', path: docs(), headers, body });
    expect(answer).toMatchObject({ status: 413, body: { code: 'RequestEntityTooLarge' } });
    await alive();
  });

  it('headers over the limit answer 431', async () => {
    const socket = await open(cosmos.server.port);
    socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Big: ${'x'.repeat(100_000)}\r\n\r\n`);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toContain('431');
    socket.destroy();
    await alive();
  });

  it('what is not HTTP answers 400', async () => {
    const socket = await open(cosmos.server.port);
    socket.write('\u0000\u0001 not http at all\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toContain('400');
    socket.destroy();
    await alive();
  });

  it.each(['/dbs/%E0%A4%A', '/dbs/shop/colls/x/docs/%', '/../../etc/passwd'])(
    'the path %s is refused',
    async (path) => {
      const answer = await send(cosmos.server, { path });
      expect([400, 401, 404]).toContain(answer.status);
      expect(answer.body.message).toBeDefined();
      await alive();
    },
  );

  it('names that JavaScript knows are just names', async () => {
    for (const path of ['/dbs/__proto__', '/dbs/constructor/colls/toString', '/dbs/shop/colls/__proto__/docs'])
      expect((await send(cosmos.server, { path })).status).toBe(404);
  });
});
