import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContainerClient } from '@azure/storage-blob';
import { type BlobHarness, refusal, someBytes, startBlobHarness } from '../testing/harness.ts';

let harness: BlobHarness;
let container: ContainerClient;
beforeAll(async () => {
  harness = await startBlobHarness();
  container = await harness.container();
});
afterAll(() => harness.stop());

const blockId = (number: number): string => Buffer.from(String(number).padStart(6, '0')).toString('base64');

describe('uploading a block blob', () => {
  it('in one request keeps bytes, headers, metadata and tags', async () => {
    const blob = container.getBlockBlobClient('one/request.txt');
    const uploaded = await blob.upload('grüße', Buffer.byteLength('grüße'), {
      blobHTTPHeaders: {
        blobContentType: 'text/plain; charset=utf-8',
        blobCacheControl: 'max-age=60',
        blobContentLanguage: 'de',
        blobContentDisposition: 'inline',
      },
      metadata: { Author: 'Ada', note: 'a & b' },
      tags: { shelf: 'lighting', year: '2026' },
    });
    expect((await blob.downloadToBuffer()).toString('utf8')).toBe('grüße');
    const properties = await blob.getProperties();
    expect(properties).toMatchObject({
      contentType: 'text/plain; charset=utf-8',
      cacheControl: 'max-age=60',
      contentLanguage: 'de',
      contentDisposition: 'inline',
      contentLength: 7,
      blobType: 'BlockBlob',
      accessTier: 'Hot',
      tagCount: 2,
      metadata: { author: 'Ada', note: 'a & b' },
      etag: uploaded.etag,
    });
    expect(properties.contentMD5).toEqual(uploaded.contentMD5);
    expect((await blob.getTags()).tags).toEqual({ shelf: 'lighting', year: '2026' });
  });

  it('replaces one of the same name, but not the moment it was created', async () => {
    const blob = container.getBlockBlobClient('replaced');
    await blob.upload('first', 5, { metadata: { version: '1' } });
    const first = await blob.getProperties();
    await blob.upload('second!', 7);
    const second = await blob.getProperties();
    expect(second).toMatchObject({ contentLength: 7, metadata: {}, createdOn: first.createdOn });
    expect(second.etag).not.toBe(first.etag);
  });

  it('may be empty', async () => {
    const blob = container.getBlockBlobClient('empty');
    await blob.upload('', 0);
    expect((await blob.downloadToBuffer()).length).toBe(0);
    expect(await blob.getProperties()).toMatchObject({ contentLength: 0 });
  });

  it('larger than a request is staged in blocks by uploadData and comes back byte for byte', async () => {
    const bytes = someBytes(5 * 1024 * 1024 + 321);
    const blob = container.getBlockBlobClient('staged.bin');
    await blob.uploadData(bytes, { blockSize: 1024 * 1024 + 7, maxSingleShotSize: 1024, concurrency: 3 });
    expect((await blob.downloadToBuffer()).equals(bytes)).toBe(true);
    expect((await blob.getBlockList('all')).committedBlocks).toHaveLength(6);
  });

  it('from a stream comes back byte for byte', async () => {
    const bytes = someBytes(3 * 1024 * 1024 + 5);
    const blob = container.getBlockBlobClient('streamed.bin');
    await blob.uploadStream(Readable.from([bytes.subarray(0, 17), bytes.subarray(17)]), 1024 * 1024, 2);
    expect((await blob.downloadToBuffer()).equals(bytes)).toBe(true);
  });

  it('in several blocks takes exactly the listed ones, in the listed order, also again', async () => {
    const blob = container.getBlockBlobClient('blocks');
    for (const [index, text] of ['aa', 'bb', 'cc'].entries()) await blob.stageBlock(blockId(index), text, 2);
    expect((await blob.getBlockList('uncommitted')).uncommittedBlocks?.map(({ size }) => size)).toEqual([2, 2, 2]);
    expect(await blob.exists()).toBe(false);
    await blob.commitBlockList([blockId(2), blockId(0)], { blobHTTPHeaders: { blobContentType: 'text/plain' } });
    expect((await blob.downloadToBuffer()).toString()).toBe('ccaa');
    expect(await blob.getBlockList('all')).toMatchObject({ uncommittedBlocks: [] });

    await blob.stageBlock(blockId(7), 'dd', 2);
    await blob.commitBlockList([blockId(0), blockId(7), blockId(2)]);
    expect((await blob.downloadToBuffer()).toString()).toBe('aaddcc');
  });

  it('refuses blocks it does not have and ids of another length', async () => {
    const blob = container.getBlockBlobClient('refused-blocks');
    await blob.stageBlock(blockId(1), 'x', 1);
    expect(await refusal(blob.commitBlockList([blockId(2)]))).toEqual({ statusCode: 400, code: 'InvalidBlockList' });
    const longer = Buffer.from('a longer id').toString('base64');
    expect(await refusal(blob.stageBlock(longer, 'x', 1))).toEqual({ statusCode: 400, code: 'InvalidBlobOrBlock' });
  });

  it('refuses bytes that do not fit the MD5 sent with them', async () => {
    const blob = container.getBlockBlobClient('checked');
    const wrong = { transactionalContentMD5: Buffer.alloc(16, 1) };
    expect(await refusal(blob.stageBlock(blockId(1), 'x', 1, wrong))).toEqual({ statusCode: 400, code: 'Md5Mismatch' });
  });

  it('into a container that does not exist is refused', async () => {
    const blob = harness.service.getContainerClient('nowhere').getBlockBlobClient('a');
    expect(await refusal(blob.upload('x', 1))).toEqual({ statusCode: 404, code: 'ContainerNotFound' });
  });

  it.each(['with space & ümläut/ä%20?#[x].txt', 'trailing/slash/', '日本語', "quo'te"])(
    'takes the name %s',
    async (name) => {
      const blob = container.getBlockBlobClient(name);
      await blob.upload(name, Buffer.byteLength(name));
      expect((await blob.downloadToBuffer()).toString()).toBe(name);
      expect((await container.getBlobClient(name).getProperties()).contentLength).toBe(Buffer.byteLength(name));
    },
  );
});

