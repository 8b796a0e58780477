import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const uprights: ProductType = {
  id: 'upright',
  name: t('Foliage plants', 'Blattpflanzen'),
  shape: 'round',
  grown: true,
  tags: ['plant', 'house plant', 'foliage', 'green', 'Pflanze', 'Zimmerpflanze', 'Blattpflanze', 'Grünpflanze'],
  care: t(
    'Let the soil dry before watering again. Wipe the leaves with a damp cloth every few weeks; they breathe better.',
    'Vor dem nächsten Gießen die Erde trocknen lassen. Alle paar Wochen die Blätter feucht abwischen, dann atmen sie besser.',
  ),
  use: [
    t(
      'A plant for beginners and for the often absent. If in doubt, do not water.',
      'Eine Pflanze für Anfänger und für oft Abwesende. Im Zweifel nicht gießen.',
    ),
    t(
      'It divides easily: when the pot is full, take it out, cut it in two and make somebody happy.',
      'Die Pflanze lässt sich leicht teilen: Ist der Topf voll, herausnehmen, halbieren und jemanden glücklich machen.',
    ),
    t(
      'The pot has a hole and a saucer, so too much water can find its way out.',
      'Der Topf hat ein Loch und einen Untersetzer, so findet zu viel Wasser seinen Weg hinaus.',
    ),
    t(
      'It looks best a little above eye level or right on the floor; in between, leaves get in the way.',
      'Am schönsten steht die Pflanze etwas über Augenhöhe oder gleich auf dem Boden; dazwischen sind Blätter im Weg.',
    ),
  ],
  products: [
    {
      name: t('Snake plant', 'Bogenhanf'),
      summary: t(
        'Upright, banded leaves that ask for almost nothing.',
        'Aufrechte, gebänderte Blätter, die fast nichts verlangen.',
      ),
      story: t(
        'Stiff swords with yellow edges that grow in the dark hallway as well as on the bright sill. Three weeks without water go unnoticed.',
        'Steife Schwerter mit gelbem Rand, die im dunklen Flur ebenso wachsen wie auf der hellen Fensterbank. Drei Wochen ohne Wasser fallen nicht auf.',
      ),
      form: 'sword',
      materials: ['plant', 'stoneware'],
      colours: ['clay', 'chalk', 'ink', 'celadon'],
      eur: 39,
      cm: [24, 24, 60],
      grams: 3100,
      facts: {
        light: t('Anywhere', 'Überall'),
        water: t('Every three weeks', 'Alle drei Wochen'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
      collections: ['first-apartment', 'the-slow-desk'],
    },
    {
      name: t('Peace lily', 'Einblatt'),
      summary: t(
        'Dark, arching leaves and a white sail of a flower.',
        'Dunkle, überhängende Blätter und eine Blüte wie ein weißes Segel.',
      ),
      story: t(
        'It tells you when it is thirsty by lying down, and gets up again an hour after watering. Few flatmates are as clear.',
        'Hat es Durst, legt es sich hin, und eine Stunde nach dem Gießen steht es wieder. Wenige Mitbewohner sind so deutlich.',
      ),
      form: 'lily',
      materials: ['plant', 'stoneware'],
      colours: ['harbour', 'milk', 'rose'],
      eur: 34,
      cm: [40, 40, 55],
      grams: 2600,
      facts: {
        light: t('Half shade', 'Halbschatten'),
        water: t('When it droops', 'Wenn es sich neigt'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
    },
    {
      name: t('Chinese money plant', 'Ufopflanze'),
      summary: t(
        'Round leaves on thin stalks, like a mobile that grows.',
        'Runde Blätter auf dünnen Stielen, wie ein Mobile, das wächst.',
      ),
      story: t(
        'For decades it spread across Europe as cuttings, from friend to friend, before any shop had it. Please carry on.',
        'Jahrzehntelang wanderte sie als Steckling durch Europa, von Freund zu Freund, bevor ein Laden sie hatte. Bitte weitermachen.',
      ),
      form: 'coin',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'mustard', 'sky'],
      eur: 22,
      cm: [26, 26, 28],
      grams: 1100,
      facts: {
        light: t('Bright, no sun', 'Hell, keine Sonne'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Harmless', 'Unbedenklich'),
      },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Swiss cheese plant', 'Fensterblatt'),
      summary: t(
        'Great, slit leaves that turn a corner into a jungle.',
        'Große, geschlitzte Blätter, die aus einer Ecke einen Dschungel machen.',
      ),
      story: t(
        'Young leaves are whole, old ones have holes, and nobody is quite sure why. It will want a stick to climb by next year.',
        'Junge Blätter sind ganz, alte haben Löcher, und niemand weiß genau, warum. Nächstes Jahr braucht es einen Stab zum Klettern.',
      ),
      form: 'split',
      materials: ['plant', 'stoneware'],
      colours: ['slate', 'apricot', 'chalk'],
      eur: 56,
      cm: [60, 60, 75],
      grams: 4400,
      facts: {
        light: t('Bright to half shade', 'Hell bis halbschattig'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
    },
  ],
};

const trailers: ProductType = {
  id: 'trailing',
  name: t('Trailing plants', 'Hängepflanzen'),
  shape: 'round',
  grown: true,
  tags: [
    'plant',
    'house plant',
    'trailing',
    'hanging',
    'Pflanze',
    'Zimmerpflanze',
    'Hängepflanze',
    'Ampel',
    'Grünpflanze',
  ],
  care: t(
    'Water when the pot feels light. Cut long shoots back in spring; the cuttings root in a glass of water.',
    'Gießen, wenn sich der Topf leicht anfühlt. Lange Triebe im Frühjahr kürzen; die Stecklinge wurzeln im Wasserglas.',
  ),
  use: [
    t(
      'Put it on top of a cupboard or in a hanging loop and let it fall. A metre in a year is a good pace.',
      'Auf den Schrank stellen oder in eine Schlaufe hängen und fallen lassen. Ein Meter im Jahr ist ein gutes Tempo.',
    ),
    t(
      'It can be led along a wall with a few clips, or round a window, wherever a line of green is missing.',
      'Mit ein paar Klammern lässt sie sich an der Wand entlang führen oder ums Fenster, überall, wo eine grüne Linie fehlt.',
    ),
    t('The hanging cord is included and holds 8 kg.', 'Die Kordel zum Aufhängen liegt bei und hält 8 kg.'),
    t(
      'Hang it where you look up: over the sink, beside the bed, above the bath.',
      'Hängen Sie sie dorthin, wo man nach oben schaut: über die Spüle, neben das Bett, über die Wanne.',
    ),
  ],
  products: [
    {
      name: t('Golden pothos', 'Efeutute'),
      summary: t(
        'Heart-shaped leaves splashed with yellow, on long easy vines.',
        'Herzförmige Blätter mit gelben Sprenkeln an langen, genügsamen Ranken.',
      ),
      story: t(
        'If you only have one plant, have this one. It grows in soil, in water, in kitchens and in spite of you.',
        'Wenn es nur eine Pflanze sein soll, dann diese. Sie wächst in Erde, in Wasser, in der Küche und Ihnen zum Trotz.',
      ),
      form: 'heart',
      materials: ['plant', 'stoneware'],
      colours: ['chalk', 'clay', 'midnight'],
      eur: 26,
      cm: [36, 36, 50],
      grams: 1500,
      facts: {
        light: t('Anywhere but sun', 'Überall außer Sonne'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
      collections: ['first-apartment'],
    },
    {
      name: t('String of hearts', 'Leuchterblume'),
      summary: t(
        'Threads as thin as wire, with a tiny heart every few centimetres.',
        'Fäden, dünn wie Draht, mit einem winzigen Herz alle paar Zentimeter.',
      ),
      story: t(
        'The leaves are marbled silver above and plum below. When a shoot touches soil it makes a small bulb and starts again.',
        'Die Blätter sind oben silbrig marmoriert und unten pflaumenfarben. Berührt ein Trieb Erde, bildet er eine kleine Knolle und fängt von vorn an.',
      ),
      form: 'string',
      materials: ['plant', 'stoneware'],
      colours: ['blush', 'stone', 'plum'],
      eur: 29,
      cm: [24, 24, 60],
      grams: 900,
      facts: {
        light: t('Bright', 'Hell'),
        water: t('Every two weeks', 'Alle zwei Wochen'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
    {
      name: t('Ivy, small-leaved', 'Efeu, kleinblättrig'),
      summary: t(
        'Pointed leaves and cool nerves, happy by a draughty window.',
        'Spitze Blätter und kühle Nerven, zufrieden am zugigen Fenster.',
      ),
      story: t(
        'Ivy likes what other plants hate: a cold stairwell, an unheated bedroom, a porch. It prefers not to be fussed over.',
        'Efeu mag, was andere hassen: ein kaltes Treppenhaus, ein ungeheiztes Schlafzimmer, einen Windfang. Umsorgt wird er ungern.',
      ),
      form: 'ivy',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'fir', 'fog'],
      eur: 18,
      cm: [32, 32, 45],
      grams: 1300,
      facts: {
        light: t('Cool and bright', 'Kühl und hell'),
        water: t('Twice a week', 'Zweimal pro Woche'),
        pets: t('Not for nibbling', 'Nicht zum Knabbern'),
      },
    },
    {
      name: t('Spider plant', 'Grünlilie'),
      summary: t(
        'Striped, arching leaves with young plants on long stalks.',
        'Gestreifte, überhängende Blätter mit Ablegern an langen Stielen.',
      ),
      story: t(
        'It produces children without being asked and is glad when they find a home. Ask any primary school.',
        'Ungefragt bekommt sie Kinder und freut sich, wenn sie ein Zuhause finden. Fragen Sie irgendeine Grundschule.',
      ),
      form: 'spider',
      materials: ['plant', 'stoneware'],
      colours: ['butter', 'harbour', 'milk'],
      eur: 19,
      cm: [42, 42, 40],
      grams: 1200,
      facts: {
        light: t('Bright to half shade', 'Hell bis halbschattig'),
        water: t('Once a week', 'Einmal pro Woche'),
        pets: t('Harmless', 'Unbedenklich'),
      },
      collections: ['the-slow-desk'],
    },
  ],
};

export const foliageTypes: readonly ProductType[] = [uprights, trailers];
