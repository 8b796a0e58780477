import { createHash } from 'node:crypto';

/** The checksum of settings, independent of their order: the first 16 digits of the SHA-256 of their JSON as Helm's `toJson` writes it. */
export function checksumOf(settings: Readonly<Record<string, string>>): string {
  const sorted = Object.fromEntries(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)));
  const json = JSON.stringify(sorted).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return createHash('sha256').update(json).digest('hex').slice(0, 16);
}
