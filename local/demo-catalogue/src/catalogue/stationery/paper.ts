import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const notebooks: ProductType = {
  id: 'notebook',
  name: t('Notebooks', 'Notizbücher'),
  shape: 'flat',
  tags: ['notebook', 'journal', 'diary', 'sketchbook', 'writing', 'Notizbuch', 'Heft', 'Skizzenbuch', 'Tagebuch'],
  use: [
    t(
      'It opens flat and stays open. Fountain pens do not bleed through, pencils do not smudge.',
      'Es liegt flach und bleibt offen. Füllertinte schlägt nicht durch, Bleistift verwischt nicht.',
    ),
    t(
      'The last pages are perforated, for the things that have to leave: shopping lists, addresses, apologies.',
      'Die letzten Seiten sind perforiert, für alles, was hinausmuss: Einkaufszettel, Adressen, Entschuldigungen.',
    ),
    t(
      'One lasts about three months of meetings, or one good summer.',
      'Ein Exemplar reicht für etwa drei Monate Besprechungen oder für einen guten Sommer.',
    ),
  ],
  products: [
    {
      name: t('Field notebook, dotted', 'Feldbuch, gepunktet'),
      summary: t(
        'A stitched pocket notebook with a dot grid and round corners.',
        'Ein geheftetes Taschenbuch mit Punktraster und runden Ecken.',
      ),
      story: t(
        'It fits a back pocket and takes its curve. The dots guide a sentence, a sketch or a floor plan and disappear when you look away.',
        'Es passt in die Gesäßtasche und nimmt deren Kurve an. Die Punkte führen Satz, Skizze oder Grundriss und verschwinden, wenn man wegsieht.',
      ),
      form: 'stitched',
      materials: ['paper'],
      colours: ['clay', 'flax', 'fir', 'denim', 'soot'],
      eur: 9,
      cm: [9, 0.6, 14],
      grams: 62,
      facts: { format: '9 × 14 cm', pages: t('64 pages, 90 g', '64 Seiten, 90 g') },
      collections: ['the-slow-desk', 'first-apartment'],
    },
    {
      name: t('Clothbound journal', 'Leinenband'),
      summary: t(
        'A thread-sewn journal in linen with two ribbons.',
        'Ein fadengeheftetes Buch in Leinen mit zwei Lesebändchen.',
      ),
      story: t(
        'One ribbon marks where you are, the other where you meant to be. The linen wears pale at the corners first.',
        'Ein Band zeigt, wo man ist, das andere, wo man sein wollte. Das Leinen wird zuerst an den Ecken hell.',
      ),
      form: 'cloth',
      materials: ['paper', 'linen'],
      colours: ['rust', 'sage', 'midnight', 'oat'],
      eur: 24,
      cm: [15, 1.8, 21],
      grams: 340,
      facts: { format: 'A5', pages: t('192 pages, 100 g', '192 Seiten, 100 g') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Elastic-band notebook', 'Notizbuch mit Gummiband'),
      summary: t(
        'A hard cover, a broad elastic band and a pocket at the back.',
        'Fester Einband, breites Gummiband und eine Tasche hinten.',
      ),
      story: t(
        'The band is woven and can be replaced, so the book will not end its days flapping.',
        'Das Band ist gewebt und lässt sich tauschen, damit das Buch seine Tage nicht flatternd beendet.',
      ),
      form: 'elastic',
      materials: ['paper'],
      colours: ['ink', 'poppy', 'mustard', 'celadon'],
      eur: 19,
      cm: [13, 1.6, 21],
      grams: 310,
      facts: { format: '13 × 21 cm', pages: t('176 pages, 90 g', '176 Seiten, 90 g') },
    },
    {
      name: t('Spiral sketchbook', 'Skizzenbuch mit Spirale'),
      summary: t('Heavy, toothy paper on a double wire.', 'Schweres Papier mit Korn an einer Doppelspirale.'),
      story: t(
        'The cover is stiff enough to draw on your knees. Pages turn right round, so the book stays as small as a page.',
        'Der Deckel ist so fest, dass man auf den Knien zeichnen kann. Die Seiten drehen ganz herum, das Buch bleibt so klein wie ein Blatt.',
      ),
      form: 'spiral',
      materials: ['paper', 'steel'],
      colours: ['flax', 'slate', 'terracotta'],
      eur: 18,
      cm: [21, 1.6, 25],
      grams: 520,
      facts: { format: '21 × 25 cm', pages: t('80 pages, 150 g', '80 Seiten, 150 g') },
    },
    {
      name: t('Exercise books, set of three', 'Schreibhefte im Dreierset'),
      summary: t(
        'Three thin, lined booklets with a label to write on.',
        'Drei dünne, linierte Hefte mit einem Schild zum Beschriften.',
      ),
      story: t(
        'One for work, one for home, one for secrets. The label has room for a name and a year, as at school.',
        'Eines für die Arbeit, eines für zu Hause, eines für Geheimnisse. Auf dem Schild ist Platz für Name und Jahr, wie in der Schule.',
      ),
      form: 'label',
      materials: ['paper'],
      colours: ['sky', 'moss', 'brick', 'plum'],
      eur: 14,
      cm: [14.8, 0.5, 21],
      grams: 210,
      facts: { format: 'A5', pages: t('3 × 48 pages, 80 g', '3 × 48 Seiten, 80 g') },
    },
    {
      name: t('Reporter’s pad', 'Reporterblock'),
      summary: t(
        'A narrow pad, bound at the top, for notes taken standing.',
        'Ein schmaler Block, oben gebunden, für Notizen im Stehen.',
      ),
      story: t(
        'Flip, write, flip. The board at the back is thick enough to write in the rain under an awning.',
        'Umschlagen, schreiben, umschlagen. Die Pappe hinten ist so dick, dass man unter einer Markise im Regen schreiben kann.',
      ),
      form: 'pad',
      materials: ['paper'],
      colours: ['butter', 'chalk', 'harbour'],
      eur: 8,
      cm: [10.5, 1.2, 20],
      grams: 180,
      facts: { format: t('10.5 × 20 cm', '10,5 × 20 cm'), pages: t('120 pages, 70 g', '120 Seiten, 70 g') },
    },
  ],
};

const letterSets: ProductType = {
  id: 'letter-set',
  name: t('Letter sets', 'Briefpapier'),
  shape: 'flat',
  tags: ['letter', 'writing paper', 'envelope', 'cards', 'Brief', 'Briefpapier', 'Umschlag', 'Karten', 'Kuvert'],
  use: [
    t(
      'A letter takes ten minutes and is read three times. Stamps are up to you.',
      'Ein Brief braucht zehn Minuten und wird dreimal gelesen. Die Briefmarken liegen bei Ihnen.',
    ),
    t(
      'The envelopes are gummed, lined and just thick enough to keep a secret.',
      'Die Umschläge sind gummiert, gefüttert und gerade dick genug, um ein Geheimnis zu wahren.',
    ),
    t(
      'The address goes on one side, the picture on the other, and no news is needed.',
      'Auf die eine Seite die Adresse, auf die andere das Bild, und Neuigkeiten braucht es keine.',
    ),
  ],
  products: [
    {
      name: t('Writing paper and envelopes', 'Briefpapier mit Umschlägen'),
      summary: t(
        'Twenty sheets of cream paper with coloured envelopes.',
        'Zwanzig Bogen cremefarbenes Papier mit farbigen Umschlägen.',
      ),
      story: t(
        'The sheet is a little smaller than usual, so a short letter looks complete.',
        'Der Bogen ist etwas kleiner als üblich, so wirkt auch ein kurzer Brief vollständig.',
      ),
      form: 'letter',
      materials: ['paper'],
      colours: ['terracotta', 'sage', 'denim'],
      eur: 22,
      cm: [22, 0, 16],
      grams: 260,
      facts: { set: t('20 sheets, 20 envelopes', '20 Bogen, 20 Umschläge') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Correspondence cards', 'Korrespondenzkarten'),
      summary: t(
        'Ten thick cards with a painted edge, for thanks and for sorry.',
        'Zehn dicke Karten mit Farbschnitt, für danke und für Verzeihung.',
      ),
      story: t(
        'The edges are painted as a block, by hand, before the cards are counted. You notice it only when you hold one sideways.',
        'Die Kanten werden im Block von Hand bemalt, bevor die Karten gezählt werden. Man merkt es erst, wenn man eine schräg hält.',
      ),
      form: 'cards',
      materials: ['paper'],
      colours: ['clay', 'midnight', 'mustard'],
      eur: 18,
      cm: [17, 0, 12],
      grams: 190,
      facts: { set: t('10 cards, 10 envelopes', '10 Karten, 10 Umschläge') },
    },
    {
      name: t('Postcard block', 'Postkartenblock'),
      summary: t(
        'Twenty blank postcards to draw on, bound as a pad.',
        'Zwanzig leere Postkarten zum Bemalen, als Block geleimt.',
      ),
      story: t(
        'Made of watercolour board, so a quick sketch of the harbour will survive the post.',
        'Aus Aquarellkarton, damit eine schnelle Skizze vom Hafen die Post übersteht.',
      ),
      form: 'postcards',
      materials: ['paper'],
      colours: ['oat', 'sky', 'apricot'],
      eur: 15,
      cm: [15, 1, 10.5],
      grams: 240,
      facts: { set: t('20 cards', '20 Karten') },
    },
  ],
};

const calendars: ProductType = {
  id: 'calendar',
  name: t('Calendars', 'Kalender'),
  shape: 'box',
  tags: ['calendar', 'planner', 'desk calendar', 'Kalender', 'Tischkalender', 'Wandkalender', 'Planer'],
  use: [
    t(
      'It has no year printed on it, so it starts on the day you do.',
      'Ein Jahr ist nicht aufgedruckt, er beginnt also, wann Sie beginnen.',
    ),
    t(
      'A month at a glance, room for birthdays and a margin for the weather.',
      'Ein Monat auf einen Blick, Platz für Geburtstage und ein Rand für das Wetter.',
    ),
  ],
  products: [
    {
      name: t('Perpetual desk calendar', 'Ewiger Tischkalender'),
      summary: t(
        'An oak stand with cards for day and month, for every year.',
        'Ein Ständer aus Eiche mit Karten für Tag und Monat, für jedes Jahr.',
      ),
      story: t(
        'Changing the card becomes the first small task of the morning. It is nice to have finished something by nine.',
        'Die Karte zu wechseln wird zur ersten kleinen Aufgabe des Morgens. Schön, wenn um neun schon etwas erledigt ist.',
      ),
      form: 'desk',
      materials: ['oak', 'paper'],
      colours: ['clay', 'ink', 'sage'],
      eur: 39,
      cm: [16, 7, 14],
      grams: 380,
      collections: ['the-slow-desk'],
    },
    {
      name: t('Wall calendar with batten', 'Wandkalender mit Leiste'),
      summary: t(
        'Twelve large sheets on a beech batten with a cord.',
        'Zwölf große Blätter an einer Leiste aus Buche mit Kordel.',
      ),
      story: t(
        'Printed in one colour and a lot of white. When a month is over, its back is good paper for drawing.',
        'Gedruckt in einer Farbe und viel Weiß. Ist ein Monat vorbei, gibt seine Rückseite gutes Zeichenpapier.',
      ),
      form: 'wall',
      materials: ['paper', 'beech'],
      colours: ['harbour', 'terracotta', 'olive'],
      eur: 28,
      cm: [30, 1, 46],
      grams: 320,
    },
  ],
};

export const paperTypes: readonly ProductType[] = [notebooks, letterSets, calendars];
