import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const mugs: ProductType = {
  id: 'mug',
  name: t('Mugs', 'Becher'),
  shape: 'round',
  tags: ['mug', 'cup', 'coffee', 'tea', 'Becher', 'Tasse', 'Kaffee', 'Tee', 'Geschirr'],
  use: [
    t(
      'Coffee stays warm in it for the length of a good letter, and on cold mornings the mug sits well in two hands.',
      'Der Kaffee bleibt darin so lange warm, wie ein guter Brief lang ist, und an kalten Morgen liegt der Becher gut in zwei Händen.',
    ),
    t(
      'The foot is sanded smooth, so it will not scratch the table. Sold one at a time, because every kitchen needs a different number.',
      'Der Fuß ist glatt geschliffen und zerkratzt keinen Tisch. Verkauft wird einzeln, denn jede Küche braucht eine andere Zahl.',
    ),
    t(
      'Two of them stack, and four fit in a row behind the smallest cupboard door.',
      'Zwei lassen sich stapeln, und hinter die kleinste Schranktür passen vier nebeneinander.',
    ),
  ],
  products: [
    {
      name: t('Everyday mug', 'Alltagsbecher'),
      summary: t(
        'A straight, sturdy mug with a handle for three fingers.',
        'Ein gerader, stabiler Becher mit einem Henkel für drei Finger.',
      ),
      story: t(
        'We tried fourteen handles before this one. It is thick enough to be friendly and far enough from the body to stay cool.',
        'Vierzehn Henkel haben wir ausprobiert, dann kam dieser. Er ist dick genug, um freundlich zu sein, und weit genug weg, um kühl zu bleiben.',
      ),
      form: 'straight',
      materials: ['stoneware'],
      colours: ['chalk', 'clay', 'sage', 'denim', 'mustard'],
      eur: 18,
      cm: [9, 9, 9],
      grams: 340,
      facts: { capacity: '300 ml' },
      collections: ['first-apartment', 'the-slow-desk'],
    },
    {
      name: t('Half-dipped mug', 'Becher Halbgetaucht'),
      summary: t(
        'Raw clay below, glossy glaze above, with a line between them that is never quite straight.',
        'Unten roher Ton, oben glänzende Glasur und dazwischen eine Linie, die nie ganz gerade ist.',
      ),
      story: t(
        'Each mug is dipped by hand, upside down, for exactly four seconds. The raw half feels like a beach pebble.',
        'Jeder Becher wird von Hand kopfüber getaucht, genau vier Sekunden lang. Die rohe Hälfte fühlt sich an wie ein Kiesel vom Strand.',
      ),
      form: 'dipped',
      materials: ['stoneware'],
      colours: ['harbour', 'celadon', 'rose'],
      eur: 22,
      cm: [9, 9, 10],
      grams: 360,
      facts: { capacity: '320 ml' },
    },
    {
      name: t('Round-bellied mug', 'Kugelbecher'),
      summary: t(
        'A round mug that gathers the steam and warms both hands.',
        'Ein runder Becher, der den Dampf sammelt und beide Hände wärmt.',
      ),
      story: t(
        'Wide in the middle and narrower at the lip: the shape cocoa was invented for. Holds a generous spoonful of cream without spilling.',
        'In der Mitte weit, am Rand enger: die Form, für die Kakao erfunden wurde. Ein großer Löffel Sahne passt hinein, ohne dass etwas überläuft.',
      ),
      form: 'belly',
      materials: ['stoneware'],
      colours: ['rust', 'oat', 'plum'],
      eur: 24,
      cm: [10, 10, 9],
      grams: 390,
      facts: { capacity: '380 ml' },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Camp mug, speckled', 'Hüttenbecher, gesprenkelt'),
      summary: t(
        'A low, wide mug with a freckled glaze and a rolled rim.',
        'Ein niedriger, breiter Becher mit gesprenkelter Glasur und gerolltem Rand.',
      ),
      story: t(
        'It borrows the shape of an enamel cup from a mountain hut and adds what enamel lacks: it does not burn your lip.',
        'Er hat die Form eines Emaillebechers aus der Berghütte und das, was Emaille fehlt: Man verbrennt sich nicht die Lippe.',
      ),
      form: 'camp',
      materials: ['stoneware'],
      colours: ['milk', 'midnight', 'fir'],
      eur: 21,
      cm: [10, 10, 8],
      grams: 370,
      facts: { capacity: '350 ml' },
      collections: ['first-apartment'],
    },
    {
      name: t('Tapered espresso cup', 'Espressobecher Konisch'),
      summary: t(
        'A small porcelain cup that opens towards the lip.',
        'Ein kleiner Becher aus Porzellan, der sich zum Rand hin öffnet.',
      ),
      story: t(
        'The wall is thick at the bottom and thin at the top. It keeps the crema together and the first sip hot.',
        'Unten ist die Wand dick, oben dünn. So bleibt die Crema beisammen und der erste Schluck heiß.',
      ),
      form: 'tapered',
      materials: ['porcelain'],
      colours: ['milk', 'blush', 'ink', 'sky'],
      eur: 14,
      cm: [6.5, 6.5, 6],
      grams: 140,
      facts: { capacity: '80 ml' },
    },
  ],
};

