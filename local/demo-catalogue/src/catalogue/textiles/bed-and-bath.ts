import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const bathTowels: ProductType = {
  id: 'bath-towel',
  name: t('Bath towels', 'Badetücher'),
  shape: 'flat',
  tags: ['towel', 'bath towel', 'bathroom', 'sauna', 'Handtuch', 'Badetuch', 'Duschtuch', 'Bad'],
  facts: { header: t('Woven loop', 'Gewebter Aufhänger') },
  use: [
    t(
      'Washed once before the first use, it drinks twice as much. Leave the softener out and it will stay that way.',
      'Vor dem ersten Gebrauch einmal gewaschen, nimmt es doppelt so viel auf. Ohne Weichspüler bleibt das auch so.',
    ),
    t(
      'It dries between two showers, even in a bathroom without a window.',
      'Zwischen zwei Duschen wird es trocken, auch in einem Bad ohne Fenster.',
    ),
    t(
      'Folded in thirds it stacks neatly; rolled, it fits in a swimming bag.',
      'Gedrittelt liegt es sauber im Stapel, gerollt passt es in die Schwimmtasche.',
    ),
    t(
      'Good for the bathroom, the sauna and the lake, in that order or another.',
      'Gut für Bad, Sauna und See, in dieser Reihenfolge oder in einer anderen.',
    ),
  ],
  products: [
    {
      name: t('Terry bath towel', 'Badetuch Frottier'),
      summary: t(
        'A dense, soft terry of 550 grams with a flat woven border.',
        'Ein dichtes, weiches Frottier mit 550 Gramm und flach gewebter Bordüre.',
      ),
      story: t(
        'Long loops on one side, short ones on the other: one for drying, one for wrapping up.',
        'Lange Schlingen auf der einen, kurze auf der anderen Seite: die eine zum Abtrocknen, die andere zum Einwickeln.',
      ),
      form: 'stack',
      materials: ['cotton'],
      colours: ['milk', 'sage'],
      sizes: [
        { code: 'H', name: '50 × 100 cm', eur: 24 },
        { code: 'B', name: '100 × 150 cm', eur: 49 },
      ],
      eur: 24,
      cm: [50, 0, 100],
      grams: 275,
      collections: ['first-apartment'],
    },
    {
      name: t('Waffle bath towel', 'Badetuch Waffelpiqué'),
      summary: t(
        'A light waffle towel in linen and cotton that dries fast.',
        'Ein leichtes Waffeltuch aus Leinen und Baumwolle, das schnell trocknet.',
      ),
      story: t(
        'The linen makes it brisk, the cotton makes it kind. It gives the skin a little rub, like a good conversation.',
        'Das Leinen macht es frisch, die Baumwolle freundlich. Es reibt die Haut ein wenig, wie ein gutes Gespräch.',
      ),
      form: 'rail',
      materials: ['linen', 'cotton'],
      colours: ['stone', 'blush', 'harbour'],
      eur: 44,
      cm: [90, 0, 150],
      grams: 420,
    },
    {
      name: t('Hammam towel', 'Hamamtuch'),
      summary: t(
        'A thin, flat-woven towel with stripes and twisted fringes.',
        'Ein dünnes, flach gewebtes Tuch mit Streifen und gedrehten Fransen.',
      ),
      story: t(
        'A beach towel, a picnic cloth and a scarf for cool trains. It packs to the size of a paperback.',
        'Strandtuch, Picknickdecke und Schal für kühle Züge. Gefaltet ist es so groß wie ein Taschenbuch.',
      ),
      form: 'hook',
      materials: ['cotton'],
      colours: ['terracotta', 'denim', 'mustard', 'soot'],
      eur: 36,
      cm: [90, 0, 180],
      grams: 310,
    },
    {
      name: t('Block-stripe bath towel', 'Badetuch Blockstreifen'),
      summary: t('Two-tone terry with stripes a hand wide.', 'Zweifarbiges Frottier mit handbreiten Streifen.'),
      story: t(
        'You will always know which towel is yours. The pattern is woven in, so it looks the same from both sides, only reversed.',
        'So weiß jede, welches Tuch ihres ist. Das Muster ist eingewebt und sieht von beiden Seiten gleich aus, nur umgekehrt.',
      ),
      form: 'striped',
      materials: ['cotton'],
      colours: ['poppy', 'midnight', 'olive'],
      eur: 46,
      cm: [80, 0, 150],
      grams: 560,
    },
  ],
};

