import type { OrderId, OrderLineRequest, Sku } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Adjustment, Level, Reservation } from '../domain/stock.ts';
import { randomFrom } from '@halden/demo-catalogue';
import { anOrderId } from '../testing/builders.ts';
import { type Answer, createSimulation, type Replica, startReplica, type Simulation } from './testing/simulation.ts';

interface Order {
  id: OrderId;
  lines: OrderLineRequest[];
  /** One call at a time, as an order's own messages come; else calls for it run at the same time. */
  isOrderly: boolean;
  /** What the latest settlement ended with; `undefined` when it was lost or other calls came after it. */
  settled: Answer;
  /** Every answer to a settlement. */
  answers: Answer[];
  last: Promise<unknown>;
}

interface Life {
  /** Share of the orders whose calls come one at a time. */
  orderly: number;
  /** Share of the calls that release. */
  releases: number;
}

/** The totals, from the documents alone. */
function totalsOf({ memory, initial }: Simulation) {
  const documents = memory.all();
  const reservations = documents.filter((one): one is Reservation => one.type === 'reservation');
  const sumOf = (sku: Sku, state: Reservation['state']) =>
    reservations
      .filter((reservation) => reservation.state === state)
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.sku === sku ? line.quantity : 0), 0);
  const adjusted = (sku: Sku) =>
    documents
      .filter((one): one is Adjustment => one.type === 'adjustment' && one.sku === sku)
      .reduce((sum, { change }) => sum + change, 0);
  const levels = documents.filter((one): one is Level => one.type === 'level');
  return {
    levels: levels.map(({ id, onHand, reserved }) => ({ id, onHand, reserved })),
    expected: levels.map(({ id }) => ({
      id,
      onHand: (initial.get(id) ?? 0) + adjusted(id) - sumOf(id, 'committed'),
      reserved: sumOf(id, 'reserved'),
    })),
    /** As if nobody had ever ordered. */
    withoutOrders: levels.map(({ id }) => ({ id, onHand: (initial.get(id) ?? 0) + adjusted(id), reserved: 0 })),
    statesOf: (order: OrderId) =>
      reservations.filter(({ orderId }) => orderId === order).map(({ state, lines }) => ({ state, lines })),
  };
}

/** Two replicas, two hundred calls in any order and at any time, lost calls, lost answers, replicas that die. */
async function live(seed: number, { orderly, releases }: Life = { orderly: 0.8, releases: 0.12 }) {
  const random = randomFrom(`stock ${seed}`);
  const simulation = createSimulation(random);
  const replicas: [Replica, Replica] = [startReplica(simulation), startReplica(simulation)];
  const orders: Order[] = [];
  const under: Promise<unknown>[] = [];
  const adjustments: { sku: Sku; change: number; name: string }[] = [];
  const newOrder = (): Order => {
    const skus = new Set(
      Array.from({ length: random.whole(1, 3) }, () => random.pick(simulation.skus as [Sku, ...Sku[]])),
    );
    const lines = [...skus].map((sku) => ({ sku, quantity: random.whole(1, 3) }));
    const calls = { isOrderly: random.chance(orderly), settled: undefined, answers: [], last: Promise.resolve() };
    const order: Order = { id: anOrderId(), lines, ...calls };
    orders.push(order);
    return order;
  };
  const act = (order: Order, call: (replica: Replica) => Promise<Answer>, isSettlement: boolean) => {
    const start = () => {
      order.settled = undefined;
      const dying = random.chance(0.02);
      const at = random.whole(0, 1);
      const answer = call(replicas[at] as Replica);
      if (dying) {
        replicas[at]?.die();
        replicas[at] = startReplica(simulation);
      }
      return answer.then((result) => {
        if (isSettlement) order.answers.push(result);
        if (order.isOrderly && isSettlement) order.settled = result;
      });
    };
    order.last = order.isOrderly ? order.last.then(start) : Promise.all([order.last, start()]);
    under.push(order.last);
  };
  for (let step = 0; step < 200; step++) {
    const kind = random.between(0, 1);
    const order = orders.length > 0 && random.chance(0.6) ? random.pick(orders) : newOrder();
    const { id, lines } = order;
    const ttl = random.whole(1, 60);
    if (kind < 0.45) act(order, (replica) => replica.reserve(id, lines, ttl), false);
    else if (kind < 0.87 - releases) act(order, (replica) => replica.settle(id, 'commit', lines), true);
    else if (kind < 0.87) act(order, (replica) => replica.settle(id, 'release', lines), true);
    else if (kind < 0.94) under.push(replicas[random.whole(0, 1) as 0 | 1].sweep());
    else {
      // Every third time somebody asks again, at any replica, for what was asked for before.
      const again = adjustments.length > 0 && random.chance(0.3);
      const fresh = {
        sku: random.pick(simulation.skus),
        change: random.whole(-3, 4),
        name: `name-${step}`,
      };
      const { sku, change, name } = again ? random.pick(adjustments) : fresh;
      if (!again) adjustments.push(fresh);
      under.push(replicas[random.whole(0, 1) as 0 | 1].adjust(sku, change, name));
    }
    simulation.clock.now += random.whole(0, 2_000);
    if (random.chance(0.3)) await new Promise((resolve) => void setImmediate(resolve));
  }
  await Promise.all(under);
  return { simulation, orders, replica: replicas[0] };
}

