import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const rosettes: ProductType = {
  id: 'rosette',
  name: t('Succulents', 'Sukkulenten'),
  shape: 'round',
  grown: true,
  tags: ['plant', 'house plant', 'succulent', 'windowsill', 'Pflanze', 'Zimmerpflanze', 'Sukkulente', 'Fensterbank'],
  care: t(
    'Water only when the soil is dry right through, and hardly at all in winter. Never leave water standing in the rosette.',
    'Erst gießen, wenn die Erde ganz durchgetrocknet ist, im Winter kaum. Nie Wasser in der Rosette stehen lassen.',
  ),
  use: [
    t(
      'Set it on the sunniest sill you have. It stores its own water and does not mind a long weekend, or a short summer.',
      'Stellen Sie sie auf die sonnigste Fensterbank. Ihr Wasser hat sie dabei, ein langes Wochenende oder ein kurzer Sommer macht ihr nichts.',
    ),
    t(
      'Young plants appear at the foot. Twist them off, let the cut dry for a day and press them into sand.',
      'Am Fuß erscheinen Ableger. Abdrehen, die Schnittstelle einen Tag trocknen lassen und in Sand drücken.',
    ),
  ],
  products: [
    {
      name: t('Aloe', 'Aloe'),
      summary: t('Fleshy, toothed leaves in a loose rosette.', 'Fleischige, gezähnte Blätter in lockerer Rosette.'),
      story: t(
        'Every kitchen should have one near the stove: the clear gel inside a leaf cools a small burn at once.',
        'In jeder Küche sollte eine neben dem Herd stehen: Das klare Gel im Blatt kühlt eine kleine Verbrennung sofort.',
      ),
      form: 'aloe',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'chalk', 'slate'],
      eur: 19,
      cm: [28, 28, 32],
      grams: 1100,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('Every two weeks', 'Alle zwei Wochen'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
      collections: ['first-apartment'],
    },
    {
      name: t('Zebra haworthia', 'Zebra-Haworthie'),
      summary: t(
        'A small rosette with white stripes, neat as a drawing.',
        'Eine kleine Rosette mit weißen Streifen, ordentlich wie gezeichnet.',
      ),
      story: t(
        'It keeps to the size of a tennis ball and never leans. On a desk it takes up less room than a phone and asks for less attention.',
        'Größer als ein Tennisball wird sie nicht, und schief wächst sie nie. Auf dem Schreibtisch braucht sie weniger Platz als ein Telefon und weniger Zuwendung.',
      ),
      form: 'zebra',
      materials: ['plant', 'stoneware'],
      colours: ['ink', 'sage', 'apricot'],
      eur: 14,
      cm: [11, 11, 14],
      grams: 380,
      facts: {
        light: t('Bright', 'Hell'),
        water: t('Every two weeks', 'Alle zwei Wochen'),
        pets: t('Harmless', 'Unbedenklich'),
      },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Echeveria', 'Echeverie'),
      summary: t(
        'A rose of thick, blue-green leaves with pink tips.',
        'Eine Rose aus dicken, blaugrünen Blättern mit rosa Spitzen.',
      ),
      story: t(
        'The more sun it gets, the pinker its tips. A fine powder protects the leaves, so look, but try not to touch.',
        'Je mehr Sonne sie bekommt, desto rosiger die Spitzen. Ein feiner Reif schützt die Blätter, also bitte schauen, nicht anfassen.',
      ),
      form: 'rose',
      materials: ['plant', 'stoneware'],
      colours: ['milk', 'rose', 'heather'],
      eur: 16,
      cm: [14, 14, 12],
      grams: 460,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('Every two weeks', 'Alle zwei Wochen'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
    {
      name: t('Jade plant', 'Geldbaum'),
      summary: t(
        'Round, shining leaves on a trunk like a little oak’s.',
        'Runde, glänzende Blätter auf einem Stamm wie von einer kleinen Eiche.',
      ),
      story: t(
        'It grows slowly into a proper miniature tree and is handed down in families. Ours are four years old and just getting interesting.',
        'Langsam wird daraus ein richtiger Miniaturbaum, der in Familien vererbt wird. Unsere sind vier Jahre alt und werden gerade interessant.',
      ),
      form: 'jade',
      materials: ['plant', 'earthenware'],
      colours: ['brick', 'celadon', 'butter'],
      eur: 34,
      cm: [28, 28, 34],
      grams: 1700,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('Every ten days', 'Alle zehn Tage'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
    },
  ],
};

const cacti: ProductType = {
  id: 'cactus',
  name: t('Cacti', 'Kakteen'),
  shape: 'round',
  grown: true,
  tags: ['plant', 'house plant', 'cactus', 'windowsill', 'Pflanze', 'Zimmerpflanze', 'Kaktus', 'Fensterbank'],
  care: t(
    'Water twice a month in summer and not at all from November to February. A cool, bright winter brings flowers.',
    'Im Sommer zweimal im Monat gießen, von November bis Februar gar nicht. Ein kühler, heller Winter bringt Blüten.',
  ),
  use: [
    t(
      'It comes wrapped in three layers of newspaper. Unwrap it with tongs and patience.',
      'Er kommt in drei Lagen Zeitungspapier. Packen Sie ihn mit Zange und Geduld aus.',
    ),
    t(
      'Out of reach of small hands and wagging tails, it needs nothing but sun.',
      'Außer Reichweite kleiner Hände und wedelnder Schwänze braucht er nichts als Sonne.',
    ),
    t(
      'It may spend the summer outside, if you let it get used to the sun over a week.',
      'Den Sommer darf er draußen verbringen, wenn er sich eine Woche lang an die Sonne gewöhnen kann.',
    ),
  ],
  products: [
    {
      name: t('Column cactus', 'Säulenkaktus'),
      summary: t(
        'A ribbed column with one arm, straight from a western.',
        'Eine gerippte Säule mit einem Arm, wie aus einem Western.',
      ),
      story: t(
        'It grows a hand’s width a year and marks the passing of time like a child against a door frame.',
        'Im Jahr wächst er eine Handbreit und zeigt, wie die Zeit vergeht, wie ein Kind am Türrahmen.',
      ),
      form: 'column',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'sand', 'midnight'],
      eur: 42,
      cm: [22, 22, 56],
      grams: 3400,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('Every two weeks', 'Alle zwei Wochen'),
        pets: t('Prickly', 'Stachelig'),
      },
    },
    {
      name: t('Golden barrel cactus', 'Goldkugelkaktus'),
      summary: t(
        'A round cactus with golden spines in even rows.',
        'Ein runder Kaktus mit goldenen Dornen in gleichmäßigen Reihen.',
      ),
      story: t(
        'Its ribs open and close like an accordion, depending on how much it has had to drink.',
        'Seine Rippen öffnen und schließen sich wie eine Ziehharmonika, je nachdem, wie viel er getrunken hat.',
      ),
      form: 'barrel',
      materials: ['plant', 'stoneware'],
      colours: ['chalk', 'clay', 'harbour'],
      eur: 36,
      cm: [20, 20, 26],
      grams: 2400,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('Every three weeks', 'Alle drei Wochen'),
        pets: t('Prickly', 'Stachelig'),
      },
    },
    {
      name: t('Prickly pear', 'Feigenkaktus'),
      summary: t(
        'Flat, round pads stacked at cheerful angles.',
        'Flache, runde Glieder, in heiteren Winkeln aufeinandergesetzt.',
      ),
      story: t(
        'Every new pad starts as a bump on the edge of the last. After a warm summer there may be a yellow flower.',
        'Jedes neue Glied beginnt als Beule am Rand des letzten. Nach einem warmen Sommer kommt vielleicht eine gelbe Blüte.',
      ),
      form: 'pear',
      materials: ['plant', 'stoneware'],
      colours: ['blush', 'mustard', 'soot'],
      eur: 29,
      cm: [24, 18, 36],
      grams: 1900,
      facts: {
        light: t('Full sun', 'Volle Sonne'),
        water: t('Every two weeks', 'Alle zwei Wochen'),
        pets: t('Prickly', 'Stachelig'),
      },
    },
  ],
};

export const succulentTypes: readonly ProductType[] = [rosettes, cacti];
