import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const pendants: ProductType = {
  id: 'pendant',
  name: t('Pendants', 'Pendelleuchten'),
  shape: 'round',
  tags: ['lamp', 'light', 'pendant', 'ceiling lamp', 'Lampe', 'Leuchte', 'Hängelampe', 'Pendelleuchte', 'Esstisch'],
  facts: {
    lightSource: 'E27, max. 15 W LED',
    cable: t('2.5 m textile cable with ceiling rose', '2,5 m Textilkabel mit Baldachin'),
  },
  use: [
    t(
      'Hung with its lower edge about 60 cm above the table, it lights plates and faces and dazzles nobody.',
      'Hängt die Unterkante etwa 60 cm über dem Tisch, beleuchtet sie Teller und Gesichter und blendet niemanden.',
    ),
    t(
      'The cable can be shortened at the ceiling rose without tools. One lamp suits a table for four; for a long table, hang two.',
      'Das Kabel lässt sich am Baldachin ohne Werkzeug kürzen. Eine Leuchte reicht für vier Plätze; über einen langen Tisch gehören zwei.',
    ),
    t(
      'Comes with a ceiling hook and everything an electrician needs. The bulb is not included, so you can choose how warm it should be.',
      'Kommt mit Deckenhaken und allem, was die Elektrikerin braucht. Das Leuchtmittel ist nicht dabei, so bestimmen Sie selbst, wie warm es sein soll.',
    ),
  ],
  products: [
    {
      name: t('Bell pendant', 'Pendelleuchte Glocke'),
      summary: t(
        'A bell-shaped pendant that throws a soft, wide circle of light.',
        'Eine Pendelleuchte in Glockenform, die einen weichen, weiten Lichtkreis wirft.',
      ),
      story: t(
        'The curve is taken from an old school bell: narrow at the shoulder, generous at the lip. Inside it is always white, whatever colour you choose outside.',
        'Die Kurve stammt von einer alten Schulglocke: schmal an der Schulter, großzügig am Rand. Innen ist sie immer weiß, egal welche Farbe Sie außen wählen.',
      ),
      form: 'bell',
      materials: ['steel'],
      colours: ['clay', 'sage', 'ink', 'chalk'],
      eur: 128,
      cm: [34, 34, 30],
      grams: 1450,
      collections: ['first-apartment'],
    },
    {
      name: t('Wide dome pendant', 'Pendelleuchte Kuppel'),
      summary: t(
        'A shallow dome for the long table, half a metre across.',
        'Eine flache Kuppel für den langen Tisch, einen halben Meter breit.',
      ),
      story: t(
        'It hangs low and covers a lot of table. The rim is rolled inwards, so you never see the bulb from your chair.',
        'Sie hängt tief und deckt viel Tisch ab. Der Rand ist nach innen gerollt, so sieht man vom Stuhl aus nie in die Birne.',
      ),
      form: 'dome',
      materials: ['aluminium'],
      colours: ['midnight', 'chalk', 'mustard'],
      eur: 189,
      cm: [52, 52, 24],
      grams: 1900,
    },
    {
      name: t('Funnel pendant', 'Pendelleuchte Trichter'),
      summary: t(
        'A narrow stoneware cone for a counter, a corner or a row of three.',
        'Ein schmaler Kegel aus Steinzeug, für den Tresen, die Ecke oder zu dritt in der Reihe.',
      ),
      story: t(
        'Clay makes light feel quieter. The funnel is glazed outside and left raw inside, where the bulb warms the bare stoneware.',
        'Ton macht das Licht ruhiger. Der Trichter ist außen glasiert und innen roh, wo die Lampe das blanke Steinzeug erwärmt.',
      ),
      form: 'cone',
      materials: ['stoneware'],
      colours: ['terracotta', 'celadon', 'soot'],
      eur: 96,
      cm: [20, 20, 25],
      grams: 1600,
    },
    {
      name: t('Opal globe pendant', 'Kugelleuchte Opal'),
      summary: t(
        'A mouth-blown glass globe with light that reaches every corner.',
        'Eine mundgeblasene Glaskugel, deren Licht in jede Ecke reicht.',
      ),
      story: t(
        'A plain globe is the hardest thing to get right, because there is nowhere to hide a mistake. This one hangs from a small brass cap.',
        'Eine schlichte Kugel ist am schwersten, weil sich kein Fehler verstecken lässt. Diese hängt an einer kleinen Kappe aus Messing.',
      ),
      form: 'globe',
      materials: ['glass', 'brass'],
      colours: ['milk', 'butter', 'blush'],
      eur: 159,
      cm: [30, 30, 34],
      grams: 2100,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Two-tier pendant', 'Pendelleuchte Zweistufig'),
      summary: t(
        'Two steel shades, one under the other, that hide the bulb from every side.',
        'Zwei Stahlschirme untereinander, die das Leuchtmittel von allen Seiten verdecken.',
      ),
      story: t(
        'The upper shade sends light down, the lower one sends some of it back up. The result is a bright table and a softly lit ceiling.',
        'Der obere Schirm lenkt das Licht nach unten, der untere einen Teil davon zurück. So ist der Tisch hell und die Decke sanft beleuchtet.',
      ),
      form: 'tiered',
      materials: ['steel'],
      colours: ['apricot', 'fir', 'fog'],
      eur: 215,
      cm: [42, 42, 32],
      grams: 2200,
    },
  ],
};

