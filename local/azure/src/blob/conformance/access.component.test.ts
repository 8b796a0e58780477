import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AccountSASPermissions,
  AnonymousCredential,
  BlobClient,
  BlobSASPermissions,
  BlobServiceClient,
  BlockBlobClient,
  ContainerClient,
  ContainerSASPermissions,
  SASProtocol,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { developmentAccount } from '../index.ts';
import { type BlobHarness, collect, refusal, startBlobHarness } from '../testing/harness.ts';

let harness: BlobHarness;
let container: ContainerClient;
let clock = Date.now();
beforeAll(async () => {
  harness = await startBlobHarness({ now: () => clock });
  container = await harness.container();
  await container.getBlockBlobClient('dir/secret.txt').upload('secret', 6);
});
afterAll(() => harness.stop());

const soon = (): Date => new Date(clock + 60_000);

describe('the shared key', () => {
  it('is checked: another key is refused', async () => {
    const wrong = harness.server.connectionString.replace(
      developmentAccount.key,
      Buffer.from('wrong').toString('base64'),
    );
    expect(await refusal(collect(harness.impatient(wrong).listContainers()))).toEqual({
      statusCode: 403,
      code: 'AuthenticationFailed',
    });
  });

  it('signs every header and parameter, whatever its characters', async () => {
    const blob = container.getBlockBlobClient('ä b+c/%');
    await blob.upload('x', 1, {
      metadata: { zeta: '1', a_b: 'two  spaces', ab: '3', Upper: '4' },
      tags: { 'a b': 'c+d' },
      blobHTTPHeaders: { blobContentType: 'text/plain', blobContentMD5: Buffer.alloc(16) },
    });
    expect((await blob.getProperties()).metadata).toMatchObject({ zeta: '1', ab: '3' });
    expect(await collect(container.listBlobsFlat({ prefix: 'ä b+c/%' }))).toHaveLength(1);
  });

  it('of another account is refused', async () => {
    const credential = new StorageSharedKeyCredential('somebodyelse', developmentAccount.key);
    const options = { retryOptions: { maxTries: 1 } };
    const url = harness.server.endpoint.replace(developmentAccount.account, 'somebodyelse');
    expect(await refusal(new BlobServiceClient(url, credential, options).getProperties())).toMatchObject({
      statusCode: 403,
    });
  });

  it('is needed: nobody reads without', async () => {
    const anonymous = new BlobClient(container.getBlobClient('dir/secret.txt').url, new AnonymousCredential());
    expect(await refusal(anonymous.download())).toEqual({ statusCode: 401, code: 'NoAuthenticationInformation' });
  });

  it('is refused on a request that was signed a quarter of an hour ago', async () => {
    clock += 16 * 60_000;
    const result = refusal(container.getProperties());
    try {
      expect(await result).toEqual({ statusCode: 403, code: 'AuthenticationFailed' });
    } finally {
      clock -= 16 * 60_000;
    }
  });
});

describe('a path', () => {
  it('that is not valid percent-encoding is refused', async () => {
    const response = await fetch(`${harness.server.endpoint}/a/%E0%A4%A`);
    expect(response.status).toBe(400);
    expect(response.headers.get('x-ms-error-code')).toBe('InvalidUri');
    expect(await response.text()).toContain('<Code>InvalidUri</Code>');
  });
});

describe('shared access signatures', () => {
  it('of a blob permit what they say on this blob, until they end', async () => {
    const blob = container.getBlobClient('dir/secret.txt');
    const url = await blob.generateSasUrl({ permissions: BlobSASPermissions.parse('r'), expiresOn: soon() });
    const reader = new BlockBlobClient(url);
    expect((await reader.downloadToBuffer()).toString()).toBe('secret');
    expect(await refusal(reader.upload('x', 1))).toEqual({ statusCode: 403, code: 'AuthorizationPermissionMismatch' });
    const elsewhere = new BlobClient(url.replace('secret.txt', 'other.txt'));
    expect(await refusal(elsewhere.download())).toEqual({ statusCode: 403, code: 'AuthenticationFailed' });
    clock += 61_000;
    expect(await refusal(reader.download())).toEqual({ statusCode: 403, code: 'AuthenticationFailed' });
    clock -= 61_000;
  });

  it('of a container permit its blobs; creating is not overwriting', async () => {
    const permissions = ContainerSASPermissions.parse('rcl');
    const shared = new ContainerClient(await container.generateSasUrl({ permissions, expiresOn: soon() }));
    const blob = shared.getBlockBlobClient('created-by-sas');
    await blob.upload('x', 1);
    expect(await refusal(blob.upload('y', 1))).toMatchObject({ code: 'AuthorizationPermissionMismatch' });
    expect((await collect(shared.listBlobsFlat())).map(({ name }) => name)).toContain('created-by-sas');
    expect(await refusal(shared.delete())).toMatchObject({ statusCode: 403 });
  });

  it('of an account permit the kinds of resource that they name', async () => {
    const url = harness.service.generateAccountSasUrl(soon(), AccountSASPermissions.parse('rl'), 'co');
    const shared = new BlobServiceClient(url);
    const found = await collect(shared.getContainerClient(container.containerName).listBlobsFlat());
    expect(found.length).toBeGreaterThan(0);
    expect(await refusal(collect(shared.listContainers()))).toMatchObject({ code: 'AuthorizationPermissionMismatch' });
  });

  it('that were altered are refused', async () => {
    const blob = container.getBlobClient('dir/secret.txt');
    const url = await blob.generateSasUrl({ permissions: BlobSASPermissions.parse('r'), expiresOn: soon() });
    expect(await refusal(new BlobClient(url.replace('sp=r', 'sp=rw')).download())).toMatchObject({ statusCode: 403 });
  });

  it.each([
    ['another address', { ipRange: { start: '10.9.9.9' } }, 'AuthorizationSourceIPMismatch'],
    ['a range of others', { ipRange: { start: '10.0.0.1', end: '10.0.0.9' } }, 'AuthorizationSourceIPMismatch'],
    ['HTTPS alone', { protocol: SASProtocol.Https }, 'AuthorizationProtocolMismatch'],
  ])('for %s are refused here', async (_, limits, code) => {
    const blob = container.getBlobClient('dir/secret.txt');
    const permissions = BlobSASPermissions.parse('r');
    const url = await blob.generateSasUrl({ permissions, expiresOn: soon(), ...limits });
    expect(await refusal(new BlobClient(url).download())).toEqual({ statusCode: 403, code });
  });

  it('for a range that holds the caller, and both protocols, permit it', async () => {
    const limits = { ipRange: { start: '127.0.0.0', end: '127.0.0.9' }, protocol: SASProtocol.HttpsAndHttp };
    const permissions = BlobSASPermissions.parse('r');
    const blob = container.getBlobClient('dir/secret.txt');
    const url = await blob.generateSasUrl({ permissions, expiresOn: soon(), ...limits });
    expect((await new BlobClient(url).downloadToBuffer()).toString()).toBe('secret');
  });

  it('set the headers of the answer that they name', async () => {
    const blob = container.getBlobClient('dir/secret.txt');
    const url = await blob.generateSasUrl({
      permissions: BlobSASPermissions.parse('r'),
      expiresOn: soon(),
      contentDisposition: 'attachment; filename="secret.txt"',
      contentType: 'text/plain',
      cacheControl: 'no-store',
    });
    const answer = await fetch(url);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-disposition': 'attachment; filename="secret.txt"',
      'content-type': 'text/plain',
      'cache-control': 'no-store',
    });
    expect(await answer.text()).toBe('secret');
  });
});
