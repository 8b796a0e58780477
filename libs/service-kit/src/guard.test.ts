import { DomainError } from '@halden/contracts';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createGuard, DependencyUnavailable } from './guard.ts';
import { createMetrics } from './metrics.ts';

const failing = () => Promise.reject(new Error('connection refused'));

describe('a guard', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const aGuard = (options: { maxConcurrent?: number; maxQueued?: number } = {}) => {
    const metrics = createMetrics('test');
    return { metrics, guard: createGuard({ dependency: 'stock', metrics, ...options }) };
  };
  const breakIt = async (guard: ReturnType<typeof createGuard>) => {
    for (let call = 0; call < 40 && !guard.isOpen; call++) {
      await guard.run(failing).catch(() => undefined);
      jest.advanceTimersByTime(50);
    }
  };

  it('opens when most calls fail, answers at once while open, and lets one call try again later', async () => {
    const { guard, metrics } = aGuard();
    await breakIt(guard);
    expect(guard.isOpen).toBe(true);
    const refused = await guard.run(async () => 'never called').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DependencyUnavailable);
    expect(refused).toMatchObject({ code: 'dependency_unavailable', dependency: 'stock', retryAfterSeconds: 2 });
    expect(await metrics.registry.getSingleMetricAsString('circuit_breaker_state')).toContain('} 1');
    jest.advanceTimersByTime(2_001);
    await expect(guard.run(async () => 'back')).resolves.toBe('back');
    expect(guard.isOpen).toBe(false);
  });

  it('lets a call try again in time when the wall clock was set back while it was open', async () => {
    const { guard } = aGuard();
    await breakIt(guard);
    jest.setSystemTime(Date.now() - 600_000);
    await expect(guard.run(async () => 'too early')).rejects.toBeInstanceOf(DependencyUnavailable);
    jest.advanceTimersByTime(2_001);
    await expect(guard.run(async () => 'back')).resolves.toBe('back');
    expect(guard.isOpen).toBe(false);
  });

  it("does not take the domain's refusals for failures", async () => {
    const { guard } = aGuard();
    for (let call = 0; call < 50; call++) {
      await guard.run(() => Promise.reject(new DomainError('out_of_stock'))).catch(() => undefined);
      jest.advanceTimersByTime(20);
    }
    expect(guard.isOpen).toBe(false);
  });

  it('lets so many calls in, lets so many wait, and refuses the rest', async () => {
    const { guard } = aGuard({ maxConcurrent: 2, maxQueued: 1 });
    const releases: (() => void)[] = [];
    const slow = () => new Promise<string>((resolve) => releases.push(() => resolve('done')));
    const calls = [guard.run(slow), guard.run(slow), guard.run(slow)];
    await expect(guard.run(slow)).rejects.toBeInstanceOf(DependencyUnavailable);
    expect(releases).toHaveLength(2);
    releases.forEach((release) => release());
    for (let turn = 0; turn < 20 && releases.length < 3; turn++) await Promise.resolve();
    releases[2]?.();
    await expect(Promise.all(calls)).resolves.toEqual(['done', 'done', 'done']);
  });
});
