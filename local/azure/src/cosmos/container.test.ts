import { afterEach, describe, expect, it } from '@jest/globals';
import { Container } from './container.ts';
import { completeContainer } from './definitions.ts';
import { CosmosError } from './errors.ts';
import type { Item } from './item.ts';
import { allKeys, encodeValue, keysUnder } from './query/index-key.ts';
import type { JsonObject } from './query/values.ts';
import { Store } from './store.ts';

const start = 1_700_000_000_000;
const stores: Store[] = [];
afterEach(() => stores.splice(0).forEach((store) => store.close()));

function aContainer(settings: JsonObject = {}, store = aStore()): Container {
  const container = openContainer(settings, store);
  container.create();
  return container;
}
function openContainer(settings: JsonObject, store: Store): Container {
  const definition = completeContainer({ id: 'c', partitionKey: { paths: ['/pk'], kind: 'Hash' }, ...settings });
  return new Container(definition, { number: 1, rid: 'AAAAAIAAAAE=', self: 'dbs/d/colls/c/', store });
}
function aStore(): Store {
  const store = new Store(undefined);
  stores.push(store);
  return store;
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
    expect(container.purge(start + 9_000).deleted).toBe(0);
    expect(container.purge(start + 10_000).deleted).toBe(1);
    expect([...container.part().items()].map(idOf)).toEqual(['long']);
    expect([...container.changes()].map(idOf)).toEqual(['long']);
    expect(container.purge(start + 10_000).deleted).toBe(0);
  });

  it('keeps the order of creation in a partition through updates, renames and deletions that were taken back', () => {
    const container = aContainer();
    for (const id of ['1', '2', '3']) put(container, { id, pk: 'a' });
    container.commit();
    container.begin();
    container.remove(container.read(['a'], '1', { now: start })!);
    put(container, { id: '9', pk: 'a' });
    container.rollback();
    const first = container.read(['a'], '1', { now: start })!;
    container.write(['a'], { id: 'renamed', pk: 'a' }, { old: first, now: start });
    put(container, { id: '2', pk: 'a', changed: true });
    container.commit();
    expect([...container.part(['a']).items()].map(idOf)).toEqual(['renamed', '2', '3']);
  });

  it('deletes what has expired a part at a time, and says that more is left', () => {
    const container = aContainer({ defaultTtl: 10 });
    for (let n = 0; n < 700; n++) put(container, { id: `${n}`, pk: 'a' });
    container.commit();
    const parts = [container.purge(start + 10_000), container.purge(start + 10_000), container.purge(start + 10_000)];
    expect(parts).toEqual([
      { deleted: 500, isMore: true },
      { deleted: 200, isMore: false },
      { deleted: 0, isMore: false },
    ]);
    expect(container.size).toBe(0);
  });

  it('lets items live by a new time to live, counted from their last write', () => {
    const container = aContainer();
    put(container, { id: 'default', pk: 'a' });
    put(container, { id: 'own', pk: 'a', ttl: 60 });
    put(container, { id: 'never', pk: 'a', ttl: -1 });
    container.commit();
    expect(container.purge(start + 10_000_000).deleted).toBe(0);
    container.redefine({ ...container.definition, defaultTtl: 30 });
    const living = (seconds: number) =>
      ['default', 'own', 'never'].filter((id) => container.read(['a'], id, { now: start + seconds * 1_000 }));
    expect([living(29), living(59), living(60)]).toEqual([['default', 'own', 'never'], ['own', 'never'], ['never']]);
    container.redefine(completeContainer({ id: 'c', partitionKey: { paths: ['/pk'], kind: 'Hash' } }));
    expect(living(60)).toEqual(['default', 'own', 'never']);
  });

  it('keeps apart ids that differ only by half a surrogate pair', () => {
    const container = aContainer();
    const ids = ['\ud800', '\udbff', '\ufffd', '😀'];
    for (const id of ids) put(container, { id, pk: 'a' });
    container.commit();
    expect([...container.part().items()].map((item) => item.id)).toEqual(ids);
    for (const id of ids) expect(container.read(['a'], id, { now: start })!.content.value['id']).toBe(id);
  });

  it('is in itself consistent after thousands of random writes, some taken back, and after being restored', () => {
    const store = aStore();
    const container = aContainer({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] } }, store);
    for (let n = 0; n < 201; n++) put(container, { id: `first-${n}`, pk: 'p0', n: n % 20, code: 1_000 + n, tags: [] });
    container.commit();
    const indexes = container.part().indexes!;
    const ofOne = container.part(['p0']).indexes!;
    const byN = indexes.ordered([{ path: ['n'], descending: false }])!;
    const byNInP0 = ofOne.ordered([{ path: ['n'], descending: false }])!;
    const byTag = indexes.elements(['tags'])!;
    let seed = 42;
    const below = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
    const all = () => [...container.part().items()];
    const expected = new Map(all().map(({ id, content }) => [`p0/${id}`, content.json]));
    let committed = new Map(expected);
    container.begin();
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
        container.begin();
        committed = new Map(expected);
      } else if (dice < 6) {
        container.rollback();
        container.begin();
        expected.clear();
        for (const [key, json] of committed) expected.set(key, json);
      }
    }
    container.commit();

    const items = all();
    const contents = (of: Item[]) => of.map(({ content }) => content.json).sort();
    expect(contents(items)).toEqual([...expected.values()].sort());
    expect(container.size).toBe(items.length);
    expect(contents([...container.changes()])).toEqual(contents(items));
    const partitions = ['p0', 'p1', 'p2', 'p3', 'p4'].flatMap((pk) => [...container.part([pk]).items()]);
    expect(contents(partitions)).toEqual(contents(items));
    expect(items.map(({ seq }) => seq)).toEqual(items.map(({ seq }) => seq).sort((a, b) => a - b));
    const sorted = items.toSorted(
      (a, b) => Number(a.content.value['n']) - Number(b.content.value['n']) || a.seq - b.seq,
    );
    const seqs = (of: Item[]) => of.map(({ seq }) => seq);
    expect([...byN.walk(allKeys)]).toEqual(seqs(sorted));
    expect([...byN.walk(allKeys, { backwards: true })]).toEqual(seqs(sorted).reverse());
    expect([...byNInP0.walk(allKeys)]).toEqual(seqs(sorted.filter(({ partition }) => partition === '["p0"]')));
    for (const tag of [0, 1, 2, 3]) {
      const tagged = items.filter(({ content }) => (content.value['tags'] as number[]).includes(tag));
      expect([...byTag.walk(keysUnder(encodeValue(tag)))]).toEqual(seqs(tagged));
    }
    const positions = [...container.changes()].map(({ lsn }) => lsn);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));

    store.turn.commit();
    store.cache.clear();
    const restored = openContainer({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] } }, store);
    expect(contents([...restored.part().items()])).toEqual(contents(items));
    expect([restored.size, restored.lastLsn]).toEqual([items.length, container.lastLsn]);
    for (const item of items) {
      const { pk, code } = item.content.value as { pk: string; code: number };
      expect(() => restored.write([pk], { id: 'other', pk, code }, { now: start })).toThrow(/Unique index/);
    }
  });
});
