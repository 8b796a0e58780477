import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from '@halden/contracts/client';
import type { Order } from '@halden/contracts';
import { followOrder, type FollowOptions } from './follow.ts';

const money = (amount: number) => ({ amount, currency: 'EUR' as const });
const anOrder = (version: number, status: Order['status'] = 'pending', charged = 0) =>
  ({ version, status, charged: money(charged), refunded: money(0) }) as Order;
const orderEvent = (order: Order) => `event: order\nid: ${order.version}\ndata: ${JSON.stringify(order)}\n\n`;
const ended = 'event: end\ndata: {}\n\n';
const stream =
  (...pieces: string[]) =>
  async () =>
    new Response(new Blob(pieces).stream(), { headers: { 'content-type': 'text/event-stream' } });
const broken = () => Promise.reject(new TypeError('Failed to fetch'));

/** Follows with the given connections one after the other; pauses take no time, silences never end. */
async function follow(connections: FollowOptions['open'][], options: Partial<FollowOptions> = {}) {
  const seen: number[] = [];
  const live: boolean[] = [];
  const pauses: number[] = [];
  const stop = new AbortController();
  await followOrder({
    open: (signal) => {
      const next = connections.shift();
      if (next) return next(signal);
      stop.abort();
      return broken();
    },
    read: () => broken(),
    onOrder: ({ version }) => void seen.push(version),
    onConnection: (state) => void live.push(state),
    wait: (ms, signal) =>
      ms > 20_000
        ? new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
        : Promise.resolve(void pauses.push(ms)),
    signal: stop.signal,
    ...options,
  });
  return { seen, live, pauses };
}

describe('following an order', () => {
  it('passes on every version, until nothing more will happen', async () => {
    const { seen, pauses } = await follow([stream(orderEvent(anOrder(1)), orderEvent(anOrder(2, 'declined')), ended)]);
    expect(seen).toEqual([1, 2]);
    expect(pauses).toEqual([]);
  });

  it('connects again when the stream breaks, and says when it is live', async () => {
    const { seen, live } = await follow([
      stream(orderEvent(anOrder(1))),
      broken,
      stream(orderEvent(anOrder(2)), ended),
    ]);
    expect(seen).toEqual([1, 2]);
    expect(live).toEqual([true, false, false, true]);
  });

  it('waits longer from time to time, and asks for the order when streams bring nothing', async () => {
    let reads = 0;
    const { seen, pauses } = await follow([broken, broken, broken, stream(orderEvent(anOrder(99)), ended)], {
      read: async () => anOrder(++reads),
    });
    expect(pauses.slice(0, 2)).toEqual([1_000, 2_000]);
    expect(pauses.slice(2).every((ms) => ms === 3_000)).toBe(true);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99]);
  });

  it('reads events whose pieces end anywhere, also between CR and LF', async () => {
    const whole = `: hello\r\n\r\n${orderEvent(anOrder(1)).replaceAll('\n', '\r\n')}: still here\n\n${orderEvent(anOrder(2))}${ended}`;
    for (let size = 1; size < 20; size++) {
      const pieces = whole.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      const inPieces = async () =>
        new Response(
          new ReadableStream({
            start(controller) {
              for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
              controller.close();
            },
          }),
        );
      const { seen } = await follow([inPieces]);
      expect(seen).toEqual([1, 2]);
    }
  });

  it('ends when the order that is asked for will not change any more', async () => {
    const answers = [anOrder(1), anOrder(2, 'declined')];
    const { seen } = await follow([broken, broken, broken], { read: async () => answers.shift() ?? anOrder(99) });
    expect(seen).toEqual([1, 2]);
  });

  it('goes on while money of a cancelled order is still owed', async () => {
    const answers = [anOrder(1, 'cancelled', 4_800), anOrder(2, 'cancelled')];
    const { seen } = await follow([broken, broken, broken], { read: async () => answers.shift() ?? anOrder(99) });
    expect(seen).toEqual([1, 2]);
  });

  it('does not connect again when a stream breaks after the last change', async () => {
    const { seen, pauses } = await follow([stream(orderEvent(anOrder(3, 'refunded'))), stream(orderEvent(anOrder(4)))]);
    expect(seen).toEqual([3]);
    expect(pauses).toEqual([]);
  });

  it.each([408, 429, 503])('tries again after an answer of %d', async (status) => {
    const busy = async () => new Response('{}', { status });
    const { seen } = await follow([busy, stream(orderEvent(anOrder(7)), ended)]);
    expect(seen).toEqual([7]);
  });

  it('ends with the reason when the order is not ours to see', async () => {
    const problem = { type: 't', title: 'There is no such order', status: 404, code: 'order_not_found' as const };
    const refused = async () => new Response('{}', { status: 404 });
    const following = follow([refused], { read: () => Promise.reject(new ApiProblem(problem)) });
    await expect(following).rejects.toMatchObject({ problem });
  });

  it('gives a stream up that has fallen silent', async () => {
    const silent = (signal: AbortSignal) =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            start: (controller) => signal.addEventListener('abort', () => controller.error(new Error('aborted'))),
          }),
        ),
      );
    const { seen } = await follow([silent, stream(orderEvent(anOrder(5)), ended)], { wait: () => Promise.resolve() });
    expect(seen).toEqual([5]);
  });
});
