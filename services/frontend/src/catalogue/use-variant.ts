import type { ProductDetail, Sku, Variant } from '@halden/contracts';
import { useLocation, useSearch } from 'wouter';
import { variantOf } from './variant.ts';

/** The chosen version of a product, as the address says. Choosing replaces the address. */
export function useVariant(product: ProductDetail | undefined): {
  variant: Variant | undefined;
  choose: (sku: Sku) => void;
} {
  const [path, navigate] = useLocation();
  const search = useSearch();
  return {
    variant: product && variantOf(product, search),
    choose: (sku) => navigate(`${path}?sku=${sku}`, { replace: true }),
  };
}
