import { describe, expect, it } from '@jest/globals';
import { allowHosts, urlHost } from './hosts.ts';

const isAllowed = allowHosts(['shop.example', '::1', 'azure.azure', undefined]);

describe('the hosts that a server answers to', () => {
  it.each([
    'localhost',
    'localhost:8080',
    'LOCALHOST:1',
    '127.0.0.1',
    '127.0.0.1:8080',
    '[::1]:8080',
    '[0:0:0:0:0:0:0:1]',
    'shop.example:8080',
    'azure.azure:8081',
  ])('%s is one', (authority) => {
    expect(isAllowed(authority, '127.0.0.1')).toBe(true);
    expect(isAllowed(authority, '127.0.0.1')).toBe(true);
  });

  it.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    'evil-localhost',
    '127.0.0.1.evil.example',
    'shop.example.evil.example',
    '0.0.0.0',
    '[::]',
    '10.0.0.1',
    'localhost@evil.example',
    'localhost/x',
    'localhost:99999',
    'localhost:8080:1',
    'local host',
    '',
    undefined,
  ])('%s is none', (authority) => {
    expect(isAllowed(authority, '127.0.0.1')).toBe(false);
  });

  it('the address that a connection came to is one: a name that resolves to it is not', () => {
    expect(isAllowed('192.0.2.7:8080', '192.0.2.7')).toBe(true);
    expect(isAllowed('192.0.2.7:8080', '::ffff:192.0.2.7')).toBe(true);
    expect(isAllowed('[2001:db8::7]', '2001:db8::7')).toBe(true);
    expect(isAllowed('192.0.2.8:8080', '192.0.2.7')).toBe(false);
    expect(isAllowed('evil.example', '192.0.2.7')).toBe(false);
  });

  it.each(['0.0.0.0', '::'])(
    'any address is one where a server listens on all (%s), and no further name',
    (wildcard) => {
      const onAll = allowHosts([wildcard]);
      expect(onAll('192.0.2.8:8080', '192.0.2.7')).toBe(true);
      expect(onAll('[2001:db8::8]', '192.0.2.7')).toBe(true);
      for (const name of ['evil.example', '0.0.0.0', '[::]']) expect(onAll(name, '192.0.2.7')).toBe(false);
    },
  );
});

describe('a host in an address', () => {
  it.each([
    ['localhost', 'localhost'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '[::1]'],
    ['[::1]', '[::1]'],
  ])('%s is written %s', (host, written) => {
    expect(urlHost(host)).toBe(written);
  });
});