const bowls: ProductType = {
  id: 'bowl',
  name: t('Bowls', 'Schalen'),
  shape: 'round',
  tags: ['bowl', 'dish', 'salad', 'breakfast', 'Schale', 'Schüssel', 'Salat', 'Müsli', 'Geschirr'],
  use: [
    t(
      'Good for soup on Monday and peaches on Friday. The bowls nest, so a stack takes the room of one.',
      'Montags für Suppe, freitags für Pfirsiche. Die Schalen stecken ineinander, ein Stapel braucht so viel Platz wie eine.',
    ),
    t(
      'It goes from the fridge to the table and, after ten minutes at room temperature, into a warm oven.',
      'Sie wandert vom Kühlschrank auf den Tisch und, nach zehn Minuten bei Zimmertemperatur, auch in den warmen Ofen.',
    ),
    t(
      'Leave it on the table when it is empty. It earns its place.',
      'Lassen Sie sie auch leer auf dem Tisch stehen. Sie hat sich den Platz verdient.',
    ),
  ],
  products: [
    {
      name: t('Breakfast bowl', 'Frühstücksschale'),
      summary: t(
        'A deep bowl with steep sides, made for porridge and for noodles.',
        'Eine tiefe Schale mit steiler Wand, für Porridge ebenso wie für Nudeln.',
      ),
      story: t(
        'The sides are steep so that the last spoonful is as easy as the first. It is the bowl we reach for most often ourselves.',
        'Die Wand ist steil, damit der letzte Löffel so leicht gelingt wie der erste. Nach dieser Schale greifen wir selbst am häufigsten.',
      ),
      form: 'deep',
      materials: ['stoneware'],
      colours: ['chalk', 'sky', 'apricot', 'moss'],
      eur: 22,
      cm: [15, 15, 7.5],
      grams: 480,
      facts: { capacity: '600 ml' },
      collections: ['first-apartment'],
    },
    {
      name: t('Salt-glazed serving bowl', 'Servierschüssel, salzglasiert'),
      summary: t(
        'A wide serving bowl with the orange-peel surface only salt can give.',
        'Eine weite Servierschüssel mit jener Oberfläche wie Orangenschale, die nur Salz hervorbringt.',
      ),
      story: t(
        'At the height of the firing a handful of salt is thrown into the kiln. What it does there is different every time.',
        'Auf dem Höhepunkt des Brandes kommt eine Handvoll Salz in den Ofen. Was es dort anrichtet, ist jedes Mal anders.',
      ),
      form: 'wide',
      materials: ['stoneware'],
      colours: ['stone', 'rust', 'harbour'],
      eur: 68,
      cm: [28, 28, 10],
      grams: 1500,
      facts: { capacity: t('2.4 l', '2,4 l') },
    },
    {
      name: t('Footed fruit bowl', 'Obstschale auf Fuß'),
      summary: t(
        'A shallow bowl on a tall foot that lifts fruit above the crumbs.',
        'Eine flache Schale auf hohem Fuß, die das Obst über die Krümel hebt.',
      ),
      story: t(
        'The foot is thrown separately and joined while the clay is still leather-hard. Lemons look as if somebody had painted them.',
        'Der Fuß wird einzeln gedreht und angesetzt, solange der Ton lederhart ist. Zitronen sehen darin aus wie gemalt.',
      ),
      form: 'footed',
      materials: ['earthenware'],
      colours: ['terracotta', 'chalk', 'butter'],
      eur: 74,
      cm: [27, 27, 15],
      grams: 1400,
    },
    {
      name: t('Rice bowl', 'Reisschale'),
      summary: t(
        'A thin porcelain bowl that sits in the palm of one hand.',
        'Eine dünne Porzellanschale, die in einer Hand ruht.',
      ),
      story: t(
        'Its foot ring is just high enough for a fingertip, so you can lift it hot. A glaze line inside marks one portion.',
        'Der Fußring ist gerade hoch genug für eine Fingerspitze, so hebt man sie auch heiß an. Eine Linie in der Glasur zeigt eine Portion an.',
      ),
      form: 'rice',
      materials: ['porcelain'],
      colours: ['milk', 'celadon', 'midnight'],
      eur: 26,
      cm: [12, 12, 6.5],
      grams: 210,
      facts: { capacity: '350 ml' },
    },
    {
      name: t('Mixing bowl with lip', 'Rührschüssel mit Ausguss'),
      summary: t(
        'A heavy bowl with a pouring lip and a ridge for the thumb.',
        'Eine schwere Schüssel mit Ausguss und einer Rille für den Daumen.',
      ),
      story: t(
        'It stays put while you whisk and pours pancake batter without a trail. Pretty enough to carry straight to the table as a salad bowl.',
        'Beim Rühren bleibt sie stehen, und Pfannkuchenteig gießt sie ohne Spur. Hübsch genug, um gleich als Salatschüssel auf den Tisch zu kommen.',
      ),
      form: 'lipped',
      materials: ['stoneware'],
      colours: ['oat', 'clay', 'slate'],
      eur: 58,
      cm: [24, 24, 12],
      grams: 1700,
      facts: { capacity: '3 l' },
    },
  ],
};

export const tablewareTypes: readonly ProductType[] = [mugs, bowls];
