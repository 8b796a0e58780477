import { createHash } from 'node:crypto';

/** An answer in bytes, ready to be sent again and again. */
export interface Answer {
  encoded: Buffer;
  /** Made from the content, so that every replica says the same. */
  etag: string;
}

export function toAnswer(text: string): Answer {
  const encoded = Buffer.from(text);
  return { encoded, etag: `"${createHash('sha1').update(encoded).digest('base64url')}"` };
}
