import { describe, expect, it } from '@jest/globals';
import { BatchFailure, createBatcher } from './batcher.ts';

describe('createBatcher', () => {
  it('runs what arrives together as one batch, and what arrives meanwhile as the next', async () => {
    const batches: number[][] = [];
    const gates: (() => void)[] = [];
    const double = createBatcher<number, number>({
      maxSize: 10,
      run: async (items) => {
        batches.push(items);
        await new Promise<void>((resolve) => gates.push(resolve));
        return items.map((item) => item * 2);
      },
    });
    const first = [double(1), double(2)];
    await until(() => gates.length === 1);
    const second = [double(3), double(4), double(5)];
    gates[0]?.();
    expect(await Promise.all(first)).toEqual([2, 4]);
    await until(() => gates.length === 2);
    gates[1]?.();
    expect(await Promise.all(second)).toEqual([6, 8, 10]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('keeps batches within the size and the concurrency it was given', async () => {
    let underWay = 0;
    let most = 0;
    const sizes: number[] = [];
    const echo = createBatcher<number, number>({
      maxSize: 3,
      concurrency: 2,
      run: async (items) => {
        sizes.push(items.length);
        most = Math.max(most, ++underWay);
        await new Promise(setImmediate);
        underWay--;
        return items;
      },
    });
    const items = Array.from({ length: 10 }, (_, index) => index);
    expect(await Promise.all(items.map(echo))).toEqual(items);
    expect(Math.max(...sizes)).toBe(3);
    expect(most).toBe(2);
  });

  it('rejects only the call whose result is an error, and all calls when the batch rejects', async () => {
    const oneBad = createBatcher<number, number>({
      maxSize: 10,
      run: async (items) => items.map((item) => (item < 0 ? new BatchFailure(new Error('negative')) : item)),
    });
    const results = await Promise.allSettled([oneBad(1), oneBad(-1), oneBad(2)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const allBad = createBatcher<number, number>({ maxSize: 10, run: () => Promise.reject(new Error('down')) });
    expect((await Promise.allSettled([allBad(1), allBad(2)])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
  });
});

async function until(condition: () => boolean) {
  for (let turn = 0; turn < 1000 && !condition(); turn++) await new Promise(setImmediate);
}
