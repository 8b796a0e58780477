import type { ProductDetail, Variant } from '@halden/contracts';

/** The version of a product that the query of an address names (`?sku=`); else the one the shelf shows. */
export function variantOf({ variants, defaultSku }: ProductDetail, search: string): Variant | undefined {
  const wanted = new URLSearchParams(search).get('sku') ?? defaultSku;
  return variants.find(({ sku }) => sku === wanted) ?? variants[0];
}