describe('reading a blob', () => {
  const bytes = someBytes(2 * 1024 * 1024 + 100);
  beforeAll(async () => {
    await container.getBlockBlobClient('ranges').uploadData(bytes);
  });

  it.each([
    [0, 10],
    [1024 * 1024 - 3, 6],
    [2 * 1024 * 1024, 100],
    [5, 2 * 1024 * 1024],
  ])('gives the range from %d of %d bytes', async (offset, count) => {
    const response = await container.getBlobClient('ranges').download(offset, count);
    expect(response.contentRange).toBe(`bytes ${offset}-${offset + count - 1}/${bytes.length}`);
    const read = await container.getBlobClient('ranges').downloadToBuffer(offset, count);
    expect(read.equals(bytes.subarray(offset, offset + count))).toBe(true);
  });

  it('gives everything from an offset on, in parallel pieces', async () => {
    const read = await container
      .getBlobClient('ranges')
      .downloadToBuffer(3, undefined, { blockSize: 300_000, concurrency: 4 });
    expect(read.equals(bytes.subarray(3))).toBe(true);
  });

  it('past the end is refused', async () => {
    expect(await refusal(container.getBlobClient('ranges').download(bytes.length, 1))).toEqual({
      statusCode: 416,
      code: 'InvalidRange',
    });
  });

  it('that does not exist is refused with the code that clients look for', async () => {
    const blob = container.getBlobClient('missing');
    expect(await refusal(blob.download())).toEqual({ statusCode: 404, code: 'BlobNotFound' });
    expect(await refusal(blob.getProperties())).toEqual({ statusCode: 404, code: 'BlobNotFound' });
    expect(await refusal(blob.delete())).toEqual({ statusCode: 404, code: 'BlobNotFound' });
    expect(await blob.exists()).toBe(false);
    expect((await blob.deleteIfExists()).succeeded).toBe(false);
  });
});

