import { adjustStock } from '../domain/adjust-stock.ts';
import type { Catalogue } from '../domain/catalogue.ts';
import { createEntry, readEntry, removeEntry, replaceEntry } from '../domain/edit-catalogue.ts';
import type { ProductStore, StockLedger } from '../domain/ports.ts';
import { readStock } from '../domain/read-stock.ts';
import type { ProductHandlers } from './catalogue.ts';
import { requireVersion } from './conditions.ts';

/** What staff with the role `catalog.write` may do. */
export function staffHandlers(deps: {
  catalogue: Catalogue;
  products: ProductStore;
  ledger: StockLedger;
  now: () => number;
  newAttempt: () => string;
}): Pick<
  ProductHandlers,
  | 'getCatalogueEntry'
  | 'createCatalogueEntry'
  | 'replaceCatalogueEntry'
  | 'deleteCatalogueEntry'
  | 'getStock'
  | 'adjustStock'
> {
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
    async createCatalogueEntry({ body: record }) {
      const body = await create(record);
      const location = `/api/catalogue/${record.id}`;
      return { status: 201, body, headers: { ...fresh, etag: body.version, location } };
    },
    async replaceCatalogueEntry({ params, headers, body: record }) {
      const body = await replace(params.productId, requireVersion(headers['if-match']), record);
      return { status: 200, body, headers: { ...fresh, etag: body.version } };
    },
    async deleteCatalogueEntry({ params, headers }) {
      await remove(params.productId, requireVersion(headers['if-match']));
      return { status: 204, body: undefined };
    },
    getStock: async ({ params }) => ({ status: 200, body: await stock(params.sku), headers: fresh }),
    async adjustStock({ params, body, caller }) {
      return { status: 200, body: await adjust({ ...params, ...body, bookedBy: caller.id }), headers: fresh };
    },
  };
}
