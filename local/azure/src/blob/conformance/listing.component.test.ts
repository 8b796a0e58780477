import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContainerClient } from '@azure/storage-blob';
import { type BlobHarness, collect, refusal, startBlobHarness } from '../testing/harness.ts';

const names = ['b.txt', 'a/1.txt', 'a/2.txt', 'a/deep/3.txt', 'a/deep/4.txt', 'ab.txt', 'c/5.txt', '日/6.txt'];
let harness: BlobHarness;
let container: ContainerClient;
beforeAll(async () => {
  harness = await startBlobHarness();
  container = await harness.container();
  for (const name of names)
    await container.getBlockBlobClient(name).upload(name, Buffer.byteLength(name), {
      metadata: { original: encodeURIComponent(name), Markup: '<&">' },
      tags: { kind: 'text' },
      blobHTTPHeaders: { blobContentType: 'text/plain' },
    });
});
afterAll(() => harness.stop());

describe('listing blobs flat', () => {
  it('gives every blob once, in order of name, with its properties', async () => {
    const blobs = await collect(container.listBlobsFlat());
    expect(blobs.map(({ name }) => name)).toEqual([...names].sort());
    const first = blobs[0]!;
    expect(first.metadata).toBeUndefined();
    expect(first.properties).toMatchObject({
      contentLength: 7,
      contentType: 'text/plain',
      blobType: 'BlockBlob',
      leaseState: 'available',
      leaseStatus: 'unlocked',
      accessTier: 'Hot',
    });
    expect(first.properties.createdOn).toBeInstanceOf(Date);
    expect(first.properties.contentMD5).toHaveLength(16);
  });

  it('gives ETags that a conditional request accepts', async () => {
    const [blob] = await collect(container.listBlobsFlat({ prefix: 'b.txt' }));
    const conditions = { ifMatch: blob!.properties.etag };
    expect((await container.getBlobClient('b.txt').getProperties({ conditions })).contentLength).toBe(5);
  });

  it('shows metadata, tags and copies when asked to', async () => {
    const [blob] = await collect(container.listBlobsFlat({ prefix: 'ab', includeMetadata: true, includeTags: true }));
    expect(blob!.metadata).toEqual({ original: 'ab.txt', Markup: '<&">' });
    expect(blob!.tags).toEqual({ kind: 'text' });
  });

  it('gives only names with the prefix, and none at all for one that nothing has', async () => {
    expect((await collect(container.listBlobsFlat({ prefix: 'a/deep/' }))).map(({ name }) => name)).toEqual([
      'a/deep/3.txt',
      'a/deep/4.txt',
    ]);
    expect(await collect(container.listBlobsFlat({ prefix: 'zzz' }))).toEqual([]);
  });

  it('in pages gives the same as in one, and goes on from a marker', async () => {
    const pages: string[][] = [];
    let marker = '';
    for await (const page of container.listBlobsFlat().byPage({ maxPageSize: 3 })) {
      pages.push(page.segment.blobItems.map(({ name }) => name));
      if (pages.length === 1) marker = page.continuationToken ?? '';
    }
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 2]);
    expect(pages.flat()).toEqual([...names].sort());
    const rest: string[] = [];
    for await (const page of container.listBlobsFlat().byPage({ continuationToken: marker }))
      rest.push(...page.segment.blobItems.map(({ name }) => name));
    expect(rest).toEqual([...names].sort().slice(3));
  });

  it('of a container that does not exist is refused', async () => {
    const missing = harness.service.getContainerClient('not-there');
    expect(await refusal(collect(missing.listBlobsFlat()))).toEqual({ statusCode: 404, code: 'ContainerNotFound' });
  });
});

describe('listing blobs by hierarchy', () => {
  const shown = async (prefix: string, maxPageSize?: number): Promise<string[]> => {
    const entries: string[] = [];
    const pages = container.listBlobsByHierarchy('/', { prefix }).byPage(maxPageSize ? { maxPageSize } : {});
    for await (const page of pages) {
      entries.push(...(page.segment.blobPrefixes ?? []).map(({ name }) => `${name}*`));
      entries.push(...page.segment.blobItems.map(({ name }) => name));
    }
    return entries.sort();
  };

  it('shows one level: blobs, and prefixes for what lies deeper', async () => {
    expect(await shown('')).toEqual(['a/*', 'ab.txt', 'b.txt', 'c/*', '日/*']);
    expect(await shown('a/')).toEqual(['a/1.txt', 'a/2.txt', 'a/deep/*']);
  });

  it.each([1, 2, 3])('shows each entry once in pages of %d', async (size) => {
    expect(await shown('', size)).toEqual(['a/*', 'ab.txt', 'b.txt', 'c/*', '日/*']);
    expect(await shown('a/', size)).toEqual(['a/1.txt', 'a/2.txt', 'a/deep/*']);
  });
});
