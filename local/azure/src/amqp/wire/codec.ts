/**
 * AMQP 1.0 type encoding, as far as a broker needs it: finding its way through a message without decoding the body,
 * and copying what it does not change byte for byte. http://docs.oasis-open.org/amqp/core/v1.0/amqp-core-types-v1.0.html
 */
import rhea from 'rhea';

/** A decoded value. Integers are bigint and floating point numbers number; lists, maps, arrays, decimals are opaque. */
export type AmqpScalar = string | bigint | number | boolean | Date | Buffer | null | undefined;

/** Bytes that are no AMQP message. */
export class MalformedError extends Error {
  constructor(problem: string) {
    super(`the message is malformed: ${problem}`);
    this.name = 'MalformedError';
  }
}

export const section = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
} as const;
const firstBodySection = 0x75;
const footer = 0x78;

/** The sections of a message, each with its descriptor. The body includes the footer. */
export interface Sections {
  header?: Buffer;
  messageAnnotations?: Buffer;
  properties?: Buffer;
  applicationProperties?: Buffer;
  body: Buffer;
}

/** @throws MalformedError when the bytes are no message with at least one body section */
export function splitSections(message: Buffer): Sections {
  const sections: Partial<Sections> = {};
  let at = 0;
  while (at < message.length) {
    const code = descriptorOf(message, at);
    if (code >= firstBodySection) {
      checkBody(message, at);
      sections.body = message.subarray(at);
      return sections as Sections;
    }
    const end = skip(message, at);
    const bytes = message.subarray(at, end);
    if (code === section.header) sections.header = bytes;
    else if (code === section.messageAnnotations) sections.messageAnnotations = bytes;
    else if (code === section.properties) sections.properties = bytes;
    else if (code === section.applicationProperties) sections.applicationProperties = bytes;
    else if (code !== section.deliveryAnnotations) throw new MalformedError(`unknown section 0x${code.toString(16)}`);
    at = end;
  }
  throw new MalformedError('it has no body');
}

function checkBody(message: Buffer, start: number): void {
  let at = start;
  while (at < message.length) {
    const code = descriptorOf(message, at);
    if (code < firstBodySection || code > footer)
      throw new MalformedError(`section 0x${code.toString(16)} in the body`);
    at = skip(message, at);
  }
}

/** The binary values of the data sections in `body`: for a batch, its messages. */
export function dataSections(body: Buffer): Buffer[] {
  const data: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = skip(body, at);
    const value = readScalar(body, skip(body, at + 1));
    if (descriptorOf(body, at) !== firstBodySection || !Buffer.isBuffer(value))
      throw new MalformedError('a batch holds something else than data sections');
    data.push(value);
    at = end;
  }
  return data;
}

function descriptorOf(bytes: Buffer, at: number): number {
  if (bytes[at] !== 0) throw new MalformedError(`a section was expected at byte ${at}`);
  if (bytes[at + 1] === 0x53) return byteAt(bytes, at + 2); // as everyone writes it
  const descriptor = readScalar(bytes, at + 1);
  if (typeof descriptor !== 'bigint') throw new MalformedError(`a numeric descriptor was expected at byte ${at + 1}`);
  return Number(descriptor);
}

/** The position after the value whose constructor is at `at`. */
export function skip(bytes: Buffer, at: number): number {
  const code = byteAt(bytes, at);
  const end = code === 0 ? skip(bytes, skip(bytes, at + 1)) : at + 1 + widthOf(bytes, at, code);
  if (end > bytes.length) throw new MalformedError(`a value at byte ${at} runs past the end`);
  return end;
}

function widthOf(bytes: Buffer, at: number, code: number): number {
  switch (code >> 4) {
    case 0x4:
      return 0;
    case 0x5:
      return 1;
    case 0x6:
      return 2;
    case 0x7:
      return 4;
    case 0x8:
      return 8;
    case 0x9:
      return 16;
    case 0xa:
    case 0xc:
    case 0xe:
      return 1 + byteAt(bytes, at + 1);
    case 0xb:
    case 0xd:
    case 0xf:
      return 4 + uint32At(bytes, at + 1);
    default:
      throw new MalformedError(`unknown type code 0x${code.toString(16)} at byte ${at}`);
  }
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new MalformedError(`it ends at byte ${bytes.length}`);
  return byte;
}

function uint32At(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw new MalformedError(`it ends at byte ${bytes.length}`);
  return bytes.readUInt32BE(at);
}

