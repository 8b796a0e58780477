import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BlobServiceClient } from '@azure/storage-blob';
import { startBlobServer } from '../index.ts';
import { collect, someBytes } from '../testing/harness.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'halden-blob-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the data file', () => {
  it('keeps containers, blobs, metadata, staged blocks and leases over a restart', async () => {
    const dataFile = join(folder, 'blob.db');
    const bytes = someBytes(1_500_000);
    const block = Buffer.from('0001').toString('base64');
    const first = await startBlobServer({ dataFile });
    const before = BlobServiceClient.fromConnectionString(first.connectionString).getContainerClient('kept');
    await before.create({ metadata: { a: '1' } });
    await before.getBlockBlobClient('bytes').uploadData(bytes, { metadata: { b: '2' }, tags: { c: '3' } });
    await before.getBlockBlobClient('staged').stageBlock(block, 'later', 5);
    const { leaseId = '' } = await before.getBlobClient('bytes').getBlobLeaseClient().acquireLease(60);
    const { etag } = await before.getBlobClient('bytes').getProperties();
    await first.stop();

    const second = await startBlobServer({ dataFile });
    const after = BlobServiceClient.fromConnectionString(second.connectionString).getContainerClient('kept');
    expect((await after.getProperties()).metadata).toEqual({ a: '1' });
    const blob = after.getBlockBlobClient('bytes');
    expect(await blob.getProperties()).toMatchObject({ etag, metadata: { b: '2' }, tagCount: 1, leaseState: 'leased' });
    expect((await blob.downloadToBuffer()).equals(bytes)).toBe(true);
    await blob.getBlobLeaseClient(leaseId).renewLease();
    await after.getBlockBlobClient('staged').commitBlockList([block]);
    expect((await after.getBlockBlobClient('staged').downloadToBuffer()).toString()).toBe('later');
    await second.stop();
  });

  it('has what was acknowledged when the process is killed, and nothing half written', async () => {
    const dataFile = join(folder, 'blob.db');
    const child = fork(join(import.meta.dirname, '..', 'testing', 'server-process.ts'), [dataFile], {
      stdio: 'inherit',
    });
    const [connectionString] = (await once(child, 'message')) as [string];
    const container = BlobServiceClient.fromConnectionString(connectionString, {
      retryOptions: { maxTries: 1 },
    }).getContainerClient('crash');
    await container.create();
    const acknowledged: string[] = [];
    const exited = once(child, 'exit');
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let index = 0; index < 1_000; index++) {
        const name = `${writer}-${index}`;
        await container.getBlockBlobClient(name).upload(name.repeat(50), name.length * 50, { metadata: { name } });
        if (acknowledged.push(name) === 60) child.kill('SIGKILL');
      }
    });
    await Promise.allSettled(writers);
    await exited;

    const server = await startBlobServer({ dataFile });
    const after = BlobServiceClient.fromConnectionString(server.connectionString).getContainerClient('crash');
    const blobs = await collect(after.listBlobsFlat({ includeMetadata: true }));
    expect(blobs.map(({ name }) => name)).toEqual(expect.arrayContaining(acknowledged));
    for (const { name, metadata } of blobs) {
      expect(metadata).toEqual({ name });
      expect((await after.getBlobClient(name).downloadToBuffer()).toString()).toBe(name.repeat(50));
    }
    await server.stop();
  });
});

describe('starting', () => {
  it('on a taken port is refused with the system code', async () => {
    const first = await startBlobServer();
    await expect(startBlobServer({ port: first.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await first.stop();
  });
});
