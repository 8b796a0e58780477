import { type ArtworkView, DomainError, type Locale, type ProductId, type Sku } from '@halden/contracts';
import { LRUCache } from 'lru-cache';
import type { Artist, SceneKind } from '../artist.ts';
import { has } from '../domain/bits.ts';
import type { Catalogue, Product } from '../domain/catalogue.ts';
import { fnv1a } from '../domain/hash.ts';
import type { CatalogueEntry, Drawing } from '../domain/product.ts';
import { type Answer, toAnswer } from './answer.ts';

/** Pictures, drawn when they are first asked for and kept. */
export interface Pictures {
  /** Of a variant; of the first one when no SKU is given. Throws `product_not_found`, also for a SKU of another product. */
  product(id: ProductId, wanted: { view: ArtworkView; sku?: Sku; locale?: Locale }): Answer;
  /** Throws `product_not_found`. */
  scene(kind: SceneKind, name: string): Answer;
  /** Another text when the pictures of a product would be others: by what is drawn, or by the release, which may draw otherwise. */
  version(entry: CatalogueEntry): string;
  sceneVersion(kind: SceneKind, name: string): string;
}

const picturesKept = 2_000;

export function createPictures(options: { catalogue: Catalogue; artist: Artist; release: string }): Pictures {
  const { catalogue, artist, release } = options;
  const kept = new LRUCache<string, Answer>({ max: picturesKept });
  const keep = (key: string, draw: () => string): Answer => {
    const known = kept.get(key);
    if (known) return known;
    const answer = toAnswer(draw());
    kept.set(key, answer);
    return answer;
  };
  const drawProduct = (product: Product, wanted: { variantIndex: number; view: ArtworkView; locale: Locale }) => {
    const { record } = product.entry;
    const drawing = drawingOf(catalogue, product);
    const drawn = drawing && artist.product({ ...record, ...drawing }, wanted);
    return drawn ?? artist.scene('category', record.category) ?? '';
  };
  const pictures: Pictures = {
    product(id, { view, sku, locale = 'en' }) {
      const product = catalogue.find(id);
      const variants = product?.entry.record.variants ?? [];
      const variantIndex = sku ? variants.findIndex((variant) => variant.sku === sku) : 0;
      if (!product || variantIndex < 0) throw new DomainError('product_not_found');
      const key = `${id} ${product.entry.revision} ${view} ${variantIndex} ${locale}`;
      return keep(key, () => drawProduct(product, { variantIndex, view, locale }));
    },
    scene(kind, name) {
      return keep(`${kind} ${name}`, () => {
        const drawn = artist.scene(kind, name);
        if (drawn !== undefined) return drawn;
        throw new DomainError('product_not_found', `there is no picture of the ${kind} '${name}'`);
      });
    },
    version({ record }) {
      const { etag } = pictures.product(record.id, { view: 'front' });
      const colours = record.variants.map(({ sku, name, colour }) => [sku, name, colour]);
      return fnv1a(JSON.stringify([release, etag, record.name, colours])).toString(36);
    },
    sceneVersion: (kind, name) => fnv1a(release + pictures.scene(kind, name).etag).toString(36),
  };
  return pictures;
}

/** What staff add says nothing of its form: it is drawn like the first of its kind that does. */
function drawingOf({ at, listing }: Catalogue, { entry }: Product): Drawing | undefined {
  if (entry.drawing) return entry.drawing;
  const kind = listing.having('type', entry.record.type);
  if (!kind) return undefined;
  const kin = Array.from(listing.ranking('featured')).find((slot) => has(kind, slot) && at(slot).entry.drawing);
  return kin === undefined ? undefined : at(kin).entry.drawing;
}
