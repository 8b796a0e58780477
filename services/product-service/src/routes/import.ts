import { DomainError, type Fault } from '@halden/contracts';
import type { Catalogue } from '../domain/catalogue.ts';
import { invalid } from '../domain/edit-catalogue.ts';
import { importCatalogue } from '../domain/import-catalogue.ts';
import type { ProductStore, ShopStore, StockShards } from '../domain/ports.ts';
import { faultOfSvg } from '../domain/svg.ts';
import type { Shop } from '../domain/shop.ts';
import type { ProductHandlers } from './catalogue.ts';
import type { Once } from './once.ts';

/** How staff with the role `catalog.write` fill the shop: products in large numbers, pictures, and the words it uses. */
export function importHandlers(deps: {
  catalogue: Catalogue;
  products: ProductStore;
  stock: StockShards;
  shop: Shop;
  shopStore: ShopStore;
  now: () => number;
  once: Once;
}): Pick<ProductHandlers, 'importCatalogue' | 'putProductPictures' | 'putSceneArtwork' | 'putVocabulary'> {
  const { catalogue, products, shop, shopStore, once } = deps;
  const importAll = importCatalogue(deps);
  return {
    async importCatalogue({ body, headers, caller }) {
      const write = { operation: 'import', caller: caller.id, key: headers['idempotency-key'], content: body };
      const results = await once(write, (request) => importAll({ ...body, bookedBy: caller.id, request }));
      return { status: 200, body: results, headers: { 'cache-control': 'no-store' } };
    },
    async putProductPictures({ params, body: { pictures } }) {
      const entry = await products.read(params.productId);
      if (!entry) throw new DomainError('product_not_found');
      const sold = new Set(entry.record.variants.map(({ sku }) => sku));
      refuse(
        pictures.flatMap(({ sku, svg }, index) => [
          ...(sold.has(sku) ? [] : [fault(`/pictures/${index}/sku`, 'is none of the variants of the product')]),
          ...faultsOf(svg, `/pictures/${index}/svg`),
        ]),
      );
      const next = await products.setPictures(entry, pictures);
      if (next === 'stale') throw new DomainError('stale_version');
      catalogue.put(next);
      return { status: 200, body: { version: next.pictures ?? '' } };
    },
    async putSceneArtwork({ params, body: { svg } }) {
      refuse(faultsOf(svg, '/svg'));
      shop.scenes.put(await shopStore.putScene({ ...params, svg }));
      return { status: 204, body: undefined };
    },
    async putVocabulary({ body }) {
      shop.takeWords(await shopStore.putVocabulary(body));
      return { status: 204, body: undefined };
    },
  };
}

const fault = (pointer: string, detail: string): Fault => ({ in: 'body', pointer, detail });

function faultsOf(svg: string, pointer: string): Fault[] {
  const detail = faultOfSvg(svg);
  return detail === undefined ? [] : [fault(pointer, detail)];
}

function refuse(errors: Fault[]): void {
  if (errors.length > 0) throw invalid(errors.slice(0, 50));
}
