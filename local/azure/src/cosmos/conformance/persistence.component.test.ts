import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { ChangeFeedStartFrom, type Container, type OperationInput } from '@azure/cosmos';
import { startCosmosServer } from '../index.ts';
import { connect, failure, startCosmos, withFolder } from '../testing/harness.ts';

describe('a server with a data file', () => {
  it('has everything again after a restart', () =>
    withFolder(async (folder) => {
      const dataFile = join(folder, 'cosmos.db');
      const first = await startCosmos({ dataFile });
      const container = await first.container({
        defaultTtl: -1,
        uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/code'] }] },
        throughput: 700,
      });
      await container.items.create({ id: '1', pk: 'a', code: 'x' });
      await container.items.create({ id: '2', pk: null, code: 'y', ttl: 30 });
      await container.items.create({ id: '3', code: 'z' });
      await container.items.create({ id: '4', pk: 'a', code: 'gone' });
      await container.item('4', 'a').delete();
      await container.item('1', 'a').patch([{ op: 'set', path: '/name', value: 'ü€😀' }]);
      const before = await snapshot(container);
      await first.stop();

      const second = await startCosmos({ dataFile });
      const again = second.database.container(container.id);
      expect(await snapshot(again)).toEqual(before);
      expect((await again.readOffer()).resource!.content!.offerThroughput).toBe(700);
      expect(await failure(again.items.create({ id: '5', pk: 'a', code: 'x' }))).toMatchObject({ code: 409 });
      expect((await again.items.create({ id: '4', pk: 'a', code: 'gone' })).statusCode).toBe(201);
      second.advance(40);
      expect((await again.item('2', null).read()).statusCode).toBe(404);
      await second.database.delete();
      await second.stop();

      const third = await startCosmosServer({ dataFile });
      const client = connect(third);
      expect((await client.databases.readAll().fetchAll()).resources).toEqual([]);
      client.dispose();
      await third.stop();
    }));

  /** Definition, items and change feed (order and positions) of a container. */
  async function snapshot(container: Container) {
    const iterator = container.items.getChangeFeedIterator({ changeFeedStartFrom: ChangeFeedStartFrom.Beginning() });
    const feed = (await iterator.readNext()).result as unknown;
    const { resources } = await container.items.readAll().fetchAll();
    return { definition: (await container.read()).resource, resources: resources as unknown, feed };
  }

  it('never gives out a resource id or change feed position twice', () =>
    withFolder(async (folder) => {
      const dataFile = join(folder, 'cosmos.db');
      const rids: string[] = [];
      const positions: number[] = [];
      for (let run = 0; run < 2; run++) {
        const cosmos = await startCosmos({ dataFile });
        const { container } = await cosmos.database.containers.createIfNotExists({ id: 'things', partitionKey: '/pk' });
        const { resource } = await container.items.create({ id: '1', pk: 'a' });
        const iterator = container.items.getChangeFeedIterator<{ _lsn: number }>({
          changeFeedStartFrom: ChangeFeedStartFrom.Beginning(),
        });
        positions.push((await iterator.readNext()).result[0]!._lsn);
        rids.push(resource!._rid);
        await container.item('1', 'a').delete();
        await cosmos.stop();
      }
      expect(rids[1]).not.toBe(rids[0]);
      expect(positions[1]).toBeGreaterThan(positions[0]!);
    }));

  it('has the file to itself', () =>
    withFolder(async (folder) => {
      const dataFile = join(folder, 'cosmos.db');
      const first = await startCosmosServer({ dataFile });
      await expect(startCosmosServer({ dataFile })).rejects.toThrow(/cosmos\.db.*in use/s);
      await first.stop();
      await (await startCosmosServer({ dataFile })).stop();
    }));

  it('names a file that is no data file of its own', () =>
    withFolder(async (folder) => {
      const dataFile = join(folder, 'cosmos.db');
      await writeFile(dataFile, 'this is a shopping list, not a database, and it is long enough to be told apart');
      await expect(startCosmosServer({ dataFile })).rejects.toThrow(/cosmos\.db/);
    }));
});

describe('a server that is killed', () => {
  it('has every acknowledged write after its restart, and half a batch never', () =>
    withFolder(async (folder) => {
      const dataFile = join(folder, 'cosmos.db');
      const { child, endpoint, key } = await startChild(dataFile);
      const client = connect({ endpoint, key });
      const { database } = await client.databases.create({ id: 'shop' });
      const { container } = await database.containers.create({ id: 'orders', partitionKey: '/pk' });
      const acknowledged = { single: [] as string[], batch: [] as string[] };
      const create = (id: string, pk: string): OperationInput => ({
        operationType: 'Create',
        resourceBody: { id, pk },
      });
      const write = async (worker: number) => {
        for (let n = 0; ; n++) {
          const pk = `${worker}-${n}`;
          await container.items.create({ id: `${pk}-single`, pk });
          acknowledged.single.push(pk);
          const answer = await container.items.batch([create('left', pk), create('right', pk)], pk);
          if (answer.code === 200) acknowledged.batch.push(pk);
          if (worker === 0 && n === 60) child.kill('SIGKILL');
        }
      };
      await Promise.allSettled([0, 1, 2, 3].map(write));
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      client.dispose();

      const server = await startCosmosServer({ dataFile });
      const reader = connect(server);
      const kept = reader.database('shop').container('orders');
      const { resources } = await kept.items.query<{ id: string; pk: string }>('SELECT c.id, c.pk FROM c').fetchAll();
      const has = new Set(resources.map(({ id, pk }) => `${pk}/${id}`));
      expect(acknowledged.single.length).toBeGreaterThan(100);
      expect(acknowledged.single.filter((pk) => !has.has(`${pk}/${pk}-single`))).toEqual([]);
      expect(acknowledged.batch.filter((pk) => !has.has(`${pk}/left`) || !has.has(`${pk}/right`))).toEqual([]);
      const halves = resources.filter(({ id, pk }) => id === 'left' && !has.has(`${pk}/right`));
      expect(halves).toEqual([]);
      reader.dispose();
      await server.stop();
    }));

  async function startChild(dataFile: string): Promise<{ child: ChildProcess; endpoint: string; key: string }> {
    const program = join(import.meta.dirname, '..', 'testing', 'serve.ts');
    const child = spawn(process.execPath, [program, dataFile], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, ...(JSON.parse(line) as { endpoint: string; key: string }) };
  }
});
