import { describe, expect, it } from '@jest/globals';
import { DuplicateHistory } from './duplicates.ts';
import { Journal } from './journal.ts';

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function aJournal() {
  const observed: { rolledBack: unknown[]; callbackFailed: unknown[] } = { rolledBack: [], callbackFailed: [] };
  const journal = new Journal(undefined, {
    rolledBack: (error) => observed.rolledBack.push(error),
    callbackFailed: (error) => observed.callbackFailed.push(error),
  });
  return { journal, observed };
}

describe('a journal', () => {
  it('calls back in order once everything written in the turn is committed', async () => {
    const { journal } = aJournal();
    const log: string[] = [];
    journal.entity('first', 1);
    journal.afterCommit(() => log.push('one'));
    journal.entity('second', 2);
    journal.afterCommit(() => log.push('two'));
    await Promise.resolve();
    expect(log).toEqual([]);
    await turn();
    expect(log).toEqual(['one', 'two']);
    journal.close();
  });

  it('calls back soon, but not at once, when nothing is to be committed', async () => {
    const { journal } = aJournal();
    const log: string[] = [];
    journal.afterCommit(() => log.push('called'));
    expect(log).toEqual([]);
    await Promise.resolve();
    expect(log).toEqual(['called']);
    journal.close();
  });

  it('calls the others back when one callback throws, and says that it did', async () => {
    const { journal, observed } = aJournal();
    const log: string[] = [];
    journal.entity('x', 1);
    journal.afterCommit(() => {
      throw new Error('broken');
    });
    journal.afterCommit(() => log.push('others'));
    await turn();
    expect(log).toEqual(['others']);
    expect(observed.callbackFailed).toMatchObject([{ message: 'broken' }]);
    journal.close();
  });

  it('keeps nothing of a turn in which something could not be kept: what was waiting is never acknowledged', async () => {
    const { journal, observed } = aJournal();
    const log: string[] = [];
    const insert = journal.prepare("INSERT INTO entities VALUES (1, 'same', 1, 1, NULL)");
    journal.write(insert);
    journal.afterCommit(() => log.push('acknowledged'));
    expect(() => journal.write(insert)).toThrow(/UNIQUE/);
    journal.afterCommit(() => log.push('acknowledged'));
    expect(() => journal.write(journal.prepare('DELETE FROM rules'))).toThrow(/UNIQUE/);
    await turn();
    expect(log).toEqual([]);
    expect(observed.rolledBack).toHaveLength(1);
    journal.write(insert);
    journal.afterCommit(() => log.push('acknowledged later'));
    await turn();
    expect(log).toEqual(['acknowledged later']);
    journal.close();
  });

  it('gives out sequence numbers that an entity has not had', async () => {
    const { journal } = aJournal();
    const record = journal.entity('Orders', 5);
    expect([journal.nextSequence(record), journal.nextSequence(record)]).toEqual([1, 2]);
    await turn();
    expect(journal.entity('ORDERS', 99)).toEqual({ id: record.id, nextSequence: 3, createdAt: 5 });
    journal.close();
  });
});

describe('the duplicate history', () => {
  it('knows an id for as long as its window lasts, from when it was last taken', () => {
    const { journal } = aJournal();
    const history = new DuplicateHistory(journal, journal.entity('q', 0), 1_000);
    expect(history.isNew('a', 0)).toBe(true);
    expect(history.isNew('a', 999)).toBe(false);
    expect(history.isNew('b', 999)).toBe(true);
    expect(history.isNew('a', 1_000)).toBe(true);
    expect(history.isNew('a', 1_999)).toBe(false);
    expect(history.isNew('a', 2_000)).toBe(true);
    journal.close();
  });

  it('does not keep what it no longer needs', () => {
    const { journal } = aJournal();
    const history = new DuplicateHistory(journal, journal.entity('q', 0), 1_000);
    for (let now = 0; now < 100_000; now += 10) history.isNew(String(now), now);
    const { count } = journal
      .prepare('SELECT count(*) AS count FROM duplicates', { wholeTable: 'a test counts' })
      .get() as { count: number };
    expect(count).toBeLessThanOrEqual(112); // 100 ids in the window, and those of the tenth that passes between two purges
    journal.close();
  });

  it('forgets very many ids a few at a time, and never one within its window', () => {
    const { journal } = aJournal();
    const history = new DuplicateHistory(journal, journal.entity('q', 0), 1_000);
    const count = () =>
      Number(
        journal.prepare('SELECT count(*) AS count FROM duplicates', { wholeTable: 'a test counts' }).get()?.['count'],
      );
    for (let n = 0; n < 1_000; n++) history.isNew(`old-${n}`, 0);
    const counts = [];
    for (let n = 0; n < 12; n++) {
      history.isNew(`new-${n}`, 2_000);
      counts.push(count());
    }
    expect(counts).toEqual([901, 802, 703, 604, 505, 406, 307, 208, 109, 10, 11, 12]);
    expect(history.isNew('new-3', 2_999)).toBe(false);
    journal.close();
  });

  it('is kept for each entity by itself, and for none without a window', () => {
    const { journal } = aJournal();
    const [one, two] = ['one', 'two'].map((name) => new DuplicateHistory(journal, journal.entity(name, 0), 1_000));
    expect([one?.isNew('a', 0), two?.isNew('a', 0)]).toEqual([true, true]);
    const off = new DuplicateHistory(journal, journal.entity('off', 0), 0);
    expect([off.isNew('a', 0), off.isNew('a', 0)]).toEqual([true, true]);
    journal.close();
  });
});
