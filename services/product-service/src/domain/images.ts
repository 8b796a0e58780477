import { type ArtworkView, artworkViews, type Image, type Locale, type Localized } from '@halden/contracts';
import type { Product } from './catalogue.ts';
import type { VariantRecord } from './product.ts';

const words: Record<Locale, Record<ArtworkView, (subject: string) => string>> = {
  en: {
    front: (subject) => subject,
    detail: (subject) => `${subject}, a detail`,
    room: (subject) => `${subject}, in a room`,
    scale: (subject) => `${subject}, beside a block the size of a hand`,
  },
  de: {
    front: (subject) => subject,
    detail: (subject) => `${subject}, im Detail`,
    room: (subject) => `${subject}, in einem Raum`,
    scale: (subject) => `${subject}, neben einem handgroßen Block`,
  },
};

/** The picture of a variant. Its address changes when the picture does, so that it may be kept for ever. */
export function imageOf(
  product: Product,
  variant: VariantRecord,
  { view, locale }: { view: ArtworkView; locale: Locale },
): Image {
  const { id, name } = product.entry.record;
  const { pictures } = product.entry;
  const language = locale === 'en' ? '' : `&locale=${locale}`;
  return {
    view,
    url: `/api/artwork/products/${id}/${view}?sku=${variant.sku}${language}${pictures ? `&v=${pictures}` : ''}`,
    alt: words[locale][view](`${name[locale]}, ${variant.name[locale]}`),
  };
}

export const imagesOf = (product: Product, variant: VariantRecord, locale: Locale): Image[] =>
  artworkViews.map((view) => imageOf(product, variant, { view, locale }));

/** The picture of a shelf or a collection. */
export const sceneOf = (
  kind: 'category' | 'collection',
  { id, name, version }: { id: string; name: Localized; version: string | undefined },
  locale: Locale,
): Image => ({
  view: 'room',
  url: `/api/artwork/scenes/${kind}/${id}${version ? `?v=${version}` : ''}`,
  alt: name[locale],
});
