import { productId } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { anOrderId, aSku } from '../testing/builders.ts';
import type { ShardView } from './level-draft.ts';
import { type Command, decide } from './stock-decisions.ts';
import {
  type Adjustment,
  fingerprintOf,
  type Level,
  type Reservation,
  reservationId,
  type StockDocument,
} from './stock.ts';

const now = 1_000_000;
const later = now + 60_000;

/** One shard in memory. */
function aShard(stock: Record<string, number>) {
  const documents = new Map<string, StockDocument>();
  const [a, b] = [aSku(), aSku()];
  const levels = { a, b };
  for (const [name, id] of Object.entries(levels))
    documents.set(id, {
      type: 'level',
      id,
      productId: productId('prd_it'),
      onHand: stock[name] ?? 0,
      reserved: 0,
      revision: 1,
    });
  const view: ShardView = {
    level: (id) => documents.get(id) as Level | undefined,
    reservation: (orderId) => documents.get(reservationId(orderId)) as Reservation | undefined,
    adjustment: (id) => documents.get(id) as Adjustment | undefined,
    write: (document) => void documents.set(document.id, document),
  };
  const order = anOrderId();
  const lines = (quantities: { a?: number; b?: number }) =>
    (['a', 'b'] as const).flatMap((name) => {
      const quantity = quantities[name];
      return quantity ? [{ sku: levels[name], quantity }] : [];
    });
  const run = (command: Command, at = now) => decide(command, view, at);
  const claim = (quantities: { a?: number; b?: number }, attempt: string) => ({
    orderId: order,
    lines: lines(quantities),
    fingerprint: fingerprintOf(lines(quantities)),
    attempt,
    takeOver: false,
  });
  return {
    a,
    b,
    view,
    order,
    run,
    reserve: (quantities: { a?: number; b?: number }, at = now, attempt = 'one') =>
      run({ kind: 'reserve', ...claim(quantities, attempt), expiresAt: at + 60_000 }, at),
    commit: (quantities: { a?: number; b?: number }, attempt = 'one') =>
      run({ kind: 'commit', ...claim(quantities, attempt) }),
    takeOver: (quantities: { a?: number; b?: number }, attempt: string) =>
      run({ kind: 'commit', ...claim(quantities, attempt), takeOver: true }),
    release: (attempt?: string) => run({ kind: 'release', orderId: order, ...(attempt && { attempt }) }),
    expire: (at: number) => run({ kind: 'expire', orderId: order }, at),
    adjust: (change: number, id = 'adj:1') =>
      run({
        kind: 'adjust',
        productId: productId('prd_it'),
        adjustment: {
          type: 'adjustment',
          id,
          sku: a,
          change,
          reason: 'counted',
          bookedBy: 'grace',
          at: '',
          revision: 1,
        },
      }),
    levels: () =>
      [a, b].map((id) => {
        const level = view.level(id);
        return level && [level.onHand, level.reserved];
      }),
    state: () => view.reservation(order)?.state,
  };
}

describe('reserving in a shard', () => {
  it('holds all lines or none, and names what there is too little of', () => {
    const shard = aShard({ a: 5, b: 1 });
    expect(shard.reserve({ a: 2, b: 2 })).toEqual({ kind: 'short', skus: [shard.b] });
    expect([shard.levels(), shard.state()]).toEqual([
      [
        [5, 0],
        [1, 0],
      ],
      undefined,
    ]);
    expect(shard.reserve({ a: 2, b: 1 })).toEqual({ kind: 'reserved', expiresAt: later });
    expect(shard.levels()).toEqual([
      [5, 2],
      [1, 1],
    ]);
  });

  it('gives the same reservation again, with the time it had', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    expect(shard.reserve({ a: 2 }, now + 1_000)).toEqual({ kind: 'reserved', expiresAt: later });
    expect(shard.levels()[0]).toEqual([5, 2]);
  });

  it('refuses other lines under the same order', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    expect(shard.reserve({ a: 1 })).toEqual({ kind: 'conflict' });
    shard.commit({ a: 2 });
    expect(shard.reserve({ a: 1 })).toEqual({ kind: 'conflict' });
  });

  it('makes a reservation anew that was released or has run out, also with other lines', () => {
    const shard = aShard({ a: 5, b: 5 });
    shard.reserve({ a: 2 });
    shard.release();
    expect(shard.reserve({ a: 3 })).toEqual({ kind: 'reserved', expiresAt: later });
    expect(shard.reserve({ b: 1 }, later)).toEqual({ kind: 'reserved', expiresAt: later + 60_000 });
    expect(shard.levels()).toEqual([
      [5, 0],
      [5, 1],
    ]);
  });

  it('counts what has run out and is not swept yet as the order’s own', () => {
    const shard = aShard({ a: 2 });
    shard.reserve({ a: 2 });
    expect(shard.reserve({ a: 2 }, later)).toMatchObject({ kind: 'reserved' });
    expect(shard.levels()[0]).toEqual([2, 2]);
  });
});

