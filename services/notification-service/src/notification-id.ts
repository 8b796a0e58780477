import { createHash } from 'node:crypto';
import type { Channel } from '@halden/contracts';

/** The id of the notification of an event through a channel: a UUID (version 8, RFC 9562), the same in every process. */
export function notificationId(eventId: string, channel: Channel): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([eventId, channel]))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
