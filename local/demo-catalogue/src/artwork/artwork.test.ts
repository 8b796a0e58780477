import { describe, expect, it } from '@jest/globals';
import { type ArtworkView, artworkViews, categoryIds } from '@halden/contracts';
import { collections, productTypes, seedProducts } from '../catalogue/catalogue.ts';
import { type SeedProduct } from '../catalogue/types.ts';
import { drawCategory, drawCollection, drawHero, drawProduct } from './index.ts';
import { shelves } from './piece.ts';

const products = seedProducts();
/** With the longer, German titles. */
const draw = (product: SeedProduct, options: { view: ArtworkView; variantIndex: number }) =>
  drawProduct(product, { ...options, locale: 'de' });

const drawings = products.flatMap((product) =>
  product.variants.flatMap((_, variantIndex) =>
    artworkViews.map((view) => ({ product, variantIndex, view, svg: draw(product, { view, variantIndex }) })),
  ),
);
const scenes: [string, string][] = [
  ['the hero by day', drawHero('light')],
  ['the hero by lamplight', drawHero('dark')],
  ...collections.map(({ id }): [string, string] => [id, drawCollection(id)]),
  ...categoryIds.map((id): [string, string] => [id, drawCategory(id)]),
];

const named = ({ product, variantIndex, view }: (typeof drawings)[number]) => `${product.slug} ${variantIndex} ${view}`;
const bytes = (svg: string) => new TextEncoder().encode(svg).length;

