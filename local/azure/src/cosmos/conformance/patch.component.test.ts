import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Container, PatchOperation } from '@azure/cosmos';
import { failure, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
let container: Container;
beforeAll(async () => {
  cosmos = await startCosmos();
  container = await cosmos.container();
});
afterAll(() => cosmos.stop());

/** Patches a fresh item and returns what became of it. */
async function patched(before: object, operations: object[]) {
  const { resource } = await container.items.create({ pk: 'a', ...before });
  const answer = await container.item(resource!.id, 'a').patch(operations as PatchOperation[]);
  expect(answer.statusCode).toBe(200);
  expect((await container.item(resource!.id, 'a').read()).resource).toEqual(answer.resource);
  return answer.resource as Record<string, unknown>;
}
const refused = async (before: object, operations: object[]) => {
  const { resource } = await container.items.create({ pk: 'a', ...before });
  const error = await failure(container.item(resource!.id, 'a').patch(operations as PatchOperation[]));
  expect((await container.item(resource!.id, 'a').read()).resource).toEqual(resource);
  return error;
};

describe('patching an item', () => {
  it('adds, sets and replaces properties, also nested ones', async () => {
    const after = await patched({ stock: { oslo: 1 }, name: 'Mug' }, [
      { op: 'add', path: '/colour', value: 'blue' },
      { op: 'set', path: '/stock/rome', value: { bin: [1] } },
      { op: 'replace', path: '/name', value: 'Cup' },
    ]);
    expect(after).toMatchObject({ colour: 'blue', stock: { oslo: 1, rome: { bin: [1] } }, name: 'Cup' });
  });

  it('inserts into an array with add, overwrites with set, appends with -', async () => {
    const tags = ['a', 'b'];
    expect(await patched({ tags }, [{ op: 'add', path: '/tags/1', value: 'x' }])).toMatchObject({
      tags: ['a', 'x', 'b'],
    });
    expect(await patched({ tags }, [{ op: 'set', path: '/tags/1', value: 'x' }])).toMatchObject({ tags: ['a', 'x'] });
    expect(await patched({ tags }, [{ op: 'add', path: '/tags/-', value: 'x' }])).toMatchObject({
      tags: ['a', 'b', 'x'],
    });
    expect((await refused({ tags }, [{ op: 'add', path: '/tags/3', value: 'x' }])).code).toBe(400);
  });

  it('removes properties and array elements', async () => {
    const after = await patched({ tags: ['a', 'b'], old: 1 }, [
      { op: 'remove', path: '/tags/0' },
      { op: 'remove', path: '/old' },
    ]);
    expect(after['tags']).toEqual(['b']);
    expect(after).not.toHaveProperty('old');
  });

  it('increments numbers, and creates those that are missing', async () => {
    const after = await patched({ n: 1, f: 0.5 }, [
      { op: 'incr', path: '/n', value: -3 },
      { op: 'incr', path: '/f', value: 0.25 },
      { op: 'incr', path: '/new', value: 7 },
    ]);
    expect(after).toMatchObject({ n: -2, f: 0.75, new: 7 });
  });

  it('moves a value', async () => {
    const after = await patched({ from: { it: 1 }, to: {} }, [{ op: 'move', from: '/from/it', path: '/to/that' }]);
    expect(after).toMatchObject({ from: {}, to: { that: 1 } });
  });

  it('reads ~1 and ~0 in a path as / and ~', async () => {
    expect(await patched({ m: { 'a/b': 1 } }, [{ op: 'set', path: '/m/a~1b', value: 2 }])).toMatchObject({
      m: { 'a/b': 2 },
    });
  });

  it.each([
    ['replace of a missing property', { op: 'replace', path: '/no', value: 1 }],
    ['remove of a missing property', { op: 'remove', path: '/no' }],
    ['incr of a text', { op: 'incr', path: '/text', value: 1 }],
    ['incr by a text', { op: 'incr', path: '/n', value: '1' }],
    ['a parent that is missing', { op: 'set', path: '/no/child', value: 1 }],
    ['a parent that is a number', { op: 'add', path: '/n/child', value: 1 }],
    ['a path without a slash', { op: 'set', path: 'n', value: 1 }],
    ['the id', { op: 'set', path: '/id', value: 'x' }],
    ['the partition key', { op: 'set', path: '/pk', value: 'b' }],
    ['a system property', { op: 'set', path: '/_ts', value: 1 }],
    ['an unknown operation', { op: 'test', path: '/n', value: 1 }],
    ['a move into its own child', { op: 'move', from: '/deep', path: '/deep/er' }],
    ['a set without a value', { op: 'set', path: '/n' }],
  ])('refuses %s with 400 and changes nothing', async (_, operation) => {
    const error = await refused({ n: 1, text: 'x', deep: {} }, [{ op: 'set', path: '/first', value: 1 }, operation]);
    expect(error).toMatchObject({ code: 400, body: { code: 'BadRequest' } });
  });

  it('says which operation failed, where and why', async () => {
    const error = await refused({}, [{ op: 'set', path: '/a/b', value: 1 }]);
    expect(error.message).toContain('For Operation(1)');
    expect(error.message).toContain("no path found beyond: 'a'");
  });

  it('takes ten operations, not eleven', async () => {
    const operations = Array.from({ length: 11 }, (_, n) => ({ op: 'set', path: `/p${n}`, value: n }));
    expect(await patched({}, operations.slice(0, 10))).toMatchObject({ p9: 9 });
    expect((await refused({}, operations)).code).toBe(400);
  });

  it('happens only when its condition holds, else 412', async () => {
    const { resource } = await container.items.create({ pk: 'a', stock: 3, open: true });
    const item = container.item(resource!.id, 'a');
    const reserve = (quantity: number) =>
      item.patch({
        condition: `FROM c WHERE c.stock >= ${quantity} AND c.open`,
        operations: [{ op: 'incr', path: '/stock', value: -quantity }],
      });
    expect((await reserve(2)).resource).toMatchObject({ stock: 1 });
    expect(await failure(reserve(2))).toMatchObject({ code: 412 });
    expect(await failure(item.patch({ condition: 'FROM c WHER', operations: [] }))).toMatchObject({ code: 400 });
  });

  it('answers 404 for an item that is not there', async () => {
    const missing = container.item('missing', 'a').patch([{ op: 'set', path: '/a', value: 1 }]);
    expect(await failure(missing)).toMatchObject({ code: 404 });
  });
});
