import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const loungeChairs: ProductType = {
  id: 'lounge-chair',
  name: t('Lounge chairs', 'Sessel'),
  shape: 'box',
  tags: ['armchair', 'lounge chair', 'easy chair', 'reading chair', 'Sessel', 'Lesesessel', 'Armsessel', 'Wohnzimmer'],
  facts: { assembly: t('Delivered assembled', 'Fertig montiert') },
  use: [
    t(
      'The back leans at 106 degrees: upright enough for a book, low enough for a nap. Two people should carry it up the stairs.',
      'Die Lehne neigt sich um 106 Grad: aufrecht genug für ein Buch, tief genug für ein Nickerchen. Die Treppe hinauf trägt man besser zu zweit.',
    ),
    t(
      'Give it a lamp, a small table and half a metre of free floor, and you have a room inside the room.',
      'Dazu eine Leuchte, ein kleiner Tisch und ein halber Meter freier Boden, und schon ist es ein Zimmer im Zimmer.',
    ),
    t(
      'Worn parts can be replaced singly. We keep every cushion, strap and screw in stock for this model.',
      'Was verschleißt, lässt sich einzeln ersetzen. Für dieses Modell haben wir jedes Kissen, jeden Gurt und jede Schraube auf Lager.',
    ),
  ],
  products: [
    {
      name: t('Harbour lounge chair', 'Sessel Hafen'),
      summary: t(
        'A low oak frame with two loose cushions in heavy wool.',
        'Ein niedriges Eichengestell mit zwei losen Kissen aus schwerer Wolle.',
      ),
      story: t(
        'The armrests are wide enough for a cup and a paperback. Its frame is all straight lines, and the cushions take care of the rest.',
        'Die Armlehnen sind breit genug für eine Tasse und ein Taschenbuch. Das Gestell besteht nur aus geraden Linien, den Rest übernehmen die Kissen.',
      ),
      form: 'frame',
      materials: ['oak', 'wool'],
      colours: ['clay', 'slate', 'moss', 'oat'],
      eur: 890,
      cm: [72, 78, 76],
      grams: 15500,
      facts: { seatHeight: '40 cm' },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Shell lounge chair', 'Schalensessel'),
      summary: t(
        'A rounded, upholstered shell on four slim legs.',
        'Eine runde, gepolsterte Schale auf vier schlanken Beinen.',
      ),
      story: t(
        'It wraps around your shoulders without closing you in. You can sit sideways in it with your legs over the edge; we have tested that at length.',
        'Er umfasst die Schultern, ohne einzuengen. Man kann auch quer darin sitzen, die Beine über dem Rand; das haben wir ausgiebig geprüft.',
      ),
      form: 'shell',
      materials: ['wool', 'oak'],
      colours: ['blush', 'harbour', 'mustard'],
      eur: 760,
      cm: [74, 72, 78],
      grams: 14200,
      facts: { seatHeight: '41 cm' },
    },
    {
      name: t('Sling lounge chair', 'Sessel Schlinge'),
      summary: t(
        'A single piece of leather hung between two bent oak sides.',
        'Ein einziges Stück Leder, gespannt zwischen zwei gebogenen Seiten aus Eiche.',
      ),
      story: t(
        'Nothing is padded and nothing needs to be. After a few weeks the leather knows you, and after a few years it looks better than new.',
        'Gepolstert ist nichts, und nötig ist es auch nicht. Nach ein paar Wochen kennt das Leder Sie, nach ein paar Jahren ist es schöner als neu.',
      ),
      form: 'sling',
      materials: ['leather', 'oak'],
      colours: ['cognac', 'soot', 'chestnut'],
      eur: 1190,
      cm: [68, 80, 74],
      grams: 11800,
      facts: { seatHeight: '36 cm' },
      madeToOrder: true,
    },
    {
      name: t('Wing lounge chair', 'Ohrensessel'),
      summary: t(
        'A high back with two wings that keep draughts and questions away.',
        'Eine hohe Lehne mit zwei Ohren, die Zugluft und Fragen abhalten.',
      ),
      story: t(
        'The wings were once meant to hold the warmth of the fire. They now work just as well against open-plan living.',
        'Die Ohren hielten einst die Wärme des Kamins. Heute helfen sie ebenso gut gegen offene Grundrisse.',
      ),
      form: 'wing',
      materials: ['wool', 'walnut'],
      colours: ['fir', 'plum', 'rust'],
      eur: 1290,
      cm: [76, 82, 106],
      grams: 21000,
      facts: { seatHeight: '43 cm' },
      collections: ['quiet-evenings'],
      madeToOrder: true,
    },
    {
      name: t('Club lounge chair', 'Klubsessel'),
      summary: t(
        'A compact block of comfort with washable linen covers.',
        'Ein kompakter Block Gemütlichkeit mit waschbaren Leinenbezügen.',
      ),
      story: t(
        'It fits through a door 75 cm wide and into a lift for two. Even so, it swallows a grown person and a cat.',
        'Er passt durch eine Tür von 75 cm und in einen Aufzug für zwei. Trotzdem verschwinden ein Erwachsener und eine Katze darin.',
      ),
      form: 'club',
      materials: ['linen', 'beech'],
      colours: ['sand', 'denim', 'terracotta'],
      eur: 690,
      cm: [74, 76, 72],
      grams: 18500,
      facts: { seatHeight: '44 cm' },
      collections: ['first-apartment'],
    },
  ],
};

