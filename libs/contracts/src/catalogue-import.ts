import { Closed, type Static, StringEnum, Type } from './brand.ts';
import { ArtworkView, CategoryId, facetKey, Localized, LocalizedName, ProductRecord } from './catalogue.ts';
import { ProductId, Sku } from './ids.ts';
import { Fault } from './problem.ts';
import { Line } from './text.ts';

const term = { name: LocalizedName, description: Type.Optional(Localized) };
const Term = Closed({ id: facetKey, ...term }, { title: 'Term' });
export type Term = Static<typeof Term> & { hex?: string };

/** The vocabulary of the shop, in the order it shows it. Products may use values that are not in it; those are shown by their key. */
export const Vocabulary = Closed(
  {
    categories: Type.Array(Closed({ id: CategoryId, ...term }), { maxItems: 8 }),
    collections: Type.Array(Term, { maxItems: 50 }),
    types: Type.Array(Term, { maxItems: 500 }),
    colours: Type.Array(Closed({ id: facetKey, ...term, hex: Type.String({ pattern: '^#[0-9A-Fa-f]{6}$' }) }), {
      maxItems: 50,
      description: 'Colour families, each with the colour it is shown in',
    }),
    materials: Type.Array(Term, { maxItems: 200 }),
  },
  { title: 'Vocabulary' },
);
export type Vocabulary = Static<typeof Vocabulary>;

export const sceneKinds = ['hero', 'collection', 'category'] as const;
export const SceneKind = StringEnum(sceneKinds);
export type SceneKind = Static<typeof SceneKind>;

/** What a picture may be made of is checked besides: see the problem's detail. */
const svg = (maxLength: number) =>
  Type.String({ maxLength, pattern: '^<svg .*</svg>$', description: 'An SVG of shapes alone, in one line' });

export const ScenePicture = Closed({ svg: svg(100_000) }, { title: 'ScenePicture' });
export type ScenePicture = Static<typeof ScenePicture>;

export const ProductPicture = Closed(
  { sku: Sku, view: ArtworkView, title: Closed({ en: Line(500), de: Line(500) }), svg: svg(20_000) },
  { title: 'ProductPicture' },
);
export type ProductPicture = Static<typeof ProductPicture>;

/** All pictures of a product; they take the place of those it had. */
export const ProductPictures = Closed(
  { pictures: Type.Array(ProductPicture, { maxItems: 80 }) },
  { title: 'ProductPictures' },
);
export type ProductPictures = Static<typeof ProductPictures>;

export const PicturesVersion = Type.Object({ version: Type.String() }, { title: 'PicturesVersion' });

export const CatalogueItem = Closed(
  {
    product: ProductRecord,
    stock: Type.Optional(
      Type.Array(Closed({ sku: Sku, onHand: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }), {
        maxItems: 20,
        description: 'What there is at first of SKUs that nothing is booked of yet; others keep what they have',
      }),
    ),
  },
  { title: 'CatalogueItem' },
);
export type CatalogueItem = Static<typeof CatalogueItem>;

/** A part of a catalogue: a long one is sent page by page, in any order. Nothing that is not in it is taken away. */
export const CatalogueImport = Closed(
  {
    existing: Type.Optional(
      StringEnum(['keep', 'replace'] as const, {
        description: 'What becomes of a product whose id is there with other content; `keep` unless said',
      }),
    ),
    items: Type.Array(CatalogueItem, { minItems: 1, maxItems: 100 }),
  },
  { title: 'CatalogueImport' },
);
export type CatalogueImport = Static<typeof CatalogueImport>;

export const importOutcomes = ['created', 'unchanged', 'kept', 'replaced', 'refused'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];

/** In the order of the items. One that is refused stands in the way of no other. */
export const CatalogueImportResult = Type.Object(
  {
    items: Type.Array(
      Type.Object({
        id: ProductId,
        outcome: StringEnum(importOutcomes),
        hasPictures: Type.Boolean({ description: 'Whether the product that is there has pictures of its own' }),
        /** Why it was refused. */
        errors: Type.Optional(Type.Array(Fault)),
      }),
    ),
  },
  { title: 'CatalogueImportResult' },
);
export type CatalogueImportResult = Static<typeof CatalogueImportResult>;
