import { refusals } from '../errors.ts';
import { checkSignature, type AccessKey } from '../shared-access-signature.ts';

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
      throw refusals.unauthorized(
        'UnsupportedToken: only shared access signatures are accepted here; use the connection string.',
      );
    this.#expiries.set(address.toLowerCase(), this.#check(token.value, audience, now));
    return address;
  }

  /** @throws BrokerError when no unexpired claim covers the address */
  check(address: string, now: number): void {
    const path = address.toLowerCase();
    for (const [claimed, expiry] of this.#expiries)
      if (expiry > now && (claimed === path || path.startsWith(`${claimed}/`) || claimed.endsWith(`/${path}`))) return;
    throw refusals.unauthorized(`Unauthorized access to '${address}': put a token for it first.`);
  }

  #check(token: string, audience: string, now: number): number {
    const { resource, expiresAt } = checkSignature(this.#accessKey, token, now);
    if (!audience.toLowerCase().startsWith(resource.toLowerCase().replace(/\/+$/, '')))
      throw refusals.unauthorized(`InvalidAudience: The token is for '${resource}', not for '${audience}'.`);
    return expiresAt;
  }
}
