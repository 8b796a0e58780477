import { checkWrite, type Conditions, judge, readConditions } from './conditions.ts';
import { leaseRequest } from './containers.ts';
import { notImplemented, StorageError } from './errors.ts';
import {
  type BlobRequest,
  type BlobResponse,
  existingContainer,
  header,
  httpDate,
  metadataHeaders,
  newEtag,
  readMetadata,
  readXml,
  versionHeaders,
} from './exchange.ts';
import { changeLease, checkLease, leaseAfterWrite, leaseHeaders } from './lease.ts';
import { checkTags, tagsElement } from './listing.ts';
import type { Blob } from './model.ts';
import { document } from '../xml.ts';
import { parseTags } from './xml.ts';

/** The blob of the request; throws `ContainerNotFound`, `BlobNotFound`. */
export function existingBlob(request: BlobRequest): Blob {
  existingContainer(request);
  for (const selector of ['snapshot', 'versionid']) if (request.query.has(selector)) throw notImplemented(selector);
  const blob = request.store.blob(request.container, request.blob);
  if (!blob) throw new StorageError('BlobNotFound');
  return blob;
}

/** The conditions of the request; refuses `x-ms-if-tags`, which ignoring would answer wrongly. */
export function conditionsOf(request: BlobRequest): Conditions {
  if (header(request, 'x-ms-if-tags')) throw notImplemented('x-ms-if-tags');
  return readConditions(request.headers);
}

/** Get Blob: 200, or 206 with `Range` / `x-ms-range`; 304, 412 and 416 as HTTP has them. Sends no body for HEAD. */
export function getBlob(request: BlobRequest): BlobResponse {
  const blob = existingBlob(request);
  checkLease(blob.lease, { id: header(request, 'x-ms-lease-id'), now: request.now, intent: 'read' });
  if (header(request, 'x-ms-structured-body')) throw notImplemented('x-ms-structured-body (CRC-64 checked bodies)');
  const verdict = judge(conditionsOf(request), blob);
  if (verdict === 'not-modified')
    return { status: 304, headers: { ...versionHeaders(blob), 'x-ms-error-code': 'ConditionNotMet' } };
  if (verdict === 'not-met') throw new StorageError('ConditionNotMet');

  const headers = { ...describe(blob, request.now), 'accept-ranges': 'bytes' };
  if (request.message.method === 'HEAD')
    return { status: 200, headers: { ...headers, 'content-length': String(blob.size) } };
  const range = readRange(header(request, 'x-ms-range') ?? header(request, 'range'), blob.size);
  if (!range) {
    const body = request.store.read(blob, 0, blob.size);
    return { status: 200, headers: { ...headers, 'content-length': String(blob.size) }, body };
  }
  const { 'content-md5': wholeMd5, ...rest } = headers as Record<string, string>;
  return {
    status: 206,
    headers: {
      ...rest,
      ...(wholeMd5 !== undefined && { 'x-ms-blob-content-md5': wholeMd5 }),
      'content-range': `bytes ${range.start}-${range.end - 1}/${blob.size}`,
      'content-length': String(range.end - range.start),
    },
    body: request.store.read(blob, range.start, range.end - range.start),
  };
}

/** `bytes=a-b` or `bytes=a-` as start and end (exclusive); anything else is ignored, as HTTP asks. */
function readRange(value: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(value ?? '') ?? [];
  if (first === undefined) return undefined;
  const start = Number(first);
  if (start >= size) throw new StorageError('InvalidRange', { Size: String(size) });
  return { start, end: last ? Math.min(Number(last) + 1, size) : size };
}

/** Every header of a blob in Get Blob and Get Blob Properties. */
function describe(blob: Blob, now: number): Record<string, string> {
  const tags = Object.keys(blob.tags).length;
  return {
    ...versionHeaders(blob),
    ...blob.headers,
    ...metadataHeaders(blob.metadata),
    ...leaseHeaders(blob.lease, now),
    'x-ms-blob-type': blob.type,
    'x-ms-creation-time': httpDate(blob.created),
    'x-ms-server-encrypted': 'false',
    ...(blob.type === 'BlockBlob' && {
      'x-ms-access-tier': blob.tier ?? 'Hot',
      ...(!blob.tier && { 'x-ms-access-tier-inferred': 'true' }),
    }),
    ...(tags > 0 && { 'x-ms-tag-count': String(tags) }),
    ...(blob.copy && {
      'x-ms-copy-id': blob.copy.id,
      'x-ms-copy-source': blob.copy.source,
      'x-ms-copy-status': 'success',
      'x-ms-copy-progress': `${blob.size}/${blob.size}`,
      'x-ms-copy-completion-time': httpDate(blob.copy.completed),
    }),
  };
}

