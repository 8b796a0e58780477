import { artworkViews, type ProductPicture, type SceneKind, sku } from '@halden/contracts';
import { drawCategory, drawCollection, drawHero, drawProduct, heroThemes } from './artwork/index.ts';
import { categories, collections, type SeedProduct } from './catalogue/index.ts';

/** Every picture of a product: each view of each variant. */
export const picturesOf = (product: SeedProduct): ProductPicture[] =>
  product.variants.flatMap((variant, variantIndex) =>
    artworkViews.map((view) => {
      const { svg, title } = untitled(drawProduct(product, { variantIndex, view }));
      const german = untitled(drawProduct(product, { variantIndex, view, locale: 'de' })).title;
      return { sku: sku(variant.sku), view, title: { en: title, de: german }, svg };
    }),
  );

/** The pictures of the home page, the categories and the collections. */
export const demoScenes = (): { kind: SceneKind; name: string; svg: string }[] => [
  ...heroThemes.map((name) => ({ kind: 'hero' as const, name, svg: drawHero(name) })),
  ...categories.map(({ id }) => ({ kind: 'category' as const, name: id, svg: drawCategory(id) })),
  ...collections.map(({ id }) => ({ kind: 'collection' as const, name: id, svg: drawCollection(id) })),
];

/** A drawing and its title apart. */
function untitled(drawing: string): { svg: string; title: string } {
  const found = /<title>(.*?)<\/title>/.exec(drawing);
  if (!found) throw new Error(`a drawing has no title: ${drawing.slice(0, 200)}`);
  return { svg: drawing.replace(found[0], ''), title: unescaped(found[1] ?? '') };
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
