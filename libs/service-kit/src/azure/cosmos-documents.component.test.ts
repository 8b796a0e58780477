import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CosmosClient } from '@azure/cosmos';
import { type CosmosServer, startCosmosServer } from '@halden/local-azure';
import { createGuard, DependencyUnavailable } from '../guard.ts';
import { createMetrics } from '../metrics.ts';
import { createCosmosClient, provisionCosmos } from './cosmos.ts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDocuments, type Documents } from './cosmos-documents.ts';

interface Note {
  id: string;
  text: string;
}

let folder: string;
let server: CosmosServer;
let client: CosmosClient;
let documents: Documents<Note>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'documents-'));
  server = await startCosmosServer({ dataFile: join(folder, 'cosmos.db') });
  client = await createCosmosClient({ endpoint: server.endpoint, key: server.key });
  await provisionCosmos(client, 'shop', [{ name: 'notes', partitionKey: '/id' }]);
  documents = createDocuments<Note>({
    container: client.database('shop').container('notes'),
    partitionOf: ({ id }) => id,
    guard: createGuard({ dependency: 'cosmos', metrics: createMetrics('test'), openForMs: 50 }),
  });
});
afterEach(async () => {
  client.dispose();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('documents', () => {
  it('find their containers made, also when several services make them at the same time', async () => {
    const specs = ['a', 'b', 'c'].map((name) => ({ name, partitionKey: '/id', defaultTtlSeconds: 60 }));
    await Promise.all([1, 2, 3, 4].map(() => provisionCosmos(client, 'other', specs)));
    const { resources } = await client.database('other').containers.readAll().fetchAll();
    expect(resources.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('are created once, and the first one is given to whoever comes later', async () => {
    const texts = ['a', 'b', 'c'];
    const outcomes = await Promise.all(texts.map((text) => documents.create({ id: 'n', text })));
    const winner = outcomes.find(({ created }) => created)?.document;
    expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
    for (const { document } of outcomes) expect(document).toMatchObject({ text: winner?.text, _etag: winner?._etag });
  });

  it('may be more at once than one request takes, each with its own outcome', async () => {
    await documents.create({ id: '7', text: 'earlier' });
    const outcomes = await Promise.all(
      Array.from({ length: 250 }, (_, index) => documents.create({ id: String(index), text: 'new' })),
    );
    expect(outcomes.filter(({ created }) => !created).map(({ document }) => document.id)).toEqual(['7']);
    const found = await documents.query({ query: 'SELECT * FROM c WHERE c.text = "new"' });
    expect(found).toHaveLength(249);
  });

  it('are replaced only as they were read', async () => {
    const { document } = await documents.create({ id: 'n', text: 'a' });
    const replaced = await documents.replace({ ...document, text: 'b' });
    expect(replaced).toMatchObject({ text: 'b' });
    expect(await documents.replace({ ...document, text: 'c' })).toBeUndefined();
    expect(await documents.replace({ id: 'none', text: 'c', _etag: document._etag })).toBeUndefined();
    expect(await documents.read('n', 'n')).toMatchObject({ text: 'b' });
    expect(await documents.read('none', 'none')).toBeUndefined();
  });

  it('say that Cosmos does not answer, and go on when it does again', async () => {
    await documents.create({ id: 'n', text: 'a' });
    await server.stop();
    await expect(documents.read('n', 'n')).rejects.toThrow(DependencyUnavailable);
    await expect(documents.query({ query: 'SELECT * FROM c' })).rejects.toThrow(DependencyUnavailable);
    server = await startCosmosServer({ port: server.port, dataFile: join(folder, 'cosmos.db') });
    let back: Note | undefined;
    for (let attempt = 0; attempt < 200 && !back; attempt++) {
      back = await documents.read('n', 'n').catch(() => undefined);
      if (!back) await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(back).toMatchObject({ text: 'a' });
  });
});
