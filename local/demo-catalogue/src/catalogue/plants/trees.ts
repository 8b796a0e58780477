import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const trees: ProductType = {
  id: 'tree',
  name: t('Indoor trees', 'Zimmerbäume'),
  shape: 'round',
  grown: true,
  tags: ['plant', 'house plant', 'tree', 'green', 'Pflanze', 'Zimmerpflanze', 'Baum', 'Zimmerbaum', 'Grünpflanze'],
  care: t(
    'Water when the top three centimetres are dry, and pour away what collects in the saucer. Feed every other week from March to September.',
    'Gießen, wenn die obersten drei Zentimeter trocken sind, und wegschütten, was im Untersetzer steht. Von März bis September alle zwei Wochen düngen.',
  ),
  use: [
    t(
      'Turn it by a quarter once a month, so that it grows straight. Dust on the leaves is best removed under the shower.',
      'Einmal im Monat um ein Viertel drehen, dann wächst der Baum gerade. Staub auf den Blättern wird am besten abgeduscht.',
    ),
    t(
      'It will drop a leaf or two after the move. That is homesickness, and it passes.',
      'Nach dem Umzug fallen vielleicht ein, zwei Blätter. Das ist Heimweh und geht vorbei.',
    ),
    t(
      'Repot every second spring, one size larger, and prune it in March if it outgrows its place.',
      'Jedes zweite Frühjahr umtopfen, eine Nummer größer; wird der Baum zu groß, im März zurückschneiden.',
    ),
  ],
  products: [
    {
      name: t('Fiddle-leaf fig', 'Geigenfeige'),
      summary: t(
        'Large, violin-shaped leaves on a slender trunk.',
        'Große Blätter in Geigenform auf einem schlanken Stamm.',
      ),
      story: t(
        'It has opinions about where it stands, but once it is happy it makes a new leaf every fortnight, each one larger than the last.',
        'Sie hat Ansichten über ihren Standort, doch ist sie zufrieden, treibt sie alle zwei Wochen ein neues Blatt, größer als das letzte.',
      ),
      form: 'fiddle',
      materials: ['plant', 'stoneware'],
      colours: ['chalk', 'clay', 'slate'],
      eur: 89,
      cm: [45, 45, 120],
      grams: 6200,
      facts: {
        light: t('Bright, no midday sun', 'Hell, keine Mittagssonne'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
      collections: ['first-apartment'],
    },
    {
      name: t('Rubber tree', 'Gummibaum'),
      summary: t(
        'Glossy, dark leaves and a will to live that shames the rest of us.',
        'Glänzende, dunkle Blätter und ein Lebenswille, der uns alle beschämt.',
      ),
      story: t(
        'Grandmother had one, and she was right. It forgives a holiday, a dark week and a child with a watering can.',
        'Großmutter hatte einen, und sie hatte recht. Er verzeiht einen Urlaub, eine dunkle Woche und ein Kind mit Gießkanne.',
      ),
      form: 'rubber',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'oat', 'ink'],
      eur: 64,
      cm: [40, 40, 95],
      grams: 5400,
      facts: {
        light: t('Bright to half shade', 'Hell bis halbschattig'),
        water: t('Every ten days', 'Alle zehn Tage'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
    },
    {
      name: t('Olive tree, potted', 'Olivenbäumchen'),
      summary: t(
        'A small olive with silver leaves, for a sunny sill or balcony.',
        'Eine kleine Olive mit silbrigen Blättern, für die sonnige Fensterbank oder den Balkon.',
      ),
      story: t(
        'It wants sun, wind and a little neglect. Bring it in when the nights fall below minus five, and out again as soon as you can.',
        'Sie will Sonne, Wind und ein wenig Vernachlässigung. Unter minus fünf Grad kommt sie herein, und hinaus, sobald es geht.',
      ),
      form: 'olive',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'chalk', 'sage'],
      eur: 58,
      cm: [38, 38, 85],
      grams: 5100,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('When dry', 'Wenn die Erde trocken ist'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
    {
      name: t('Weeping fig', 'Birkenfeige'),
      summary: t(
        'A fine-leaved little tree with a plaited trunk.',
        'Ein feinblättriges Bäumchen mit geflochtenem Stamm.',
      ),
      story: t(
        'Three young stems were plaited when they were still soft, and have grown together since. The crown moves with every open door.',
        'Drei junge Triebe wurden verflochten, als sie noch weich waren, und sind seither zusammengewachsen. Die Krone bewegt sich bei jeder offenen Tür.',
      ),
      form: 'crown',
      materials: ['plant', 'stoneware'],
      colours: ['midnight', 'milk', 'apricot'],
      eur: 74,
      cm: [48, 48, 110],
      grams: 6800,
      facts: {
        light: t('Bright', 'Hell'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
    },
    {
      name: t('Dragon tree', 'Drachenbaum'),
      summary: t(
        'Tufts of narrow leaves on bare stems of different heights.',
        'Büschel schmaler Blätter auf kahlen Stämmen in verschiedener Höhe.',
      ),
      story: t(
        'Three stems in one pot, cut at three heights, look like a small landscape. It lives well in offices, which says a lot.',
        'Drei Stämme in einem Topf, auf drei Höhen geschnitten, wie eine kleine Landschaft. Er hält es im Büro aus, das sagt viel.',
      ),
      form: 'dragon',
      materials: ['plant', 'stoneware'],
      colours: ['mustard', 'fog', 'fir'],
      eur: 69,
      cm: [42, 42, 105],
      grams: 6400,
      facts: {
        light: t('Half shade', 'Halbschatten'),
        water: t('Every ten days', 'Alle zehn Tage'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
      collections: ['the-slow-desk'],
    },
  ],
};

const palms: ProductType = {
  id: 'palm',
  name: t('Palms', 'Palmen'),
  shape: 'round',
  grown: true,
  tags: ['plant', 'house plant', 'palm', 'green', 'Pflanze', 'Zimmerpflanze', 'Palme', 'Grünpflanze'],
  care: t(
    'Keep the soil evenly moist but never wet. Mist the fronds when the heating is on, and cut brown tips with scissors.',
    'Die Erde gleichmäßig feucht, nie nass halten. Bei Heizungsluft die Wedel besprühen und braune Spitzen mit der Schere kappen.',
  ),
  use: [
    t(
      'Palms like company and a little distance from the radiator. All three of ours are safe for cats and children.',
      'Palmen mögen Gesellschaft und etwas Abstand zur Heizung. Alle drei von uns sind für Katzen und Kinder unbedenklich.',
    ),
    t(
      'In the evening, put a lamp on the floor behind it and look at the ceiling.',
      'Stellen Sie abends eine Leuchte dahinter auf den Boden und schauen Sie an die Decke.',
    ),
    t(
      'Old fronds yellow from below; cut them off close to the stem and new ones follow from above.',
      'Alte Wedel werden von unten gelb; dicht am Stamm abschneiden, von oben kommen neue nach.',
    ),
  ],
  products: [
    {
      name: t('Kentia palm', 'Kentiapalme'),
      summary: t(
        'Slow, elegant and content with a north window.',
        'Langsam, elegant und mit einem Nordfenster zufrieden.',
      ),
      story: t(
        'It stood in every grand hotel before electric light, because it needs so little of any. One new frond a year is quite normal.',
        'Vor dem elektrischen Licht stand sie in jedem Grandhotel, weil sie so wenig davon braucht. Ein neuer Wedel im Jahr ist ganz normal.',
      ),
      form: 'kentia',
      materials: ['plant', 'stoneware'],
      colours: ['soot', 'chalk', 'celadon'],
      eur: 98,
      cm: [70, 70, 130],
      grams: 7200,
      facts: {
        light: t('Half shade to shade', 'Halbschatten bis Schatten'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Harmless', 'Unbedenklich'),
      },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Fan palm', 'Fächerpalme'),
      summary: t(
        'Round, pleated fans on thin, upright stalks.',
        'Runde, gefaltete Fächer auf dünnen, aufrechten Stielen.',
      ),
      story: t(
        'Each leaf opens like a paper fan, pleat by pleat, over about three weeks. It is worth watching.',
        'Jedes Blatt öffnet sich wie ein Papierfächer, Falte um Falte, etwa drei Wochen lang. Zusehen lohnt sich.',
      ),
      form: 'fan',
      materials: ['plant', 'earthenware'],
      colours: ['rust', 'butter', 'harbour'],
      eur: 79,
      cm: [60, 60, 90],
      grams: 5900,
      facts: {
        light: t('Bright', 'Hell'),
        water: t('Twice a week in summer', 'Im Sommer zweimal pro Woche'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
    {
      name: t('Parlour palm', 'Bergpalme'),
      summary: t(
        'A small, bushy palm for shelves and bathrooms.',
        'Eine kleine, buschige Palme für Regal und Badezimmer.',
      ),
      story: t(
        'The palm for people who have no room for a palm. It stays below knee height for years and likes the steam of a bath.',
        'Die Palme für alle, die keinen Platz für eine Palme haben. Jahrelang bleibt sie unter Kniehöhe, und den Dampf im Bad mag sie.',
      ),
      form: 'parlour',
      materials: ['plant', 'stoneware'],
      colours: ['blush', 'sage', 'denim'],
      eur: 32,
      cm: [34, 34, 45],
      grams: 1900,
      facts: {
        light: t('Half shade', 'Halbschatten'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Harmless', 'Unbedenklich'),
      },
      collections: ['first-apartment'],
    },
  ],
};

export const treeTypes: readonly ProductType[] = [trees, palms];
