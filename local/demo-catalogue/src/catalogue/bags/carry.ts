import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const totes: ProductType = {
  id: 'tote',
  name: t('Totes', 'Shopper'),
  shape: 'box',
  tags: ['bag', 'tote', 'shopper', 'market bag', 'Tasche', 'Tragetasche', 'Einkaufstasche', 'Shopper'],
  use: [
    t(
      'The handles are long enough for a winter coat. It stands up by itself on the kitchen table while you unpack.',
      'Die Henkel sind lang genug für einen Wintermantel. Beim Auspacken steht die Tasche von allein auf dem Küchentisch.',
    ),
    t(
      'Holds two bottles, a loaf, a cabbage and the newspaper, in any order. Folded, it lies flat in a drawer.',
      'Fasst zwei Flaschen, ein Brot, einen Kohlkopf und die Zeitung, in beliebiger Reihenfolge. Gefaltet liegt die Tasche flach in der Schublade.',
    ),
    t(
      'Inside there is one small pocket and a ring for keys, so you will not have to search on the doorstep.',
      'Innen sitzen ein kleines Fach und ein Ring für den Schlüssel, damit man vor der Tür nicht suchen muss.',
    ),
  ],
  products: [
    {
      name: t('Market tote', 'Markttasche'),
      summary: t(
        'A roomy canvas bag with a flat bottom and strong handles.',
        'Eine geräumige Tasche aus Segeltuch mit flachem Boden und starken Henkeln.',
      ),
      story: t(
        'The handles run under the bottom and up the other side, as one loop, so the bag carries its load and not its seams.',
        'Die Henkel laufen als eine Schlaufe unter dem Boden durch; so trägt die Tasche ihre Last und nicht ihre Nähte.',
      ),
      form: 'market',
      materials: ['canvas'],
      colours: ['oat', 'clay', 'harbour', 'moss'],
      eur: 48,
      cm: [42, 16, 38],
      grams: 520,
      facts: { volume: '22 l' },
      collections: ['first-apartment'],
    },
    {
      name: t('Leather-handled tote', 'Shopper mit Lederhenkeln'),
      summary: t(
        'A tall canvas tote with riveted leather handles.',
        'Ein hoher Shopper aus Segeltuch mit genieteten Lederhenkeln.',
      ),
      story: t(
        'Leather where the hand is, canvas where the rest is. The rivets are copper and turn the brown of an old coin.',
        'Leder, wo die Hand ist, Segeltuch für den Rest. Die Nieten sind aus Kupfer und werden braun wie eine alte Münze.',
      ),
      form: 'handles',
      materials: ['canvas', 'leather'],
      colours: ['sand', 'ink', 'rust'],
      eur: 98,
      cm: [38, 14, 40],
      grams: 740,
      facts: { volume: '18 l', laptop: t('Up to 15 inches', 'Bis 15 Zoll') },
    },
    {
      name: t('Two-tone shopper', 'Shopper Zweifarbig'),
      summary: t(
        'A soft cotton shopper, dipped in a second colour.',
        'Ein weicher Shopper aus Baumwolle, unten in zweiter Farbe.',
      ),
      story: t(
        'Light enough to live in your coat pocket. The darker bottom hides what station floors leave behind.',
        'So leicht, dass er in der Manteltasche wohnt. Der dunklere Boden verbirgt, was Bahnhofsböden hinterlassen.',
      ),
      form: 'two-tone',
      materials: ['cotton'],
      colours: ['apricot', 'sage', 'denim', 'plum'],
      eur: 29,
      cm: [40, 10, 42],
      grams: 210,
      facts: { volume: '15 l' },
    },
    {
      name: t('Leather work tote', 'Ledershopper Arbeit'),
      summary: t(
        'A structured leather bag for papers, a laptop and lunch.',
        'Eine feste Ledertasche für Papiere, Laptop und Mittagessen.',
      ),
      story: t(
        'Cut from two hides that match. It closes with a magnet you can find without looking and stands beside the chair like a good dog.',
        'Aus zwei passenden Häuten geschnitten. Den Magnetverschluss findet man blind, und neben dem Stuhl steht sie wie ein braver Hund.',
      ),
      form: 'work',
      materials: ['leather'],
      colours: ['cognac', 'soot', 'fir'],
      eur: 289,
      cm: [40, 13, 31],
      grams: 1150,
      facts: { volume: '14 l', laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Bucket tote', 'Beuteltasche'),
      summary: t(
        'A round-bottomed bag drawn shut with a cord.',
        'Eine Tasche mit rundem Boden, die sich mit einer Kordel zuzieht.',
      ),
      story: t(
        'Sailors kept their dry clothes in bags like this. The cord runs through brass eyelets and ends in a knot you will want to play with.',
        'Seeleute bewahrten in solchen Beuteln ihre trockenen Sachen auf. Die Kordel läuft durch Messingösen und endet in einem Knoten zum Spielen.',
      ),
      form: 'bucket',
      materials: ['canvas', 'cotton'],
      colours: ['mustard', 'chalk', 'midnight'],
      eur: 64,
      cm: [30, 30, 40],
      grams: 460,
      facts: { volume: '17 l' },
    },
  ],
};

const weekenders: ProductType = {
  id: 'weekender',
  name: t('Weekenders', 'Reisetaschen'),
  shape: 'box',
  tags: ['bag', 'weekender', 'duffel', 'travel bag', 'sports bag', 'Tasche', 'Reisetasche', 'Weekender', 'Sporttasche'],
  use: [
    t(
      'Takes two nights, two pairs of shoes and a book too many. It fits above the seat on trains and under it on most planes.',
      'Fasst zwei Nächte, zwei Paar Schuhe und ein Buch zu viel. Sie passt in der Bahn über den Sitz und im Flugzeug meist darunter.',
    ),
    t(
      'The shoulder strap comes off, and the handles hold together with a small leather cuff.',
      'Der Schultergurt lässt sich abnehmen, und die Henkel hält eine kleine Manschette zusammen.',
    ),
    t(
      'When it is not travelling, it keeps the winter blankets.',
      'Wenn sie nicht reist, bewahrt sie die Winterdecken auf.',
    ),
    t(
      'The mouth opens wide and stays open, so you can pack with both hands.',
      'Die Öffnung geht weit auf und bleibt offen, so packt man mit beiden Händen.',
    ),
  ],
  products: [
    {
      name: t('Canvas weekender', 'Reisetasche Segeltuch'),
      summary: t(
        'A soft travel bag with leather corners and two handles.',
        'Eine weiche Reisetasche mit Lederecken und zwei Henkeln.',
      ),
      story: t(
        'The corners are where bags give up, so ours are leather. The bottom has five feet that keep it off wet platforms.',
        'An den Ecken geben Taschen auf, darum sind sie hier aus Leder. Fünf Füße am Boden halten sie von nassen Bahnsteigen fern.',
      ),
      form: 'classic',
      materials: ['canvas', 'leather'],
      colours: ['olive', 'slate', 'terracotta'],
      eur: 189,
      cm: [50, 25, 30],
      grams: 1450,
      facts: { volume: '36 l' },
    },
    {
      name: t('Barrel bag', 'Rollentasche'),
      summary: t(
        'A round, light nylon duffel with webbing all around.',
        'Eine runde, leichte Nylontasche mit umlaufendem Gurtband.',
      ),
      story: t(
        'For swimming, for the gym and for the friend who moves house with nothing else. It folds into its own end pocket.',
        'Fürs Schwimmen, für den Sport und für den Freund, der nur damit umzieht. Sie faltet sich in ihre eigene Seitentasche.',
      ),
      form: 'barrel',
      materials: ['nylon'],
      colours: ['poppy', 'midnight', 'sage', 'butter'],
      eur: 89,
      cm: [52, 28, 28],
      grams: 620,
      facts: { volume: '32 l' },
    },
    {
      name: t('Leather overnight bag', 'Übernachttasche Leder'),
      summary: t(
        'A doctor’s bag in spirit, with a frame that opens wide.',
        'Im Geist eine Arzttasche, mit einem Rahmen, der weit öffnet.',
      ),
      story: t(
        'It is the bag you will be asked about. The frame opens like a mouth and closes with a click that can be heard across the platform.',
        'Nach dieser Tasche wird man gefragt. Der Rahmen öffnet sich wie ein Mund und schließt mit einem Klick, den der ganze Bahnsteig hört.',
      ),
      form: 'frame',
      materials: ['leather', 'brass'],
      colours: ['chestnut', 'ink', 'cognac'],
      eur: 489,
      cm: [46, 24, 32],
      grams: 2100,
      facts: { volume: '30 l' },
      madeToOrder: true,
    },
    {
      name: t('Cabin holdall', 'Kabinentasche'),
      summary: t(
        'A boxy bag with two compartments and a trolley sleeve.',
        'Eine kantige Tasche mit zwei Fächern und Lasche für den Rollkoffer.',
      ),
      story: t(
        'One side is for clothes, the other for everything that must not be next to clothes. Both open without lifting the bag.',
        'Eine Seite ist für Kleider, die andere für alles, was nicht neben Kleider gehört. Beide öffnen sich, ohne dass man die Tasche hochhebt.',
      ),
      form: 'box',
      materials: ['nylon'],
      colours: ['ink', 'fog', 'clay'],
      eur: 159,
      cm: [45, 20, 35],
      grams: 1100,
      facts: { volume: '30 l', laptop: t('Up to 15 inches', 'Bis 15 Zoll') },
    },
  ],
};

export const carryTypes: readonly ProductType[] = [totes, weekenders];
