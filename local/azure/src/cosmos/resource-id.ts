/**
 * Resource ids as Azure builds them: 4 bytes for a database, 8 for a container (its database's 4, then its own with
 * the highest bit set), 16 for an item (its container's 8, then a little-endian number), in base64 with - for /.
 */
export function databaseRid(number: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return encode(bytes);
}

export function containerRid(database: string, number: number): string {
  const bytes = Buffer.alloc(8);
  decode(database).copy(bytes);
  bytes.writeUInt32BE((number | 0x80000000) >>> 0, 4);
  return encode(bytes);
}

export function itemRid(container: string, number: number): string {
  const bytes = Buffer.alloc(16);
  decode(container).copy(bytes);
  bytes.writeBigUInt64LE(BigInt(number), 8);
  return encode(bytes);
}

const encode = (bytes: Buffer) => bytes.toString('base64').replaceAll('/', '-');
const decode = (rid: string) => Buffer.from(rid.replaceAll('-', '/'), 'base64');
