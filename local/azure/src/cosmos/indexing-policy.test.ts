import { describe, expect, it } from '@jest/globals';
import { completeIndexingPolicy, IndexingRules, type IndexingPolicy } from './indexing-policy.ts';

const sortable = (policy: Partial<IndexingPolicy>, ...paths: string[]) => {
  const rules = new IndexingRules(completeIndexingPolicy(policy));
  return paths.filter((path) => {
    try {
      rules.checkOrder([{ path: path.split('/'), descending: false }]);
      return true;
    } catch {
      return false;
    }
  });
};

describe('an indexing policy', () => {
  it('permits sorting by every path unless it says otherwise, except by the ETag', () => {
    expect(sortable({}, 'name', 'a/b', '_ts', '_etag')).toEqual(['name', 'a/b', '_ts']);
  });

  it('lets the most precise path decide', () => {
    const excludedPaths = [{ path: '/a/*' }, { path: '/b/?' }];
    const includedPaths = [{ path: '/*' }, { path: '/a/b/?' }];
    expect(sortable({ includedPaths, excludedPaths }, 'a', 'a/b', 'a/b/c', 'a/c', 'b', 'b/c')).toEqual(['a/b', 'b/c']);
    expect(sortable({ includedPaths: [{ path: '/a/?' }], excludedPaths: [{ path: '/*' }] }, 'a', 'b')).toEqual(['a']);
  });

  it('permits no sorting when it is off', () => {
    expect(sortable({ indexingMode: 'none', includedPaths: [], excludedPaths: [] }, 'name')).toEqual([]);
  });

  it('serves several sort keys by a composite index in its order or the exact reverse', () => {
    const rules = new IndexingRules(
      completeIndexingPolicy({ compositeIndexes: [[{ path: '/a' }, { path: '/b/c', order: 'descending' }]] }),
    );
    const order = (a: boolean, b: boolean) => () =>
      rules.checkOrder([
        { path: ['a'], descending: a },
        { path: ['b', 'c'], descending: b },
      ]);
    expect(order(false, true)).not.toThrow();
    expect(order(true, false)).not.toThrow();
    expect(order(false, false)).toThrow(/composite index/);
    expect(order(true, true)).toThrow(/composite index/);
  });

  it.each<Partial<IndexingPolicy>>([
    { includedPaths: [{ path: 'name' }] },
    { includedPaths: [{ path: '/*' }, { path: '/name' }] },
    { compositeIndexes: [[{ path: '/a' }, { path: '/b/?' }]] },
    { compositeIndexes: [[{ path: '/a' }, { path: '/b', order: 'up' as never }]] },
  ])('is refused when it is written wrong: %j', (policy) => {
    expect(() => completeIndexingPolicy(policy)).toThrow();
  });
});
