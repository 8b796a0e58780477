import type { Sku } from '@halden/contracts';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { skusApart, someStock } from '../stock/testing/stock.ts';
import { anOrderId } from '../testing/builders.ts';
import type { StockShards } from './ports.ts';
import { settleReservations } from './settle-reservations.ts';
import type { Command } from './stock-decisions.ts';
import { fingerprintOf, shardOf } from './stock.ts';

const [first, second, third] = skusApart(3) as [Sku, Sku, Sku];

type Hook = (command: Command, sku: Sku) => unknown;

describe('settling an order over several shards', () => {
  let stock: ReturnType<typeof someStock>;
  let shards: StockShards;
  let order: { orderId: ReturnType<typeof anOrderId>; lines: { sku: Sku; quantity: number }[] };
  beforeEach(() => {
    stock = someStock(new Map([first, second, third].map((sku) => [sku, 5])));
    shards = stock.replica();
    order = { orderId: anOrderId(), lines: [first, second, third].map((sku) => ({ sku, quantity: 1 })) };
  });

  let calls = 0;
  /** A call at a replica; `before` runs before each of its commands, and a rejection of it is a lost call. */
  const settle = async (action: 'commit' | 'release', before: Hook = () => undefined) => {
    const name = `call-${calls++}`;
    let attempts = 0;
    const watched: StockShards = {
      ...shards,
      async run(shard, command) {
        await before(command, order.lines.find(({ sku }) => shardOf(sku) === shard)!.sku);
        return shards.run(shard, command);
      },
    };
    const settling = settleReservations({ stock: watched, newAttempt: () => `${name}-${attempts++}` });
    return (await settling({ items: [{ ...order, action }] })).items[0]?.outcome;
  };
  /** Before this call commits the part of a SKU for the first time. */
  const beforeCommitOf = (wanted: Sku, act: () => unknown): Hook => {
    let done = false;
    return async (command, sku) => {
      if (done || command.kind !== 'commit' || sku !== wanted) return;
      done = true;
      await act();
    };
  };
  const lost = () => Promise.reject(new Error('lost'));
  const buyAll = (sku: Sku) => {
    const lines = [{ sku, quantity: stock.level(sku)![0]! }];
    const claim = { lines, fingerprint: fingerprintOf(lines), attempt: 'somebody', takeOver: false };
    return shards.run(shardOf(sku), { kind: 'commit', orderId: anOrderId(), ...claim });
  };
  const taken = () => [first, second, third].map((sku) => stock.state(order.orderId, sku) === 'committed');

  it('goes on where an earlier call was cut off', async () => {
    await expect(settle('commit', beforeCommitOf(third, lost))).rejects.toThrow('lost');
    expect(taken()).toEqual([true, true, false]);
    expect(await settle('commit')).toBe('committed');
    expect([first, second, third].map((sku) => stock.level(sku))).toEqual([
      [4, 0],
      [4, 0],
      [4, 0],
    ]);
  });

  it('gives everything back that an earlier call had taken, when the rest is sold by now', async () => {
    await expect(settle('commit', beforeCommitOf(third, lost))).rejects.toThrow('lost');
    await buyAll(third);
    expect(await settle('commit')).toBe('unavailable');
    expect(taken()).toEqual([false, false, false]);
    expect([first, second].map((sku) => stock.level(sku))).toEqual([
      [5, 0],
      [5, 0],
    ]);
  });

  it('gives back what lies behind the short part, too', async () => {
    await settle('commit');
    const parts = { orderId: order.orderId, kind: 'release' as const };
    await shards.run(shardOf(first), parts); // a release that was cut off after the first shard
    await buyAll(first);
    expect(await settle('commit')).toBe('unavailable');
    expect(taken()).toEqual([false, false, false]);
    expect([second, third].map((sku) => stock.level(sku))).toEqual([
      [5, 0],
      [5, 0],
    ]);
  });

  it('does not answer that all is committed when another call for the order has failed and given a part back', async () => {
    await buyAll(second);
    const outcome = await settle(
      'commit',
      beforeCommitOf(second, async () => {
        expect(await settle('commit')).toBe('unavailable');
        await shards.run(shardOf(second), {
          kind: 'adjust',
          productId: 'prd_it' as never,
          adjustment: {
            type: 'adjustment',
            id: 'adj:1',
            sku: second,
            change: 5,
            reason: '',
            bookedBy: '',
            at: '',
            revision: 1,
          },
        });
      }),
    );
    expect([outcome, taken()]).toEqual(['committed', [true, true, true]]);
    expect([first, second, third].map((sku) => stock.level(sku))).toEqual([
      [4, 0],
      [4, 0],
      [4, 0],
    ]);
  });

  it('leaves alone what another call for the order has taken over', async () => {
    const outcome = settle(
      'commit',
      beforeCommitOf(second, async () => {
        expect(await settle('commit')).toBe('committed');
        await shards.run(shardOf(second), { kind: 'release', orderId: order.orderId });
        await buyAll(second);
      }),
    );
    expect(await outcome).toBe('unavailable');
    expect(taken()).toEqual([false, false, false]);
  });

  it('answers only when nothing of it is under way any more', async () => {
    await settle('commit');
    const slow = Promise.withResolvers<undefined>();
    const answered = settle('release', (_, sku) => (sku === first ? lost() : slow.promise)).then(
      () => 'answered',
      () => 'failed',
    );
    expect(await Promise.race([answered, settle('commit')])).toBe('committed');
    slow.resolve(undefined);
    expect(await answered).toBe('failed');
    expect(taken()).toEqual([true, false, false]);
  });
});