/** Delete Blob: 202. */
export function deleteBlob(request: BlobRequest): BlobResponse {
  return request.store.transaction(() => {
    const blob = existingBlob(request);
    checkLease(blob.lease, { id: header(request, 'x-ms-lease-id'), now: request.now, intent: 'write' });
    checkWrite(conditionsOf(request), blob);
    request.store.deleteBlob(blob);
    return { status: 202, headers: { 'x-ms-delete-type-permanent': 'true' } };
  });
}

/** Get Blob Metadata: 200. */
export function getBlobMetadata(request: BlobRequest): BlobResponse {
  const blob = existingBlob(request);
  checkLease(blob.lease, { id: header(request, 'x-ms-lease-id'), now: request.now, intent: 'read' });
  return { status: 200, headers: { ...versionHeaders(blob), ...metadataHeaders(blob.metadata) } };
}

/** Set Blob Metadata: replaces all of it. 200. */
export function setBlobMetadata(request: BlobRequest): BlobResponse {
  return changeBlob(request, () => ({ metadata: readMetadata(request) }));
}

/** Set Blob Properties: every header not sent is cleared. 200. */
export function setBlobProperties(request: BlobRequest): BlobResponse {
  return changeBlob(request, () => ({ headers: readContentHeaders(request) }));
}

/** What a blob is given back with, from the `x-ms-blob-…` headers of a request. */
export function readContentHeaders(request: BlobRequest): Record<string, string> {
  const names = [
    'content-type',
    'content-encoding',
    'content-language',
    'content-disposition',
    'cache-control',
    'content-md5',
  ];
  const given = names.map((name) => [name, header(request, `x-ms-blob-${name}`)] as const);
  return {
    'content-type': 'application/octet-stream',
    ...Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
}

function changeBlob(request: BlobRequest, change: (blob: Blob) => Partial<Blob>): BlobResponse {
  const { store, now } = request;
  return store.transaction(() => {
    const blob = existingBlob(request);
    checkLease(blob.lease, { id: header(request, 'x-ms-lease-id'), now, intent: 'write' });
    checkWrite(conditionsOf(request), blob);
    const lease = leaseAfterWrite(blob.lease, now);
    const changed = { ...blob, ...change(blob), lease, etag: newEtag(), modified: now };
    store.saveBlob(changed);
    return { status: 200, headers: { ...versionHeaders(changed), 'x-ms-request-server-encrypted': 'false' } };
  });
}

/** Set Blob Tier: 200. Keeps the ETag, as Azure does. */
export function setBlobTier(request: BlobRequest): BlobResponse {
  const tier = header(request, 'x-ms-access-tier');
  if (!tier || !['Hot', 'Cool', 'Cold', 'Archive'].includes(tier))
    throw new StorageError('InvalidHeaderValue', { HeaderName: 'x-ms-access-tier', HeaderValue: tier ?? '' });
  return request.store.transaction(() => {
    const blob = existingBlob(request);
    if (blob.type !== 'BlockBlob') throw new StorageError('InvalidBlobType');
    request.store.saveBlob({ ...blob, tier });
    return { status: 200 };
  });
}

/** Get Blob Tags: 200. */
export function getBlobTags(request: BlobRequest): BlobResponse {
  const blob = existingBlob(request);
  return { status: 200, body: document(tagsElement(blob.tags)) };
}

/** Set Blob Tags: replaces all of them. 204. Keeps the ETag, as Azure does. */
export async function setBlobTags(request: BlobRequest): Promise<BlobResponse> {
  const tags = checkTags(parseTags(await readXml(request)));
  return request.store.transaction(() => {
    const blob = existingBlob(request);
    checkLease(blob.lease, { id: header(request, 'x-ms-lease-id'), now: request.now, intent: 'write' });
    request.store.saveBlob({ ...blob, tags });
    return { status: 204 };
  });
}

/** Lease Blob: acquire, renew, change, release, break. Keeps the ETag. */
export function leaseBlob(request: BlobRequest): BlobResponse {
  return request.store.transaction(() => {
    const blob = existingBlob(request);
    checkWrite(conditionsOf(request), blob);
    const { lease, status, headers } = changeLease(blob.lease, leaseRequest(request), request.now);
    request.store.saveBlob({ ...blob, lease });
    return { status, headers: { ...versionHeaders(blob), ...headers } };
  });
}
