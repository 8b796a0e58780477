import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const teaTowels: ProductType = {
  id: 'tea-towel',
  name: t('Tea towels', 'Geschirrtücher'),
  shape: 'flat',
  tags: ['tea towel', 'dish towel', 'kitchen', 'Geschirrtuch', 'Küchentuch', 'Küche'],
  facts: { set: t('Set of two', 'Zweierset'), header: t('Corner loop', 'Aufhänger an der Ecke') },
  use: [
    t(
      'For glasses, bread baskets and hot pan handles. It will polish wine glasses without leaving lint, from the third wash on.',
      'Für Gläser, Brotkörbe und heiße Pfannenstiele. Ab der dritten Wäsche poliert es Weingläser, ohne zu fusseln.',
    ),
    t(
      'A tea towel is also a gift wrap that nobody throws away.',
      'Ein Geschirrtuch ist auch ein Geschenkpapier, das niemand wegwirft.',
    ),
    t(
      'It hangs straight, dries quickly and looks tidy even when the kitchen does not.',
      'Es hängt gerade, trocknet schnell und sieht auch dann ordentlich aus, wenn die Küche es nicht tut.',
    ),
  ],
  products: [
    {
      name: t('Striped linen tea towel', 'Geschirrtuch mit Streifen'),
      summary: t(
        'Half-dry linen with three stripes along each side.',
        'Griffiges Leinen mit drei Streifen an jeder Seite.',
      ),
      story: t(
        'Hotels have used stripes for a century to tell glass cloths from pot cloths. Choose a colour for each.',
        'Hotels unterscheiden seit hundert Jahren mit Streifen die Gläsertücher von den Topftüchern. Nehmen Sie für jedes eine Farbe.',
      ),
      form: 'striped',
      materials: ['linen'],
      colours: ['poppy', 'harbour', 'soot'],
      eur: 28,
      cm: [50, 0, 70],
      grams: 180,
    },
    {
      name: t('Grid tea towel', 'Geschirrtuch mit Raster'),
      summary: t(
        'A fine grid on off-white cotton, like a page from a maths book.',
        'Ein feines Raster auf naturweißer Baumwolle, wie eine Seite aus dem Rechenheft.',
      ),
      story: t(
        'The squares are exactly one centimetre wide, so you can measure a baking tin with it. Somebody always does.',
        'Die Kästchen sind genau einen Zentimeter breit, man kann also eine Backform damit ausmessen. Irgendjemand tut es immer.',
      ),
      form: 'grid',
      materials: ['cotton'],
      colours: ['midnight', 'terracotta', 'moss', 'stone'],
      eur: 22,
      cm: [50, 0, 70],
      grams: 200,
      collections: ['first-apartment'],
    },
    {
      name: t('Dipped tea towel', 'Geschirrtuch Getaucht'),
      summary: t('Plain linen, dyed by the lower half.', 'Schlichtes Leinen, zur unteren Hälfte gefärbt.'),
      story: t(
        'Each towel hangs in the dye bath for twenty minutes. The line where the colour stops is different on every one.',
        'Jedes Tuch hängt zwanzig Minuten im Färbebad. Die Linie, an der die Farbe aufhört, ist bei jedem anders.',
      ),
      form: 'dipped',
      materials: ['linen'],
      colours: ['mustard', 'celadon', 'plum'],
      eur: 32,
      cm: [50, 0, 70],
      grams: 190,
    },
  ],
};

