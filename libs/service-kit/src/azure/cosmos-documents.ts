import type { Container, JSONObject, OperationInput, OperationResponse, SqlQuerySpec } from '@azure/cosmos';
import { BatchFailure, createBatcher } from '../batcher.ts';
import { DependencyUnavailable, type Guard } from '../guard.ts';

/** A document as it was read. */
export type Stored<D> = D & { _etag: string };

/** The documents of a container. Every method rejects with `DependencyUnavailable` when Cosmos does not answer or is too busy. */
export interface Documents<D extends { id: string }> {
  /** Creates a document, or returns the one that has its id. */
  create(document: D): Promise<{ created: boolean; document: Stored<D> }>;
  read(id: string, partition: string): Promise<Stored<D> | undefined>;
  /** Replaces a document that was read; `undefined` when it was changed or deleted meanwhile. */
  replace(document: Stored<D>): Promise<Stored<D> | undefined>;
  /** Keeps a document, in place of one that has its id. */
  put(document: D): Promise<Stored<D>>;
  /** All that a query finds: the query says how many at most. */
  query(query: SqlQuerySpec, partition?: string): Promise<Stored<D>[]>;
}

/** What became of an operation, as far as it is an answer about the document. */
const outcomes: readonly number[] = [200, 201, 204, 404, 409, 412];
/** Time-out, moved, too many requests, retry, and everything of the server's own: later it may work. */
const isTransient = (status: number): boolean => [408, 410, 429, 449].includes(status) || status >= 500;

/**
 * Documents of one container. Operations of the same moment are sent in one bulk request, each with its own outcome; through
 * `items.bulk`, because its successor `executeBulkOperations` waits a second for more operations whenever a request is not full
 * (`BulkHelper` of @azure/cosmos 4.10).
 */
export function createDocuments<D extends { id: string }>(options: {
  container: Container;
  partitionOf: (document: D) => string;
  guard: Guard;
}): Documents<D> {
  const { container, partitionOf, guard } = options;
  const call = <T>(work: () => Promise<T>): Promise<T> =>
    guard.run(work).catch((cause: unknown) => {
      if (cause instanceof DependencyUnavailable) throw cause;
      throw new DependencyUnavailable(guard.dependency, 'does not answer', { cause });
    });
  const run = createBatcher<OperationInput, OperationResponse>({
    maxSize: 100, // what one bulk request may hold
    concurrency: 4,
    run: async (operations) => {
      const responses = await call(() => container.items.bulk(operations));
      return operations.map(({ operationType }, index) => {
        const response = responses[index];
        if (response && outcomes.includes(response.statusCode)) return response;
        const status = response?.statusCode ?? 503;
        const what = `answered ${status} to ${operationType} in '${container.id}'`;
        return new BatchFailure(
          isTransient(status)
            ? new DependencyUnavailable(guard.dependency, what)
            : new Error(`${guard.dependency} ${what}`),
        );
      });
    },
  });
  const read = async (id: string, partitionKey: string) => {
    const { statusCode, resourceBody } = await run({ operationType: 'Read', id, partitionKey });
    return statusCode === 200 ? (resourceBody as Stored<D> | undefined) : undefined;
  };

  return {
    read,
    async create(document) {
      const partitionKey = partitionOf(document);
      const response = await run({ operationType: 'Create', partitionKey, resourceBody: toBody(document) });
      if (response.statusCode !== 409) return { created: true, document: withEtag(document, response) };
      const earlier = await read(document.id, partitionKey);
      if (!earlier) throw new Error(`'${document.id}' in '${container.id}' was there, and is gone`);
      return { created: false, document: earlier };
    },
    async replace(document) {
      const { _etag: ifMatch, ...resourceBody } = document;
      const response = await run({
        operationType: 'Replace',
        id: document.id,
        partitionKey: partitionOf(document),
        ifMatch,
        resourceBody: toBody(resourceBody),
      });
      return response.statusCode < 300 ? withEtag(document, response) : undefined;
    },
    async put(document) {
      const partitionKey = partitionOf(document);
      return withEtag(document, await run({ operationType: 'Upsert', partitionKey, resourceBody: toBody(document) }));
    },
    query: (query, partitionKey) =>
      call(async () => {
        const options = partitionKey === undefined ? {} : { partitionKey };
        return (await container.items.query<Stored<D>>(query, options).fetchAll()).resources;
      }),
  };
}

const withEtag = <D>(document: D, { eTag }: OperationResponse): Stored<D> => ({ ...document, _etag: eTag ?? '' });

// The SDK's type of a JSON object wants an index signature, which interfaces do not have.
const toBody = (document: object): JSONObject => ({ ...document });