const bedLinen: ProductType = {
  id: 'bed-linen',
  name: t('Bed linen', 'Bettwäsche'),
  shape: 'flat',
  tags: ['bed linen', 'bedding', 'duvet cover', 'bedroom', 'Bettwäsche', 'Bettbezug', 'Kopfkissen', 'Schlafzimmer'],
  facts: { set: t('Duvet cover and one pillowcase', 'Bettbezug und ein Kissenbezug') },
  use: [
    t(
      'The duvet goes in through a slit at the foot and is closed with ties, which no washing machine can break.',
      'Die Decke kommt durch einen Schlitz am Fußende hinein und wird mit Bändern geschlossen, die keine Waschmaschine kaputt bekommt.',
    ),
    t(
      'It is at its best after ten washes. Hang it out in the wind if you have some.',
      'Nach zehn Wäschen ist sie am schönsten. Hängen Sie sie in den Wind, wenn Sie welchen haben.',
    ),
    t(
      'The pillowcase closes with corozo-nut buttons; a spare one is sewn inside the seam.',
      'Der Kissenbezug schließt mit Knöpfen aus Steinnuss; ein Ersatzknopf ist innen in die Naht genäht.',
    ),
  ],
  products: [
    {
      name: t('Washed linen bed set', 'Bettwäsche Waschleinen'),
      summary: t(
        'Crumpled, cool and soft, for people who do not iron.',
        'Knittrig, kühl und weich, für Menschen, die nicht bügeln.',
      ),
      story: t(
        'Linen regulates warmth better than any duvet. In a heatwave it feels like the other side of the pillow, all night.',
        'Leinen reguliert die Wärme besser als jede Decke. In der Hitzewelle fühlt es sich die ganze Nacht an wie die kühle Seite des Kissens.',
      ),
      form: 'plain',
      materials: ['linen'],
      colours: ['chalk', 'rose'],
      sizes: [
        { code: 'S', name: '135 × 200 cm', eur: 169 },
        { code: 'L', name: '200 × 200 cm', eur: 219 },
      ],
      eur: 169,
      cm: [135, 0, 200],
      grams: 1400,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Percale bed set with piping', 'Bettwäsche Perkal mit Paspel'),
      summary: t(
        'Crisp cotton percale with a fine contrasting edge.',
        'Knackiger Baumwollperkal mit einer feinen farbigen Kante.',
      ),
      story: t(
        'It rustles on the first night and behaves like a good hotel ever after. The piping is sewn by two people, one to guide, one to watch.',
        'In der ersten Nacht raschelt sie, danach benimmt sie sich wie ein gutes Hotel. Die Paspel nähen zwei: eine führt, eine schaut.',
      ),
      form: 'piped',
      materials: ['cotton'],
      colours: ['milk', 'sky', 'fog'],
      eur: 129,
      cm: [135, 0, 200],
      grams: 1200,
    },
    {
      name: t('Striped flannel bed set', 'Bettwäsche Flanell gestreift'),
      summary: t(
        'Brushed flannel with broad stripes for cold bedrooms.',
        'Aufgerauter Flanell mit breiten Streifen für kalte Schlafzimmer.',
      ),
      story: t(
        'Brushed on both sides, so getting into bed in January takes no courage. The stripes run lengthwise and make a short bed look long.',
        'Auf beiden Seiten aufgeraut, so braucht man im Januar keinen Mut, um ins Bett zu gehen. Die Streifen laufen längs und strecken ein kurzes Bett.',
      ),
      form: 'striped',
      materials: ['cotton'],
      colours: ['slate', 'clay', 'sage'],
      eur: 119,
      cm: [135, 0, 200],
      grams: 1500,
    },
  ],
};

