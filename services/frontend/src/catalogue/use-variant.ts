import type { ProductDetail, Sku, Variant } from '@halden/contracts';
import { useLocation, useSearch } from 'wouter';

/** The version of a product that the address names (`?sku=`); else the one the shelf shows. Choosing replaces the address. */
export function useVariant(product: ProductDetail | undefined): {
  variant: Variant | undefined;
  choose: (sku: Sku) => void;
} {
  const [path, navigate] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('sku') ?? product?.defaultSku;
  const variant = product?.variants.find(({ sku }) => sku === wanted) ?? product?.variants[0];
  return { variant, choose: (sku) => navigate(`${path}?sku=${sku}`, { replace: true }) };
}
