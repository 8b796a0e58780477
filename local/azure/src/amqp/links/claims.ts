import { createHmac, timingSafeEqual } from 'node:crypto';
import { BrokerError } from '../errors.ts';

/** The shared access key that tokens must be signed with. */
export interface AccessKey {
  keyName: string;
  key: string;
}

/** What one connection has proved that it may use: https://learn.microsoft.com/azure/service-bus-messaging/service-bus-sas */
export class Claims {
  readonly #accessKey: AccessKey;
  readonly #expiries = new Map<string, number>();

  constructor(accessKey: AccessKey) {
    this.#accessKey = accessKey;
  }

  /**
   * Takes a token for an audience such as `sb://localhost/orders`.
   * @returns the address within the audience
   * @throws BrokerError saying what is wrong with the token
   */
  put(audience: string, token: { type: unknown; value: unknown }, now: number): string {
    const address = audience.replace(/^\w+:\/\/[^/]*\/*/, '').replace(/\/+$/, '');
    if (token.type !== 'servicebus.windows.net:sastoken' || typeof token.value !== 'string')
      throw refused('UnsupportedToken: only shared access signatures are accepted here; use the connection string.');
    this.#expiries.set(address.toLowerCase(), this.#check(token.value, audience, now));
    return address;
  }

  /** @throws BrokerError when no unexpired claim covers the address */
  check(address: string, now: number): void {
    const path = address.toLowerCase();
    for (const [claimed, expiry] of this.#expiries)
      if (expiry > now && (claimed === path || path.startsWith(`${claimed}/`) || claimed.endsWith(`/${path}`))) return;
    throw refused(`Unauthorized access to '${address}': put a token for it first.`);
  }

  #check(token: string, audience: string, now: number): number {
    const fields = new Map<string, string>();
    for (const pair of token.replace(/^SharedAccessSignature\s+/, '').split('&')) {
      const at = pair.indexOf('=');
      fields.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const [resource = '', signature = '', expiry = '', keyName = ''] = ['sr', 'sig', 'se', 'skn'].map((name) =>
      fields.get(name),
    );
    if (decode(keyName) !== this.#accessKey.keyName)
      throw refused(`InvalidSignature: There is no key named '${decode(keyName)}'; use '${this.#accessKey.keyName}'.`);
    const expected = createHmac('sha256', this.#accessKey.key).update(`${resource}\n${expiry}`).digest();
    const actual = Buffer.from(decode(signature), 'base64');
    if (actual.length !== expected.length || !timingSafeEqual(actual, expected))
      throw refused('InvalidSignature: The token has an invalid signature.');
    const expiresAt = Number(expiry) * 1_000;
    if (!(expiresAt > now))
      throw refused(`ExpiredToken: The token expired at ${new Date(expiresAt || 0).toISOString()}.`);
    if (!audience.toLowerCase().startsWith(decode(resource).toLowerCase().replace(/\/+$/, '')))
      throw refused(`InvalidAudience: The token is for '${decode(resource)}', not for '${audience}'.`);
    return expiresAt;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function refused(description: string): BrokerError {
  return new BrokerError('amqp:unauthorized-access', description);
}
