import { describe, expect, it } from '@jest/globals';
import { SequencedList } from './sequenced-list.ts';

describe('a sequenced list', () => {
  it('keeps what was not removed, in order, through many removals', () => {
    const list = new SequencedList<string>();
    const expected: { number: number; item: string }[] = [];
    for (let n = 0; n < 1_000; n++) {
      const number = Math.floor(n / 2);
      list.append(number, `${n}`);
      expected.push({ number, item: `${n}` });
      if (n % 4 === 3) continue;
      const [removed] = expected.splice((n * 7) % expected.length, 1);
      list.remove(removed!.number, removed!.item);
    }
    expect(list.size).toBe(expected.length);
    expect([...list.after()]).toEqual(expected.map(({ item }) => item));
    for (const after of [-1, 100, 433, 499])
      expect([...list.after(after)]).toEqual(expected.filter(({ number }) => number > after).map(({ item }) => item));
  });

  it('ignores the removal of what it does not have', () => {
    const list = new SequencedList<string>();
    list.append(1, 'a');
    list.remove(1, 'b');
    list.remove(2, 'a');
    expect([...list.after()]).toEqual(['a']);
  });
});
