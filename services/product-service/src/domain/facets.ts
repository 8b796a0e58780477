import type { Availability, Facet, Locale, Localized, ProductQuery } from '@halden/contracts';
import { chosen, type Found } from './find-products.ts';
import { type FacetId, facetIds, ratingSteps } from './listing-keys.ts';
import type { Glossaries } from './vocabulary.ts';

const facetNames: Record<FacetId, Localized> = {
  category: { en: 'Shelf', de: 'Regal' },
  type: { en: 'Kind', de: 'Art' },
  colour: { en: 'Colour', de: 'Farbe' },
  material: { en: 'Material', de: 'Material' },
  collection: { en: 'Collection', de: 'Kollektion' },
  availability: { en: 'Availability', de: 'Verfügbarkeit' },
  minRating: { en: 'Rating', de: 'Bewertung' },
};

const availabilityNames: Record<Availability, Localized> = {
  in_stock: { en: 'In stock', de: 'Auf Lager' },
  low: { en: 'Only a few left', de: 'Nur noch wenige' },
  out: { en: 'Sold out', de: 'Ausverkauft' },
};
const availabilities = Object.keys(availabilityNames) as Availability[];

const stars = { en: new Intl.NumberFormat('en'), de: new Intl.NumberFormat('de') };
const ratingName: Record<Locale, (step: number) => string> = {
  en: (step) => `${stars.en.format(step)} stars and up`,
  de: (step) => `${stars.de.format(step)} Sterne und mehr`,
};

/** Every facet with the values that would give something, or are chosen, in the order of the shop. */
export function facetsOf(found: Found, query: ProductQuery, glossaries: Glossaries): Facet[] {
  return facetIds.flatMap((facet) => {
    const counts = found.counts.get(facet) ?? new Map<string, number>();
    const selected = new Set(chosen(query, facet));
    const values = new Set([...selected, ...[...counts].filter(([, count]) => count > 0).map(([value]) => value)]);
    if (values.size === 0) return [];
    const terms = termsOf(facet, query.locale, glossaries);
    return {
      id: facet,
      label: facetNames[facet][query.locale],
      values: [...values]
        .sort((a, b) => terms.position(a) - terms.position(b) || (a < b ? -1 : 1))
        .map((value) => {
          const hex = terms.hex(value);
          return {
            value,
            label: terms.label(value),
            count: counts.get(value) ?? (facet === 'minRating' ? found.total : 0),
            selected: selected.has(value),
            ...(hex !== undefined && { hex }),
          };
        }),
    };
  });
}

interface Terms {
  position(value: string): number;
  label(value: string): string;
  hex(value: string): string | undefined;
}

const glossaryOf = {
  category: 'categories',
  type: 'types',
  colour: 'colours',
  material: 'materials',
  collection: 'collections',
} as const;

/** How the values of a facet are ordered and named. */
function termsOf(facet: FacetId, locale: Locale, glossaries: Glossaries): Terms {
  if (facet === 'availability')
    return {
      position: (value) => availabilities.indexOf(value as Availability),
      label: (value) => availabilityNames[value as Availability][locale],
      hex: () => undefined,
    };
  if (facet === 'minRating')
    return {
      position: (value) => ratingSteps[0] - Number(value),
      label: (value) => ratingName[locale](Number(value)),
      hex: () => undefined,
    };
  const glossary = glossaries[glossaryOf[facet]];
  return {
    position: glossary.position,
    label: (value) => glossary.label(value, locale),
    hex: (value) => glossary.find(value)?.hex,
  };
}