describe('changing a blob', () => {
  it('replaces metadata, headers and tags, each on its own', async () => {
    const blob = container.getBlockBlobClient('changed');
    await blob.upload('x', 1, { metadata: { a: '1' }, tags: { t: '1' } });
    await blob.setMetadata({ b: '2' });
    await blob.setHTTPHeaders({ blobContentType: 'image/svg+xml' });
    await blob.setTags({ u: '2' });
    await blob.setAccessTier('Cool');
    const properties = await blob.getProperties();
    expect(properties).toMatchObject({ metadata: { b: '2' }, contentType: 'image/svg+xml', accessTier: 'Cool' });
    expect((await blob.getTags()).tags).toEqual({ u: '2' });
    expect((await blob.downloadToBuffer()).toString()).toBe('x');
  });

  it('refuses tags that Azure refuses', async () => {
    const blob = container.getBlockBlobClient('tagged');
    await blob.upload('x', 1);
    expect(await refusal(blob.setTags({ né: 'x' }))).toEqual({ statusCode: 400, code: 'InvalidTag' });
  });

  it('deletes it for good', async () => {
    const blob = container.getBlockBlobClient('deleted');
    await blob.upload('x', 1);
    await blob.delete();
    expect(await blob.exists()).toBe(false);
  });
});

describe('copying a blob within the account', () => {
  it('makes an independent one, with the metadata of the original or its own', async () => {
    const original = container.getBlockBlobClient('original');
    await original.upload('content', 7, { metadata: { a: '1' }, blobHTTPHeaders: { blobContentType: 'text/plain' } });
    const copy = container.getBlockBlobClient('copies/one');
    const poller = await copy.beginCopyFromURL(original.url);
    expect((await poller.pollUntilDone()).copyStatus).toBe('success');
    await original.delete();
    expect((await copy.downloadToBuffer()).toString()).toBe('content');
    expect(await copy.getProperties()).toMatchObject({ metadata: { a: '1' }, contentType: 'text/plain' });

    const second = container.getBlockBlobClient('copies/two');
    await second.syncCopyFromURL(copy.url, { metadata: { own: 'yes' } });
    expect((await second.getProperties()).metadata).toEqual({ own: 'yes' });
  });

  it('refuses a source that is not there or elsewhere', async () => {
    const target = container.getBlockBlobClient('copies/none');
    for (const source of [container.getBlobClient('nothing').url, 'http://127.0.0.1:1/devstoreaccount1/a/b'])
      expect(await refusal(target.syncCopyFromURL(source))).toMatchObject({ code: 'CannotVerifyCopySource' });
  });
});

describe('append blobs', () => {
  it('grow block by block, at the position that the writer expects', async () => {
    const log = container.getAppendBlobClient('audit.log');
    await log.create();
    expect((await log.appendBlock('one\n', 4)).blobAppendOffset).toBe('0');
    const second = await log.appendBlock('two\n', 4, { conditions: { appendPosition: 4 } });
    expect(second).toMatchObject({ blobAppendOffset: '4', blobCommittedBlockCount: 2 });
    expect(await refusal(log.appendBlock('late', 4, { conditions: { appendPosition: 4 } }))).toEqual({
      statusCode: 412,
      code: 'AppendPositionConditionNotMet',
    });
    expect(await refusal(log.appendBlock('much', 4, { conditions: { maxSize: 10 } }))).toEqual({
      statusCode: 412,
      code: 'MaxBlobSizeConditionNotMet',
    });
    expect((await log.downloadToBuffer()).toString()).toBe('one\ntwo\n');
    expect(await refusal(container.getBlockBlobClient('audit.log').stageBlock(blockId(1), 'x', 1))).toEqual({
      statusCode: 409,
      code: 'InvalidBlobType',
    });
  });
});

describe('what the server does not have', () => {
  it('is refused by name, never answered wrongly', async () => {
    const blob = harness.impatient().getContainerClient(container.containerName).getBlockBlobClient('limits');
    await blob.upload('x', 1);
    const attempts = [
      blob.createSnapshot(),
      blob.getPageBlobClient().create(512),
      blob.download(0, undefined, { conditions: { tagConditions: "a='b'" } }),
    ];
    for (const attempt of attempts)
      expect(await refusal(attempt)).toMatchObject({ statusCode: 501, code: 'NotImplemented' });
  });
});