/** The value whose constructor is at `at`; a described value without its descriptor. */
export function readScalar(bytes: Buffer, at: number): AmqpScalar {
  const end = skip(bytes, at);
  const code = byteAt(bytes, at);
  switch (code) {
    case 0x00:
      return readScalar(bytes, skip(bytes, at + 1));
    case 0x40:
      return null;
    case 0x41:
      return true;
    case 0x42:
      return false;
    case 0x43:
    case 0x44:
      return 0n;
    case 0x50:
    case 0x52:
    case 0x53:
      return BigInt(bytes.readUInt8(at + 1));
    case 0x51:
    case 0x54:
    case 0x55:
      return BigInt(bytes.readInt8(at + 1));
    case 0x56:
      return bytes.readUInt8(at + 1) === 1;
    case 0x60:
      return BigInt(bytes.readUInt16BE(at + 1));
    case 0x61:
      return BigInt(bytes.readInt16BE(at + 1));
    case 0x70:
      return BigInt(bytes.readUInt32BE(at + 1));
    case 0x71:
      return BigInt(bytes.readInt32BE(at + 1));
    case 0x72:
      return bytes.readFloatBE(at + 1);
    case 0x73:
      return String.fromCodePoint(Math.min(bytes.readUInt32BE(at + 1), 0x10ffff));
    case 0x80:
      return bytes.readBigUInt64BE(at + 1);
    case 0x81:
      return bytes.readBigInt64BE(at + 1);
    case 0x82:
      return bytes.readDoubleBE(at + 1);
    case 0x83:
      return new Date(Number(bytes.readBigInt64BE(at + 1)));
    case 0x98:
      return uuidText(bytes.subarray(at + 1, end));
    case 0xa0:
      return bytes.subarray(at + 2, end);
    case 0xb0:
      return bytes.subarray(at + 5, end);
    case 0xa1:
    case 0xa3:
      return bytes.toString('utf8', at + 2, end);
    case 0xb1:
    case 0xb3:
      return bytes.toString('utf8', at + 5, end);
    default:
      return undefined;
  }
}

/** Where the elements of a list or map section stand: their positions, and the position after the last. */
export function elementPositions(bytes: Buffer): number[] {
  const start = skip(bytes, 1);
  const code = byteAt(bytes, start);
  if (code === 0x45) return [start + 1];
  const short = code === 0xc0 || code === 0xc1;
  if (!short && code !== 0xd0 && code !== 0xd1) throw new MalformedError('a section is neither a list nor a map');
  const count = short ? byteAt(bytes, start + 2) : uint32At(bytes, start + 5);
  const positions = [start + (short ? 3 : 9)];
  for (let index = 0; index < count; index++) positions.push(skip(bytes, positions[index] as number));
  return positions;
}

/** The fields of a list section that are asked for; `undefined` for fields that are null or left out. */
export function readFields(bytes: Buffer | undefined, indexes: readonly number[]): AmqpScalar[] {
  if (!bytes) return indexes.map(() => undefined);
  const positions = elementPositions(bytes);
  return indexes.map((index) =>
    index < positions.length - 1 ? (readScalar(bytes, positions[index] as number) ?? undefined) : undefined,
  );
}

/** An entry of a map section: its key, its value, and both as they are encoded. */
export interface MapEntry {
  key: string;
  value: AmqpScalar;
  bytes: Buffer;
}

export function readMap(bytes: Buffer | undefined): MapEntry[] {
  if (!bytes) return [];
  const positions = elementPositions(bytes);
  const entries: MapEntry[] = [];
  for (let index = 0; index + 2 < positions.length; index += 2) {
    const [keyAt, valueAt, end] = positions.slice(index, index + 3) as [number, number, number];
    entries.push({
      key: String(readScalar(bytes, keyAt)),
      value: readScalar(bytes, valueAt),
      bytes: bytes.subarray(keyAt, end),
    });
  }
  return entries;
}

/** A list section from already encoded fields. */
export function listSection(code: number, fields: Buffer[]): Buffer {
  return compound(code, 0xd0, fields.length, fields);
}

/** A map section from already encoded entries (key and value together). */
export function mapSection(code: number, entries: Buffer[]): Buffer {
  return compound(code, 0xd1, entries.length * 2, entries);
}

function compound(code: number, type: number, count: number, parts: Buffer[]): Buffer {
  const size = parts.reduce((total, part) => total + part.length, 4);
  const head = Buffer.from([0x00, 0x53, code, type, 0, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(size, 4);
  head.writeUInt32BE(count, 8);
  return Buffer.concat([head, ...parts]);
}

/** The bytes of a value; a bigint is a long and a number a double, anything else as rhea encodes it. */
export function encodeValue(value: unknown): Buffer {
  const writer = new Writer();
  writer.write(
    typeof value === 'bigint'
      ? rhea.types.wrap_long(longBytes(value))
      : typeof value === 'number'
        ? rhea.types.wrap_double(value)
        : rhea.types.wrap(value),
  );
  return writer.toBuffer();
}

export function encodeSymbol(value: string): Buffer {
  const writer = new Writer();
  writer.write(rhea.types.wrap_symbol(value));
  return writer.toBuffer();
}

export const nullValue = Buffer.from([0x40]);

// rhea has a Writer but does not declare it.
interface ByteWriter {
  write(value: unknown): void;
  toBuffer(): Buffer;
}
const { Writer } = rhea.types as typeof rhea.types & { Writer: new () => ByteWriter };

function longBytes(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt.asIntN(64, value));
  return bytes;
}

/** A UUID in its usual spelling, from its 16 bytes in network order. */
export function uuidText(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The delivery tag of a lock token: the UUID's bytes in .NET order, in which the first three groups are reversed. */
export function lockTokenTag(token: string): Buffer {
  const bytes = Buffer.from(token.replaceAll('-', ''), 'hex');
  bytes.subarray(0, 4).reverse();
  bytes.subarray(4, 6).reverse();
  bytes.subarray(6, 8).reverse();
  return bytes;
}
