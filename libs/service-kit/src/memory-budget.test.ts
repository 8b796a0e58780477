import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { memoryBudget, memoryFlags, smallestBudgetMb } from './memory-budget.ts';

const sizes = [96, 128, 160, 192, 256, 384, 512, 768, 1024, 2048];

describe('the memory budget of a Node process', () => {
  it('gives a container of 384 MiB an old generation of 264 MB and a young one of three times 8', () => {
    expect(memoryBudget(384)).toEqual({ totalMb: 384, oldSpaceMb: 264, semiSpaceMb: 8, nativeMb: 96 });
  });

  it.each(sizes)('divides %i MiB with nothing left over and a quarter outside the heap', (totalMb) => {
    const { oldSpaceMb, semiSpaceMb, nativeMb } = memoryBudget(totalMb);
    expect(oldSpaceMb + 3 * semiSpaceMb + nativeMb).toBe(totalMb);
    expect(nativeMb).toBeGreaterThanOrEqual(totalMb / 4);
  });

  it.each(sizes)('keeps the young generation of %i MiB below a quarter of the old one', (totalMb) => {
    const { oldSpaceMb, semiSpaceMb } = memoryBudget(totalMb);
    expect(3 * semiSpaceMb).toBeLessThan(oldSpaceMb / 4);
  });

  it('grows with the memory: more of it is never less for a generation', () => {
    const budgets = sizes.map(memoryBudget);
    for (const part of ['oldSpaceMb', 'semiSpaceMb'] as const) {
      const values = budgets.map((budget) => budget[part]);
      expect(values).toEqual([...values].sort((a, b) => a - b));
    }
  });

  it.each([smallestBudgetMb - 1, 0, -1, Number.NaN])('refuses %p MiB, in which Node has no room', (totalMb) => {
    expect(() => memoryBudget(totalMb)).toThrow(/at least 96 MiB, got .*raise its memory limit/);
  });

  it('is taken by Node from NODE_OPTIONS, where images have it', () => {
    const heap = execFileSync(process.execPath, ['-p', 'v8.getHeapStatistics().heap_size_limit / 2 ** 20'], {
      env: { ...process.env, NODE_OPTIONS: memoryFlags(384).join(' ') },
    });
    expect(Number(heap)).toBe(264 + 3 * 8);
  });
});
