import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const cushions: ProductType = {
  id: 'cushion',
  name: t('Cushions', 'Kissen'),
  shape: 'flat',
  tags: ['cushion', 'pillow', 'sofa', 'Kissen', 'Sofakissen', 'Zierkissen', 'Wohnzimmer'],
  facts: { filling: t('Feather insert included', 'Mit Federfüllung') },
  care: t(
    'Take out the insert and wash the cover inside out at 30 degrees on a gentle programme. Line dry.',
    'Füllung herausnehmen und den Bezug auf links bei 30 Grad im Schonprogramm waschen. Auf der Leine trocknen.',
  ),
  use: [
    t(
      'The zip is hidden in the bottom seam. One cushion says welcome, three say stay.',
      'Der Reißverschluss liegt verdeckt in der unteren Naht. Ein Kissen sagt willkommen, drei sagen bleib.',
    ),
    t(
      'Plump it from the sides and it keeps its shape until evening. The insert can be washed separately.',
      'Von den Seiten aufgeschüttelt, hält es die Form bis zum Abend. Die Füllung lässt sich getrennt waschen.',
    ),
    t(
      'It sits well in the small of the back, on a bench, or under a reader’s head on the floor.',
      'Es passt ins Kreuz, auf die Bank oder unter den Kopf derer, die auf dem Boden lesen.',
    ),
  ],
  products: [
    {
      name: t('Plain linen cushion', 'Leinenkissen Uni'),
      summary: t(
        'A washed linen cushion in a colour that goes with the others.',
        'Ein Kissen aus gewaschenem Leinen, in einem Ton, der zu den anderen passt.',
      ),
      story: t(
        'Front and back are the same, so there is no wrong way to throw it. The colours were mixed side by side in one afternoon.',
        'Vorder- und Rückseite sind gleich, falsch hinwerfen geht also nicht. Die Farben wurden an einem Nachmittag nebeneinander gemischt.',
      ),
      form: 'plain',
      materials: ['linen'],
      colours: ['clay', 'oat', 'sage', 'denim', 'plum'],
      eur: 48,
      cm: [50, 0, 50],
      grams: 780,
      collections: ['first-apartment', 'quiet-evenings'],
    },
    {
      name: t('Ticking stripe cushion', 'Streifenkissen Drell'),
      summary: t(
        'Fine stripes on heavy cotton, borrowed from old mattresses.',
        'Feine Streifen auf schwerer Baumwolle, von alten Matratzen geborgt.',
      ),
      story: t(
        'Ticking was woven tightly to keep feathers in. It still does, and its stripes calm down any pattern next to them.',
        'Drell wurde dicht gewebt, um Federn drinnen zu halten. Das kann er noch immer, und seine Streifen beruhigen jedes Muster nebenan.',
      ),
      form: 'striped',
      materials: ['cotton'],
      colours: ['harbour', 'rust', 'soot'],
      eur: 42,
      cm: [50, 0, 50],
      grams: 740,
    },
    {
      name: t('Wool check cushion', 'Karokissen aus Wolle'),
      summary: t('A large check in two shades of soft wool.', 'Ein großes Karo in zwei Tönen aus weicher Wolle.'),
      story: t(
        'The check is cut on the straight and matched at the seam, which costs the mill some wool and us some nerves.',
        'Das Karo ist gerade geschnitten und trifft sich an der Naht, was die Weberei etwas Wolle und uns etwas Nerven kostet.',
      ),
      form: 'checked',
      materials: ['wool'],
      colours: ['fir', 'mustard', 'cranberry'],
      eur: 64,
      cm: [45, 0, 45],
      grams: 720,
    },
    {
      name: t('Colour-block cushion', 'Farbfeldkissen'),
      summary: t(
        'Three fields of linen, one of them very much in charge.',
        'Drei Felder aus Leinen, von denen eines eindeutig das Sagen hat.',
      ),
      story: t(
        'Made from the ends of the plain linen cushions, so the third colour is a small surprise and nothing is thrown away.',
        'Gemacht aus den Resten der unifarbenen Leinenkissen; so ist die dritte Farbe eine kleine Überraschung, und nichts wird weggeworfen.',
      ),
      form: 'blocks',
      materials: ['linen'],
      colours: ['terracotta', 'midnight', 'olive'],
      eur: 56,
      cm: [60, 0, 40],
      grams: 760,
    },
    {
      name: t('Buttoned velvet cushion', 'Samtkissen mit Knöpfen'),
      summary: t(
        'A dense cotton velvet with five covered buttons.',
        'Ein dichter Baumwollsamt mit fünf bezogenen Knöpfen.',
      ),
      story: t(
        'Velvet drinks light and gives it back in the folds. The buttons go right through, so the cushion stays slim.',
        'Samt schluckt Licht und gibt es in den Falten zurück. Die Knöpfe gehen ganz durch, so bleibt das Kissen schlank.',
      ),
      form: 'buttoned',
      materials: ['cotton'],
      colours: ['rose', 'moss', 'chestnut'],
      eur: 68,
      cm: [48, 0, 48],
      grams: 860,
    },
  ],
};

