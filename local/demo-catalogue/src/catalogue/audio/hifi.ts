import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const turntables: ProductType = {
  id: 'turntable',
  name: t('Turntables', 'Plattenspieler'),
  shape: 'box',
  tags: ['turntable', 'record player', 'vinyl', 'hi-fi', 'Plattenspieler', 'Schallplatte', 'Vinyl', 'HiFi'],
  facts: { speeds: t('33 and 45 rpm', '33 und 45 U/min') },
  use: [
    t(
      'The cartridge is mounted and adjusted; you only balance the arm, which takes three minutes and a steady hand.',
      'Das Tonabnehmersystem ist montiert und justiert; nur der Arm muss noch austariert werden, mit drei Minuten und ruhiger Hand.',
    ),
    t(
      'It has a phono stage built in, so it connects to any amplifier or powered speaker.',
      'Ein Phonovorverstärker ist eingebaut, so passt er an jeden Verstärker und jeden Aktivlautsprecher.',
    ),
    t(
      'Put it on something heavy and level, and walk as you like.',
      'Stellen Sie ihn auf etwas Schweres und Ebenes, und gehen Sie dann, wie Sie wollen.',
    ),
    t(
      'The belt costs less than a record and lasts for about ten years.',
      'Der Riemen kostet weniger als eine Schallplatte und hält rund zehn Jahre.',
    ),
  ],
  products: [
    {
      name: t('Belt-drive turntable', 'Plattenspieler mit Riemen'),
      summary: t(
        'A plain plinth, a heavy platter and a straight arm.',
        'Eine schlichte Zarge, ein schwerer Teller und ein gerader Arm.',
      ),
      story: t(
        'Nothing on it is automatic. You lift the arm, you set it down, and for twenty minutes you do nothing else.',
        'Automatisch ist daran nichts. Man hebt den Arm, setzt ihn auf und tut zwanzig Minuten lang nichts anderes.',
      ),
      form: 'straight',
      materials: ['oak', 'aluminium'],
      colours: ['oak', 'soot', 'chalk'],
      eur: 449,
      cm: [43, 34, 13],
      grams: 5800,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Compact turntable', 'Plattenspieler Kompakt'),
      summary: t(
        'A turntable hardly larger than the record it plays.',
        'Ein Plattenspieler, kaum größer als die Platte, die er spielt.',
      ),
      story: t(
        'For flats where every shelf is taken. The plinth is rounded on one side and follows the platter.',
        'Für Wohnungen, in denen jedes Regal voll ist. Die Zarge ist auf einer Seite gerundet und folgt dem Teller.',
      ),
      form: 'compact',
      materials: ['aluminium'],
      colours: ['poppy', 'milk', 'harbour', 'mustard'],
      eur: 289,
      cm: [36, 32, 11],
      grams: 3600,
      collections: ['first-apartment'],
    },
    {
      name: t('Curved-arm turntable', 'Plattenspieler mit S-Arm'),
      summary: t(
        'A direct-drive deck with the classic bent arm.',
        'Ein Direktantrieb mit dem klassischen gebogenen Arm.',
      ),
      story: t(
        'It starts within a quarter turn, as dancers prefer. The lamp beside the platter lights the groove and nothing else.',
        'In einer Vierteldrehung ist er da, wie es Tanzende mögen. Die Lampe neben dem Teller beleuchtet die Rille und sonst nichts.',
      ),
      form: 's-arm',
      materials: ['aluminium', 'steel'],
      colours: ['ink', 'steel', 'clay'],
      eur: 599,
      cm: [45, 37, 15],
      grams: 9200,
    },
    {
      name: t('Skeleton turntable', 'Plattenspieler Skelett'),
      summary: t(
        'Only what a record needs, on three round feet.',
        'Nur was eine Platte braucht, auf drei runden Füßen.',
      ),
      story: t(
        'Motor, bearing and arm stand apart, joined by a slender walnut frame. You can see how it works, and so can children.',
        'Motor, Lager und Arm stehen einzeln, verbunden durch einen schlanken Rahmen aus Nussbaum. Man sieht, wie es geht; Kinder auch.',
      ),
      form: 'skeleton',
      materials: ['walnut', 'aluminium'],
      colours: ['walnut', 'fir', 'rust'],
      eur: 890,
      cm: [42, 33, 12],
      grams: 6400,
      madeToOrder: true,
    },
  ],
};

