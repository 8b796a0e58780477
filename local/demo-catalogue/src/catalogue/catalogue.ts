import { type CategoryId } from '@halden/contracts';
import { audio } from './audio/index.ts';
import { bags } from './bags/index.ts';
import { ceramics } from './ceramics/index.ts';
import { compose, type Placement } from './compose.ts';
import { lighting } from './lighting/index.ts';
import { plants } from './plants/index.ts';
import { seating } from './seating/index.ts';
import { type Making, type ProductSpec, type ProductType, type Shelf } from './spec.ts';
import { stationery } from './stationery/index.ts';
import { textiles } from './textiles/index.ts';
import { type BadgeId, type CollectionId, type SeedProduct } from './types.ts';
import { t, type Localized } from './words.ts';

/** The eight shelves, in the order the shop shows them. */
export const shelves: readonly Shelf[] = [lighting, ceramics, seating, textiles, plants, bags, audio, stationery];

export const categories: { id: CategoryId; name: Localized; description: Localized }[] = shelves.map(
  ({ id, name, description }) => ({ id, name, description }),
);

/** Product types by shelf, for a facet or a breadcrumb. */
export const productTypes: { id: string; category: CategoryId; name: Localized }[] = shelves.flatMap((shelf) =>
  shelf.types.map((type) => ({ id: type.id, category: shelf.id, name: type.name })),
);

export const collections: { id: CollectionId; name: Localized; description: Localized }[] = [
  {
    id: 'quiet-evenings',
    name: t('Quiet evenings', 'Ruhige Abende'),
    description: t(
      'A low lamp, a pot of tea, a record nobody has to dance to.',
      'Eine tiefe Leuchte, eine Kanne Tee, eine Platte, zu der niemand tanzen muss.',
    ),
  },
  {
    id: 'the-slow-desk',
    name: t('The slow desk', 'Der langsame Schreibtisch'),
    description: t(
      'Good light, good paper, and one thing after another.',
      'Gutes Licht, gutes Papier und eines nach dem anderen.',
    ),
  },
  {
    id: 'first-apartment',
    name: t('First apartment', 'Erste Wohnung'),
    description: t(
      'What you need on the first day, and will still like in the third flat.',
      'Was man am ersten Tag braucht und in der dritten Wohnung noch mag.',
    ),
  },
];

export const badges: Record<BadgeId, Localized> = {
  new: t('New', 'Neu'),
  'last-pieces': t('Last pieces', 'Letzte Stücke'),
  'made-to-order': t('Made to order', 'Auf Bestellung gefertigt'),
};

/** The demo catalogue: 256 products, 32 a shelf, the same at every call. */
export function seedProducts(): SeedProduct[] {
  return placements().map(({ spec, ...placement }) => compose(spec, placement));
}

/** Every spec of the catalogue with its place: number on the shelf, workshop, closing paragraph. */
export function placements(): (Placement & { spec: ProductSpec })[] {
  return shelves.flatMap((shelf) => {
    let number = 0;
    const nextMaking = makingsInTurn(shelf);
    return shelf.types.flatMap((type) =>
      type.products.map((spec, position) => {
        number += 1;
        const use = type.use[position % type.use.length] ?? type.use[0];
        return { spec, shelf, type, number, making: nextMaking(type, spec), use };
      }),
    );
  });
}

/** Neighbours of one material come from different workshops. */
function makingsInTurn(shelf: Shelf): (type: ProductType, spec: ProductSpec) => Making {
  const turns = new Map<string, number>();
  return (type, spec) => {
    const [material] = spec.materials;
    const makings = type.making ?? shelf.making[material];
    if (!makings) {
      throw new Error(
        `seed: nobody makes '${spec.name.en}': shelf '${shelf.id}' has no workshop for ${material}; add one to its 'making'`,
      );
    }
    const turn = turns.get(type.making ? type.id : material) ?? 0;
    turns.set(type.making ? type.id : material, turn + 1);
    return makings[turn % makings.length] ?? makings[0];
  };
}