/** What remains of a drawing when its colours and words are taken out. */
const geometry = (svg: string) => svg.replace(/<title>.*?<\/title>/, '').replace(/#[0-9a-fA-F]{3,8}/g, '');

const piece = /<(\/?)([a-z]+)((?: [a-zA-Z-]+="[^"<>]*")*)(\/?)>|([^<>]+)/y;

/** The first fault of an XML document without declarations: tags that do not match, or attributes not as they should be. */
function xmlFault(svg: string): string | undefined {
  const open: string[] = [];
  piece.lastIndex = 0;
  while (piece.lastIndex < svg.length) {
    const at = piece.lastIndex;
    const match = piece.exec(svg);
    if (!match) return `not a tag: ${svg.slice(at, at + 60)}`;
    const [tag, closing, name = '', attributes = '', selfClosing, text] = match;
    if (text !== undefined) {
      if (/&(?!amp;|lt;|gt;|quot;)/.test(text)) return `a bare ampersand in ${text}`;
      continue;
    }
    const names = attributes.match(/ [a-zA-Z-]+(?==)/g) ?? [];
    if (new Set(names).size !== names.length) return `an attribute twice in ${tag}`;
    if (closing && open.pop() !== name) return `unexpected ${tag}`;
    if (!closing && !selfClosing) open.push(name);
  }
  return open.length > 0 ? `<${open.at(-1)}> is never closed` : undefined;
}

/** The drawings of one product in one view, variant by variant. */
const variantsOf = (product: SeedProduct, view: ArtworkView): string[] =>
  drawings.filter((drawing) => drawing.view === view && drawing.product === product).map(({ svg }) => svg);

describe('every picture of every variant', () => {
  it('is at most 3 kB', () => {
    expect(drawings.filter(({ svg }) => bytes(svg) > 3000).map(named)).toEqual([]);
  });

  it('is well-formed XML', () => {
    expect(drawings.flatMap((drawing) => xmlFault(drawing.svg) ?? []).slice(0, 3)).toEqual([]);
  });

  it.each(['<a><b></a>', '<a/', '<a>x & y</a>', '<a x="1" x="2"/>', '<a>', '<a x=1/>'])(
    'would be noticed as faulty XML if it were %s',
    (svg) => {
      expect(xmlFault(svg)).toBeDefined();
    },
  );

  it('is a sheet of 400 × 500 with role and title', () => {
    const start = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 500" role="img"';
    expect(
      drawings.filter(({ svg }) => !svg.startsWith(start) || !/<title>[^<]{12,}<\/title>/.test(svg)).map(named),
    ).toEqual([]);
  });

  it('has no id, script, style, reference or gradient, so that it may be inlined any number of times', () => {
    const foreign =
      /\s(id|class|style|href|on[a-z]+)=|<(script|style|use|image|foreignObject|linearGradient|radialGradient)|url\(/;
    expect(drawings.filter(({ svg }) => foreign.test(svg)).map(named)).toEqual([]);
  });

  it('contains numbers only where numbers belong', () => {
    expect(
      drawings
        .filter(({ svg }) => /NaN|Infinity|undefined|null|e-\d/.test(svg.replace(/<title>.*?<\/title>/, '')))
        .map(named),
    ).toEqual([]);
  });

  it('shows the colour of its variant', () => {
    const without = drawings.filter(
      ({ svg, product, variantIndex, view }) =>
        view === 'front' && !svg.includes(product.variants[variantIndex]!.colour.hex.toLowerCase()),
    );
    expect(without.map(named)).toEqual([]);
  });

  it('is the same at every call', () => {
    const again = drawings.filter((_, i) => i % 7 === 0);
    const changed = again.filter(
      ({ product, view, variantIndex, svg }) => draw(product, { view, variantIndex }) !== svg,
    );
    expect(changed.map(named)).toEqual([]);
  });
});

describe('the variants of a product', () => {
  it('share every shape, in every view', () => {
    const shapes = new Map<string, Set<string>>();
    for (const { product, view, svg } of drawings) {
      const key = `${product.slug} ${view}`;
      shapes.set(key, (shapes.get(key) ?? new Set()).add(geometry(svg)));
    }
    expect([...shapes].filter(([, all]) => all.size > 1).map(([key]) => key)).toEqual([]);
  });

  it('differ in their colours', () => {
    for (const product of products) {
      const hexes = new Set(product.variants.map(({ colour }) => colour.hex));
      const fronts = new Set(variantsOf(product, 'front').map((svg) => svg.replace(/<title>.*?<\/title>/, '')));
      expect([product.slug, fronts.size]).toEqual([product.slug, hexes.size]);
    }
  });
});

describe('the products', () => {
  const firsts = drawings.filter(({ variantIndex }) => variantIndex === 0);

  it.each(artworkViews)('all look different in the view "%s"', (view) => {
    const shapes = firsts.filter((drawing) => drawing.view === view).map(({ svg }) => geometry(svg));
    expect(shapes).toHaveLength(products.length);
    expect(new Set(shapes).size).toBe(products.length);
  });

  it('look different from view to view', () => {
    expect(new Set(firsts.map(({ svg }) => geometry(svg))).size).toBe(products.length * artworkViews.length);
  });

  it('of one type have a form each, and at most one of them is the plainest', () => {
    const alike: ArtworkView = 'front';
    const size = { width: 30, depth: 20, height: 24 };
    for (const { id, category } of productTypes) {
      const ofType = products.filter((product) => product.type === id && product.category === category);
      const drawn = ofType.map((product) => shapeOf(product, product.form));
      expect([id, new Set(drawn).size]).toEqual([id, new Set(ofType.map(({ form }) => form)).size]);
      expect([
        id,
        ofType.filter((product) => shapeOf(product, product.form) === shapeOf(product, 'nobody drew this')).length <= 1,
      ]).toEqual([id, true]);
    }
    function shapeOf(product: SeedProduct, form: string): string {
      return geometry(drawProduct({ ...product, slug: 'any', form, dimensions: size }, { view: alike }));
    }
  });
});

describe('the drawings', () => {
  it('are there for every product type of the catalogue, and for no other', () => {
    const drawn = Object.entries(shelves).flatMap(([category, shelf]) =>
      Object.keys(shelf).map((type) => `${category} ${type}`),
    );
    expect(drawn.toSorted()).toEqual(productTypes.map(({ category, id }) => `${category} ${id}`).toSorted());
  });

  const [product] = products;

  it('say in the title what they show, in the language asked for', () => {
    const title = (view: ArtworkView, locale: 'en' | 'de') =>
      /<title>(.*)<\/title>/.exec(drawProduct(product!, { view, locale }))?.[1];
    expect(title('front', 'en')).toBe('Bell pendant in clay, seen from the front');
    expect(title('front', 'de')).toBe('Pendelleuchte Glocke in Ton, von vorn gesehen');
    expect(title('scale', 'en')).toBe('Bell pendant in clay, beside a block as tall as a hand: 18 cm');
    expect(title('room', 'de')).toBe('Pendelleuchte Glocke in Ton, in einem Raum mit Fensterlicht');
  });

  it('escape what a name may contain', () => {
    const name = { en: 'Lamp <b>&"co" 0.5', de: 'Lampe' };
    const svg = drawProduct({ ...product!, name }, { view: 'front' });
    expect(svg).toContain('<title>Lamp &lt;b&gt;&amp;&quot;co&quot; 0.5 in clay, seen from the front</title>');
    expect(xmlFault(svg)).toBeUndefined();
  });

  it('are refused for a type nobody has drawn, naming those there are', () => {
    expect(() => drawProduct({ ...product!, type: 'teleporter' }, { view: 'front' })).toThrow(
      new RangeError(
        "artwork: no drawing for 'teleporter' on the shelf 'lighting'; there are: pendant, paper-lantern, table-lamp, desk-lamp, portable-lamp, candlestick, floor-lamp, wall-light",
      ),
    );
    expect(() => drawProduct({ ...product!, category: 'toString' }, { view: 'front' })).toThrow(RangeError);
  });

  it('are refused for a variant the product does not have', () => {
    expect(() => drawProduct(product!, { view: 'front', variantIndex: 4 })).toThrow(
      /'bell-pendant' has 4 variants, got index 4/,
    );
    expect(() => drawProduct(product!, { view: 'front', variantIndex: -1 })).toThrow(RangeError);
  });

  it('are refused for a colour that is none', () => {
    const variants = [{ colour: { hex: 'red', name: { en: 'Red', de: 'Rot' } } }];
    expect(() => drawProduct({ ...product!, variants }, { view: 'front' })).toThrow(
      /must be written #RRGGBB, got 'red'/,
    );
  });

  it('bring sizes no thing has to reason', () => {
    const dimensions = { width: 0, depth: 0, height: 900_000 };
    for (const { type, category } of productTypes.map(({ id, category }) => ({ type: id, category }))) {
      for (const view of artworkViews) {
        const svg = drawProduct({ ...product!, type, category, dimensions }, { view });
        expect([type, xmlFault(svg), /NaN|Infinity/.test(svg)]).toEqual([type, undefined, false]);
      }
    }
  });
});

describe('the scenes', () => {
  it.each(scenes)('of %s are well-formed, titled, small and free of ids', (_name, svg) => {
    expect(xmlFault(svg)).toBeUndefined();
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+" role="img"[^>]*><title>[^<]{20,}<\/title>/);
    expect(svg).not.toMatch(/\s(id|style|href)=|NaN|undefined/);
    expect(bytes(svg)).toBeLessThan(20_000);
  });

  it('all differ', () => {
    expect(new Set(scenes.map(([, svg]) => svg)).size).toBe(scenes.length);
  });

  it('are titled in the language asked for', () => {
    expect(drawHero('dark', { locale: 'de' })).toContain('<title>Eine Leseecke am Abend: ');
    expect(drawCollection('the-slow-desk', { locale: 'de' })).toContain('<title>Ein aufgeräumter Schreibtisch ');
    expect(drawCategory('plants', { locale: 'de' })).toContain('<title>Ein Bogenhanf, ');
  });

  it('are refused where there is no picture', () => {
    expect(() => drawHero('dusk' as 'dark')).toThrow(/no hero 'dusk'; there are: light, dark/);
    expect(() => drawCollection('toString')).toThrow(/no picture of 'toString'; there are: quiet-evenings/);
    expect(() => drawCategory('cars')).toThrow(/no picture of 'cars'; there are: lighting/);
  });
});
