import {
  type Currency,
  DomainError,
  type Locale,
  money,
  type OrderLine,
  type OrderLineRequest,
  type PricedLines,
  times,
} from '@halden/contracts';
import type { Catalogue } from './catalogue.ts';
import { imageOf } from './images.ts';

export interface LinesToPrice {
  currency: Currency;
  locale: Locale;
  lines: readonly OrderLineRequest[];
}

/** What the lines cost now and how many of each could be bought. Throws `validation_failed` when a SKU stands twice. */
export function priceLines(catalogue: Catalogue, { currency, locale, lines }: LinesToPrice): PricedLines {
  refuseRepeatedSkus(lines);
  const priced: PricedLines['lines'] = [];
  const unknownSkus: string[] = [];
  for (const { sku, quantity } of lines) {
    const line = orderLine(catalogue, { sku, quantity }, { currency, locale });
    if (line) priced.push({ ...line, available: Math.min(quantity, catalogue.available(sku)) });
    else unknownSkus.push(sku);
  }
  return { lines: priced, unknownSkus };
}

function orderLine(
  catalogue: Catalogue,
  { sku, quantity }: OrderLineRequest,
  { currency, locale }: { currency: Currency; locale: Locale },
): OrderLine | undefined {
  const found = catalogue.variant(sku);
  if (!found) return undefined;
  const { product, variant } = found;
  const { record } = product.entry;
  const unitPrice = money(variant.prices[currency], currency);
  return {
    sku,
    productId: record.id,
    slug: record.slug,
    name: record.name[locale],
    variant: variant.name[locale],
    quantity,
    unitPrice,
    total: times(unitPrice, quantity),
    image: imageOf(product, variant, { view: 'front', locale }).url,
  };
}

/** One SKU, one line: else it would be unclear which of the two a fault is about. */
function refuseRepeatedSkus(lines: readonly OrderLineRequest[]): void {
  const seen = new Set<string>();
  const errors = lines.flatMap(({ sku }, index) => {
    if (!seen.has(sku)) return seen.add(sku) && [];
    return [{ in: 'body' as const, pointer: `/lines/${index}/sku`, detail: 'stands in an earlier line' }];
  });
  if (errors[0])
    throw new DomainError('validation_failed', `body ${errors[0].pointer} ${errors[0].detail}`, { errors });
}
