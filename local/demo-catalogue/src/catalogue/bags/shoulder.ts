import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const backpacks: ProductType = {
  id: 'backpack',
  name: t('Backpacks', 'Rucksäcke'),
  shape: 'box',
  tags: ['bag', 'backpack', 'rucksack', 'school', 'cycling', 'Tasche', 'Rucksack', 'Schule', 'Fahrrad'],
  use: [
    t(
      'The straps are wide, padded and set close together at the neck, so they stay put on narrow shoulders too.',
      'Die Gurte sind breit, gepolstert und sitzen am Nacken eng beieinander, so halten sie auch auf schmalen Schultern.',
    ),
    t(
      'There is a loop for a bike light, a sleeve for a bottle and a secret pocket against the back.',
      'Es gibt eine Schlaufe fürs Rücklicht, ein Fach für die Flasche und eine geheime Tasche am Rücken.',
    ),
    t(
      'It stands by itself and opens wide enough to find the pencil at the bottom.',
      'Er steht von allein und öffnet sich so weit, dass man den Stift am Boden findet.',
    ),
  ],
  products: [
    {
      name: t('Roll-top backpack', 'Rolltop-Rucksack'),
      summary: t(
        'A tall pack that rolls shut and grows when you need it.',
        'Ein hoher Rucksack, der sich zurollt und bei Bedarf wächst.',
      ),
      story: t(
        'Three turns and a hook close it against any weather. Unrolled, there is room for a baguette, upright.',
        'Drei Umdrehungen und ein Haken machen ihn wetterfest. Ausgerollt passt ein Baguette hinein, stehend.',
      ),
      form: 'roll-top',
      materials: ['nylon'],
      colours: ['fir', 'ink', 'apricot', 'sky'],
      eur: 119,
      cm: [30, 15, 46],
      grams: 880,
      facts: { volume: '20 l', laptop: t('Up to 15 inches', 'Bis 15 Zoll') },
    },
    {
      name: t('Flap rucksack', 'Rucksack mit Klappe'),
      summary: t('Waxed canvas, one flap, two leather straps.', 'Gewachstes Segeltuch, eine Klappe, zwei Lederriemen.'),
      story: t(
        'The buckles are for show: behind them sit two magnets, because nobody has both hands free at a bus stop.',
        'Die Schnallen sind Zierde: Dahinter sitzen zwei Magnete, denn an der Bushaltestelle hat niemand beide Hände frei.',
      ),
      form: 'flap',
      materials: ['canvas', 'leather'],
      colours: ['moss', 'chestnut', 'slate'],
      eur: 179,
      cm: [31, 16, 42],
      grams: 1250,
      facts: { volume: '19 l', laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
    },
    {
      name: t('School-day pack', 'Tagesrucksack Schultag'),
      summary: t(
        'A rounded daypack with one big zip and one front pocket.',
        'Ein runder Tagesrucksack mit einem großen Reißverschluss und einer Vortasche.',
      ),
      story: t(
        'The simplest bag we make and the one we sell most of. The zip goes almost to the floor and has never been known to catch.',
        'Der einfachste Rucksack von allen und der beliebteste. Der Reißverschluss reicht fast bis zum Boden und hat noch nie geklemmt.',
      ),
      form: 'day',
      materials: ['nylon'],
      colours: ['mustard', 'denim', 'cranberry', 'chalk', 'soot'],
      eur: 79,
      cm: [28, 14, 40],
      grams: 560,
      facts: { volume: '16 l', laptop: t('Up to 13 inches', 'Bis 13 Zoll') },
      collections: ['first-apartment'],
    },
    {
      name: t('Leather rucksack', 'Lederrucksack'),
      summary: t('A slim leather pack for the way to work.', 'Ein schmaler Lederrucksack für den Weg zur Arbeit.'),
      story: t(
        'It is flat enough to wear in a crowded tram. The leather darkens along the shoulders first, where it is always you.',
        'Flach genug für die volle Straßenbahn. Das Leder dunkelt zuerst an den Schultern nach, dort, wo man es immer selbst ist.',
      ),
      form: 'slim',
      materials: ['leather'],
      colours: ['soot', 'cognac', 'harbour'],
      eur: 329,
      cm: [28, 11, 39],
      grams: 1300,
      facts: { volume: '12 l', laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Drawstring rucksack', 'Kordelrucksack'),
      summary: t(
        'A light canvas pack with a cord, a flap and a rope handle.',
        'Ein leichter Rucksack aus Segeltuch mit Kordel, Klappe und Seilgriff.',
      ),
      story: t(
        'Drawn after the haversack in a family photograph from 1934. The rope at the top is the handle and the hook in one.',
        'Gezeichnet nach einem Wanderrucksack auf einem Familienfoto von 1934. Das Seil oben ist Griff und Aufhänger zugleich.',
      ),
      form: 'drawstring',
      materials: ['canvas', 'cotton'],
      colours: ['sand', 'olive', 'brick'],
      eur: 98,
      cm: [32, 18, 44],
      grams: 690,
      facts: { volume: '21 l' },
    },
  ],
};

const satchels: ProductType = {
  id: 'satchel',
  name: t('Satchels', 'Aktentaschen'),
  shape: 'box',
  tags: [
    'bag',
    'satchel',
    'briefcase',
    'messenger bag',
    'Tasche',
    'Aktentasche',
    'Schultasche',
    'Umhängetasche',
    'Büro',
  ],
  use: [
    t(
      'Everything lies flat: papers in front, laptop behind, pens along the side. The strap moves from shoulder to hand in one hook.',
      'Alles liegt flach: Papiere vorn, Laptop hinten, Stifte an der Seite. Mit einem Haken wird aus dem Schultergurt ein Griff.',
    ),
    t(
      'A loop at the back slides over the handle of a suitcase. The flap stays shut on a bicycle, even on cobbles.',
      'Eine Lasche hinten passt über den Koffergriff. Auf dem Fahrrad bleibt die Klappe zu, selbst auf Kopfsteinpflaster.',
    ),
    t(
      'It looks at home in a court room and in a climbing gym, having been seen in both.',
      'Sie passt in den Gerichtssaal und in die Kletterhalle; gesehen wurde sie schon in beiden.',
    ),
  ],
  products: [
    {
      name: t('Two-buckle satchel', 'Aktentasche Zwei Schnallen'),
      summary: t(
        'The schoolmaster’s bag, in leather that stands on its own.',
        'Die Tasche des Schulmeisters, aus Leder, das von selbst steht.',
      ),
      story: t(
        'Cut from a single hide and folded round itself, with two gussets and no lining to tear.',
        'Aus einer einzigen Haut geschnitten und um sich selbst gefaltet, mit zwei Keilen und ohne Futter, das reißen könnte.',
      ),
      form: 'buckles',
      materials: ['leather', 'brass'],
      colours: ['chestnut', 'ink', 'fir'],
      eur: 319,
      cm: [38, 11, 28],
      grams: 1500,
      facts: { volume: '10 l', laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Canvas messenger bag', 'Kuriertasche Segeltuch'),
      summary: t(
        'A wide flap, a broad strap and room for a day’s errands.',
        'Eine breite Klappe, ein breiter Gurt und Platz für einen Tag voller Wege.',
      ),
      story: t(
        'The flap is longer than it needs to be, so the bag can be overfilled with good conscience.',
        'Die Klappe ist länger als nötig, so darf man die Tasche mit gutem Gewissen überfüllen.',
      ),
      form: 'messenger',
      materials: ['canvas', 'leather'],
      colours: ['slate', 'mustard', 'moss'],
      eur: 129,
      cm: [40, 13, 30],
      grams: 920,
      facts: { volume: '15 l', laptop: t('Up to 15 inches', 'Bis 15 Zoll') },
    },
    {
      name: t('Slim briefcase', 'Aktentasche Schmal'),
      summary: t(
        'A zip-top case with two handles and nothing to hide.',
        'Eine Mappe mit Reißverschluss, zwei Griffen und nichts zu verbergen.',
      ),
      story: t(
        'For those who carry a laptop, a notebook and an apple. It is as thin as a good excuse and twice as reliable.',
        'Für alle, die einen Laptop, ein Notizbuch und einen Apfel tragen. Dünn wie eine gute Ausrede und doppelt so verlässlich.',
      ),
      form: 'brief',
      materials: ['nylon', 'leather'],
      colours: ['soot', 'harbour', 'stone'],
      eur: 149,
      cm: [39, 7, 28],
      grams: 780,
      facts: { volume: '8 l', laptop: t('Up to 15 inches', 'Bis 15 Zoll') },
    },
    {
      name: t('Small field satchel', 'Feldtasche Klein'),
      summary: t(
        'A compact satchel for a map, a camera and a sandwich.',
        'Eine kompakte Tasche für Karte, Kamera und Butterbrot.',
      ),
      story: t(
        'Birdwatchers helped with the pockets. Everything you need quickly sits in front, and the flap opens without a sound.',
        'Bei den Fächern haben Vogelkundler geholfen. Was man schnell braucht, sitzt vorn, und die Klappe öffnet sich lautlos.',
      ),
      form: 'field',
      materials: ['canvas', 'leather'],
      colours: ['olive', 'rust', 'flax'],
      eur: 109,
      cm: [27, 11, 23],
      grams: 680,
      facts: { volume: '6 l' },
    },
  ],
};

export const shoulderTypes: readonly ProductType[] = [backpacks, satchels];
