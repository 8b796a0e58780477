import { createHmac, timingSafeEqual } from 'node:crypto';
import { refusals } from './errors.ts';

/** The shared access key that tokens must be signed with. */
export interface AccessKey {
  keyName: string;
  key: string;
}

/**
 * Checks the key, signature and expiry of a shared access signature; whether it is for the right resource is left to the caller.
 * @throws BrokerError `amqp:unauthorized-access` saying what is wrong with it
 */
export function checkSignature(
  accessKey: AccessKey,
  token: string,
  now: number,
): { resource: string; expiresAt: number } {
  const fields = new Map<string, string>();
  for (const pair of token.replace(/^SharedAccessSignature\s+/, '').split('&')) {
    const at = pair.indexOf('=');
    fields.set(pair.slice(0, at), pair.slice(at + 1));
  }
  const [resource = '', signature = '', expiry = '', keyName = ''] = ['sr', 'sig', 'se', 'skn'].map((name) =>
    fields.get(name),
  );
  if (decode(keyName) !== accessKey.keyName)
    throw refusals.unauthorized(
      `InvalidSignature: There is no key named '${decode(keyName)}'; use '${accessKey.keyName}'.`,
    );
  const expected = createHmac('sha256', accessKey.key).update(`${resource}\n${expiry}`).digest();
  const actual = Buffer.from(decode(signature), 'base64');
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
    throw refusals.unauthorized('InvalidSignature: The token has an invalid signature.');
  const expiresAt = Number(expiry) * 1_000;
  if (!(expiresAt > now)) throw refusals.unauthorized(`ExpiredToken: The token expired at ${isoTime(expiresAt)}.`);
  return { resource: decode(resource), expiresAt };
}

/** A client may write any number as the expiry, also one that is no time. */
const isoTime = (time: number): string => (Math.abs(time) <= 8.64e15 ? new Date(time || 0).toISOString() : 'no time');

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
