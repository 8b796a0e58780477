import { randomUUID } from 'node:crypto';
import { conditionsOf, readContentHeaders } from './blobs.ts';
import { checkWrite, judge, readConditions, type Version } from './conditions.ts';
import { invalidHeader, invalidQuery, notImplemented, StorageError } from './errors.ts';
import {
  type BlobRequest,
  type BlobResponse,
  existingContainer,
  header,
  integerHeader,
  newEtag,
  readMetadata,
  readXml,
  receive,
  versionHeaders,
} from './exchange.ts';
import { checkLease, leaseAfterWrite } from './lease.ts';
import { checkTags } from './listing.ts';
import type { Blob, BlobProperties, Part } from './model.ts';
import { document, element, text } from '../xml.ts';
import { type BlockReference, parseBlockList } from './xml.ts';

// Limits of service version 2019-12-12 and later.
const largestPut = 5_000 * 1024 * 1024;
const largestBlock = 4_000 * 1024 * 1024;
const mostBlocks = 50_000;

/** Put Blob: 201; a block blob with its content, or an empty append blob. With `x-ms-copy-source` it is Copy Blob. */
export async function putBlob(request: BlobRequest): Promise<BlobResponse> {
  if (header(request, 'x-ms-copy-source')) return copyBlob(request);
  const type = header(request, 'x-ms-blob-type');
  if (type === 'PageBlob') throw notImplemented('page blobs');
  if (type !== 'BlockBlob' && type !== 'AppendBlob') throw invalidHeader('x-ms-blob-type', type ?? '');
  const received = await receive(request, type === 'AppendBlob' ? 0 : largestPut);
  try {
    return request.store.transaction(() => {
      const parts = received.size > 0 ? [{ block: '', ...received }] : [];
      const headers = { ...(type === 'BlockBlob' && { 'content-md5': received.md5 }), ...readUploadHeaders(request) };
      const blob = replace(request, { type, headers }, parts);
      return {
        status: 201,
        headers: { ...written(blob), ...(type === 'BlockBlob' && { 'content-md5': received.md5 }) },
      };
    });
  } catch (error) {
    request.store.dropContent(received.content);
    throw error;
  }
}

/** A plain `Content-Type` and its like count where the `x-ms-blob-…` one is absent. */
function readUploadHeaders(request: BlobRequest): Record<string, string> {
  const plain = header(request, 'content-type');
  const headers = readContentHeaders(request);
  return plain && !header(request, 'x-ms-blob-content-type') ? { ...headers, 'content-type': plain } : headers;
}

/** Puts the request's blob in place, if its conditions, the lease and the permission allow. Call it in a transaction. */
function replace(
  request: BlobRequest,
  { type, headers, ...rest }: Pick<BlobProperties, 'type' | 'headers'> & Partial<BlobProperties>,
  parts: readonly Part[],
): Blob {
  const { store, container, blob: name, now, access } = request;
  existingContainer(request);
  const current = store.blob(container, name);
  checkWrite(conditionsOf(request), current, { creates: true });
  checkLease(current?.lease, { id: header(request, 'x-ms-lease-id'), now, intent: 'write' });
  if (current && !access.allows('w')) throw new StorageError('AuthorizationPermissionMismatch');
  return store.replaceBlob(
    {
      container,
      name,
      type,
      headers,
      created: current?.created ?? now,
      modified: now,
      etag: newEtag(),
      metadata: readMetadata(request),
      tags: readTags(request),
      lease: leaseAfterWrite(current?.lease, now),
      tier: header(request, 'x-ms-access-tier'),
      copy: undefined,
      ...rest,
    },
    parts,
  );
}

const readTags = (request: BlobRequest): Record<string, string> =>
  checkTags(Object.fromEntries(new URLSearchParams(header(request, 'x-ms-tags'))));

const written = (version: Version): Record<string, string> => ({
  ...versionHeaders(version),
  'x-ms-request-server-encrypted': 'false',
});

/** Put Block: 201; stages a block under `blockid` until Put Block List commits it. */
export async function putBlock(request: BlobRequest): Promise<BlobResponse> {
  if (header(request, 'x-ms-copy-source')) throw notImplemented('Put Block From URL');
  const { store, container, blob, query, now } = request;
  const id = query.get('blockid') ?? '';
  const decoded = Buffer.from(id, 'base64');
  if (decoded.length === 0 || decoded.length > 64 || decoded.toString('base64') !== id)
    throw invalidQuery('blockid', id, 'Base64 of 1 to 64 bytes');
  const received = await receive(request, largestBlock);
  try {
    return store.transaction(() => {
      existingContainer(request);
      const current = store.blob(container, blob);
      if (current && current.type !== 'BlockBlob') throw new StorageError('InvalidBlobType');
      checkLease(current?.lease, { id: header(request, 'x-ms-lease-id'), now, intent: 'write' });
      const staged = store.staged(container, blob);
      if (staged.some(({ block }) => block.length !== id.length)) throw new StorageError('InvalidBlobOrBlock');
      store.stage(container, blob, { block: id, ...received });
      return { status: 201, headers: { 'content-md5': received.md5, 'x-ms-request-server-encrypted': 'false' } };
    });
  } catch (error) {
    store.dropContent(received.content);
    throw error;
  }
}

