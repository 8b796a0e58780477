import { type CatalogueItem, productId, sku } from '@halden/contracts';
import { seedProducts } from './catalogue/index.ts';
import type { SeedProduct } from './catalogue/types.ts';

/** A product of the demo catalogue as it is imported: what only its pictures need is left out, and its stock stands beside it. */
export function toItem({ form: _form, dimensions: _dimensions, variants, id, ...rest }: SeedProduct): CatalogueItem {
  return {
    product: {
      ...rest,
      id: productId(id),
      variants: variants.map(({ onHand: _onHand, ...variant }) => ({ ...variant, sku: sku(variant.sku) })),
    },
    stock: variants.map(({ sku: id, onHand }) => ({ sku: sku(id), onHand })),
  };
}

export const demoItems = (): CatalogueItem[] => seedProducts().map(toItem);
