import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const pouches: ProductType = {
  id: 'pouch',
  name: t('Pouches', 'Etuis'),
  shape: 'box',
  tags: ['pouch', 'case', 'wash bag', 'pencil case', 'Etui', 'Täschchen', 'Kulturbeutel', 'Mäppchen'],
  use: [
    t(
      'A bag for the inside of a bag: cables, pens, plasters, or the things a baby needs right now.',
      'Eine Tasche für in die Tasche: Kabel, Stifte, Pflaster oder was ein Baby jetzt sofort braucht.',
    ),
    t(
      'It opens from end to end, so nothing hides at the bottom, and it can be wiped out.',
      'Die Öffnung reicht von Ende zu Ende, so versteckt sich nichts am Boden, und innen lässt sich alles abwischen.',
    ),
    t(
      'Tied up, it is no thicker than a wrist, and no point breaks on the way.',
      'Zugebunden ist sie nicht dicker als ein Handgelenk, und unterwegs bricht keine Spitze ab.',
    ),
  ],
  products: [
    {
      name: t('Flat zip pouch', 'Reißverschlussetui Flach'),
      summary: t(
        'A flat canvas pouch with a brass zip along the top.',
        'Ein flaches Etui aus Segeltuch mit Messingreißverschluss.',
      ),
      story: t(
        'Sized to take a passport and a pencil side by side. The corners are turned twice and will not poke through.',
        'So groß, dass Pass und Bleistift nebeneinanderliegen. Die Ecken sind doppelt gewendet und stechen nicht durch.',
      ),
      form: 'flat',
      materials: ['canvas'],
      colours: ['clay', 'chalk', 'denim', 'moss'],
      eur: 24,
      cm: [24, 1, 16],
      grams: 90,
    },
    {
      name: t('Wash bag', 'Kulturbeutel'),
      summary: t(
        'A boxy nylon wash bag with a handle at one end.',
        'Ein kantiger Kulturbeutel aus Nylon mit Griff an einem Ende.',
      ),
      story: t(
        'It stands on a narrow hotel shelf and hangs from a door handle where there is none. Leaks stay inside.',
        'Er steht auf der schmalen Hotelablage und hängt an der Klinke, wo es keine gibt. Was ausläuft, bleibt drin.',
      ),
      form: 'wash',
      materials: ['nylon'],
      colours: ['harbour', 'ink', 'apricot'],
      eur: 39,
      cm: [25, 11, 14],
      grams: 170,
    },
    {
      name: t('Pencil roll', 'Stifterolle'),
      summary: t(
        'A leather roll for twelve pencils, tied with a strap.',
        'Eine Lederrolle für zwölf Stifte, mit einem Riemen gebunden.',
      ),
      story: t(
        'Unrolled on a table it says that work is about to begin. The slots fit pencils, brushes and one small knife.',
        'Auf dem Tisch ausgerollt sagt sie, dass jetzt gearbeitet wird. In die Fächer passen Stifte, Pinsel und ein kleines Messer.',
      ),
      form: 'roll',
      materials: ['leather'],
      colours: ['cognac', 'soot', 'olive'],
      eur: 58,
      cm: [22, 7, 7],
      grams: 150,
      collections: ['the-slow-desk'],
    },
  ],
};