const amplifiers: ProductType = {
  id: 'amplifier',
  name: t('Amplifiers', 'Verstärker'),
  shape: 'box',
  tags: ['amplifier', 'amp', 'receiver', 'hi-fi', 'Verstärker', 'Receiver', 'HiFi', 'Musik'],
  use: [
    t(
      'Everything you need is in front, everything you connect once is at the back.',
      'Was man täglich braucht, ist vorn; was man einmal anschließt, hinten.',
    ),
    t(
      'It stays cool, so it may stand in a shelf. The volume knob remembers nothing and surprises nobody.',
      'Er bleibt kühl und darf deshalb ins Regal. Der Lautstärkeknopf merkt sich nichts und überrascht niemanden.',
    ),
    t(
      'Give it a hand’s width of air above, and it will still be playing when the children move out.',
      'Eine Handbreit Luft darüber, und er spielt noch, wenn die Kinder ausziehen.',
    ),
    t(
      'A remote control is included and sticks to the side by a magnet.',
      'Eine Fernbedienung liegt bei und haftet magnetisch an der Seite.',
    ),
  ],
  products: [
    {
      name: t('Stereo amplifier', 'Stereoverstärker'),
      summary: t('A calm front, one large knob, five inputs.', 'Eine ruhige Front, ein großer Knopf, fünf Eingänge.'),
      story: t(
        'The knob is turned from solid metal and has the resistance of a good door. Every other control is a small switch.',
        'Der Knopf ist aus vollem Metall gedreht und hat den Widerstand einer guten Tür. Alles andere sind kleine Schalter.',
      ),
      form: 'knob',
      materials: ['aluminium'],
      colours: ['steel', 'soot', 'chalk'],
      eur: 549,
      cm: [36, 30, 10],
      grams: 6700,
      facts: { connection: t('Five inputs', 'Fünf Eingänge'), power: '2 × 60 W' },
    },
    {
      name: t('Amplifier with meters', 'Verstärker mit Zeigern'),
      summary: t(
        'Two lit meters that dance, in a walnut sleeve.',
        'Zwei beleuchtete Zeiger, die tanzen, in einer Hülle aus Nussbaum.',
      ),
      story: t(
        'Nobody needs meters. Everybody watches them. They can be switched off during sad songs.',
        'Zeiger braucht niemand. Hinsehen tun alle. Bei traurigen Liedern kann man sie abschalten.',
      ),
      form: 'meters',
      materials: ['walnut', 'aluminium'],
      colours: ['walnut', 'midnight', 'butter'],
      eur: 790,
      cm: [40, 33, 15],
      grams: 9400,
      facts: { connection: t('Six inputs, phono', 'Sechs Eingänge, Phono'), power: '2 × 90 W' },
    },
    {
      name: t('Desk amplifier', 'Schreibtischverstärker'),
      summary: t(
        'A paperback-sized amplifier for headphones and small speakers.',
        'Ein Verstärker im Taschenbuchformat für Kopfhörer und kleine Lautsprecher.',
      ),
      story: t(
        'It stands upright between the books and takes its music from the computer by a single cable.',
        'Er steht aufrecht zwischen den Büchern und holt sich die Musik mit einem einzigen Kabel vom Rechner.',
      ),
      form: 'upright',
      materials: ['aluminium'],
      colours: ['sage', 'ink', 'apricot'],
      eur: 219,
      cm: [10, 16, 18],
      grams: 1300,
      facts: { connection: t('USB-C, headphones', 'USB-C, Kopfhörer'), power: '2 × 25 W' },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Valve amplifier', 'Röhrenverstärker'),
      summary: t(
        'Three glowing valves in a row on a painted steel deck.',
        'Drei glühende Röhren in einer Reihe auf einem lackierten Stahldeck.',
      ),
      story: t(
        'It needs half a minute to warm up and rewards you with voices that seem to stand in the room.',
        'Er braucht eine halbe Minute zum Aufwärmen und dankt es mit Stimmen, die im Raum zu stehen scheinen.',
      ),
      form: 'valves',
      materials: ['steel', 'glass'],
      colours: ['clay', 'soot', 'celadon'],
      eur: 980,
      cm: [34, 26, 18],
      grams: 11200,
      facts: { connection: t('Four inputs', 'Vier Eingänge'), power: '2 × 12 W' },
      madeToOrder: true,
    },
  ],
};

