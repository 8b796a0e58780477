import { StorageError, invalidQuery, notImplemented } from './errors.ts';
import { type BlobRequest, type BlobResponse, existingContainer, httpDate } from './exchange.ts';
import { leaseHeaders } from './lease.ts';
import { type Blob, type Container, type Metadata, successor } from './model.ts';
import type { BlobStore } from './store.ts';
import { document, element, text, type Xml } from '../xml.ts';
import { blobName } from './xml.ts';

const largestPage = 5_000;

interface Page {
  prefix: string;
  marker: string;
  /** The name to begin with; from the marker. */
  from: string;
  limit: number;
  include: Set<string>;
}

function readPage(query: URLSearchParams): Page {
  const asked = query.get('maxresults');
  const limit = asked === null ? largestPage : Number(asked);
  if (!Number.isInteger(limit) || limit < 1) throw invalidQuery('maxresults', asked ?? '', 'a whole number from 1');
  const marker = query.get('marker') ?? '';
  return {
    prefix: query.get('prefix') ?? '',
    marker,
    from: Buffer.from(marker, 'base64url').toString('utf8'),
    limit: Math.min(limit, largestPage),
    include: new Set((query.get('include') ?? '').split(',').filter(Boolean)),
  };
}

const nextMarker = (name: string | undefined): Xml =>
  name === undefined ? '<NextMarker/>' : text('NextMarker', Buffer.from(name, 'utf8').toString('base64url'));

const pageElements = ({ prefix, marker, limit }: Page): Xml[] => [
  text('Prefix', prefix),
  text('Marker', marker),
  text('MaxResults', limit),
];

/** List Containers: 200, in order of name; `include=metadata`. */
export function listContainers({ store, query, endpoint, now }: BlobRequest): BlobResponse {
  const page = readPage(query);
  const found = store.containers({ prefix: page.prefix, from: page.from, limit: page.limit + 1 });
  const rows = found.slice(0, page.limit).map((container) => containerElement(container, page.include, now));
  const body = element(
    'EnumerationResults',
    [...pageElements(page), element('Containers', rows), nextMarker(found[page.limit]?.name)],
    { ServiceEndpoint: endpoint },
  );
  return { status: 200, body: document(body) };
}

function containerElement(
  { name, etag, modified, lease, metadata }: Container,
  include: Set<string>,
  now: number,
): Xml {
  const properties = [
    text('Last-Modified', httpDate(modified)),
    text('Etag', etag),
    ...leaseElements(leaseHeaders(lease, now)),
    text('HasImmutabilityPolicy', false),
    text('HasLegalHold', false),
  ];
  const shown = include.has('metadata') ? metadataElement(metadata) : '';
  return element('Container', [text('Name', name), element('Properties', properties), shown]);
}

/**
 * List Blobs: 200, in order of name. With `delimiter`, names that share what comes before its first occurrence after the
 * prefix are one `BlobPrefix`. `include=metadata,tags` show more; kinds that this server never has are accepted.
 */
export function listBlobs(request: BlobRequest): BlobResponse {
  const { store, query, endpoint, now, container } = request;
  existingContainer(request);
  const page = readPage(query);
  for (const unsupported of ['startFrom', 'endBefore']) if (query.has(unsupported)) throw notImplemented(unsupported);
  const delimiter = query.get('delimiter') ?? '';
  const entries = enumerate(store, container, { ...page, delimiter });
  const rows = entries
    .slice(0, page.limit)
    .map((entry) =>
      typeof entry === 'string' ? element('BlobPrefix', [blobName(entry)]) : blobElement(entry, page.include, now),
    );
  const next = entries[page.limit];
  const body = element(
    'EnumerationResults',
    [
      ...pageElements(page),
      delimiter && text('Delimiter', delimiter),
      element('Blobs', rows),
      nextMarker(typeof next === 'string' ? next : next?.name),
    ],
    { ServiceEndpoint: endpoint, ContainerName: container },
  );
  return { status: 200, body: document(body) };
}