const throws: ProductType = {
  id: 'throw',
  name: t('Throws', 'Decken'),
  shape: 'flat',
  tags: ['throw', 'blanket', 'plaid', 'sofa', 'Decke', 'Wolldecke', 'Plaid', 'Tagesdecke'],
  use: [
    t(
      'Big enough for two on the sofa, or for one who means it. On a made bed it covers the lower third.',
      'Groß genug für zwei auf dem Sofa oder für eine, die es ernst meint. Auf dem Bett bedeckt sie das untere Drittel.',
    ),
    t(
      'It lives over the back of a chair and comes along to the balcony, the car and the sickbed.',
      'Sie wohnt über der Stuhllehne und kommt mit auf den Balkon, ins Auto und ans Krankenbett.',
    ),
    t(
      'The first weeks it may shed a little; a shake out of the window settles the matter.',
      'In den ersten Wochen verliert sie vielleicht ein paar Fasern; einmal aus dem Fenster schütteln, dann ist es gut.',
    ),
  ],
  products: [
    {
      name: t('Herringbone throw', 'Fischgratdecke'),
      summary: t(
        'A lambswool throw in a large, soft herringbone.',
        'Eine Decke aus Lammwolle in großem, weichem Fischgrat.',
      ),
      story: t(
        'One thread is dyed, the other left as the sheep grew it. From a distance you see the colour, from close by the weave.',
        'Ein Faden ist gefärbt, der andere so, wie ihn das Schaf wachsen ließ. Von Weitem sieht man die Farbe, von Nahem das Gewebe.',
      ),
      form: 'herringbone',
      materials: ['wool'],
      colours: ['slate', 'clay', 'sage', 'mustard'],
      eur: 118,
      cm: [130, 0, 180],
      grams: 950,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Window-check throw', 'Fensterkarodecke'),
      summary: t(
        'Thin lines crossing on a calm ground, like a lattice window.',
        'Dünne Linien auf ruhigem Grund, die sich kreuzen wie ein Sprossenfenster.',
      ),
      story: t(
        'The lines are a single thread wide, set by hand on the warp beam. Miss one, and the whole throw knows.',
        'Die Linien sind einen Faden breit und werden am Kettbaum von Hand gesetzt. Fehlt einer, weiß es die ganze Decke.',
      ),
      form: 'window',
      materials: ['wool'],
      colours: ['chalk', 'midnight', 'moss'],
      eur: 139,
      cm: [140, 0, 190],
      grams: 1080,
    },
    {
      name: t('Waffle throw', 'Waffeldecke'),
      summary: t(
        'A light cotton throw for summer nights and long car journeys.',
        'Eine leichte Baumwolldecke für Sommernächte und lange Autofahrten.',
      ),
      story: t(
        'The waffle weave holds a cushion of air, so it warms without weight and dries on the line within an hour.',
        'Das Waffelgewebe hält ein Polster Luft, darum wärmt sie ohne Gewicht und trocknet auf der Leine in einer Stunde.',
      ),
      form: 'waffle',
      materials: ['cotton'],
      colours: ['milk', 'apricot', 'sky'],
      eur: 79,
      cm: [130, 0, 170],
      grams: 720,
    },
    {
      name: t('Broad-stripe throw', 'Blockstreifendecke'),
      summary: t(
        'Five broad stripes, brushed until the edges blur.',
        'Fünf breite Streifen, gebürstet, bis die Ränder verschwimmen.',
      ),
      story: t(
        'Brushed with teasels, as it was done before there were steel brushes. Where two colours meet, a third appears.',
        'Mit Karden aufgeraut, wie man es vor den Stahlbürsten tat. Wo zwei Farben aufeinandertreffen, entsteht eine dritte.',
      ),
      form: 'stripes',
      materials: ['wool'],
      colours: ['rust', 'harbour', 'heather'],
      eur: 149,
      cm: [140, 0, 200],
      grams: 1250,
    },
    {
      name: t('Fringed linen throw', 'Leinendecke mit Fransen'),
      summary: t(
        'Heavy washed linen with hand-knotted fringes.',
        'Schweres gewaschenes Leinen mit handgeknüpften Fransen.',
      ),
      story: t(
        'Cool in July and surprisingly warm in October. The fringes are knotted in pairs, by people who can do it while talking.',
        'Im Juli kühl und im Oktober erstaunlich warm. Die Fransen werden paarweise geknüpft, von Leuten, die sich dabei unterhalten können.',
      ),
      form: 'plain',
      materials: ['linen'],
      colours: ['flax', 'blush', 'ink'],
      eur: 98,
      cm: [130, 0, 180],
      grams: 890,
    },
  ],
};

export const livingTypes: readonly ProductType[] = [cushions, throws];