/** Put Block List: 201; the blob becomes these blocks in this order. */
export async function putBlockList(request: BlobRequest): Promise<BlobResponse> {
  const list = parseBlockList(await readXml(request));
  if (list.length > mostBlocks)
    throw new StorageError('InvalidBlockList', { Reason: `more than ${mostBlocks} blocks` });
  const { store, container, blob: name } = request;
  return store.transaction(() => {
    existingContainer(request);
    const current = store.blob(container, name);
    if (current && current.type !== 'BlockBlob') throw new StorageError('InvalidBlobType');
    const committed = byId(current ? store.parts(current) : []);
    const staged = byId(store.staged(container, name));
    const parts = list.map((reference) => pick(reference, committed, staged));
    return {
      status: 201,
      headers: written(replace(request, { type: 'BlockBlob', headers: readContentHeaders(request) }, parts)),
    };
  });
}

const byId = (parts: readonly Part[]): Map<string, Part> =>
  new Map(parts.filter(({ block }) => block !== '').map((part) => [part.block, part]));

function pick({ source, id }: BlockReference, committed: Map<string, Part>, staged: Map<string, Part>): Part {
  const part =
    source === 'Committed'
      ? committed.get(id)
      : source === 'Uncommitted'
        ? staged.get(id)
        : (staged.get(id) ?? committed.get(id));
  if (!part) throw new StorageError('InvalidBlockList', { Reason: `there is no ${source.toLowerCase()} block ${id}` });
  return part;
}

/** Get Block List: 200; `blocklisttype` committed (default), uncommitted or all. */
export function getBlockList(request: BlobRequest): BlobResponse {
  const { store, container, blob: name, query } = request;
  existingContainer(request);
  const kind = query.get('blocklisttype') ?? 'committed';
  const blob = store.blob(container, name);
  const staged = store.staged(container, name);
  if (!blob && staged.length === 0) throw new StorageError('BlobNotFound');
  if (blob && blob.type !== 'BlockBlob') throw new StorageError('InvalidBlobType');
  const rows = (parts: readonly Part[]) =>
    parts
      .filter(({ block }) => block !== '')
      .map(({ block, size }) => element('Block', [text('Name', block), text('Size', size)]));
  const body = element('BlockList', [
    kind === 'uncommitted' ? '' : element('CommittedBlocks', rows(blob ? store.parts(blob) : [])),
    kind === 'committed' ? '' : element('UncommittedBlocks', rows(staged)),
  ]);
  return {
    status: 200,
    headers: {
      ...(blob && versionHeaders(blob)),
      'x-ms-blob-content-length': String(blob?.size ?? 0),
    },
    body: document(body),
  };
}

/** Append Block: 201; the bytes come after what is there. Conditions on position and size as Azure has them. */
export async function appendBlock(request: BlobRequest): Promise<BlobResponse> {
  if (header(request, 'x-ms-copy-source')) throw notImplemented('Append Block From URL');
  const { store, container, blob: name, now } = request;
  const received = await receive(request, 100 * 1024 * 1024);
  try {
    return store.transaction(() => {
      existingContainer(request);
      const blob = store.blob(container, name);
      if (!blob) throw new StorageError('BlobNotFound');
      if (blob.type !== 'AppendBlob') throw new StorageError('InvalidBlobType');
      checkLease(blob.lease, { id: header(request, 'x-ms-lease-id'), now, intent: 'write' });
      checkWrite(conditionsOf(request), blob);
      const position = integerHeader(request, 'x-ms-blob-condition-appendpos') ?? blob.size;
      if (position !== blob.size) throw new StorageError('AppendPositionConditionNotMet');
      const size = blob.size + received.size;
      if (size > (integerHeader(request, 'x-ms-blob-condition-maxsize') ?? Infinity))
        throw new StorageError('MaxBlobSizeConditionNotMet');
      store.appendPart(blob, { block: '', ...received });
      const lease = leaseAfterWrite(blob.lease, now);
      const changed = { ...blob, size, lease, etag: newEtag(), modified: now };
      store.saveBlob(changed);
      const progress = {
        'x-ms-blob-append-offset': String(position),
        'x-ms-blob-committed-block-count': String(store.parts(changed).length),
      };
      return { status: 201, headers: { ...written(changed), ...progress, 'content-md5': received.md5 } };
    });
  } catch (error) {
    store.dropContent(received.content);
    throw error;
  }
}

/** Copy Blob and Copy Blob From URL within this account: 202, finished when answered. No bytes are moved. */
function copyBlob(request: BlobRequest): BlobResponse {
  const { store, endpoint, access, now } = request;
  const source = header(request, 'x-ms-copy-source') ?? '';
  if (!access.owner) throw notImplemented('copying with a shared access signature');
  const prefix = `${new URL(endpoint).pathname}/`;
  const path = URL.canParse(source) ? new URL(source).pathname : '';
  if (!path.startsWith(prefix) || new URL(source).host !== new URL(endpoint).host)
    throw new StorageError('CannotVerifyCopySource', { Reason: `only blobs of ${endpoint} can be copied` });
  const [container = '', ...rest] = path.slice(prefix.length).split('/');
  return store.transaction(() => {
    const original = store.blob(container, decodeURIComponent(rest.join('/')));
    if (!original) throw new StorageError('CannotVerifyCopySource', { Reason: 'there is no such blob' });
    if (judge(readConditions(request.headers, 'x-ms-source-'), original) !== 'met')
      throw new StorageError('ConditionNotMet');
    const metadata = readMetadata(request);
    const copy = { id: randomUUID(), source, completed: now };
    const { type, headers } = original;
    const kept = Object.keys(metadata).length > 0 ? metadata : original.metadata;
    const blob = replace(request, { type, headers, copy, metadata: kept }, store.parts(original));
    const status = { 'x-ms-copy-id': copy.id, 'x-ms-copy-status': 'success' };
    return { status: 202, headers: { ...versionHeaders(blob), ...status } };
  });
}
