import {
  type ArtworkView,
  DomainError,
  type Locale,
  type ProductId,
  type SceneKind,
  type Sku,
} from '@halden/contracts';
import { LRUCache } from 'lru-cache';
import type { Catalogue } from '../domain/catalogue.ts';
import type { ProductStore } from '../domain/ports.ts';
import type { Scenes } from '../domain/scenes.ts';
import { withTitle } from '../domain/svg.ts';
import type { Glossaries } from '../domain/vocabulary.ts';
import { type Answer, toAnswer } from './answer.ts';

/** Pictures, read when they are first asked for and kept. */
export interface Pictures {
  /** Of a variant; of the first one when no SKU is given. Rejects with `product_not_found`, also for a SKU of another product. */
  product(id: ProductId, wanted: { view: ArtworkView; sku?: Sku; locale?: Locale }): Promise<Answer>;
  /** Throws `product_not_found`. */
  scene(kind: SceneKind, name: string): Answer;
}

const bytesKept = 24 * 1024 * 1024;

/** What stands where nobody has given a picture yet. */
const placeholder = toAnswer(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" role="img"><rect width="400" height="500" fill="#e9e3d6"/></svg>',
);

export function createPictures(options: {
  catalogue: Catalogue;
  glossaries: Glossaries;
  scenes: Scenes;
  products: ProductStore;
}): Pictures {
  const { catalogue, glossaries, scenes, products } = options;
  /** The pictures of a product, by view, SKU and language. Who asks while they are being read waits for the same reading. */
  const sets = new LRUCache<string, Map<string, Answer>>({
    maxSize: bytesKept,
    sizeCalculation: (answers) => [...answers.values()].reduce((sum, { encoded }) => sum + encoded.length, 200),
    fetchMethod: async (key) => {
      const answers = new Map<string, Answer>();
      for (const { view, sku, title, svg } of await products.pictures(key.split(' ')[0] as ProductId))
        for (const locale of ['en', 'de'] as const)
          answers.set(`${view} ${sku} ${locale}`, toAnswer(withTitle(svg, title[locale])));
      return answers;
    },
  });
  const kept = new LRUCache<string, Answer>({ max: 100 });
  const isNamed = (kind: SceneKind, name: string) =>
    kind === 'hero'
      ? name === 'light' || name === 'dark'
      : glossaries[kind === 'category' ? 'categories' : 'collections'].find(name) !== undefined;

  const scene: Pictures['scene'] = (kind, name) => {
    const found = scenes.find(kind, name);
    if (!found && isNamed(kind, name)) return placeholder;
    if (!found) throw new DomainError('product_not_found', `there is no picture of the ${kind} '${name}'`);
    const key = `${kind} ${name} ${found.version}`;
    const answer = kept.get(key) ?? toAnswer(found.svg);
    kept.set(key, answer);
    return answer;
  };
  return {
    scene,
    async product(id, { view, sku, locale = 'en' }) {
      const { entry } = catalogue.find(id) ?? {};
      const variant = entry?.record.variants.find((one) => !sku || one.sku === sku);
      if (!entry || !variant) throw new DomainError('product_not_found');
      const set = entry.pictures ? await sets.fetch(`${id} ${entry.pictures}`) : undefined;
      const own = set?.get(`${view} ${variant.sku} ${locale}`);
      if (own) return own;
      return scenes.find('category', entry.record.category) ? scene('category', entry.record.category) : placeholder;
    },
  };
}
