import { describe, expect, it } from '@jest/globals';
import { Container } from './container.ts';
import { completeContainer } from './definitions.ts';
import { CosmosError } from './errors.ts';
import type { Item } from './item.ts';
import type { JsonObject } from './query/values.ts';
import { Store } from './store.ts';

const start = 1_700_000_000_000;
const place = { number: 1, rid: 'AAAAAIAAAAE=', self: 'dbs/d/colls/c/', store: new Store(undefined) };

function aContainer(settings: JsonObject = {}): Container {
  const definition = completeContainer({ id: 'c', partitionKey: { paths: ['/pk'], kind: 'Hash' }, ...settings });
  return new Container(definition, place);
}
const idOf = (item: Item) => item.content.value['id'];
const put = (container: Container, body: JsonObject, now = start) => {
  const key = [body['pk'] as string];
  const old = container.read(key, body['id'] as string, { now });
  return container.write(key, body, { now, ...(old ? { old } : {}) });
};

describe('a container', () => {
  it('deletes what has expired when it is purged, and nothing else', () => {
    const container = aContainer({ defaultTtl: 10 });
    put(container, { id: 'short', pk: 'a' });
    put(container, { id: 'long', pk: 'a', ttl: 100 });
    container.commit();
    expect(container.purge(start + 9_000)).toBe(0);
    expect(container.purge(start + 10_000)).toBe(1);
    expect([...container.items.after()].map(idOf)).toEqual(['long']);
    expect([...container.changes.after()].map(idOf)).toEqual(['long']);
    expect(container.purge(start + 10_000)).toBe(0);
  });

  it('keeps the order of creation in a partition through updates, renames and deletions that were taken back', () => {
    const container = aContainer();
    for (const id of ['1', '2', '3']) put(container, { id, pk: 'a' });
    container.commit();
    container.remove(container.read(['a'], '1', { now: start })!);
    put(container, { id: '9', pk: 'a' });
    container.rollback();
    const first = container.read(['a'], '1', { now: start })!;
    container.write(['a'], { id: 'renamed', pk: 'a' }, { old: first, now: start });
    put(container, { id: '2', pk: 'a', changed: true });
    container.commit();
    expect(container.partitions(['a'])[0]!.inOrder().map(idOf)).toEqual(['renamed', '2', '3']);
  });

  it('forgets a partition with its last item', () => {
    const container = aContainer();
    const item = put(container, { id: '1', pk: 'a' });
    container.commit();
    container.remove(item);
    container.commit();
    expect(container.partitions([])).toEqual([]);
  });

  it('is in itself consistent after thousands of random writes, some taken back, and after being restored', () => {
    const container = aContainer({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] } });
    const byN = container.indexes.ordered([{ path: ['n'], descending: false }])!;
    const byTag = container.indexes.elements(['tags'])!;
    let seed = 42;
    const below = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    const expected = new Map<string, string>();
    let committed = new Map<string, string>();
    for (let step = 0; step < 5_000; step++) {
      const [pk, id] = [`p${below(5)}`, `${below(30)}`];
      const name = `${pk}/${id}`;
      try {
        const item = container.read([pk], id, { now: start });
        if (item && below(3) === 0) {
          container.remove(item);
          expected.delete(name);
        } else {
          const body = { id, pk, n: below(20), code: below(200), tags: [below(4), below(4)] };
          expected.set(name, put(container, body).content.json);
        }
      } catch (error) {
        if (!(error instanceof CosmosError) || error.status !== 409) throw error;
      }
      const dice = below(10);
      if (dice < 4) {
        container.commit();
        committed = new Map(expected);
      } else if (dice < 6) {
        container.rollback();
        expected.clear();
        for (const [key, json] of committed) expected.set(key, json);
      }
    }
    container.commit();

    const items = [...container.items.after()];
    const contents = (of: Item[]) => of.map(({ content }) => content.json).sort();
    expect(contents(items)).toEqual([...expected.values()].sort());
    expect(contents([...container.changes.after()])).toEqual(contents(items));
    expect(contents(container.partitions([]).flatMap((partition) => partition.inOrder()))).toEqual(contents(items));
    expect(items.map(({ seq }) => seq)).toEqual(items.map(({ seq }) => seq).sort((a, b) => a - b));
    const sorted = items.toSorted(
      (a, b) => Number(a.content.value['n']) - Number(b.content.value['n']) || a.seq - b.seq,
    );
    expect([...byN.range(0, byN.size)]).toEqual(sorted);
    for (const tag of [0, 1, 2, 3]) {
      const tagged = items.filter(({ content }) => (content.value['tags'] as number[]).includes(tag));
      expect(contents([...byTag.having(tag)])).toEqual(contents(tagged));
    }

    const restored = aContainer({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] } });
    restored.restore(
      items.map(({ seq, lsn, content }) => ({ seq, lsn, body: content.json })),
      undefined,
    );
    // Items that were written together share a position; which of them comes first may differ.
    const changes = (of: Container) => [...of.changes.after()].map(({ lsn, seq }) => `${lsn}/${seq}`).sort();
    const positions = [...container.changes.after()].map(({ lsn }) => lsn);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(changes(restored)).toEqual(changes(container));
    for (const item of items) {
      const { pk, code } = item.content.value as { pk: string; code: number };
      expect(() => restored.write([pk], { id: 'other', pk, code }, { now: start })).toThrow(/Unique index/);
    }
  });
});
