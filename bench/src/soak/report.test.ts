import { describe, expect, it } from '@jest/globals';
import { reportOf, type Turn } from './report.ts';

const bounds = { rate: 0.95, memory: 1.05 };
const hour = (at: (minute: number) => Partial<Turn> = () => ({})): Turn[] =>
  Array.from({ length: 60 }, (_, index) => ({
    minutes: index + 1,
    ordersPerSecond: 200,
    readsPerSecond: 4_000,
    rssMb: 600,
    openFiles: 300,
    orders: (index + 1) * 9_000,
    failures: 0,
    ...at(index + 1),
  }));

describe('the report of a soak', () => {
  it('finds nothing wrong where nothing changes', () => {
    expect(reportOf(hour(), bounds)).toMatchObject({
      minutes: 60,
      orders: 540_000,
      ordersPerSecond: { first: 200, last: 200 },
      readsPerSecond: { first: 4_000, last: 4_000 },
      rssMb: { first: 600, last: 600 },
      failures: 0,
      faults: [],
    });
  });

  it('compares the last five minutes of an hour with the first five', () => {
    const falling = hour((minute) => (minute > 55 ? { ordersPerSecond: 100 } : {}));
    expect(reportOf(falling, bounds).faults).toEqual([
      'orders fell from 200 to 100 a second (at least 0.95 × is expected)',
    ]);
    const once = hour((minute) => (minute === 58 ? { readsPerSecond: 100 } : {}));
    expect(reportOf(once, bounds).faults).toEqual([]);
  });

  it('lets caches fill for ten minutes, and finds what grows after that', () => {
    const filling = hour((minute) => ({ rssMb: minute <= 10 ? 100 * minute : 1_000 }));
    expect(reportOf(filling, bounds)).toMatchObject({ rssMb: { first: 1_000, last: 1_000 }, faults: [] });
    const growing = hour((minute) => ({ rssMb: 500 + 10 * minute, openFiles: 300 + minute }));
    expect(reportOf(growing, bounds).faults).toEqual([
      expect.stringMatching(/^memory in MB grew/),
      expect.stringMatching(/^open files grew/),
    ]);
  });

  it('lists every request that failed', () => {
    const faults = hour((minute) => (minute === 30 ? { failures: 3 } : {}));
    expect(reportOf(faults, bounds)).toMatchObject({ failures: 3, faults: ['3 requests failed'] });
  });

  it('compares the first turn with the last where there are only a few', () => {
    const two = hour((minute) => ({ ordersPerSecond: 100 * minute })).slice(0, 2);
    expect(reportOf(two, bounds).ordersPerSecond).toEqual({ first: 100, last: 200 });
  });

  it('compares thirds of a short run', () => {
    const short = hour().slice(0, 3);
    expect(reportOf(short, bounds)).toMatchObject({
      minutes: 3,
      ordersPerSecond: { first: 200, last: 200 },
      faults: [],
    });
  });
});