const curtains: ProductType = {
  id: 'curtain',
  name: t('Curtains', 'Vorhänge'),
  shape: 'flat',
  tags: ['curtain', 'drape', 'window', 'Vorhang', 'Gardine', 'Fenster'],
  facts: { set: t('One panel', 'Ein Schal') },
  care: t(
    'Vacuum with a soft brush now and then. Wash cool only when it is really needed, and hang it up damp: the hem does the ironing.',
    'Ab und zu mit weicher Bürste absaugen. Nur wenn nötig kalt waschen und feucht aufhängen: Das Bügeln erledigt der Saum.',
  ),
  use: [
    t(
      'Hang it a hand’s width above the window and let it just touch the floor. Two panels cover a window 140 cm wide.',
      'Eine Handbreit über dem Fenster aufhängen und gerade den Boden berühren lassen. Zwei Schals reichen für ein Fenster von 140 cm.',
    ),
    t(
      'The hem is 12 cm deep and held by a chain stitch, so you can shorten it at home by pulling one thread.',
      'Der Saum ist 12 cm tief und mit Kettenstich genäht, so kürzt man ihn zu Hause, indem man einen Faden zieht.',
    ),
    t(
      'Drawn back, it frames the view; drawn closed, it turns the room into a smaller, warmer one.',
      'Offen rahmt er die Aussicht, geschlossen macht er aus dem Zimmer ein kleineres, wärmeres.',
    ),
  ],
  products: [
    {
      name: t('Sheer linen curtain', 'Leinenvorhang Zart'),
      summary: t(
        'An open weave that lets the light in and the neighbours out.',
        'Ein offenes Gewebe, das Licht hereinlässt und Nachbarn nicht.',
      ),
      story: t(
        'By day you see out and nobody sees in. The uneven threads draw fine lines that move when the window is open.',
        'Tagsüber sieht man hinaus, aber niemand herein. Die ungleichen Fäden zeichnen feine Linien, die sich bei offenem Fenster bewegen.',
      ),
      form: 'sheer',
      materials: ['linen'],
      colours: ['chalk', 'flax', 'fog'],
      eur: 98,
      cm: [140, 0, 260],
      grams: 620,
      facts: { header: t('Gathering tape', 'Kräuselband') },
    },
    {
      name: t('Lined wool curtain', 'Wollvorhang gefüttert'),
      summary: t(
        'A heavy curtain that keeps out light, draughts and street noise.',
        'Ein schwerer Vorhang, der Licht, Zugluft und Straßenlärm draußen lässt.',
      ),
      story: t(
        'Wool outside, dark cotton inside. On a winter evening it does more for an old window than most heaters.',
        'Außen Wolle, innen dunkle Baumwolle. An einem Winterabend hilft er einem alten Fenster mehr als mancher Heizkörper.',
      ),
      form: 'pleated',
      materials: ['wool', 'cotton'],
      colours: ['fir', 'rust', 'midnight'],
      eur: 239,
      cm: [140, 0, 260],
      grams: 2900,
      facts: { header: t('Pinch pleats with hooks', 'Zweierfalten mit Haken') },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Tab-top cotton curtain', 'Schlaufenvorhang'),
      summary: t(
        'A plain cotton curtain with loops for a simple rod.',
        'Ein schlichter Baumwollvorhang mit Schlaufen für eine einfache Stange.',
      ),
      story: t(
        'Push the loops over a broomstick and you have a curtain. The lower third is woven in a second tone, as if it had been dipped.',
        'Schlaufen über einen Besenstiel schieben, fertig ist der Vorhang. Das untere Drittel ist in einem zweiten Ton gewebt, wie eingetaucht.',
      ),
      form: 'tabs',
      materials: ['cotton'],
      colours: ['apricot', 'sage', 'denim'],
      eur: 69,
      cm: [140, 0, 245],
      grams: 1100,
      facts: { header: t('Loops, 6 cm', 'Schlaufen, 6 cm') },
      collections: ['first-apartment'],
    },
  ],
};

export const bedAndBathTypes: readonly ProductType[] = [bathTowels, bedLinen, curtains];