/** Up to one entry more than the limit: blobs, and as strings the prefixes that stand for many. */
function enumerate(
  store: BlobStore,
  container: string,
  { prefix, from, limit, delimiter }: Page & { delimiter: string },
): (Blob | string)[] {
  if (delimiter === '') return store.blobs(container, { prefix, from, limit: limit + 1 });
  const entries: (Blob | string)[] = [];
  let position = from;
  while (entries.length <= limit) {
    const batch = store.blobs(container, { prefix, from: position, limit: limit + 1 - entries.length });
    const last = batch.at(-1);
    if (!last) break;
    // A group hides all its names: the search goes on behind it, however many there are.
    const grouped = batch.findIndex(({ name }) => name.indexOf(delimiter, prefix.length) >= 0);
    entries.push(...(grouped < 0 ? batch : batch.slice(0, grouped)));
    const first = batch[grouped];
    if (first) {
      const group = first.name.slice(0, first.name.indexOf(delimiter, prefix.length) + delimiter.length);
      entries.push(group);
      position = successor(group);
    } else {
      position = `${last.name}\u0000`;
    }
  }
  return entries;
}

function blobElement(blob: Blob, include: Set<string>, now: number): Xml {
  const { headers } = blob;
  const properties = [
    text('Creation-Time', httpDate(blob.created)),
    text('Last-Modified', httpDate(blob.modified)),
    text('Etag', blob.etag.replaceAll('"', '')),
    text('Content-Length', blob.size),
    text('Content-Type', headers['content-type']),
    text('Content-Encoding', headers['content-encoding'] ?? ''),
    text('Content-Language', headers['content-language'] ?? ''),
    text('Content-MD5', headers['content-md5'] ?? ''),
    text('Cache-Control', headers['cache-control'] ?? ''),
    text('Content-Disposition', headers['content-disposition'] ?? ''),
    text('BlobType', blob.type),
    ...(blob.type === 'BlockBlob'
      ? [text('AccessTier', blob.tier ?? 'Hot'), text('AccessTierInferred', !blob.tier)]
      : []),
    ...leaseElements(leaseHeaders(blob.lease, now)),
    text('ServerEncrypted', false),
    ...copyElements(blob, include),
    Object.keys(blob.tags).length > 0 ? text('TagCount', Object.keys(blob.tags).length) : '',
  ];
  return element('Blob', [
    blobName(blob.name),
    element('Properties', properties),
    include.has('metadata') ? metadataElement(blob.metadata) : '',
    include.has('tags') && Object.keys(blob.tags).length > 0 ? tagsElement(blob.tags) : '',
  ]);
}

function copyElements({ copy, size }: Blob, include: Set<string>): Xml[] {
  if (!copy || !include.has('copy')) return [];
  return [
    text('CopyId', copy.id),
    text('CopyStatus', 'success'),
    text('CopySource', copy.source),
    text('CopyProgress', `${size}/${size}`),
    text('CopyCompletionTime', httpDate(copy.completed)),
  ];
}

const leaseElements = (headers: Record<string, string>): Xml[] => [
  text('LeaseStatus', headers['x-ms-lease-status']),
  text('LeaseState', headers['x-ms-lease-state']),
  text('LeaseDuration', headers['x-ms-lease-duration']),
];

const metadataElement = (metadata: Metadata): Xml =>
  element(
    'Metadata',
    Object.entries(metadata).map(([name, value]) => text(name, value)),
  );

/** `<Tags>` as List Blobs and Get Blob Tags write it. */
export function tagsElement(tags: Record<string, string>): Xml {
  const rows = Object.entries(tags).map(([key, value]) => element('Tag', [text('Key', key), text('Value', value)]));
  return element('Tags', [element('TagSet', rows)]);
}

const tagText = /^[A-Za-z0-9 +\-./:=_]*$/;

/** Throws `InvalidTag` unless there are at most ten tags of permitted length and characters. */
export function checkTags(tags: Record<string, string>): Record<string, string> {
  const entries = Object.entries(tags);
  const valid = entries.every(
    ([key, value]) =>
      key.length >= 1 && key.length <= 128 && value.length <= 256 && tagText.test(key) && tagText.test(value),
  );
  if (entries.length > 10 || !valid) throw new StorageError('InvalidTag');
  return tags;
}