const tablecloths: ProductType = {
  id: 'tablecloth',
  name: t('Tablecloths', 'Tischdecken'),
  shape: 'flat',
  tags: ['tablecloth', 'table linen', 'dining', 'Tischdecke', 'Tischwäsche', 'Tischtuch', 'Esstisch'],
  use: [
    t(
      'For a table of 90 by 200 cm it hangs down by a hand and a half on each side. Red wine: salt first, then cold water, then another glass.',
      'Auf einem Tisch von 90 mal 200 cm hängt sie an den Längsseiten anderthalb Handbreit über. Bei Rotwein: erst Salz, dann kaltes Wasser, dann noch ein Glas.',
    ),
    t(
      'It makes a feast of soup and bread. Fold it along the same line each time, or never; both look good.',
      'Sie macht aus Suppe und Brot ein Fest. Immer an derselben Linie falten oder nie; beides sieht gut aus.',
    ),
  ],
  products: [
    {
      name: t('Hemstitched tablecloth', 'Tischdecke mit Hohlsaum'),
      summary: t(
        'Plain linen with an openwork line above the hem.',
        'Schlichtes Leinen mit einer durchbrochenen Linie über dem Saum.',
      ),
      story: t(
        'For the hemstitch, threads are drawn out and the rest bundled by needle. A cloth takes one person two days.',
        'Für den Hohlsaum werden Fäden gezogen und die übrigen mit der Nadel gebündelt. Ein Tuch beschäftigt eine Person zwei Tage.',
      ),
      form: 'hemstitch',
      materials: ['linen'],
      colours: ['chalk', 'sage', 'clay'],
      eur: 119,
      cm: [150, 0, 250],
      grams: 850,
    },
    {
      name: t('Gingham tablecloth', 'Tischdecke Vichykaro'),
      summary: t(
        'Two-tone cotton gingham for the kitchen and the orchard.',
        'Zweifarbiges Vichykaro aus Baumwolle, für die Küche und den Obstgarten.',
      ),
      story: t(
        'The check is large enough to look modern and small enough to hide a blot of jam.',
        'Das Karo ist groß genug, um modern zu wirken, und klein genug, um einen Klecks Marmelade zu verbergen.',
      ),
      form: 'gingham',
      materials: ['cotton'],
      colours: ['poppy', 'denim', 'olive'],
      eur: 74,
      cm: [140, 0, 220],
      grams: 780,
    },
  ],
};

const aprons: ProductType = {
  id: 'apron',
  name: t('Aprons', 'Schürzen'),
  shape: 'flat',
  tags: ['apron', 'kitchen', 'cooking', 'Schürze', 'Kochschürze', 'Küche', 'Kochen'],
  facts: { pockets: t('Two', 'Zwei') },
  use: [
    t(
      'The straps cross at the back and tie in front, so it fits from a small baker to a tall one.',
      'Die Bänder kreuzen sich am Rücken und werden vorn gebunden, so passt sie kleinen wie großen Bäckern.',
    ),
    t(
      'One pocket is for the thermometer, the other for the tea towel you are always looking for.',
      'Eine Tasche ist für das Thermometer, die andere für das Geschirrtuch, das man ständig sucht.',
    ),
  ],
  products: [
    {
      name: t('Cross-back apron', 'Kreuzschürze'),
      summary: t('A full linen apron without a knot at the neck.', 'Eine lange Leinenschürze ohne Knoten im Nacken.'),
      story: t(
        'The weight rests on the shoulders. You put it on like a waistcoat and forget about it until the cake is out.',
        'Das Gewicht liegt auf den Schultern. Man zieht sie an wie eine Weste und vergisst sie, bis der Kuchen fertig ist.',
      ),
      form: 'cross',
      materials: ['linen'],
      colours: ['flax', 'harbour', 'terracotta', 'moss'],
      eur: 68,
      cm: [70, 0, 95],
      grams: 380,
    },
    {
      name: t('Baker’s apron, striped', 'Bäckerschürze, gestreift'),
      summary: t(
        'Heavy striped cotton with a towel loop and a pen slot.',
        'Schwere gestreifte Baumwolle mit Handtuchschlaufe und Stiftfach.',
      ),
      story: t(
        'Cut for people who work in it all day: long at the knee, free at the elbow, and the flour brushes off.',
        'Geschnitten für alle, die den ganzen Tag darin arbeiten: lang am Knie, frei am Ellbogen, und Mehl lässt sich abbürsten.',
      ),
      form: 'striped',
      materials: ['cotton'],
      colours: ['ink', 'brick', 'denim'],
      eur: 54,
      cm: [74, 0, 90],
      grams: 460,
    },
  ],
};

export const kitchenTypes: readonly ProductType[] = [teaTowels, tablecloths, aprons];
