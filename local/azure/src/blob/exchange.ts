import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BodyTooLargeError, readBody } from '../http.ts';
import type { Access } from './auth.ts';
import { invalidHeader, StorageError } from './errors.ts';
import type { Container, Metadata } from './model.ts';
import { type BlobStore, chunkSize } from './store.ts';

/** One request, taken apart: what every operation works on. */
export interface BlobRequest {
  message: IncomingMessage;
  /** As Node gives them; names in lower case. */
  headers: IncomingMessage['headers'];
  query: URLSearchParams;
  /** Empty where the request is about the service. */
  container: string;
  /** Empty where the request is about a container. */
  blob: string;
  access: Access;
  store: BlobStore;
  /** `http://127.0.0.1:10000/devstoreaccount1`. */
  endpoint: string;
  /** Milliseconds since 1970, read once per request. */
  now: number;
}

export interface BlobResponse {
  status: number;
  headers?: Record<string, string>;
  /** XML, or the pieces of a blob whose `content-length` is in the headers. */
  body?: string | Iterable<Buffer>;
}

/** A header that came once; `undefined` for an absent or empty one. */
export function header(request: BlobRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A new version, in the form that Azure writes. */
export const newEtag = (): string => `"0x8D${randomBytes(6).toString('hex').toUpperCase()}"`;

/** HTTP's date; whole seconds. */
export const httpDate = (time: number): string => new Date(time).toUTCString();

/** The two headers that name a version. */
export function versionHeaders({ etag, modified }: { etag: string; modified: number }): Record<string, string> {
  return { etag, 'last-modified': httpDate(modified) };
}

/** The container of the request; throws `ContainerNotFound`. */
export function existingContainer({ store, container }: BlobRequest): Container {
  const found = store.container(container);
  if (!found) throw new StorageError('ContainerNotFound');
  return found;
}

/** The `x-ms-meta-…` headers, names in the case they were sent in, as the service keeps them. */
export function readMetadata({ message }: BlobRequest): Metadata {
  const metadata: Metadata = {};
  for (let index = 0; index < message.rawHeaders.length; index += 2) {
    const name = message.rawHeaders[index] ?? '';
    if (!name.toLowerCase().startsWith('x-ms-meta-')) continue;
    const key = name.slice('x-ms-meta-'.length);
    if (key === '') throw new StorageError('EmptyMetadataKey');
    if (!/^[A-Za-z_]\w*$/.test(key)) throw new StorageError('InvalidMetadata', { MetadataName: key });
    metadata[key] = (message.rawHeaders[index + 1] ?? '').trim();
  }
  return metadata;
}

export function metadataHeaders(metadata: Metadata): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([key, value]) => [`x-ms-meta-${key}`, value]));
}

/** Bytes that arrived and are stored, but belong to no blob yet. */
export interface Received {
  content: number;
  size: number;
  /** Base64. */
  md5: string;
}

/**
 * Stores the request's body chunk by chunk, so that memory holds one chunk of it.
 * Throws `MissingContentLengthHeader`, `RequestBodyTooLarge` and `Md5Mismatch`; what was stored is dropped then.
 */
export async function receive(request: BlobRequest, maximum: number): Promise<Received> {
  const { message, store } = request;
  const announced = header(request, 'content-length');
  if (announced === undefined) throw new StorageError('MissingContentLengthHeader');
  if (Number(announced) > maximum) throw new StorageError('RequestBodyTooLarge', { MaxLimit: String(maximum) });
  if (header(request, 'x-ms-structured-body'))
    throw new StorageError('NotImplemented', { Feature: 'x-ms-structured-body (CRC-64 checked bodies)' });

  const content = store.newContent();
  const hash = createHash('md5');
  let size = 0;
  let seq = 0;
  let pending: Buffer[] = [];
  let pendingSize = 0;
  const flush = (whole: boolean): void => {
    const bytes = Buffer.concat(pending, pendingSize);
    let offset = 0;
    while (bytes.length - offset >= chunkSize || (whole && offset < bytes.length)) {
      store.addChunk(content, seq++, bytes.subarray(offset, offset + chunkSize));
      offset += chunkSize;
    }
    pending = [bytes.subarray(offset)];
    pendingSize = Math.max(0, bytes.length - offset);
  };
  try {
    for await (const piece of message as AsyncIterable<Buffer>) {
      hash.update(piece);
      size += piece.length;
      pending.push(piece);
      pendingSize += piece.length;
      if (pendingSize >= chunkSize) flush(false);
    }
    flush(true);
    const md5 = hash.digest('base64');
    const claimed = header(request, 'content-md5');
    if (claimed !== undefined && claimed !== md5) throw new StorageError('Md5Mismatch');
    return { content, size, md5 };
  } catch (error) {
    store.dropContent(content);
    throw error;
  }
}

/** The body as text, for the small XML documents. Throws `RequestBodyTooLarge` past 8 MiB. */
export async function readXml({ message }: BlobRequest): Promise<string> {
  try {
    return (await readBody(message, 8 * 1024 * 1024)).toString('utf8');
  } catch (error) {
    if (!(error instanceof BodyTooLargeError)) throw error;
    throw new StorageError('RequestBodyTooLarge', { MaxLimit: String(error.limit) });
  }
}

/** A header that must be a whole number, if it is there. */
export function integerHeader(request: BlobRequest, name: string): number | undefined {
  const value = header(request, name);
  if (value === undefined) return undefined;
  if (!/^\d+$/.test(value)) throw invalidHeader(name, value);
  return Number(value);
}
