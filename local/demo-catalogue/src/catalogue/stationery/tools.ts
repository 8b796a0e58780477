import { origins, type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const pens: ProductType = {
  id: 'pen',
  name: t('Pens', 'Stifte'),
  shape: 'flat',
  tags: ['pen', 'writing', 'ink', 'pencil', 'Stift', 'Kugelschreiber', 'Füller', 'Schreiben', 'Bleistift'],
  use: [
    t(
      'It balances a little behind the middle, where most hands hold it. It arrives ready to write.',
      'Der Schwerpunkt liegt etwas hinter der Mitte, wo die meisten ihn halten. Er kommt schreibbereit an.',
    ),
    t(
      'Refills are a standard size, so you will still find them in ten years and in any town.',
      'Die Minen haben Standardgröße, es gibt sie also auch in zehn Jahren und in jeder Stadt.',
    ),
    t('Lend it only to people who give things back.', 'Verleihen Sie ihn nur an Leute, die etwas zurückgeben.'),
    t(
      'Best on smooth paper of 90 grams and more, where the tip can glide.',
      'Am besten auf glattem Papier ab 90 Gramm, wo die Spitze gleiten kann.',
    ),
    t(
      'They fit every sharpener, and the short ends are good for crosswords.',
      'Sie passen in jeden Spitzer, und die kurzen Reste taugen fürs Kreuzworträtsel.',
    ),
  ],
  products: [
    {
      name: t('Slim fountain pen', 'Füller Schlank'),
      summary: t('A light fountain pen with a soft steel nib.', 'Ein leichter Füller mit weicher Stahlfeder.'),
      story: t(
        'The nib gives a little on the downstroke, so even a shopping list looks considered.',
        'Beim Abstrich gibt die Feder etwas nach, so wirkt selbst ein Einkaufszettel überlegt.',
      ),
      form: 'fountain',
      materials: ['aluminium', 'steel'],
      colours: ['midnight', 'clay', 'sage', 'steel'],
      eur: 48,
      cm: [14, 1.2, 1.2],
      grams: 18,
      facts: { writing: t('Medium nib, standard cartridges', 'Feder M, Standardpatronen') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Turned ballpoint pen', 'Kugelschreiber Gedreht'),
      summary: t(
        'A solid brass ballpoint that gets better with handling.',
        'Ein Kugelschreiber aus vollem Messing, der durch Anfassen schöner wird.',
      ),
      story: t(
        'It weighs as much as a handful of coins. After a month you can see where your thumb rests.',
        'Er wiegt so viel wie eine Handvoll Münzen. Nach einem Monat sieht man, wo der Daumen liegt.',
      ),
      form: 'ballpoint',
      materials: ['brass'],
      colours: ['brass', 'soot'],
      eur: 39,
      cm: [13.5, 1.1, 1.1],
      grams: 42,
      facts: { writing: t('Ballpoint, black', 'Kugelschreiber, schwarz') },
    },
    {
      name: t('Drafting pencil', 'Druckbleistift'),
      summary: t(
        'A hexagonal pencil for thick leads, with a knurled grip.',
        'Ein sechskantiger Stift für dicke Minen, mit gerändeltem Griff.',
      ),
      story: t(
        'Architects like it because it stops rolling on sloped tables. The lead is soft enough to shade and hard enough to sharpen.',
        'Architektinnen mögen ihn, weil er auf schrägen Tischen nicht rollt. Die Mine ist weich genug zum Schattieren und hart genug zum Spitzen.',
      ),
      form: 'drafting',
      materials: ['aluminium', 'brass'],
      colours: ['fir', 'ink', 'poppy'],
      eur: 29,
      cm: [14, 1, 1],
      grams: 24,
      facts: { writing: t('Lead, 2 mm', 'Mine, 2 mm') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Brush pen', 'Pinselstift'),
      summary: t('A walnut-bodied pen with a real brush tip.', 'Ein Stift aus Nussbaum mit echter Pinselspitze.'),
      story: t(
        'Press and it paints, lift and it writes. The ink stays water-soluble for an hour, long enough to change your mind.',
        'Drückt man, malt er, hebt man, schreibt er. Die Tinte bleibt eine Stunde wasserlöslich, lange genug, um es sich anders zu überlegen.',
      ),
      form: 'brush',
      materials: ['walnut'],
      colours: ['walnut', 'cranberry', 'denim'],
      eur: 34,
      cm: [15.5, 1.3, 1.3],
      grams: 16,
      facts: { writing: t('Brush, cartridges', 'Pinsel, Patronen') },
    },
    {
      name: t('Pencils, box of six', 'Bleistifte im Sechserpack'),
      summary: t(
        'Six wooden pencils in one colour, sharpened and ready.',
        'Sechs Bleistifte aus Holz in einer Farbe, gespitzt und bereit.',
      ),
      story: t(
        'Three grades, two of each. They smell like the first day of school, in a good way.',
        'Drei Härtegrade, je zwei Stück. Sie riechen wie der erste Schultag, nur schön.',
      ),
      form: 'pencils',
      materials: ['beech', 'paper'],
      colours: ['mustard', 'rose', 'harbour', 'chalk'],
      eur: 12,
      cm: [17.5, 5, 1],
      grams: 45,
      facts: { writing: t('HB, B and 2B', 'HB, B und 2B'), set: t('Six pencils', 'Sechs Stifte') },
    },
  ],
};

const scissors: ProductType = {
  id: 'scissors',
  name: t('Scissors', 'Scheren'),
  shape: 'flat',
  tags: ['scissors', 'shears', 'paper', 'Schere', 'Papierschere', 'Bastelschere', 'Büro'],
  making: [
    {
      origin: origins.germany,
      text: t(
        'Forged and ground in Solingen by hand. Every pair passes through eleven pairs of hands.',
        'In Solingen geschmiedet und von Hand geschliffen. Jedes Stück geht durch elf Paar Hände.',
      ),
    },
  ],
  use: [
    t(
      'They cut right to the tip, which is the whole point of scissors. Any knife grinder can sharpen them.',
      'Sie schneidet bis zur Spitze, und darauf kommt es bei einer Schere an. Jeder Scherenschleifer kann sie schärfen.',
    ),
    t(
      'The screw can be adjusted with a coin: tight for paper, loose for cloth.',
      'Die Schraube lässt sich mit einer Münze einstellen: fest für Papier, locker für Stoff.',
    ),
    t(
      'They suit left and right hands equally, and children under supervision.',
      'Sie liegt links wie rechts gut in der Hand, und bei Kindern unter Aufsicht.',
    ),
  ],
  products: [
    {
      name: t('Paper scissors', 'Papierschere'),
      summary: t(
        'Long, narrow blades for straight lines and clean edges.',
        'Lange, schmale Klingen für gerade Linien und saubere Kanten.',
      ),
      story: t(
        'One stroke cuts the length of a postcard. The sound alone is worth it.',
        'Ein Schnitt reicht für die Länge einer Postkarte. Schon das Geräusch ist es wert.',
      ),
      form: 'paper',
      materials: ['steel'],
      colours: ['soot', 'clay', 'celadon'],
      eur: 34,
      cm: [8, 1, 21],
      grams: 110,
    },
    {
      name: t('Household scissors', 'Haushaltsschere'),
      summary: t(
        'Broad blades and large loops for string, card and parsley.',
        'Breite Klingen und große Griffe für Schnur, Karton und Petersilie.',
      ),
      story: t(
        'The pair that hangs on a nail and is never where it should be. Buy two.',
        'Die Schere, die am Nagel hängt und nie dort ist, wo sie sein soll. Nehmen Sie zwei.',
      ),
      form: 'household',
      materials: ['steel'],
      colours: ['poppy', 'harbour', 'mustard'],
      eur: 28,
      cm: [9, 1.2, 20],
      grams: 130,
      collections: ['first-apartment'],
    },
    {
      name: t('Thread snips', 'Fadenschere'),
      summary: t(
        'A single piece of sprung steel, sharp at one end.',
        'Ein einziges Stück Federstahl, an einem Ende scharf.',
      ),
      story: t(
        'No screw, no handles, nothing to come loose: you squeeze, it snips, it opens again by itself.',
        'Keine Schraube, keine Griffe, nichts, was sich lockert: drücken, schnipp, und sie öffnet sich von selbst.',
      ),
      form: 'snips',
      materials: ['steel'],
      colours: ['ink', 'brick', 'sky'],
      eur: 22,
      cm: [3, 1, 11],
      grams: 40,
    },
  ],
};

const rulers: ProductType = {
  id: 'ruler',
  name: t('Rulers', 'Lineale'),
  shape: 'flat',
  tags: ['ruler', 'measure', 'drawing', 'Lineal', 'Maßstab', 'Zeichnen', 'Schule'],
  use: [
    t(
      'Centimetres on one edge, nothing on the other, for lines that are simply straight.',
      'Zentimeter an der einen Kante, nichts an der anderen, für Linien, die einfach gerade sind.',
    ),
    t(
      'It lies flat, does not slip, and zero is exactly where the edge begins.',
      'Es liegt flach auf, rutscht nicht, und die Null sitzt genau dort, wo die Kante beginnt.',
    ),
  ],
  products: [
    {
      name: t('Beech ruler', 'Buchenlineal'),
      summary: t(
        'A thirty-centimetre ruler with a brass edge and burnt numerals.',
        'Ein Lineal von dreißig Zentimetern mit Messingkante und eingebrannten Ziffern.',
      ),
      story: t(
        'The numbers are burnt in, not printed, and will still be there for your grandchildren’s homework.',
        'Die Ziffern sind eingebrannt, nicht gedruckt, und werden auch den Enkeln noch bei den Hausaufgaben helfen.',
      ),
      form: 'wood',
      materials: ['beech', 'brass'],
      colours: ['oak', 'terracotta', 'midnight'],
      eur: 16,
      cm: [31, 0.5, 3.5],
      grams: 40,
    },
    {
      name: t('Aluminium set square', 'Zeichendreieck Aluminium'),
      summary: t(
        'A set square in anodised aluminium with a cut-out grip.',
        'Ein Zeichendreieck aus eloxiertem Aluminium mit ausgeschnittenem Griff.',
      ),
      story: t(
        'A right angle has seldom looked so good. The edges are bevelled, so ink does not creep underneath.',
        'So gut sah ein rechter Winkel selten aus. Die Kanten sind abgeschrägt, damit keine Tinte darunterkriecht.',
      ),
      form: 'triangle',
      materials: ['aluminium'],
      colours: ['steel', 'apricot', 'fir'],
      eur: 24,
      cm: [22, 0.3, 14],
      grams: 60,
    },
  ],
};

export const toolTypes: readonly ProductType[] = [pens, scissors, rulers];
