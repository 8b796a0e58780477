import type { Container, OperationInput, Resource, SqlQuerySpec } from '@azure/cosmos';
import type { Guard } from '@halden/service-kit';
import type { Level, Reservation, StockDocument, Stored } from '../domain/stock.ts';
import { callCosmos } from './cosmos-call.ts';
import type { StockStore, StockWrite } from '../stock/stock-store.ts';

/** As it stands in the container: with its partition key, and the time after which Cosmos DB deletes it. */
export type StockItem = StockDocument & { shard: string; ttl?: number };

/** How long a reservation that lapsed is remembered. What an order committed or released itself stays: see decision 24. */
const lapsedSeconds = 7 * 86_400;

export const toItem = (document: StockDocument, shard: string): StockItem => ({
  ...document,
  shard,
  ...(document.type === 'reservation' && document.lapsed && { ttl: lapsedSeconds }),
});

/** A document without what Cosmos DB and the container add to it. */
export function fromItem(item: StockItem & Resource & { _attachments?: string; _lsn?: number }): Stored {
  const { shard, ttl, _rid, _self, _ts, _attachments, _lsn, _etag: etag, ...document } = item;
  return { document: document, etag };
}

export function createCosmosStock({ container, guard }: { container: Container; guard: Guard }): StockStore {
  const query = async (shard: string, spec: SqlQuerySpec): Promise<Stored[]> => {
    const { resources } = await callCosmos(guard, () =>
      container.items.query<StockItem & Resource>(spec, { partitionKey: shard, maxItemCount: -1 }).fetchAll(),
    );
    return resources.map(fromItem);
  };
  return {
    load: (shard, ids) =>
      query(shard, {
        query: `SELECT * FROM c WHERE c.id IN (${ids.map((_, index) => `@id${index}`).join(', ')})`,
        parameters: ids.map((value, index) => ({ name: `@id${index}`, value })),
      }),
    write: (shard, writes) =>
      callCosmos(guard, async () => {
        const answer = await container.items.batch(
          writes.map((write) => toOperation(write, shard)),
          shard,
          { contentResponseOnWriteEnabled: false },
        );
        const results = answer.result ?? [];
        const fault = results.find(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
        if (!fault) return results.map(({ eTag = '' }) => eTag);
        if ([404, 409, 412].includes(fault.statusCode)) return 'conflict';
        throw new Error(
          `Cosmos DB answered ${fault.statusCode} to a transaction of ${writes.length} in shard ${shard}`,
        );
      }),
    async levels(shard) {
      return (await query(shard, { query: "SELECT * FROM c WHERE c.type = 'level'" })) as Stored<Level>[];
    },
    async expired(shard, { now, limit }) {
      const spec = {
        query: 'SELECT TOP @limit * FROM c WHERE c.expiresAt <= @now ORDER BY c.expiresAt',
        parameters: [
          { name: '@limit', value: limit },
          { name: '@now', value: now },
        ],
      };
      return (await query(shard, spec)) as Stored<Reservation>[];
    },
  };
}

function toOperation({ document, etag }: StockWrite, shard: string): OperationInput {
  const resourceBody = { ...toItem(document, shard) };
  return etag === undefined
    ? { operationType: 'Create', resourceBody }
    : { operationType: 'Replace', id: document.id, resourceBody, ifMatch: etag };
}