const recordRacks: ProductType = {
  id: 'record-rack',
  name: t('Record storage', 'Plattenmöbel'),
  shape: 'box',
  tags: [
    'record rack',
    'vinyl',
    'storage',
    'records',
    'Plattenständer',
    'Plattenregal',
    'Schallplatten',
    'Aufbewahrung',
  ],
  use: [
    t(
      'Records stand upright and lean a little, as they should, and you can leaf through them from the front.',
      'Platten stehen aufrecht und leicht geneigt, wie es sich gehört, und man blättert von vorn.',
    ),
    t(
      'Sorted by mood, by colour or not at all: there is room for every system.',
      'Nach Stimmung, nach Farbe oder gar nicht sortiert: Für jede Ordnung ist Platz.',
    ),
    t(
      'Felt underneath protects the floor. The records you will have to bring yourself.',
      'Filz an der Unterseite schont den Boden. Die Platten müssen Sie selbst mitbringen.',
    ),
  ],
  products: [
    {
      name: t('Record crate', 'Plattenkiste'),
      summary: t('A slatted ash crate with two handles.', 'Eine Lattenkiste aus Esche mit zwei Griffen.'),
      story: t(
        'An apple crate with better joints. The front is lower than the back, so that covers show.',
        'Eine Apfelkiste mit besseren Ecken. Die Front ist niedriger als der Rücken, so sieht man die Hüllen.',
      ),
      form: 'crate',
      materials: ['ash'],
      colours: ['oak', 'terracotta', 'ink'],
      eur: 69,
      cm: [36, 34, 29],
      grams: 2900,
      facts: { holds: t('60 records', '60 Platten') },
      collections: ['first-apartment'],
    },
    {
      name: t('Wire record rack', 'Plattenständer Draht'),
      summary: t(
        'Bent steel rods that hold forty records apart.',
        'Gebogene Stahlstäbe, die vierzig Platten auseinanderhalten.',
      ),
      story: t(
        'A toast rack for music. The rods are spaced so that each sleeve can be pulled out with two fingers.',
        'Ein Toastständer für Musik. Die Stäbe stehen so weit auseinander, dass man jede Hülle mit zwei Fingern zieht.',
      ),
      form: 'wire',
      materials: ['steel'],
      colours: ['soot', 'poppy', 'sage'],
      eur: 54,
      cm: [34, 26, 20],
      grams: 1400,
      facts: { holds: t('40 records', '40 Platten') },
    },
    {
      name: t('Record bench', 'Plattenbank'),
      summary: t(
        'A low oak bench with four bays for records below.',
        'Eine niedrige Bank aus Eiche mit vier Fächern für Platten.',
      ),
      story: t(
        'The turntable goes on top, two hundred records below, and a listener on the floor beside it.',
        'Oben steht der Plattenspieler, darunter zweihundert Platten, daneben sitzt jemand auf dem Boden und hört zu.',
      ),
      form: 'bench',
      materials: ['oak'],
      colours: ['oak', 'harbour', 'moss'],
      eur: 449,
      cm: [110, 38, 46],
      grams: 18600,
      facts: { holds: t('200 records', '200 Platten') },
    },
  ],
};

export const hifiTypes: readonly ProductType[] = [turntables, amplifiers, recordRacks];