describe('stock under two replicas, lost calls and crashes', () => {
  it.each(Array.from({ length: 30 }, (_, seed) => seed))(
    'is never oversold, and its totals are right at rest (%i)',
    async (seed) => {
      const { simulation, orders } = await live(seed);
      const { levels, expected } = totalsOf(simulation);
      expect(levels).toEqual(expected);
      for (const { onHand, reserved } of levels) {
        expect(reserved).toBeGreaterThanOrEqual(0);
        expect(onHand).toBeGreaterThanOrEqual(reserved);
      }
      expect(orders.length).toBeGreaterThan(20);
    },
  );

  it.each(Array.from({ length: 40 }, (_, seed) => seed))('did what it answered (%i)', async (seed) => {
    const { simulation, orders } = await live(seed);
    const { statesOf } = totalsOf(simulation);
    const lines = (states: ReturnType<typeof statesOf>) =>
      states.flatMap((state) => state.lines).sort((a, b) => (a.sku < b.sku ? -1 : 1));
    const answered = orders.filter(({ settled }) => settled !== undefined);
    expect(answered.length).toBeGreaterThan(0);
    for (const order of answered) {
      const states = statesOf(order.id);
      const committed = states.filter(({ state }) => state === 'committed');
      if (order.settled === 'committed')
        expect(lines(committed)).toEqual(order.lines.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)));
      else expect(committed).toEqual([]);
    }
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'never takes back a success, whoever fails beside it (%i)',
    async (seed) => {
      const { simulation, orders } = await live(seed, { orderly: 0, releases: 0 });
      const { statesOf } = totalsOf(simulation);
      const committed = orders.filter(({ answers }) => answers.includes('committed'));
      expect(committed.length).toBeGreaterThan(0);
      for (const { id } of committed)
        expect(new Set(statesOf(id).map(({ state }) => state))).toEqual(new Set(['committed']));
    },
  );

  it.each(Array.from({ length: 10 }, (_, seed) => seed))('holds nothing for ever (%i)', async (seed) => {
    const { simulation } = await live(seed);
    simulation.clock.now += 86_400_000;
    await startReplica({ ...simulation, faults: 0 }).sweep();
    for (const { reserved } of totalsOf(simulation).levels) expect(reserved).toBe(0);
  });

  it.each([8, 400].flatMap((day) => Array.from({ length: 15 }, (_, seed) => [day, seed] as const)))(
    'gives back on day %i, once, whatever an order had taken (%i)',
    async (day, seed) => {
      const { simulation, orders } = await live(seed, { orderly: 0.8, releases: 0.05 });
      const taken = orders.filter(({ settled }) => settled === 'committed');
      expect(taken.length).toBeGreaterThan(0);
      simulation.clock.now += day * 86_400_000;
      const [one, two] = [startReplica({ ...simulation, faults: 0 }), startReplica({ ...simulation, faults: 0 })];
      await one.sweep();
      const before = totalsOf(simulation);
      expect(before.levels).toEqual(before.expected);
      for (const { id, lines, settled } of orders) {
        const answers = [await one.settle(id, 'release', lines), await two.settle(id, 'release', lines)];
        if (settled === 'committed') expect(answers).toEqual(['released', 'released']);
        else expect(new Set(answers).size).toBe(1);
      }
      simulation.clock.now += day * 86_400_000;
      for (const { id, lines } of taken) expect(await two.settle(id, 'release', lines)).toBe('released');
      const { levels, withoutOrders } = totalsOf(simulation);
      expect(levels).toEqual(withoutOrders);
    },
  );
});
