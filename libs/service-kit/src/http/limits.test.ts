import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { addressKey, createAddressReader, subjectKey } from './caller.ts';
import { createLoad } from './load.ts';
import { createRateLimit } from './rate-limit.ts';
import { createStreamLimit } from './stream-limit.ts';

describe('the address of a caller', () => {
  const read = (trusted: string[], direct: string, forwardedFor?: string) =>
    createAddressReader(trusted)({
      socket: { remoteAddress: direct },
      headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor },
    } as unknown as IncomingMessage);

  it('is that of the connection, whatever the request claims, when no hop is trusted', () => {
    expect(read([], '10.0.0.1', '203.0.113.1')).toBe('10.0.0.1');
    expect(read(['10.9.0.0/16'], '10.0.0.1', '203.0.113.1')).toBe('10.0.0.1');
  });

  it('is the last one that no trusted hop wrote', () => {
    expect(read(['10.0.0.0/8'], '10.0.0.1', '198.51.100.1, 203.0.113.1')).toBe('203.0.113.1');
    expect(read(['10.0.0.0/8'], '10.0.0.1', '198.51.100.1, 203.0.113.1, 10.0.0.2')).toBe('203.0.113.1');
    expect(read(['10.0.0.0/8'], '10.0.0.1', '10.0.0.3')).toBe('10.0.0.3');
    expect(read(['::1/128', '127.0.0.0/8'], '::ffff:127.0.0.1', '203.0.113.1')).toBe('203.0.113.1');
  });

  it('is read with a port and in brackets, and never what is no address', () => {
    expect(read(['10.0.0.0/8'], '10.0.0.1', '203.0.113.1:4711')).toBe('203.0.113.1');
    expect(read(['10.0.0.0/8'], '10.0.0.1', '[2001:db8::1]:443')).toBe('2001:db8::1');
    for (const nonsense of ['', 'unknown', '203.0.113.999', '203.0.113.1, x', ','])
      expect(read(['10.0.0.0/8'], '10.0.0.1', nonsense)).toBe('10.0.0.1');
  });

  it('stands for a whole /64 of IPv6, and for one address of IPv4 however it is written', () => {
    expect(addressKey('2001:db8:1:2::1')).toBe(addressKey('2001:db8:1:2:ffff:ffff:ffff:ffff'));
    expect(addressKey('2001:DB8:0001:2::1')).toBe(addressKey('2001:db8:1:2::9'));
    expect(addressKey('2001:db8::1')).toBe(addressKey('2001:db8:0:0:1::'));
    expect(addressKey('2001:db8:1:2::1')).not.toBe(addressKey('2001:db8:1:3::1'));
    expect(addressKey('::ffff:203.0.113.1')).toBe(addressKey('203.0.113.1'));
    expect(addressKey('203.0.113.1')).not.toBe(addressKey('203.0.113.2'));
    expect(addressKey('fe80::1%eth0')).toBe(addressKey('fe80::2%eth1'));
  });

  it('and the subject are kept as hashes of one length, which are never the same', () => {
    expect(subjectKey('203.0.113.1')).not.toBe(addressKey('203.0.113.1'));
    expect(subjectKey('x'.repeat(10_000))).toHaveLength(22);
    expect(subjectKey('ada@example.com')).not.toContain('ada');
  });
});

describe('the rate limit', () => {
  it('begins anew each minute, for each caller alone', () => {
    let now = 0;
    const rate = createRateLimit({ perMinute: 2, callers: 10, monotonic: () => now });
    const response = { setHeader: () => undefined } as unknown as ServerResponse;
    const take = (key: string) => () => rate.take(key, response);
    take('a')();
    take('a')();
    expect(take('a')).toThrow(expect.objectContaining({ code: 'rate_limited', retryAfterSeconds: 60 }));
    expect(take('b')).not.toThrow();
    now = 59_001;
    expect(take('a')).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }));
    now = 60_000;
    expect(take('a')).not.toThrow();
  });
});

describe('the load of a process', () => {
  it('is too much while the event loop is late or the heap nearly full, and no longer', () => {
    const reading = { eventLoopDelayMs: 0, heapShare: 0.5 };
    const load = createLoad(() => reading);
    const isOverloadedAt = (eventLoopDelayMs: number, heapShare: number) => {
      Object.assign(reading, { eventLoopDelayMs, heapShare });
      load.look();
      return load.isOverloaded;
    };
    expect(isOverloadedAt(10, 0.5)).toBe(false);
    expect(isOverloadedAt(1_500, 0.5)).toBe(false); // once: the process was stopped for a moment
    expect(isOverloadedAt(1_500, 0.5)).toBe(true);
    expect(isOverloadedAt(10, 0.95)).toBe(true);
    expect(isOverloadedAt(10, 0.5)).toBe(false);
  });

  it('is measured', () => {
    const load = createLoad();
    load.start();
    load.look();
    expect(load.isOverloaded).toBe(false);
    load.stop();
  });
});

describe('the limit of event streams', () => {
  it('is one altogether, one of each caller and one of each thing that is watched; places come back once', () => {
    const streams = createStreamLimit({ total: 4, perCaller: 2, perSubject: 3 });
    const tooMany = expect.objectContaining({ code: 'too_many_streams', retryAfterSeconds: 10 });
    const leave = streams.enter('ada', 'order 1');
    streams.enter('ada', 'order 1');
    expect(() => streams.enter('ada', 'order 2')).toThrow(tooMany);
    streams.enter('bob', 'order 1');
    expect(() => streams.enter('cy', 'order 1')).toThrow(tooMany);
    streams.enter('cy', 'order 2');
    expect(() => streams.enter('dee', 'order 3')).toThrow(tooMany);
    leave();
    leave();
    streams.enter('dee', 'order 3');
    expect(() => streams.enter('eve', 'order 4')).toThrow(tooMany);
  });
});
