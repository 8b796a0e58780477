import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { ProductPicture } from '@halden/contracts';

/** Pictures as they stand in a product's document: those of one product are so alike that they shrink to a tenth. */
export interface StoredPictures {
  version: string;
  /** JSON, compressed, in base 64. */
  data: string;
}

export const versionOf = (text: string): string => createHash('sha1').update(text).digest('base64url').slice(0, 12);

export function packPictures(pictures: readonly ProductPicture[]): StoredPictures {
  const text = JSON.stringify(pictures);
  return { version: versionOf(text), data: gzipSync(text).toString('base64') };
}

export const unpackPictures = ({ data }: StoredPictures): ProductPicture[] =>
  JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString()) as ProductPicture[];
