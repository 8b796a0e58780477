import type { CategoryId, ProductQuery } from '@halden/contracts';

/** The facets a shopper can choose from, in the order they stand on the page; each is the name of its query parameter. */
export const facetNames = [
  'category',
  'type',
  'colour',
  'material',
  'collection',
  'availability',
  'minRating',
] as const;
export type FacetName = (typeof facetNames)[number];

export const sorts = ['featured', 'relevance', 'price', '-price', 'newest', 'rating', 'name'] as const;
export type Sort = (typeof sorts)[number];

export const shelfIds = [
  'lighting',
  'ceramics',
  'seating',
  'textiles',
  'plants',
  'bags',
  'audio',
  'stationery',
] as const satisfies readonly CategoryId[];

/** How many cards a first screen shows: their pictures are loaded at once. */
export const firstCards = 4;

/** Everything that was chosen on a shelf or a search; the URL holds all of it. Prices in whole units of the currency. */
export interface ShelfChoice {
  q: string;
  facets: Partial<Record<FacetName, readonly string[]>>;
  minPrice: number | undefined;
  maxPrice: number | undefined;
  sort: Sort | undefined;
  page: number;
}

const whole = (text: string | null): number | undefined => {
  const value = text === null ? NaN : Number(text);
  return Number.isSafeInteger(value) && value >= 0 && value < 1_000_000 ? value : undefined;
};

/** Reads a query string; what is not understood (an old link, a typing error) is left out. */
export function readShelf(search: string): ShelfChoice {
  const parameters = new URLSearchParams(search);
  const facets: ShelfChoice['facets'] = {};
  for (const name of facetNames) {
    const values = [...new Set(parameters.getAll(name))].filter((value) => isFacetValue(name, value));
    if (values.length > 0) facets[name] = name === 'minRating' ? values.slice(0, 1) : values.slice(0, 10);
  }
  return {
    q: (parameters.get('q') ?? '').trim().slice(0, 120),
    facets,
    minPrice: whole(parameters.get('minPrice')),
    maxPrice: whole(parameters.get('maxPrice')),
    sort: sorts.find((sort) => sort === parameters.get('sort')),
    page: Math.min(Math.max(whole(parameters.get('page')) ?? 1, 1), 10_000),
  };
}

function isFacetValue(name: FacetName, value: string): boolean {
  if (name === 'category') return shelfIds.some((id) => id === value);
  if (name === 'availability') return ['in_stock', 'low', 'out'].includes(value);
  if (name === 'minRating') return /^[1-5]$/.test(value);
  return /^[a-z0-9][a-z0-9_-]{0,59}$/.test(value);
}

/** The query string of a choice, with `?` in front; always the same for the same choice, and empty when nothing is chosen. */
export function writeShelf({ q, facets, minPrice, maxPrice, sort, page }: ShelfChoice): string {
  const parameters = new URLSearchParams();
  if (q) parameters.set('q', q);
  for (const name of facetNames) for (const value of facets[name] ?? []) parameters.append(name, value);
  if (minPrice !== undefined) parameters.set('minPrice', String(minPrice));
  if (maxPrice !== undefined) parameters.set('maxPrice', String(maxPrice));
  if (sort) parameters.set('sort', sort);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text && `?${text}`;
}

/** With a value chosen, or let go. Another choice begins at the first page; of ratings there is one. */
export function toggle(choice: ShelfChoice, name: FacetName, value: string): ShelfChoice {
  const before = choice.facets[name] ?? [];
  const without = before.filter((each) => each !== value);
  const added = name === 'minRating' ? [value] : [...before, value];
  const values = without.length < before.length ? without : added;
  const { [name]: _, ...others } = choice.facets;
  return { ...choice, facets: values.length > 0 ? { ...others, [name]: values } : others, page: 1 };
}

/** Nothing chosen but the text that was searched for, and the order. */
export const clear = (choice: ShelfChoice): ShelfChoice => ({
  ...choice,
  facets: {},
  minPrice: undefined,
  maxPrice: undefined,
  page: 1,
});

/** How many things were chosen. */
export const countChoices = ({ facets, minPrice, maxPrice }: ShelfChoice): number =>
  Object.values(facets).reduce((total, values) => total + values.length, 0) +
  (minPrice !== undefined || maxPrice !== undefined ? 1 : 0);

/** The query to the catalogue for a choice; on the shelf of a category that one is given. */
export function toQuery(choice: ShelfChoice, shelf: CategoryId | undefined): Partial<ProductQuery> {
  const { q, facets, minPrice, maxPrice, sort, page } = choice;
  const { category, minRating, availability, ...others } = facets;
  return {
    ...(q && { q }),
    ...(shelf ? { category: [shelf] } : category && { category: category as CategoryId[] }),
    ...Object.fromEntries(Object.entries(others).map(([name, values]) => [name, [...values]])),
    ...(availability && { availability: availability as NonNullable<ProductQuery['availability']> }),
    ...(minRating?.[0] && { minRating: Number(minRating[0]) }),
    ...(minPrice !== undefined && { minPrice: minPrice * 100 }),
    ...(maxPrice !== undefined && { maxPrice: maxPrice * 100 }),
    ...(sort && { sort }),
    page,
  };
}

/** The pages to offer: first, last, the one shown and its neighbours; `undefined` stands for a gap. */
export function pageNumbers(page: number, pageCount: number): (number | undefined)[] {
  const wanted = [1, page - 1, page, page + 1, pageCount];
  const shown = [...new Set(wanted)].filter((each) => each >= 1 && each <= pageCount).sort((a, b) => a - b);
  return shown.flatMap((each, index) => (index > 0 && each - (shown[index - 1] ?? 0) > 1 ? [undefined, each] : [each]));
}
