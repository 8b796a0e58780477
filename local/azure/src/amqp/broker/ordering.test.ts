import { describe, expect, it } from '@jest/globals';
import type { Lock, QueueMessage } from './locks.ts';
import { ReadyList } from './ready-list.ts';
import { ReadyWindow } from './ready-window.ts';

/** The numbers below `count`, in an order that only looks random. */
const shuffled = (count: number) => Array.from({ length: count }, (_, index) => (index * 7_919) % count);

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

  it('removes a message by its number from anywhere, once', () => {
    const list = new ReadyList<{ sequence: number }>();
    const messages = [0, 1, 2, 3].map(message);
    for (const each of messages) list.add(each);
    list.remove(messages[0]!);
    list.remove(messages[2]!);
    list.remove(messages[2]!);
    list.remove(message(7));
    expect([list.take()?.sequence, list.take()?.sequence, list.take()]).toEqual([1, 3, undefined]);
  });
});

describe('a ready window', () => {
  const aMessage = (sequence: number) => ({ sequence }) as QueueMessage;

  /** A window over messages in a file, which notes how many were read. */
  function aWindow(count: number) {
    const file = Array.from({ length: count }, (_, at) => aMessage(at + 1));
    const locked = new Set<number>();
    const read = { messages: 0 };
    const window = new ReadyWindow((after, limit) => {
      const found = file.filter(({ sequence }) => sequence > after).slice(0, limit);
      read.messages += found.length;
      return found.map((message) => (locked.has(message.sequence) ? { ...message, lock: {} as Lock } : message));
    });
    const take = (times: number) =>
      Array.from({ length: times }, () => window.take()?.sequence).filter((sequence) => sequence !== undefined);
    const add = (sequence: number) => {
      if (!file.some((known) => known.sequence === sequence)) file.push(aMessage(sequence));
      window.add(aMessage(sequence));
    };
    return { window, locked, read, take, add };
  }
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

  it('gives all messages in order, and has no more of them in memory than the next ones', () => {
    const { take, read } = aWindow(10_000);
    expect(take(1)).toEqual([1]);
    expect(read.messages).toBeLessThanOrEqual(256);
    expect(take(20_000)).toEqual(numbers(2, 10_000));
    expect(read.messages).toBe(10_000);
  });

  it('gives new messages after those that are still in the file', () => {
    const { take, add } = aWindow(300);
    add(301);
    expect(take(150)).toEqual(numbers(1, 150));
    add(302);
    expect(take(1_000)).toEqual(numbers(151, 302));
    add(303);
    expect(take(2)).toEqual([303]);
  });

  it('gives what comes back in its old place, and leaves out what is locked', () => {
    const { take, add, locked, window } = aWindow(2_000);
    expect(take(1_500)).toEqual(numbers(1, 1_500));
    for (const sequence of numbers(1_000, 1_500)) locked.add(sequence);
    // Of the many that come back the last ones wait in the file again, among those that are locked.
    for (const sequence of numbers(1, 999).reverse()) add(sequence);
    window.remove({ sequence: 3 });
    expect(take(3_000)).toEqual([1, 2, ...numbers(4, 999), ...numbers(1_501, 2_000)]);
  });
});
