/** How messages and events leave the broker: the sender's sections behind a header and annotations of our own. */
import type { StoredEvent } from '../storage/event-log.ts';
import type { Delivery } from '../broker/locks.ts';

const messageStates = { active: 0, deferred: 1, scheduled: 2 } as const;

/** The encoded message of a delivery, or of a peeked message. */
export function encodeMessage({ message, content, lockedUntil }: Delivery): Buffer {
  const head = scratch.begin();
  head.header(message.ttl, message.deliveryCount);
  head.beginAnnotations(0x72);
  head.long('x-opt-sequence-number', message.sequence);
  head.timestamp('x-opt-enqueued-time', message.enqueuedAt);
  head.long('x-opt-enqueue-sequence-number', message.enqueuedSequence);
  head.int('x-opt-message-state', messageStates[message.state]);
  if (lockedUntil !== undefined) head.timestamp('x-opt-locked-until', lockedUntil);
  if (message.scheduledFor > 0) head.timestamp('x-opt-scheduled-enqueue-time', message.scheduledFor);
  if (message.partitionKey !== undefined) head.text('x-opt-partition-key', message.partitionKey);
  if (message.deadLetterSource !== undefined) head.text('x-opt-deadletter-source', message.deadLetterSource);
  for (const entry of content.foreignAnnotations ?? []) head.entry(entry);
  head.endAnnotations();
  return head.followedBy(content.bytes);
}

/** The encoded event. `last`, the newest event of the partition, is for readers that track it. */
export function encodeEvent(
  event: StoredEvent,
  last?: { sequence: number; offset: number; enqueuedAt: number; readAt: number },
): Buffer {
  const head = scratch.begin();
  if (last) {
    head.beginAnnotations(0x71);
    head.long('last_enqueued_sequence_number', last.sequence);
    head.text('last_enqueued_offset', String(last.offset));
    head.timestamp('last_enqueued_time_utc', last.enqueuedAt);
    head.timestamp('runtime_info_retrieval_time_utc', last.readAt);
    head.endAnnotations();
  }
  head.beginAnnotations(0x72);
  head.long('x-opt-sequence-number', event.sequence);
  head.text('x-opt-offset', String(event.offset));
  head.timestamp('x-opt-enqueued-time', event.enqueuedAt);
  if (event.partitionKey !== undefined) head.text('x-opt-partition-key', event.partitionKey);
  for (const entry of event.foreignAnnotations ?? []) head.entry(entry);
  head.endAnnotations();
  return head.followedBy(event.bytes);
}

/** Writes the sections before the sender's own. Every delivery passes here, so it writes bytes, not AMQP objects. */
class HeadWriter {
  #bytes = Buffer.alloc(4_096);
  #at = 0;
  #annotationsAt = 0;
  #annotations = 0;

  begin(): this {
    this.#at = 0;
    return this;
  }

  header(ttl: number | undefined, deliveryCount: number): void {
    const hasTtl = ttl !== undefined && ttl <= 0xffffffff;
    // described 0x70, list8 of durable, priority, ttl, first-acquirer, delivery-count
    this.#octets(0x00, 0x53, 0x70, 0xc0, hasTtl ? 14 : 10, 5, 0x41, 0x40, hasTtl ? 0x70 : 0x40);
    if (hasTtl) this.#at = this.#bytes.writeUInt32BE(ttl, this.#at);
    this.#octets(0x40, 0x70);
    this.#at = this.#bytes.writeUInt32BE(deliveryCount, this.#at);
  }

  beginAnnotations(section: number): void {
    this.#octets(0x00, 0x53, section, 0xd1);
    this.#annotationsAt = this.#at;
    this.#annotations = 0;
    this.#at += 8; // size and count, filled in at the end
  }

  endAnnotations(): void {
    this.#bytes.writeUInt32BE(this.#at - this.#annotationsAt - 4, this.#annotationsAt);
    this.#bytes.writeUInt32BE(this.#annotations * 2, this.#annotationsAt + 4);
  }

  long(key: string, value: number): void {
    this.#key(key, 0x81);
    this.#at = this.#bytes.writeBigInt64BE(BigInt(value), this.#at);
  }

  timestamp(key: string, value: number): void {
    this.#key(key, 0x83);
    this.#at = this.#bytes.writeBigInt64BE(BigInt(Math.trunc(value)), this.#at);
  }

  int(key: string, value: number): void {
    this.#key(key, 0x71);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  text(key: string, value: string): void {
    const length = Buffer.byteLength(value);
    this.#key(key, 0xb1, length);
    this.#at = this.#bytes.writeUInt32BE(length, this.#at);
    this.#at += this.#bytes.write(value, this.#at);
  }

  entry(encoded: Buffer): void {
    this.#ensure(encoded.length);
    this.#at += encoded.copy(this.#bytes, this.#at);
    this.#annotations++;
  }

  followedBy(rest: Buffer): Buffer {
    const message = Buffer.allocUnsafe(this.#at + rest.length);
    this.#bytes.copy(message, 0, 0, this.#at);
    rest.copy(message, this.#at);
    return message;
  }

  #key(key: string, type: number, size = 8): void {
    this.#ensure(key.length + size + 16);
    this.#octets(0xa3, key.length);
    this.#at += this.#bytes.write(key, this.#at, 'latin1');
    this.#octets(type);
    this.#annotations++;
  }

  #octets(...octets: number[]): void {
    for (const octet of octets) this.#bytes[this.#at++] = octet;
  }

  #ensure(length: number): void {
    if (this.#at + length + 64 <= this.#bytes.length) return;
    this.#bytes = Buffer.concat([this.#bytes, Buffer.alloc(this.#bytes.length + length)]);
  }
}

const scratch = new HeadWriter();
