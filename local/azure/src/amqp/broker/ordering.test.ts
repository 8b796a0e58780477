import { describe, expect, it } from '@jest/globals';
import { Deadlines, type Deadline } from './deadlines.ts';
import { ReadyList } from './ready-list.ts';

/** The numbers below `count`, in an order that only looks random. */
const shuffled = (count: number) => Array.from({ length: count }, (_, index) => (index * 7_919) % count);

describe('deadlines', () => {
  it('become due in the order of their times', () => {
    const deadlines = new Deadlines<number>();
    for (const at of shuffled(1_000)) deadlines.add(at, at);
    const due: number[] = [];
    for (let item; (item = deadlines.takeDue(499)) !== undefined;) due.push(item);
    expect(due).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(deadlines.next).toBe(500);
  });

  it('can be taken out from anywhere, once', () => {
    const deadlines = new Deadlines<number>();
    const all = new Map<number, Deadline<number>>(shuffled(1_000).map((at) => [at, deadlines.add(at, at)]));
    for (const [at, deadline] of all)
      if (at % 3 !== 0) {
        deadlines.remove(deadline);
        deadlines.remove(deadline);
      }
    deadlines.remove(undefined);
    const due: number[] = [];
    for (let item; (item = deadlines.takeDue(Infinity)) !== undefined;) due.push(item);
    expect(due).toEqual(Array.from({ length: 334 }, (_, index) => index * 3));
    expect(deadlines.next).toBe(Infinity);
  });
});

describe('a ready list', () => {
  const message = (sequence: number) => ({ sequence });

  it('gives messages in the order of their numbers, in whatever order they come', () => {
    const list = new ReadyList<{ sequence: number }>();
    for (const sequence of shuffled(500)) list.add(message(sequence));
    expect(Array.from({ length: 500 }, () => list.take()?.sequence)).toEqual(Array.from({ length: 500 }, (_, n) => n));
    expect([list.take(), list.length]).toEqual([undefined, 0]);
  });

  it('takes messages back to their old place, also when many were taken in between', () => {
    const list = new ReadyList<{ sequence: number }>();
    for (let sequence = 0; sequence < 5_000; sequence++) list.add(message(sequence));
    for (let count = 0; count < 3_000; count++) list.take();
    list.add(message(10));
    list.add(message(2_500));
    list.add(message(5));
    expect([list.take(), list.take(), list.take(), list.take()].map((taken) => taken?.sequence)).toEqual([
      5, 10, 2_500, 3_000,
    ]);
    expect(list.length).toBe(1_999);
  });

  it('removes a message from anywhere, and nothing that it does not have', () => {
    const list = new ReadyList<{ sequence: number }>();
    const messages = [0, 1, 2, 3].map(message);
    for (const each of messages) list.add(each);
    list.remove(messages[0]!);
    list.remove(messages[2]!);
    list.remove(messages[2]!);
    list.remove(message(1));
    expect([list.take()?.sequence, list.take()?.sequence, list.take()]).toEqual([1, 3, undefined]);
  });
});
