import { placements } from './catalogue.ts';
import { colours, type ColourKey } from './colours.ts';
import { compose, type Placement } from './compose.ts';
import { priceLike } from './prices.ts';
import { randomFrom, type Random } from './random.ts';
import { type ProductSpec } from './spec.ts';
import { type CollectionId, type SeedProduct } from './types.ts';
import { t, type Localized } from './words.ts';

/** Synthetic SKU numbers start here, clear of the catalogue's. */
const firstNumber = 1001;

const collectionIds: readonly CollectionId[] = ['quiet-evenings', 'the-slow-desk', 'first-apartment'];

/**
 * Products of the catalogue's shape in any number, for benchmarks: numbered editions of the real ones with prices,
 * colours, stock and texts of their own. Ids, slugs, names and SKUs are unique, also against `seedProducts()`.
 *
 * @param count how many; 0 or more, a whole number
 * @param seed the same seed gives the same products
 * @throws RangeError when `count` is not a whole number of 0 or more
 */
export function syntheticProducts(count: number, seed: number): SeedProduct[] {
  if (!Number.isInteger(count) || count < 0) {
    throw new RangeError(`syntheticProducts: count must be a whole number of 0 or more, got ${count}`);
  }
  const bases = placements();
  return Array.from({ length: count }, (_, index) => {
    const base = bases[index % bases.length]!;
    return edition(base, { number: firstNumber + index, random: randomFrom(`${seed} ${index}`) });
  });
}

function edition(
  { spec, ...placement }: Placement & { spec: ProductSpec },
  { number, random }: { number: number; random: Random },
): SeedProduct {
  const factor = random.between(0.75, 1.4);
  const { sizes, ...rest } = spec;
  const changed: ProductSpec = {
    ...rest,
    name: numbered(spec.name, number),
    eur: priceLike(spec.eur * factor),
    colours: someColours(sizes ? 2 : random.whole(1, 5), random),
    collections: random.chance(0.2) ? [random.pick(collectionIds)] : [],
  };
  if (sizes) changed.sizes = sizes.map((size) => ({ ...size, eur: priceLike(size.eur * factor) }));
  return compose(changed, { ...placement, number, use: random.pick(placement.type.use) });
}

/** `Field notebook, dotted` becomes `Field notebook No. 1001, dotted`. */
function numbered(name: Localized, number: number): Localized {
  const insert = (text: string, mark: string) => text.replace(/^[^,]+/, (head) => `${head} ${mark} ${number}`);
  return t(insert(name.en, 'No.'), insert(name.de, 'Nr.'));
}

function someColours(count: number, random: Random): [ColourKey, ...ColourKey[]] {
  const left = Object.keys(colours) as ColourKey[];
  const take = () => left.splice(random.whole(0, left.length - 1), 1)[0]!;
  return [take(), ...Array.from({ length: count - 1 }, take)];
}