describe('settling in a shard', () => {
  it('takes out what was held, once', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    expect(shard.commit({ a: 2 })).toEqual({ kind: 'committed', anew: false });
    expect(shard.commit({ a: 2 })).toEqual({ kind: 'committed', anew: false });
    expect([shard.levels()[0], shard.state()]).toEqual([[3, 0], 'committed']);
    expect(shard.view.reservation(shard.order)).not.toHaveProperty('expiresAt');
  });

  it('takes anew what had ended or was never held, if there is enough of everything', () => {
    const shard = aShard({ a: 5, b: 1 });
    expect(shard.commit({ a: 1, b: 1 })).toEqual({ kind: 'committed', anew: true });
    expect(shard.levels()).toEqual([
      [4, 0],
      [0, 0],
    ]);
    const poor = aShard({ a: 1, b: 0 });
    poor.reserve({ a: 1 });
    poor.release();
    expect(poor.commit({ a: 1, b: 1 })).toEqual({ kind: 'short', skus: [poor.b] });
    expect([poor.levels(), poor.state()]).toEqual([
      [
        [1, 0],
        [0, 0],
      ],
      'released',
    ]);
  });

  it('gives back what was held, and what had left', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    expect(shard.release()).toEqual({ kind: 'released', changed: true, known: true });
    expect(shard.levels()[0]).toEqual([5, 0]);
    shard.commit({ a: 2 });
    expect(shard.release()).toEqual({ kind: 'released', changed: true, known: true });
    expect(shard.release()).toEqual({ kind: 'released', changed: false, known: true });
    expect([shard.levels()[0], shard.state()]).toEqual([[5, 0], 'released']);
  });

  it('has nothing to give back of an order it does not know', () => {
    expect(aShard({}).release()).toEqual({ kind: 'released', changed: false, known: false });
  });

  it('lets a call take back only what bears its name', () => {
    const shard = aShard({ a: 5 });
    shard.commit({ a: 2 }, 'first');
    expect(shard.takeOver({ a: 2 }, 'second')).toEqual({ kind: 'committed', anew: false });
    expect(shard.release('first')).toEqual({ kind: 'released', changed: false, known: true });
    expect(shard.release('second')).toEqual({ kind: 'released', changed: true, known: true });
    expect(shard.levels()[0]).toEqual([5, 0]);
  });

  it('releases by itself what has run out, and nothing before', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    expect(shard.expire(later - 1)).toEqual({ kind: 'released', changed: false, known: true });
    expect(shard.expire(later)).toEqual({ kind: 'released', changed: true, known: true });
    shard.commit({ a: 2 });
    expect(shard.expire(later + 1)).toEqual({ kind: 'released', changed: false, known: true });
    expect(shard.levels()[0]).toEqual([3, 0]);
  });
});

describe('adjusting a level', () => {
  it('counts goods in and out, once for each adjustment', () => {
    const shard = aShard({ a: 5 });
    expect(shard.adjust(3)).toMatchObject({ kind: 'adjusted', level: { onHand: 8 } });
    expect(shard.adjust(3)).toMatchObject({ kind: 'adjusted', level: { onHand: 8 } });
    expect(shard.adjust(-8, 'adj:2')).toMatchObject({ kind: 'adjusted', level: { onHand: 0 } });
  });

  it('leaves what is reserved', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    expect(shard.adjust(-4)).toMatchObject({ kind: 'below_reserved', level: { onHand: 5, reserved: 2 } });
    expect(shard.adjust(-3)).toMatchObject({ kind: 'adjusted', level: { onHand: 2, reserved: 2 } });
  });
});

describe('documents that contradict each other', () => {
  it('are reported, and not made worse', () => {
    const shard = aShard({ a: 5 });
    shard.reserve({ a: 2 });
    shard.view.write({ ...shard.view.level(shard.a)!, reserved: 1 });
    expect(() => shard.release()).toThrow(`the stock level of ${shard.a} would become 5, -1 of them reserved`);
  });
});
