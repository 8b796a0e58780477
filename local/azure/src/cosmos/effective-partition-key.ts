import type { PartitionKeyValue } from './partition-key.ts';

/**
 * The effective partition key: where a partition key lies in the hash space '' … 'FF', as upper-case hex. Each
 * component hashes to 16 bytes; a hierarchical key is the hashes of its components one after another, so a prefix of
 * the key is a prefix of the text. This is hash version 2 (MurmurHash3 x64 128 over type byte and value, bytes
 * reversed, the two highest bits cleared).
 */
export function effectivePartitionKey(values: readonly PartitionKeyValue[]): string {
  return values.map(hashComponent).join('');
}

const ends = { undefined: 0x00, null: 0x01, false: 0x02, true: 0x03, number: 0x05, string: 0x08 };

function hashComponent(value: PartitionKeyValue): string {
  const hash = murmur128(encode(value)).reverse();
  hash[0]! &= 0x3f;
  return hash.toString('hex').toUpperCase();
}

function encode(value: PartitionKeyValue): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([Buffer.of(ends.string), Buffer.from(value, 'utf8'), Buffer.of(0xff)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(9, ends.number);
    bytes.writeDoubleLE(value, 1);
    return bytes;
  }
  return Buffer.of(ends[String(value) as 'undefined' | 'null' | 'false' | 'true']);
}

const mask = 0xffffffffffffffffn;
const c1 = 0x87c37b91114253d5n;
const c2 = 0x4cf5ad432745937fn;
const rotate = (x: bigint, bits: bigint) => ((x << bits) | (x >> (64n - bits))) & mask;

function finish(x: bigint): bigint {
  x = ((x ^ (x >> 33n)) * 0xff51afd7ed558ccdn) & mask;
  x = ((x ^ (x >> 33n)) * 0xc4ceb9fe1a85ec53n) & mask;
  return x ^ (x >> 33n);
}

/** MurmurHash3, x64 variant, 128 bits, seed 0; the two halves little-endian, low half first. */
function murmur128(bytes: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil((bytes.length + 1) / 16) * 16);
  bytes.copy(padded);
  let h1 = 0n;
  let h2 = 0n;
  const mix1 = (k: bigint) => (rotate((k * c1) & mask, 31n) * c2) & mask;
  const mix2 = (k: bigint) => (rotate((k * c2) & mask, 33n) * c1) & mask;
  const blocks = Math.floor(bytes.length / 16);
  for (let block = 0; block < blocks; block++) {
    h1 ^= mix1(padded.readBigUInt64LE(block * 16));
    h1 = ((rotate(h1, 27n) + h2) * 5n + 0x52dce729n) & mask;
    h2 ^= mix2(padded.readBigUInt64LE(block * 16 + 8));
    h2 = ((rotate(h2, 31n) + h1) * 5n + 0x38495ab5n) & mask;
  }
  h2 ^= mix2(padded.readBigUInt64LE(blocks * 16 + 8));
  h1 ^= mix1(padded.readBigUInt64LE(blocks * 16));
  const length = BigInt(bytes.length);
  h1 = ((h1 ^ length) + (h2 ^ length)) & mask;
  h2 = ((h2 ^ length) + h1) & mask;
  h1 = finish(h1);
  h2 = finish(h2);
  h1 = (h1 + h2) & mask;
  h2 = (h2 + h1) & mask;
  const out = Buffer.alloc(16);
  out.writeBigUInt64LE(h1, 0);
  out.writeBigUInt64LE(h2, 8);
  return out;
}
