import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Claims } from './claims.ts';

const now = Date.UTC(2030, 0, 1);
const hour = 3_600;
const accessKey = { keyName: 'root', key: 'secret' };

function aToken({
  resource = 'sb://localhost/orders',
  expiry = now / 1_000 + hour,
  keyName = 'root',
  key = 'secret',
  signature = '',
} = {}) {
  const encoded = encodeURIComponent(resource);
  const signed = signature || createHmac('sha256', key).update(`${encoded}\n${expiry}`).digest('base64');
  return {
    type: 'servicebus.windows.net:sastoken',
    value: `SharedAccessSignature sr=${encoded}&sig=${encodeURIComponent(signed)}&se=${expiry}&skn=${keyName}`,
  };
}

describe('the claims of a connection', () => {
  it('cover the address of a token, and what is below it, until it expires', () => {
    const claims = new Claims(accessKey);
    expect(claims.put('sb://localhost:5672/Orders/', aToken({ resource: 'sb://localhost' }), now)).toBe('Orders');
    claims.check('orders', now);
    claims.check('ORDERS/$management', now);
    expect(() => claims.check('orders2', now)).toThrow("Unauthorized access to 'orders2'");
    expect(() => claims.check('orders', now + hour * 1_000)).toThrow('Unauthorized access');
  });

  it('cover the management node of an event hub', () => {
    const claims = new Claims(accessKey);
    claims.put('sb://localhost/hub/$management', aToken({ resource: 'sb://localhost/hub' }), now);
    claims.check('$management', now);
    expect(() => claims.check('hub', now)).toThrow('Unauthorized access');
  });

  it.each([
    ['another key', aToken({ key: 'guess' }), 'InvalidSignature'],
    ['another key name', aToken({ keyName: 'admin' }), "There is no key named 'admin'; use 'root'"],
    [
      'a time that is over',
      aToken({ expiry: now / 1_000 }),
      'ExpiredToken: The token expired at 2030-01-01T00:00:00.000Z',
    ],
    ['no time', aToken({ expiry: Number.NaN }), 'ExpiredToken'],
    ['another resource', aToken({ resource: 'sb://localhost/payments' }), 'InvalidAudience'],
    ['a signature that is none', aToken({ signature: '%' }), 'InvalidSignature'],
    ['nothing in it', { type: 'servicebus.windows.net:sastoken', value: '' }, 'InvalidSignature'],
    ['a token of another type', { type: 'jwt', value: 'ey…' }, 'UnsupportedToken'],
  ])('are not given for a token with %s', (_what, token, problem) => {
    expect(() => new Claims(accessKey).put('sb://localhost/orders', token, now)).toThrow(problem);
  });
});
