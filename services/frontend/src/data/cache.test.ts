import { describe, expect, it } from '@jest/globals';
import { createCache } from './cache.ts';

function aCache(options: { size?: number } = {}) {
  let time = 0;
  const cache = createCache({ now: () => time, freshMs: 1_000, size: options.size ?? 10 });
  return { cache, pass: (ms: number) => (time += ms) };
}

describe('the cache of answers', () => {
  it('asks once for two that want the same at the same time', async () => {
    const { cache } = aCache();
    let asked = 0;
    const ask = async () => ++asked;
    await Promise.all([cache.load('a', ask), cache.load('a', ask)]);
    expect(asked).toBe(1);
    expect(cache.peek('a')).toEqual({ data: 1, loading: false });
  });

  it('shows what it knows while it asks again, once that is no longer fresh', async () => {
    const { cache, pass } = aCache();
    await cache.load('a', async () => 'old');
    pass(2_000);
    const again = cache.load('a', async () => 'new');
    expect(cache.peek('a')).toEqual({ data: 'old', loading: true });
    await again;
    expect(cache.peek('a')).toEqual({ data: 'new', loading: false });
  });

  it('keeps the data when a later load fails, says the error, and tries again when asked', async () => {
    const { cache, pass } = aCache();
    await cache.load('a', async () => 'kept');
    pass(2_000);
    await cache.load('a', () => Promise.reject(new Error('away')));
    expect(cache.peek('a')).toMatchObject({ data: 'kept', error: new Error('away'), loading: false });
    await cache.load('a', async () => 'back');
    expect(cache.peek('a')).toEqual({ data: 'back', loading: false });
  });

  it('notifies those who watch, and forgets the longest unused that nobody watches', async () => {
    const { cache } = aCache({ size: 2 });
    let notified = 0;
    const leave = cache.subscribe('watched', () => notified++);
    cache.put('watched', 1);
    cache.put('b', 2);
    cache.put('c', 3);
    expect(notified).toBe(1);
    expect(cache.peek('watched').data).toBe(1);
    expect(cache.peek('b').data).toBeUndefined();
    leave();
  });

  it('loads again when forced, also while a load is under way, and only the newest answer counts', async () => {
    const { cache } = aCache();
    const slow = Promise.withResolvers<string>();
    const first = cache.load('a', () => slow.promise);
    await cache.load('a', async () => 'new', { force: true });
    expect(cache.peek('a')).toEqual({ data: 'new', loading: false });
    slow.resolve('old');
    await first;
    expect(cache.peek('a')).toEqual({ data: 'new', loading: false });
  });

  it('keeps what was put in while a load was under way', async () => {
    const { cache } = aCache();
    const slow = Promise.withResolvers<string>();
    const load = cache.load('a', () => slow.promise);
    cache.put('a', 'changed');
    slow.resolve('as it was before the change');
    await load;
    expect(cache.peek('a')).toEqual({ data: 'changed', loading: false });
  });

  it.each(['succeeds', 'fails'])(
    "never brings a person's data back after they left: a load under way that %s",
    async (how) => {
      const { cache } = aCache();
      const slow = Promise.withResolvers<string>();
      await cache.load('mine:orders', async () => 'known');
      const load = cache.load('mine:orders', () => slow.promise, { force: true });
      cache.forget('mine:');
      if (how === 'succeeds') slow.resolve('newer');
      else slow.reject(new Error('refused'));
      await load;
      expect(cache.peek('mine:orders')).toEqual({ loading: true });
      await cache.load('mine:orders', async () => "the next person's");
      expect(cache.peek('mine:orders').data).toBe("the next person's");
    },
  );

  it('forgets what belongs to somebody', () => {
    const { cache } = aCache();
    cache.put('mine:orders', [1]);
    cache.put('products', [2]);
    cache.forget('mine:');
    expect(cache.peek('mine:orders')).toEqual({ loading: true });
    expect(cache.peek('products').data).toEqual([2]);
  });
});
