import type { Lease } from './lease.ts';

export type Metadata = Record<string, string>;

export interface Container {
  name: string;
  etag: string;
  /** Milliseconds since 1970. */
  modified: number;
  metadata: Metadata;
  lease: Lease | undefined;
}

/** What describes a blob apart from its content and its identity. */
export interface BlobProperties {
  type: 'BlockBlob' | 'AppendBlob';
  /** Milliseconds since 1970. */
  created: number;
  /** HTTP headers given back on a read, by lower-case name; `content-md5` is base64. */
  headers: Record<string, string>;
  metadata: Metadata;
  tags: Record<string, string>;
  lease: Lease | undefined;
  /** An access tier that was set; `Hot` by default. */
  tier: string | undefined;
  /** The last copy that made this content. */
  copy: { id: string; source: string; completed: number } | undefined;
}

export interface Blob extends BlobProperties {
  /** Of this server's own; new with every overwrite. */
  id: number;
  container: string;
  name: string;
  etag: string;
  /** Milliseconds since 1970. */
  modified: number;
  /** Bytes. */
  size: number;
}

/** A run of bytes of a blob: one committed block, one appended block, or everything a single Put Blob sent. */
export interface Part {
  /** The block's id, base64; empty for content that came in one piece. */
  block: string;
  content: number;
  size: number;
}

/** A row of the table of containers. */
export interface ContainerRow {
  name: string;
  etag: string;
  modified: number;
  metadata: string;
  lease: string | null;
}
/** A row of the table of blobs. */
export interface BlobRow {
  id: number;
  container: string;
  name: string;
  etag: string;
  modified: number;
  size: number;
  properties: string;
}

export function readContainer({ lease, metadata, ...rest }: ContainerRow): Container {
  return {
    ...rest,
    metadata: JSON.parse(metadata) as Metadata,
    lease: lease === null ? undefined : (JSON.parse(lease) as Lease),
  };
}

export function readBlob({ properties, ...rest }: BlobRow): Blob {
  return { ...(JSON.parse(properties) as BlobProperties), ...rest };
}

export function writeProperties({ type, created, headers, metadata, tags, lease, tier, copy }: BlobProperties): string {
  return JSON.stringify({ type, created, headers, metadata, tags, lease, tier, copy });
}

/** The first string, in the order of the database, that comes after every string with this prefix. */
export function successor(prefix: string): string {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  const last = points.findLastIndex((point) => point < 0x10ffff);
  if (last < 0) return '\u{10FFFF}'.repeat(prefix.length + 2);
  const next = (points[last] ?? 0) + 1;
  return String.fromCodePoint(...points.slice(0, last), next === 0xd800 ? 0xe000 : next);
}
