import { productId, type Sku, sku } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Command } from '../domain/stock-decisions.ts';
import { type Level, reservationId, shardOf } from '../domain/stock.ts';
import { aHold } from '../stores/testing/stock-store-contract.ts';
import { anOrderId } from '../testing/builders.ts';
import { skusApart, someStock } from './testing/stock.ts';

const [lamp] = skusApart(1) as [Sku];
const shard = shardOf(lamp);
/** SKUs of the lamp's shard. */
const neighbours = Array.from({ length: 2_000 }, (_, n) => sku(`NEIGHBOUR-${n}`)).filter(
  (one) => shardOf(one) === shard,
);

const reserving = (of: Sku = lamp, quantity = 1, orderId = anOrderId()): Command & { kind: 'reserve' } => ({
  kind: 'reserve',
  orderId,
  lines: [{ sku: of, quantity }],
  fingerprint: `${of}*${quantity}`,
  attempt: 'one',
  takeOver: false,
  expiresAt: 2_000_000,
});

describe('the stock shards', () => {
  it('writes what comes in together as one transaction', async () => {
    const stock = someStock(new Map([[lamp, 10]]));
    const transactions: number[] = [];
    const shards = stock.replica({ onTransaction: (commands) => transactions.push(commands) });
    const outcomes = await Promise.all(Array.from({ length: 14 }, () => shards.run(shard, reserving())));
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      ...Array<string>(10).fill('reserved'),
      ...Array<string>(4).fill('short'),
    ]);
    expect([transactions, stock.level(lamp)]).toEqual([[14], [10, 10]]);
  });

  it('writes what does not fit into one transaction as several', async () => {
    const stock = someStock(new Map(neighbours.slice(0, 150).map((one) => [one, 1])));
    const transactions: number[] = [];
    const shards = stock.replica({ onTransaction: (commands) => transactions.push(commands) });
    const outcomes = await Promise.all(neighbours.slice(0, 150).map((one) => shards.run(shard, reserving(one))));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['reserved']));
    expect(transactions).toEqual([50, 50, 50]); // a level and a reservation each
  });

  it('refuses nothing for what it only believes', async () => {
    const stock = someStock(new Map([[lamp, 1]]));
    const [here, there] = [stock.replica(), stock.replica()];
    const order = anOrderId();
    await here.run(shard, reserving(lamp, 1, order));
    expect(await there.run(shard, reserving())).toEqual({ kind: 'short', skus: [lamp] });
    await here.run(shard, { kind: 'release', orderId: order });
    expect(await there.run(shard, reserving())).toMatchObject({ kind: 'reserved' });
  });

  it('does not repeat an old answer that another replica has made untrue', async () => {
    const stock = someStock(new Map([[lamp, 1]]));
    const [here, there] = [stock.replica(), stock.replica()];
    const command = reserving();
    await here.run(shard, command);
    await there.run(shard, { kind: 'release', orderId: command.orderId });
    await there.run(shard, reserving());
    expect(await here.run(shard, command)).toEqual({ kind: 'short', skus: [lamp] });
  });

  it('finds out that a level was taken away', async () => {
    const stock = someStock(new Map([[lamp, 5]]));
    const shards = stock.replica();
    await shards.run(shard, reserving());
    stock.memory.shard(shard).delete(lamp);
    expect(await shards.run(shard, reserving())).toEqual({ kind: 'short', skus: [lamp] });
  });

  it('reports contradicting documents to the caller they affect, and to nobody else', async () => {
    const stock = someStock(new Map([lamp, ...neighbours.slice(0, 1)].map((one) => [one, 5])));
    const hold = aHold([{ sku: lamp, quantity: 3 }]);
    stock.memory.put(shard, hold); // which no level knows of
    const shards = stock.replica();
    const [broken, fine] = await Promise.allSettled([
      shards.run(shard, { kind: 'release', orderId: hold.orderId }),
      shards.run(shard, reserving(neighbours[0])),
    ]);
    expect(broken).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining(`level of ${lamp} would`) },
    });
    expect(fine).toMatchObject({ status: 'fulfilled', value: { kind: 'reserved' } });
  });

  it('keeps the newer of two versions it hears of', async () => {
    const shards = someStock(new Map()).replica();
    const newer = aHold([{ sku: lamp, quantity: 1 }], { revision: 3 });
    const older = { ...newer, revision: 2, attempt: 'before' };
    shards.learn(shard, { document: newer, etag: '"3"' });
    shards.learn(shard, { document: older, etag: '"2"' });
    expect(shards.heldFor(newer.orderId)).toEqual([{ shard, reservation: newer }]);
    shards.learn(shard, { document: { ...newer, state: 'released', revision: 4 }, etag: '"4"' });
    expect(shards.heldFor(newer.orderId)).toEqual([]);
  });

  it('reads what is stored, not what it remembers', async () => {
    const stock = someStock(new Map([[lamp, 5]]));
    const shards = stock.replica();
    const command = reserving();
    await shards.run(shard, command);
    const level: Level = {
      type: 'level',
      id: lamp,
      productId: productId('prd_it'),
      onHand: 9,
      reserved: 0,
      revision: 9,
    };
    stock.memory.put(shard, level);
    stock.memory.shard(shard).delete(reservationId(command.orderId));
    expect(await shards.level(shard, lamp)).toEqual(level);
    expect(await shards.reservation(shard, command.orderId)).toBeUndefined();
  });

  it('gives up when others change the same again and again', async () => {
    const stock = someStock(new Map([[lamp, 5]]));
    const before = async () => {
      const stored = stock.memory.shard(shard).get(lamp)?.document as Level;
      stock.memory.put(shard, { ...stored, revision: stored.revision + 1 });
    };
    const shards = stock.replica({ weather: { before, after: async () => undefined } });
    await expect(shards.run(shard, reserving())).rejects.toMatchObject({ code: 'dependency_unavailable' });
    expect(stock.level(lamp)).toEqual([5, 0]);
  });

  it('goes on after the store has failed', async () => {
    const stock = someStock(new Map([[lamp, 5]]));
    let fails = true;
    const before = async () => {
      if (fails) throw new Error('gone');
    };
    const shards = stock.replica({ weather: { before, after: async () => undefined } });
    const failed = await Promise.allSettled([shards.run(shard, reserving()), shards.run(shard, reserving())]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await shards.run(shard, reserving())).toMatchObject({ kind: 'reserved' });
    expect(stock.level(lamp)).toEqual([5, 1]);
  });

  it('knows its shards', async () => {
    await expect(someStock(new Map()).replica().run('s99', reserving())).rejects.toThrow(
      "there is no stock shard 's99'",
    );
  });
});
