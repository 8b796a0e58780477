import type { Sku } from '@halden/contracts';
import type { Logger } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { shardOf } from '../domain/stock.ts';
import { createMemoryStockStore } from '../stores/testing/memory-stock-store.ts';
import { aHold } from '../stores/testing/stock-store-contract.ts';
import { createExpirySweep } from './sweep.ts';
import { skusApart, someStock } from './testing/stock.ts';

const [lamp, bowl] = skusApart(2) as [Sku, Sku];
const later = 2_000_000;

function aSweep(weather = { before: async () => undefined as void, after: async () => undefined as void }) {
  const stock = someStock(new Map([lamp, bowl].map((one) => [one, 5])));
  const lines: string[] = [];
  const write = (_: object, text: string) => void lines.push(text);
  const log = { ...silentLog, warn: write, info: write } as unknown as Logger;
  const sweep = createExpirySweep({
    store: createMemoryStockStore(stock.memory, weather),
    stock: stock.replica({ now: () => later }),
    intervalMs: 1,
    now: () => later,
    log,
    onExpired: () => undefined,
  });
  return { stock, sweep, lines };
}

describe('releasing reservations whose time is over', () => {
  it('logs an outage of the store when it begins and when it is over, not at every look', async () => {
    let away = true;
    const before = async () => {
      if (away) throw new Error('gone');
    };
    const { sweep, lines } = aSweep({ before, after: async () => undefined });
    for (let n = 0; n < 20; n++) await sweep.sweep();
    expect(lines).toEqual(['expired reservations cannot be released; trying again']);
    away = false;
    for (let n = 0; n < 5; n++) await sweep.sweep();
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe('expired reservations are released again');
    away = true;
    await sweep.sweep();
    expect(lines).toHaveLength(3);
  });

  it('lets one that cannot be released hold up no other, in its shard and in others', async () => {
    const { stock, sweep, lines } = aSweep();
    const reserve = (sku: Sku) =>
      stock.replica().run(shardOf(sku), {
        kind: 'reserve',
        ...aHold([{ sku, quantity: 2 }]),
        takeOver: false,
        expiresAt: 1_500_000,
      });
    await reserve(lamp);
    await reserve(bowl);
    // Of which no level knows.
    stock.memory.put(shardOf(lamp), aHold([{ sku: lamp, quantity: 4 }], { expiresAt: 1_000 }));
    await sweep.sweep();
    expect([stock.level(lamp), stock.level(bowl)]).toEqual([
      [5, 0],
      [5, 0],
    ]);
    await sweep.sweep();
    expect(lines).toEqual(['expired reservations cannot be released; trying again']);
  });
});
