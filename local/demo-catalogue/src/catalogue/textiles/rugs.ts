import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

export const rugs: ProductType = {
  id: 'rug',
  name: t('Rugs', 'Teppiche'),
  shape: 'flat',
  tags: ['rug', 'carpet', 'runner', 'Teppich', 'Läufer', 'Wohnzimmer', 'Flur'],
  care: t(
    'Vacuum without a rotating brush and turn twice a year. Dab spills with cold water at once; every few years, treat it to a rug cleaner.',
    'Ohne rotierende Bürste saugen und zweimal im Jahr drehen. Flecken sofort mit kaltem Wasser abtupfen; alle paar Jahre eine Teppichreinigung gönnen.',
  ),
  use: [
    t(
      'Choose it large enough for the front legs of the sofa to stand on. A felt underlay keeps it flat and lets it live longer.',
      'Wählen Sie ihn so groß, dass die Vorderbeine des Sofas darauf stehen. Eine Filzunterlage hält ihn glatt und lässt ihn länger leben.',
    ),
    t(
      'It takes bare feet, toy trains and a dropped olive in its stride, and can be turned over when one side is tired.',
      'Nackte Füße, Spielzeugeisenbahnen und heruntergefallene Oliven nimmt er gelassen; ist eine Seite müde, dreht man ihn um.',
    ),
    t(
      'It deadens footsteps and makes a room sound like a room. Rolled, it fits into a small car.',
      'Er dämpft Schritte und lässt ein Zimmer nach Zimmer klingen. Gerollt passt er in ein kleines Auto.',
    ),
  ],
  products: [
    {
      name: t('Bordered wool rug', 'Wollteppich mit Rand'),
      summary: t(
        'A flat-woven wool rug with one wide border.',
        'Ein flach gewebter Wollteppich mit einem breiten Rand.',
      ),
      story: t(
        'The border works like the mount of a picture: it gives the furniture an edge to stand on.',
        'Der Rand wirkt wie ein Passepartout: Er gibt den Möbeln eine Kante, auf der sie stehen.',
      ),
      form: 'border',
      materials: ['wool'],
      colours: ['rust', 'slate'],
      sizes: [
        { code: 'S', name: '140 × 200 cm', eur: 320 },
        { code: 'L', name: '200 × 300 cm', eur: 640 },
      ],
      eur: 320,
      cm: [140, 0, 200],
      grams: 5600,
    },
    {
      name: t('Striped rag rug', 'Flickenteppich'),
      summary: t(
        'A cotton runner woven from what is left over at the mill.',
        'Ein Läufer aus Baumwolle, gewebt aus dem, was in der Weberei übrig bleibt.',
      ),
      story: t(
        'The order of the stripes is up to the weaver. We only ask for one colour to lead and for no two rugs to match.',
        'Die Reihenfolge der Streifen bestimmt die Weberin. Wir bitten nur darum, dass eine Farbe führt und keine zwei Teppiche gleich sind.',
      ),
      form: 'stripes',
      materials: ['cotton'],
      colours: ['denim', 'terracotta', 'moss'],
      eur: 89,
      cm: [70, 0, 200],
      grams: 1700,
      collections: ['first-apartment'],
    },
    {
      name: t('Diamond kilim', 'Rautenkelim'),
      summary: t(
        'A reversible kilim with a field of stepped diamonds.',
        'Ein beidseitig verwendbarer Kelim mit einem Feld aus gestuften Rauten.',
      ),
      story: t(
        'The steps come from the technique: a kilim has no diagonal lines, only patience. The fringes are the warp itself.',
        'Die Stufen kommen von der Technik: Schräge Linien kennt ein Kelim nicht, nur Geduld. Die Fransen sind die Kettfäden selbst.',
      ),
      form: 'diamond',
      materials: ['wool'],
      colours: ['brick', 'harbour', 'olive'],
      eur: 420,
      cm: [160, 0, 230],
      grams: 6800,
    },
    {
      name: t('Round jute rug', 'Juteteppich Rund'),
      summary: t(
        'A thick round braid with one coloured ring.',
        'Ein dicker, rund gelegter Zopf mit einem farbigen Ring.',
      ),
      story: t(
        'A single braid of 95 metres, coiled from the middle outwards. The ring sits where a round table would end.',
        'Ein einziger Zopf von 95 Metern, von der Mitte nach außen gelegt. Der Ring sitzt dort, wo ein runder Tisch aufhören würde.',
      ),
      form: 'round',
      materials: ['jute', 'cotton'],
      colours: ['flax', 'clay', 'ink'],
      eur: 168,
      cm: [150, 0, 150],
      grams: 4900,
    },
    {
      name: t('Shifting-blocks rug', 'Teppich Versetzte Felder'),
      summary: t(
        'Large blocks of colour, moved half a step against each other.',
        'Große Farbfelder, um einen halben Schritt gegeneinander verschoben.',
      ),
      story: t(
        'Drawn with cut paper on a kitchen table. The wool has a short, dense pile, so the edges of the blocks stay sharp.',
        'Mit Papierschnipseln auf einem Küchentisch entworfen. Die Wolle hat einen kurzen, dichten Flor, so bleiben die Kanten der Felder scharf.',
      ),
      form: 'blocks',
      materials: ['wool'],
      colours: ['apricot', 'sage', 'plum'],
      eur: 540,
      cm: [170, 0, 240],
      grams: 9800,
    },
  ],
};