const sofas: ProductType = {
  id: 'sofa',
  name: t('Sofas', 'Sofas'),
  shape: 'box',
  tags: ['sofa', 'couch', 'settee', 'Sofa', 'Couch', 'Zweisitzer', 'Wohnzimmer'],
  facts: { assembly: t('Legs to be screwed on', 'Füße zum Anschrauben') },
  use: [
    t(
      'Delivered to the room of your choice by two people who take off their shoes. Measure the staircase first; we are happy to help with a sketch.',
      'Geliefert bis ins Zimmer, von zwei Leuten, die die Schuhe ausziehen. Bitte vorher das Treppenhaus messen; mit einer Skizze helfen wir gern.',
    ),
    t(
      'The seat is firm in the first month and just right from the second. Turn the cushions when you change the clocks.',
      'Im ersten Monat ist der Sitz fest, ab dem zweiten genau richtig. Wenden Sie die Kissen, wenn die Uhren umgestellt werden.',
    ),
    t(
      'A set of fabric samples costs nothing and arrives in two days. Look at them in your evening light.',
      'Stoffmuster kosten nichts und sind in zwei Tagen da. Sehen Sie sie sich in Ihrem Abendlicht an.',
    ),
  ],
  products: [
    {
      name: t('Two-seat sofa, low', 'Zweisitzer Flach'),
      summary: t(
        'A low sofa for two, with slim arms and a deep seat.',
        'Ein niedriges Sofa für zwei, mit schmalen Armlehnen und tiefem Sitz.',
      ),
      story: t(
        'The arms are no wider than a hand, so all of its 164 cm are for sitting. The legs lift it just enough for the broom.',
        'Die Armlehnen sind nicht breiter als eine Hand, so gehören fast alle 164 cm dem Sitzen. Die Füße heben es gerade so weit, dass der Besen darunterpasst.',
      ),
      form: 'two-seat',
      materials: ['linen', 'oak'],
      colours: ['oat', 'sage', 'rust'],
      eur: 1480,
      cm: [164, 86, 74],
      grams: 46000,
      facts: { seatHeight: '42 cm' },
      collections: ['first-apartment'],
      madeToOrder: true,
    },
    {
      name: t('Three-seat sofa, rounded', 'Dreisitzer Rund'),
      summary: t(
        'A generous sofa with soft, rounded ends and no corners to bump.',
        'Ein großzügiges Sofa mit weichen, runden Enden, ohne Ecken zum Stoßen.',
      ),
      story: t(
        'Three people can sit, two can lie, and a child can build a castle. The back is low enough to lean over and talk to the kitchen.',
        'Drei können sitzen, zwei können liegen, ein Kind baut eine Burg. Über die niedrige Lehne hinweg redet man mit der Küche.',
      ),
      form: 'rounded',
      materials: ['wool', 'ash'],
      colours: ['harbour', 'chalk', 'clay'],
      eur: 2290,
      cm: [218, 94, 76],
      grams: 68000,
      facts: { seatHeight: '43 cm' },
      madeToOrder: true,
    },
    {
      name: t('Daybed with bolster', 'Tagesbett mit Rolle'),
      summary: t(
        'An oak daybed with a mattress and one round bolster.',
        'Ein Tagesbett aus Eiche mit Matratze und einer runden Rolle.',
      ),
      story: t(
        'A sofa by day, a guest bed by night, a place for the measles in between. The mattress is 12 cm thick and can be slept on every night.',
        'Tagsüber Sofa, nachts Gästebett, dazwischen ein Ort für Masern. Die Matratze ist 12 cm dick, man kann jede Nacht darauf schlafen.',
      ),
      form: 'daybed',
      materials: ['oak', 'linen'],
      colours: ['slate', 'terracotta', 'olive'],
      eur: 1190,
      cm: [200, 82, 58],
      grams: 39000,
      facts: { seatHeight: '40 cm' },
    },
  ],
};

