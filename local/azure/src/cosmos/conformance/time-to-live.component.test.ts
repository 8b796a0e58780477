import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Container } from '@azure/cosmos';
import { failure, startCosmos, type Cosmos } from '../testing/harness.ts';

let cosmos: Cosmos;
beforeAll(async () => void (cosmos = await startCosmos()));
afterAll(() => cosmos.stop());

const left = async (container: Container) =>
  (await container.items.query<string>('SELECT VALUE c.id FROM c').fetchAll()).resources;

describe('time to live', () => {
  it('of the container ends every item that has none of its own; -1 keeps one for ever', async () => {
    const container = await cosmos.container({ defaultTtl: 10 });
    await container.items.create({ id: 'default', pk: 'a' });
    await container.items.create({ id: 'longer', pk: 'a', ttl: 30 });
    await container.items.create({ id: 'forever', pk: 'a', ttl: -1 });
    cosmos.advance(5);
    expect(await left(container)).toHaveLength(3);
    cosmos.advance(6);
    expect(await left(container)).toEqual(['longer', 'forever']);
    expect((await container.item('default', 'a').read()).statusCode).toBe(404);
    cosmos.advance(20);
    expect(await left(container)).toEqual(['forever']);
  });

  it('of an item counts only when the container has one, be it -1', async () => {
    const without = await cosmos.container();
    const never = await cosmos.container({ defaultTtl: -1 });
    for (const container of [without, never]) {
      await container.items.create({ id: 'short', pk: 'a', ttl: 5 });
      await container.items.create({ id: 'plain', pk: 'a' });
    }
    cosmos.advance(6);
    expect(await left(without)).toEqual(['short', 'plain']);
    expect(await left(never)).toEqual(['plain']);
  });

  it('starts again with every write', async () => {
    const container = await cosmos.container({ defaultTtl: 10 });
    await container.items.create({ id: '1', pk: 'a' });
    cosmos.advance(6);
    await container.item('1', 'a').patch([{ op: 'set', path: '/touched', value: true }]);
    cosmos.advance(6);
    expect(await left(container)).toEqual(['1']);
  });

  it('frees the id, the unique keys and the place in the change feed at once', async () => {
    const container = await cosmos.container({
      defaultTtl: 5,
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] },
    });
    await container.items.create({ id: '1', pk: 'a', code: 'x' });
    cosmos.advance(6);
    const item = container.item('1', 'a');
    expect(await failure(item.replace({ id: '1', pk: 'a', code: 'x' }))).toMatchObject({ code: 404 });
    expect((await container.items.create({ id: '2', pk: 'a', code: 'x' })).statusCode).toBe(201);
    expect((await container.items.upsert({ id: '1', pk: 'a', code: 'y' })).statusCode).toBe(201);
  });

  it('applies to items that were there before the container got it', async () => {
    const container = await cosmos.container();
    await container.items.create({ id: '1', pk: 'a' });
    cosmos.advance(20);
    const { resource } = await container.read();
    await container.replace({ ...resource!, defaultTtl: 10 });
    expect(await left(container)).toEqual([]);
  });

  it.each<unknown>([0, -2, 1.5, '10'])('of %j is refused with 400', async (ttl) => {
    const container = await cosmos.container({ defaultTtl: -1 });
    const error = await failure(container.items.create({ id: '1', pk: 'a', ttl: ttl as number }));
    expect(error.code).toBe(400);
    expect(error.message).toContain(`'${String(ttl)}'`);
  });
});
