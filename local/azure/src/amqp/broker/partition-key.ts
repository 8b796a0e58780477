/**
 * The partition that Event Hubs chooses for a key: Bob Jenkins' lookup3 hash of its UTF-8 bytes, both halves folded into
 * a signed 16-bit number, modulo the partition count. Azure's SDKs compute the same when they choose by themselves.
 */
export function partitionOf(key: string, partitionCount: number): number {
  const { high, low } = lookup3(Buffer.from(key, 'utf8'));
  return Math.abs((((high ^ low) << 16) >> 16) % partitionCount);
}

/** http://burtleburtle.net/bob/c/lookup3.c, `hashlittle2` with both seeds 0. */
function lookup3(bytes: Buffer): { high: number; low: number } {
  let a = (0xdeadbeef + bytes.length) | 0;
  let [b, c] = [a, a];
  if (bytes.length === 0) return { high: c, low: b };
  let at = 0;
  for (; bytes.length - at > 12; at += 12) {
    a = (a + bytes.readInt32LE(at)) | 0;
    b = (b + bytes.readInt32LE(at + 4)) | 0;
    c = (c + bytes.readInt32LE(at + 8)) | 0;
    a = ((a - c) ^ rotate(c, 4)) | 0;
    c = (c + b) | 0;
    b = ((b - a) ^ rotate(a, 6)) | 0;
    a = (a + c) | 0;
    c = ((c - b) ^ rotate(b, 8)) | 0;
    b = (b + a) | 0;
    a = ((a - c) ^ rotate(c, 16)) | 0;
    c = (c + b) | 0;
    b = ((b - a) ^ rotate(a, 19)) | 0;
    a = (a + c) | 0;
    c = ((c - b) ^ rotate(b, 4)) | 0;
    b = (b + a) | 0;
  }
  const rest = Buffer.alloc(12);
  bytes.copy(rest, 0, at);
  a = (a + rest.readInt32LE(0)) | 0;
  b = (b + rest.readInt32LE(4)) | 0;
  c = (c + rest.readInt32LE(8)) | 0;
  c = ((c ^ b) - rotate(b, 14)) | 0;
  a = ((a ^ c) - rotate(c, 11)) | 0;
  b = ((b ^ a) - rotate(a, 25)) | 0;
  c = ((c ^ b) - rotate(b, 16)) | 0;
  a = ((a ^ c) - rotate(c, 4)) | 0;
  b = ((b ^ a) - rotate(a, 14)) | 0;
  c = ((c ^ b) - rotate(b, 24)) | 0;
  return { high: c, low: b };
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