const lanterns: ProductType = {
  id: 'paper-lantern',
  name: t('Paper lanterns', 'Papierleuchten'),
  shape: 'round',
  tags: ['lamp', 'light', 'lantern', 'paper lamp', 'Lampe', 'Leuchte', 'Papierlampe', 'Lampion', 'Reispapier'],
  facts: { lightSource: 'E27, max. 10 W LED' },
  use: [
    t(
      'It weighs next to nothing and hangs from a single hook. Cable and holder are sold separately, or use the ones you have.',
      'Sie wiegt fast nichts und hängt an einem einzigen Haken. Kabel und Fassung gibt es separat, oder Sie nehmen, was Sie haben.',
    ),
    t(
      'Hang it a little lower than you think: paper is at its best at eye level, where you can see its fibres.',
      'Hängen Sie sie etwas tiefer als gedacht: Papier ist auf Augenhöhe am schönsten, wo man die Fasern sieht.',
    ),
  ],
  products: [
    {
      name: t('Moon paper lantern', 'Papierleuchte Mond'),
      summary: t(
        'A round paper lantern that fills a room with even, gentle light.',
        'Eine runde Papierleuchte, die den Raum mit gleichmäßigem, sanftem Licht füllt.',
      ),
      story: t(
        'The ribs sit closer together at the poles than at the middle, which gives the moon its calm, slightly flattened look.',
        'Die Rippen liegen an den Polen enger als in der Mitte; daher wirkt der Mond so ruhig und ein wenig flach.',
      ),
      form: 'round',
      materials: ['paper'],
      colours: ['milk', 'blush'],
      sizes: [
        { code: 'S', name: 'Ø 45 cm', eur: 39 },
        { code: 'L', name: 'Ø 60 cm', eur: 54 },
      ],
      eur: 39,
      cm: [45, 45, 40],
      grams: 240,
      collections: ['first-apartment', 'quiet-evenings'],
    },
    {
      name: t('Tall paper lantern', 'Papierleuchte Säule'),
      summary: t(
        'A column of folded paper for a stairwell or the end of a hallway.',
        'Eine Säule aus gefaltetem Papier für das Treppenhaus oder das Ende des Flurs.',
      ),
      story: t(
        'It is almost as tall as a child and still fits in a flat envelope when folded. The seam is hand-stitched and meant to be seen.',
        'Sie ist fast so hoch wie ein Kind und passt gefaltet trotzdem in einen flachen Umschlag. Die Naht ist von Hand gestochen und darf man sehen.',
      ),
      form: 'tall',
      materials: ['paper'],
      colours: ['chalk', 'sand'],
      eur: 68,
      cm: [32, 32, 78],
      grams: 320,
    },
    {
      name: t('Onion paper lantern', 'Papierleuchte Zwiebel'),
      summary: t(
        'A low, wide lantern with a small twist at the top.',
        'Eine flache, breite Leuchte mit einem kleinen Dreh obenauf.',
      ),
      story: t(
        'Someone in the workshop drew it with a kitchen onion on the bench. The proportions stayed, and so did the name.',
        'In der Werkstatt wurde sie mit einer Küchenzwiebel auf der Werkbank gezeichnet. Die Proportionen sind geblieben, der Name auch.',
      ),
      form: 'onion',
      materials: ['paper'],
      colours: ['milk', 'apricot', 'celadon'],
      eur: 49,
      cm: [52, 52, 38],
      grams: 280,
    },
  ],
};

export const ceilingTypes: readonly ProductType[] = [pendants, lanterns];
