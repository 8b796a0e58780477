import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { orderId } from '@halden/contracts';
import type { OrderIdentity } from './domain/ports.ts';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 26 characters of Crockford's base 32: 130 bits, the last two of them zero. */
function base32(bytes: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(bytes.subarray(0, 16)).toString('hex')}`) << 2n;
  let text = '';
  for (let index = 0; index < 26; index++, bits >>= 5n) text = (alphabet[Number(bits & 31n)] as string) + text;
  return text;
}

/** Derives ids and guest keys from one secret: nobody else can compute or guess them. */
export function createOrderIdentity(secret: string): OrderIdentity {
  const mac = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest();
  const guestKey = (id: string) => mac('guest-key', id).subarray(0, 18).toString('base64url');
  return {
    orderId: (key) => orderId(`ord_${base32(mac('order', key))}`),
    requestHash: (request) => createHash('sha256').update(canonical(request)).digest('hex'),
    guestKey,
    matchesGuestKey(id, candidate) {
      const expected = Buffer.from(guestKey(id));
      const given = Buffer.from(candidate);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}

/** JSON with sorted keys: the same request in another order of its fields is the same request. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
