import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type BlobHarness, collect, refusal, startBlobHarness } from '../testing/harness.ts';

let harness: BlobHarness;
beforeAll(async () => {
  harness = await startBlobHarness();
});
afterAll(() => harness.stop());

describe('containers', () => {
  it('are created once, and refused the second time', async () => {
    const container = harness.service.getContainerClient('created-once');
    const created = await container.create({ metadata: { purpose: 'checkpoints' } });
    expect(created.etag).toMatch(/^"0x8D[0-9A-F]+"$/);
    expect(await refusal(container.create())).toEqual({ statusCode: 409, code: 'ContainerAlreadyExists' });
    expect((await container.createIfNotExists()).succeeded).toBe(false);
    expect((await harness.service.getContainerClient('created-now').createIfNotExists()).succeeded).toBe(true);
  });

  it('exist until they are deleted', async () => {
    const container = harness.service.getContainerClient('short-lived');
    expect(await container.exists()).toBe(false);
    await container.create();
    expect(await container.exists()).toBe(true);
    await container.delete();
    expect(await container.exists()).toBe(false);
    expect(await refusal(container.delete())).toEqual({ statusCode: 404, code: 'ContainerNotFound' });
    expect((await container.deleteIfExists()).succeeded).toBe(false);
  });

  it('lose their blobs when they are deleted and come back empty', async () => {
    const container = harness.service.getContainerClient('deleted-with-blobs');
    await container.create();
    await container.getBlockBlobClient('a').upload('text', 4);
    await container.delete();
    await container.create();
    expect(await collect(container.listBlobsFlat())).toEqual([]);
  });

  it('have properties and metadata that can be replaced', async () => {
    const container = harness.service.getContainerClient('described');
    await container.create({ metadata: { first: '1' } });
    const before = await container.getProperties();
    expect(before.metadata).toEqual({ first: '1' });
    expect(before).toMatchObject({ leaseState: 'available', leaseStatus: 'unlocked', hasLegalHold: false });
    await container.setMetadata({ second: '2' });
    const after = await container.getProperties();
    expect(after.metadata).toEqual({ second: '2' });
    expect(after.etag).not.toBe(before.etag);
  });

  it.each(['Upper', 'ab', 'double--hyphen', '-first', 'a'.repeat(64)])('are refused the name %s', async (name) => {
    expect(await refusal(harness.service.getContainerClient(name).create())).toMatchObject({
      code: 'InvalidResourceName',
    });
  });

  it('are refused public access, as new accounts refuse it', async () => {
    const container = harness.service.getContainerClient('public-one');
    expect(await refusal(container.create({ access: 'blob' }))).toEqual({
      statusCode: 409,
      code: 'PublicAccessNotPermitted',
    });
  });

  it('are listed in order, by prefix, in pages and with metadata', async () => {
    for (const name of ['list-b', 'list-a', 'list-c', 'other'])
      await harness.service.getContainerClient(name).create({ metadata: { name: name.slice(-1) } });
    const pages = harness.service.listContainers({ prefix: 'list-', includeMetadata: true }).byPage({ maxPageSize: 2 });
    const names: string[][] = [];
    for await (const page of pages)
      names.push(page.containerItems.map((item) => `${item.name}=${item.metadata?.name}`));
    expect(names).toEqual([['list-a=a', 'list-b=b'], ['list-c=c']]);
  });

  it('with a lease are deleted only by its holder', async () => {
    const container = await harness.container();
    const { leaseId } = await container.getBlobLeaseClient().acquireLease(15);
    expect(await container.getProperties()).toMatchObject({ leaseState: 'leased', leaseDuration: 'fixed' });
    expect(await refusal(container.delete())).toEqual({ statusCode: 412, code: 'LeaseIdMissing' });
    await container.delete({ conditions: { leaseId: leaseId ?? '' } });
    expect(await container.exists()).toBe(false);
  });

  it('answer what the account is', async () => {
    expect(await harness.service.getAccountInfo()).toMatchObject({ accountKind: 'StorageV2' });
    expect((await (await harness.container()).getAccessPolicy()).signedIdentifiers).toEqual([]);
  });
});