const poufs: ProductType = {
  id: 'pouf',
  name: t('Poufs', 'Poufs'),
  shape: 'round',
  tags: ['pouf', 'ottoman', 'footstool', 'floor cushion', 'Pouf', 'Hocker', 'Fußhocker', 'Sitzkissen'],
  use: [
    t(
      'A footrest, a spare seat and, with a tray on top, a small table. It weighs little enough to be kicked across the room.',
      'Fußbank, Zusatzplatz und, mit einem Tablett darauf, ein kleiner Tisch. Leicht genug, um ihn mit dem Fuß durchs Zimmer zu schieben.',
    ),
    t(
      'The filling can be topped up through a zip underneath, when it has been sat on for some years.',
      'Die Füllung lässt sich durch einen Reißverschluss an der Unterseite auffüllen, wenn ein paar Jahre lang darauf gesessen wurde.',
    ),
    t(
      'Children claim it first, dogs second. Both can be persuaded to share.',
      'Zuerst beanspruchen ihn die Kinder, dann der Hund. Beide lassen sich zum Teilen überreden.',
    ),
  ],
  products: [
    {
      name: t('Knitted pouf', 'Strickpouf'),
      summary: t('A round pouf knitted from thick cotton rope.', 'Ein runder Pouf, gestrickt aus dickem Baumwollseil.'),
      story: t(
        'Two needles as thick as broomsticks and 120 metres of rope go into each one. The stitches are large enough to count from across the room.',
        'Zwei Nadeln, dick wie Besenstiele, und 120 Meter Seil stecken in jedem. Die Maschen kann man vom anderen Ende des Zimmers zählen.',
      ),
      form: 'knitted',
      materials: ['cotton'],
      colours: ['oat', 'mustard', 'slate', 'rose'],
      eur: 119,
      cm: [52, 52, 36],
      grams: 4800,
      facts: { filling: t('Recycled cotton fibre', 'Recycelte Baumwollfasern') },
    },
    {
      name: t('Drum pouf', 'Trommelpouf'),
      summary: t(
        'A firm felted drum with a contrasting band.',
        'Eine feste, gefilzte Trommel mit einem Band in zweitem Ton.',
      ),
      story: t(
        'It is firm enough to stand a coffee pot on. The band is stitched on with a visible thread, as on a baseball.',
        'Er ist so fest, dass eine Kaffeekanne darauf steht. Das Band ist mit sichtbarem Faden angenäht, wie bei einem Baseball.',
      ),
      form: 'drum',
      materials: ['wool', 'felt'],
      colours: ['terracotta', 'fir', 'heather'],
      eur: 179,
      cm: [46, 46, 40],
      grams: 6200,
      facts: { filling: t('Cork granulate and wool', 'Korkgranulat und Wolle') },
    },
    {
      name: t('Leather pouf, stitched', 'Lederpouf, genäht'),
      summary: t(
        'Eight leather panels sewn into a low, round cushion.',
        'Acht Lederbahnen, zu einem niedrigen, runden Kissen genäht.',
      ),
      story: t(
        'The seams meet in a star on top. It starts out smooth and ends up with the friendly creases of an old football.',
        'Oben treffen sich die Nähte zum Stern. Anfangs ist er glatt, später hat er die freundlichen Falten eines alten Fußballs.',
      ),
      form: 'panelled',
      materials: ['leather'],
      colours: ['cognac', 'chestnut', 'ink'],
      eur: 249,
      cm: [55, 55, 34],
      grams: 5600,
      facts: { filling: t('Cotton and kapok', 'Baumwolle und Kapok') },
    },
    {
      name: t('Cube pouf', 'Würfelpouf'),
      summary: t(
        'A soft-edged cube in heavy linen, with a loop to carry it by.',
        'Ein Würfel mit weichen Kanten aus schwerem Leinen, mit einer Schlaufe zum Tragen.',
      ),
      story: t(
        'Two stand side by side as a bench, three in a row as a guest bed for a nephew. The piping keeps the corners honest.',
        'Zwei nebeneinander sind eine Bank, drei hintereinander ein Gästebett für den Neffen. Die Paspel hält die Ecken in Form.',
      ),
      form: 'cube',
      materials: ['linen', 'leather'],
      colours: ['sand', 'harbour', 'brick'],
      eur: 139,
      cm: [42, 42, 42],
      grams: 5200,
      facts: { filling: t('Cork granulate and cotton', 'Korkgranulat und Baumwolle') },
      collections: ['first-apartment'],
    },
  ],
};

export const armchairTypes: readonly ProductType[] = [loungeChairs, sofas, poufs];