const sleeves: ProductType = {
  id: 'laptop-sleeve',
  name: t('Laptop sleeves', 'Laptophüllen'),
  shape: 'box',
  tags: ['sleeve', 'laptop', 'case', 'office', 'Hülle', 'Laptophülle', 'Laptop', 'Büro'],
  use: [
    t(
      'It protects against keys, crumbs and the edge of the table. Slip it into any bag, or carry it under your arm.',
      'Sie schützt vor Schlüsseln, Krümeln und der Tischkante. In jede Tasche stecken oder unter dem Arm tragen.',
    ),
    t(
      'The fit is close at first and eases within a week, like a good glove.',
      'Anfangs sitzt sie eng, nach einer Woche passt sie wie ein guter Handschuh.',
    ),
    t(
      'The front pocket takes a charger or a thin notebook, but not both, which is meant as advice.',
      'In die Vortasche passt ein Ladegerät oder ein dünnes Heft, aber nicht beides; das ist als Rat gemeint.',
    ),
  ],
  products: [
    {
      name: t('Felt laptop sleeve', 'Laptophülle Filz'),
      summary: t(
        'Thick wool felt, folded once and closed with a leather strap.',
        'Dicker Wollfilz, einmal gefaltet und mit einem Lederriemen geschlossen.',
      ),
      story: t(
        'No lining, no zip, no plastic: one piece of felt is cut, folded and sewn along two sides.',
        'Kein Futter, kein Reißverschluss, kein Plastik: Ein Stück Filz wird geschnitten, gefaltet und an zwei Seiten genäht.',
      ),
      form: 'strap',
      materials: ['felt', 'leather'],
      colours: ['stone', 'slate', 'fir'],
      eur: 54,
      cm: [34, 2, 24],
      grams: 260,
      facts: { laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Quilted laptop sleeve', 'Laptophülle Gesteppt'),
      summary: t(
        'A padded sleeve with diagonal quilting and a zip.',
        'Eine gepolsterte Hülle mit Rautensteppung und Reißverschluss.',
      ),
      story: t(
        'A duvet for a computer. The quilting keeps the padding in place and makes the sleeve surprisingly nice to hold.',
        'Eine Bettdecke für den Rechner. Die Steppung hält das Polster an seinem Platz und macht die Hülle erstaunlich angenehm.',
      ),
      form: 'quilted',
      materials: ['cotton'],
      colours: ['rose', 'sky', 'mustard'],
      eur: 46,
      cm: [36, 2, 26],
      grams: 240,
      facts: { laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
    },
    {
      name: t('Envelope laptop sleeve', 'Laptophülle Kuvert'),
      summary: t(
        'A leather envelope with a pointed flap and a front pocket.',
        'Ein Kuvert aus Leder mit spitzer Klappe und Vortasche.',
      ),
      story: t(
        'It turns a computer into a letter. The flap tucks under a strip and holds by friction alone.',
        'Damit wird der Rechner zum Brief. Die Klappe steckt unter einem Streifen und hält allein durch Reibung.',
      ),
      form: 'envelope',
      materials: ['leather'],
      colours: ['cognac', 'ink', 'blush'],
      eur: 128,
      cm: [35, 2, 25],
      grams: 380,
      facts: { laptop: t('Up to 14 inches', 'Bis 14 Zoll') },
    },
  ],
};

const wallets: ProductType = {
  id: 'wallet',
  name: t('Wallets', 'Geldbörsen'),
  shape: 'box',
  tags: ['wallet', 'purse', 'card holder', 'Geldbörse', 'Portemonnaie', 'Kartenetui', 'Geldbeutel'],
  use: [
    t(
      'It takes the shape of its contents within a month and keeps it. Empty it on New Year’s Eve.',
      'In einem Monat hat sie die Form ihres Inhalts und behält sie. Zu Silvester bitte ausleeren.',
    ),
    t(
      'Slim enough for a shirt pocket and hard to lose, because you notice when it is gone.',
      'Schmal genug für die Hemdtasche und schwer zu verlieren, weil man merkt, wenn es fehlt.',
    ),
  ],
  products: [
    {
      name: t('Folded wallet', 'Geldbörse Gefaltet'),
      summary: t(
        'Eight cards, some notes and a proper pocket for coins.',
        'Acht Karten, ein paar Scheine und ein richtiges Münzfach.',
      ),
      story: t(
        'The coin pocket opens like a small tray, so you can see what you are paying with.',
        'Das Münzfach klappt auf wie ein kleines Tablett, so sieht man, womit man bezahlt.',
      ),
      form: 'fold',
      materials: ['leather'],
      colours: ['chestnut', 'soot', 'harbour', 'clay'],
      eur: 78,
      cm: [11, 2, 9.5],
      grams: 95,
    },
    {
      name: t('Card holder', 'Kartenetui'),
      summary: t(
        'Two slots on each side and a slit for a folded note.',
        'Zwei Fächer auf jeder Seite und ein Schlitz für einen gefalteten Schein.',
      ),
      story: t(
        'Four pieces of leather, one thread. The cut-out lets you push a card up with your thumb while the queue is waiting.',
        'Vier Stücke Leder, ein Faden. Durch die Aussparung schiebt man die Karte mit dem Daumen hoch, während die Schlange wartet.',
      ),
      form: 'card',
      materials: ['leather'],
      colours: ['ink', 'cognac', 'celadon', 'cranberry'],
      eur: 42,
      cm: [10, 1, 7.5],
      grams: 40,
    },
  ],
};

const beltBags: ProductType = {
  id: 'belt-bag',
  name: t('Belt bags', 'Gürteltaschen'),
  shape: 'box',
  tags: ['belt bag', 'hip bag', 'waist bag', 'cycling', 'Gürteltasche', 'Bauchtasche', 'Hüfttasche', 'Fahrrad'],
  use: [
    t(
      'Worn at the front on a crowded bus, across the back on a bicycle. The belt fits from 65 to 120 cm.',
      'Im vollen Bus vorn, auf dem Fahrrad quer über dem Rücken. Der Gurt passt von 65 bis 120 cm.',
    ),
    t(
      'Phone, keys, cards and a muesli bar travel with you, and your pockets keep their shape.',
      'Telefon, Schlüssel, Karten und ein Müsliriegel reisen mit, und die Hosentaschen bleiben in Form.',
    ),
  ],
  products: [
    {
      name: t('Trail belt bag', 'Gürteltasche Wanderweg'),
      summary: t(
        'A light nylon belt bag with a curved zip.',
        'Eine leichte Gürteltasche aus Nylon mit geschwungenem Reißverschluss.',
      ),
      story: t(
        'The zip follows a shallow smile, so that you can get in with one hand while walking.',
        'Der Reißverschluss folgt einem flachen Lächeln, so kommt man beim Gehen mit einer Hand hinein.',
      ),
      form: 'curved',
      materials: ['nylon'],
      colours: ['fir', 'rust', 'sky', 'soot'],
      eur: 49,
      cm: [26, 8, 13],
      grams: 180,
      facts: { volume: t('1.8 l', '1,8 l') },
    },
    {
      name: t('Leather belt bag', 'Gürteltasche Leder'),
      summary: t(
        'A flat leather pocket on a belt, with a stud to close.',
        'Eine flache Ledertasche am Gürtel, mit einem Knopf zum Schließen.',
      ),
      story: t(
        'Waiters and gardeners wore these first. The loop at the back fits your own belt as well.',
        'Zuerst trugen das Kellner und Gärtnerinnen. Die Schlaufe hinten passt auch an den eigenen Gürtel.',
      ),
      form: 'pocket',
      materials: ['leather'],
      colours: ['cocoa', 'ink', 'mustard'],
      eur: 98,
      cm: [20, 4, 14],
      grams: 210,
      facts: { volume: t('0.9 l', '0,9 l') },
    },
  ],
};

export const smallTypes: readonly ProductType[] = [pouches, sleeves, wallets, beltBags];
