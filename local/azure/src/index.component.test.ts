import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type AzureStartError, type EntityConfig, startAzure } from './index.ts';

const entities: EntityConfig = { queues: [], topics: [], eventHubs: [] };
let taken: Server;
let port: number;
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'halden-azure-'));
  taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  ({ port } = taken.address() as AddressInfo);
});
afterEach(async () => {
  taken.close();
  await once(taken, 'close');
  await rm(dataDir, { recursive: true, force: true });
});

describe('startAzure', () => {
  it('takes the ports it prefers when they are free, and others when not', async () => {
    const azure = await startAzure({ entities, ports: { blob: { preferred: port } } });
    expect(azure.blob.port).not.toBe(port);
    const free = azure.identity.port;
    await azure.stop();
    const again = await startAzure({ entities, ports: { identity: { preferred: free } } });
    expect(again.identity.port).toBe(free);
    await again.stop();
  });

  it('stops the others when some fail, says which and why, and gives the data directory back', async () => {
    const failing = startAzure({ entities, dataDir, ports: { communication: port, cosmos: port } });
    const error = await failing.then(
      () => undefined,
      (reason: AzureStartError) => reason,
    );
    expect([...(error?.failures.keys() ?? [])]).toEqual(['cosmos', 'communication']);
    expect(error?.message).toContain(`communication did not start: port ${port} is taken by`);
    const azure = await startAzure({ entities, dataDir });
    await azure.stop();
  });

  it('lets nobody else have the data directory while it runs', async () => {
    const azure = await startAzure({ entities, dataDir });
    await expect(startAzure({ entities, dataDir })).rejects.toMatchObject({
      code: 'DATA_DIRECTORY_IN_USE',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await azure.stop();
    await (await startAzure({ entities, dataDir })).stop();
  });

  it('prints the name that others reach it by, wherever it listens', async () => {
    const azure = await startAzure({ entities, host: '0.0.0.0', advertise: 'azure.example' });
    expect(azure.amqp.serviceBus).toContain(`sb://azure.example:${azure.amqp.port};`);
    expect(azure.cosmos.endpoint).toBe(`http://azure.example:${azure.cosmos.port}`);
    expect(azure.blob.connectionString).toContain(`BlobEndpoint=http://azure.example:${azure.blob.port}/`);
    expect(azure.identity.jwksUri).toBe(`http://azure.example:${azure.identity.port}/jwks`);
    expect(azure.communication.connectionString).toContain(`http://azure.example:${azure.communication.port}/`);
    await azure.stop();
    const everywhere = await startAzure({ entities, host: '0.0.0.0' });
    expect(everywhere.cosmos.endpoint).toBe(`http://127.0.0.1:${everywhere.cosmos.port}`);
    await everywhere.stop();
  });

  it('mounts sign-in and the mailbox where a gateway has them', async () => {
    const azure = await startAzure({
      entities,
      mailboxBasePath: '/mailbox',
      identity: { issuer: 'http://localhost:8080/identity', redirectUris: ['http://localhost:8080/account'] },
    });
    expect(azure.communication.mailboxUrl).toBe(`http://127.0.0.1:${azure.communication.port}/mailbox/`);
    expect(azure.identity.jwksUri).toBe(`http://127.0.0.1:${azure.identity.port}/identity/jwks`);
    expect((await fetch(azure.identity.jwksUri)).status).toBe(200);
    await azure.stop();
  });
});

describe('a page of a stranger whose name resolves to this machine', () => {
  const status = (at: number, path: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port: at, path, headers: { host }, agent: false }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asking.once('error', reject).end();
    });

  it('reads neither mails, items, blobs nor sign-in', async () => {
    const azure = await startAzure({ entities, allowedHosts: ['shop.example'] });
    const { cosmos, blob, identity, communication } = azure;
    for (const [server, path] of [
      [cosmos, '/dbs'],
      [blob, '/devstoreaccount1'],
      [identity, '/.well-known/openid-configuration'],
      [communication, '/api/messages'],
    ] as const) {
      expect(await status(server.port, path, `evil.example:${server.port}`)).toBe(421);
      for (const host of ['localhost', '127.0.0.1', '[::1]'])
        expect(await status(server.port, path, `${host}:${server.port}`)).not.toBe(421);
    }
    expect(await status(communication.port, '/api/messages', 'shop.example')).toBe(200);
    await azure.stop();
  });
});
