import { adjustStock } from '../domain/adjust-stock.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { createEntry, readEntry, removeEntry, replaceEntry } from '../domain/edit-catalogue.ts';
import type { ProductStore, StockShards } from '../domain/ports.ts';
import { readStock } from '../domain/read-stock.ts';
import type { ProductHandlers } from './catalogue.ts';
import { requireVersion } from './conditions.ts';
import type { Once } from './once.ts';

/** What staff with the role `catalog.write` may do. */
export function staffHandlers(deps: {
  catalogue: Catalogue;
  products: ProductStore;
  stock: StockShards;
  now: () => number;
  once: Once;
}): Pick<
  ProductHandlers,
  | 'getCatalogueEntry'
  | 'createCatalogueEntry'
  | 'replaceCatalogueEntry'
  | 'deleteCatalogueEntry'
  | 'getStock'
  | 'adjustStock'
> {
  const { once } = deps;
  const read = readEntry(deps);
  const create = createEntry(deps);
  const replace = replaceEntry(deps);
  const remove = removeEntry(deps);
  const stock = readStock(deps);
  const adjust = adjustStock(deps);
  const fresh = { 'cache-control': 'no-store' };
  return {
    async getCatalogueEntry({ params }) {
      const body = await read(params.productId);
      return { status: 200, body, headers: { ...fresh, etag: body.version } };
    },
    async createCatalogueEntry({ body: record, headers, caller }) {
      const write = { operation: 'create', caller: caller.id, key: headers['idempotency-key'], content: record };
      const body = await once(write, (request) => create(record, request));
      const location = `/api/catalogue/${record.id}`;
      return { status: 201, body, headers: { ...fresh, etag: body.version, location } };
    },
    async replaceCatalogueEntry({ params, headers, body: record, caller }) {
      const { productId } = params;
      const version = requireVersion(headers['if-match']);
      const content = { productId, version, record };
      const write = { operation: 'replace', caller: caller.id, key: headers['idempotency-key'], content };
      const body = await once(write, (request) => replace(productId, { version, record, request }));
      return { status: 200, body, headers: { ...fresh, etag: body.version } };
    },
    async deleteCatalogueEntry({ params, headers, caller }) {
      const { productId } = params;
      const version = requireVersion(headers['if-match']);
      const content = { productId, version };
      const write = { operation: 'delete', caller: caller.id, key: headers['idempotency-key'], content };
      await once(write, (request) => remove(productId, { version, request }));
      return { status: 204, body: undefined };
    },
    getStock: async ({ params }) => ({ status: 200, body: await stock(params.sku), headers: fresh }),
    async adjustStock({ params, body, headers, caller }) {
      const change = { ...params, ...body };
      const write = { operation: 'adjust', caller: caller.id, key: headers['idempotency-key'], content: change };
      const level = await once(write, (request) => adjust({ ...change, bookedBy: caller.id, request }));
      return { status: 200, body: level, headers: fresh };
    },
  };
}
