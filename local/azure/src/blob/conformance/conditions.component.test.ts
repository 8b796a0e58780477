import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { BlockBlobClient, ContainerClient } from '@azure/storage-blob';
import { type BlobHarness, refusal, startBlobHarness } from '../testing/harness.ts';

let harness: BlobHarness;
let container: ContainerClient;
let clock = Date.now();
beforeAll(async () => {
  harness = await startBlobHarness({ now: () => clock });
  container = await harness.container();
});
afterAll(() => harness.stop());

let count = 0;
async function aBlob(): Promise<BlockBlobClient> {
  const blob = container.getBlockBlobClient(`blob-${++count}`);
  await blob.upload('x', 1);
  return blob;
}

describe('conditional requests', () => {
  it('write only the version that was read', async () => {
    const blob = await aBlob();
    const { etag = '' } = await blob.getProperties();
    await blob.upload('y', 1, { conditions: { ifMatch: etag } });
    expect(await refusal(blob.upload('z', 1, { conditions: { ifMatch: etag } }))).toEqual({
      statusCode: 412,
      code: 'ConditionNotMet',
    });
    expect(await refusal(blob.setMetadata({ a: '1' }, { conditions: { ifMatch: etag } }))).toMatchObject({
      statusCode: 412,
    });
    expect(await refusal(blob.delete({ conditions: { ifMatch: etag } }))).toMatchObject({ statusCode: 412 });
    expect((await blob.downloadToBuffer()).toString()).toBe('y');
  });

  it('create only what is not there', async () => {
    const blob = container.getBlockBlobClient('only-once');
    const conditions = { ifNoneMatch: '*' };
    await blob.upload('x', 1, { conditions });
    expect(await refusal(blob.upload('y', 1, { conditions }))).toEqual({ statusCode: 409, code: 'BlobAlreadyExists' });
    const missing = container.getBlockBlobClient('never');
    expect(await refusal(missing.upload('y', 1, { conditions: { ifMatch: '*' } }))).toMatchObject({ statusCode: 412 });
  });

  it('let exactly one of many create it', async () => {
    const blob = container.getBlockBlobClient('contended');
    const attempts = Array.from({ length: 12 }, (_, index) =>
      blob.upload(`writer ${index}`, Buffer.byteLength(`writer ${index}`), { conditions: { ifNoneMatch: '*' } }),
    );
    const results = await Promise.allSettled(attempts);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const winner = results.findIndex(({ status }) => status === 'fulfilled');
    expect((await blob.downloadToBuffer()).toString()).toBe(`writer ${winner}`);
  });

  it('read only what changed', async () => {
    const blob = await aBlob();
    const { etag = '', lastModified = new Date() } = await blob.getProperties();
    expect(await refusal(blob.download(0, undefined, { conditions: { ifNoneMatch: etag } }))).toMatchObject({
      statusCode: 304,
    });
    expect(await refusal(blob.getProperties({ conditions: { ifModifiedSince: lastModified } }))).toMatchObject({
      statusCode: 304,
    });
    const earlier = new Date(lastModified.getTime() - 1_000);
    expect(await refusal(blob.download(0, undefined, { conditions: { ifUnmodifiedSince: earlier } }))).toMatchObject({
      statusCode: 412,
    });
    expect((await blob.getProperties({ conditions: { ifModifiedSince: earlier } })).etag).toBe(etag);
  });
});

describe('leases', () => {
  it('keep everybody but the holder from writing', async () => {
    const blob = await aBlob();
    const { leaseId = '' } = await blob.getBlobLeaseClient().acquireLease(-1);
    expect(await blob.getProperties()).toMatchObject({
      leaseState: 'leased',
      leaseStatus: 'locked',
      leaseDuration: 'infinite',
    });
    expect(await refusal(blob.upload('y', 1))).toEqual({ statusCode: 412, code: 'LeaseIdMissing' });
    expect(await refusal(blob.delete())).toEqual({ statusCode: 412, code: 'LeaseIdMissing' });
    const conditions = { leaseId: '00000000-0000-4000-8000-000000000000' };
    expect(await refusal(blob.setMetadata({}, { conditions }))).toEqual({
      statusCode: 412,
      code: 'LeaseIdMismatchWithBlobOperation',
    });
    await blob.upload('y', 1, { conditions: { leaseId } });
    expect((await blob.downloadToBuffer()).toString()).toBe('y');
    expect((await blob.getProperties()).leaseState).toBe('leased');
  });

  it('are had by one at a time, and again after release', async () => {
    const blob = await aBlob();
    const holder = blob.getBlobLeaseClient();
    await holder.acquireLease(15);
    expect(await refusal(blob.getBlobLeaseClient().acquireLease(15))).toEqual({
      statusCode: 409,
      code: 'LeaseAlreadyPresent',
    });
    await holder.renewLease();
    await holder.releaseLease();
    await blob.getBlobLeaseClient().acquireLease(15);
    expect(await refusal(holder.renewLease())).toEqual({ statusCode: 409, code: 'LeaseIdMismatchWithLeaseOperation' });
  });

  it('end after their time, and can be renewed by their holder while nobody wrote', async () => {
    const blob = await aBlob();
    const holder = blob.getBlobLeaseClient();
    await holder.acquireLease(15);
    clock += 15_000;
    expect((await blob.getProperties()).leaseState).toBe('expired');
    await holder.renewLease();
    clock += 15_000;
    await blob.setMetadata({ written: 'by another' });
    expect(await refusal(holder.renewLease())).toMatchObject({ statusCode: 409 });
  });

  it('broken with a period are free when it is over', async () => {
    const blob = await aBlob();
    const holder = blob.getBlobLeaseClient();
    await holder.acquireLease(60);
    expect((await holder.breakLease(10)).leaseTime).toBe(10);
    expect((await blob.getProperties()).leaseState).toBe('breaking');
    expect(await refusal(blob.getBlobLeaseClient().acquireLease(15))).toMatchObject({ code: 'LeaseAlreadyPresent' });
    clock += 10_000;
    expect((await blob.getProperties()).leaseState).toBe('broken');
    expect(await refusal(holder.renewLease())).toMatchObject({ code: 'LeaseIsBrokenAndCannotBeRenewed' });
    await blob.getBlobLeaseClient().acquireLease(15);
  });

  it('can change their id', async () => {
    const blob = await aBlob();
    const holder = blob.getBlobLeaseClient();
    await holder.acquireLease(15);
    const next = '11111111-1111-4111-8111-111111111111';
    await holder.changeLease(next);
    await blob.setMetadata({}, { conditions: { leaseId: next } });
  });

  it('are refused a time that Azure refuses', async () => {
    const blob = await aBlob();
    expect(await refusal(blob.getBlobLeaseClient().acquireLease(5))).toEqual({
      statusCode: 400,
      code: 'InvalidHeaderValue',
    });
  });
});
