import { describe, expect, it } from '@jest/globals';
import { placesOf } from './places.ts';

const both = () => Promise.resolve(['127.0.0.1', '::1']);

describe('where the shop is', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', '127.0.0.1:8080', 'http://localhost:8080'],
    ['localhost', '127.0.0.1', 'localhost:8080', 'http://localhost:8080'],
    ['::1', '127.0.0.1', '[::1]:8080', 'http://localhost:8080'],
    ['0.0.0.0', '127.0.0.1', '127.0.0.1:8080', 'http://localhost:8080'],
    ['::', '127.0.0.1', '[::1]:8080', 'http://localhost:8080'],
    ['192.0.2.7', '127.0.0.1', '192.0.2.7:8080', 'http://192.0.2.7:8080'],
    ['2001:db8::7', '127.0.0.1', '[2001:db8::7]:8080', 'http://[2001:db8::7]:8080'],
  ])('with HOST=%s only the gateway is open to others', async (host, inner, gateway, origin) => {
    expect(await placesOf(host, 8080, both)).toEqual({ inner, gateway, origin });
  });

  it('is no localhost where that is another address', async () => {
    const { origin } = await placesOf('127.0.0.1', 8080, () => Promise.resolve(['::1']));
    expect(origin).toBe('http://127.0.0.1:8080');
    expect((await placesOf('::1', 8080, () => Promise.resolve(['127.0.0.1']))).origin).toBe('http://[::1]:8080');
  });
});
