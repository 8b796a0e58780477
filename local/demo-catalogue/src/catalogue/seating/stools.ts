import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const stools: ProductType = {
  id: 'stool',
  name: t('Stools', 'Hocker'),
  shape: 'box',
  tags: ['stool', 'side table', 'seat', 'Hocker', 'Schemel', 'Beistelltisch'],
  facts: { load: '120 kg' },
  use: [
    t(
      'A seat, a bedside table, something to stand on when the bulb goes. Every home has room for one more.',
      'Ein Sitz, ein Nachttisch, eine Stufe, wenn die Birne durchbrennt. Für einen mehr ist in jeder Wohnung Platz.',
    ),
    t(
      'Several can be stacked in a spiral, which looks like sculpture and saves a corner.',
      'Mehrere lassen sich zur Spirale stapeln; das sieht nach Skulptur aus und spart eine Ecke.',
    ),
    t(
      'It comes in a flat box with four screws and the right key. Ten minutes, and it will never wobble.',
      'Er kommt im flachen Karton mit vier Schrauben und dem passenden Schlüssel. Zehn Minuten, und er wackelt nie.',
    ),
    t(
      'The edge of the seat is rounded on both sides, so bare legs are as welcome as trousers.',
      'Die Sitzkante ist auf beiden Seiten gerundet, für nackte Beine ebenso wie für Hosen.',
    ),
  ],
  products: [
    {
      name: t('Three-legged stool', 'Dreibeinhocker'),
      summary: t(
        'A round seat on three legs that stands firm on any floor.',
        'Ein runder Sitz auf drei Beinen, der auf jedem Boden fest steht.',
      ),
      story: t(
        'Three legs never wobble; milkmaids knew it, and old floorboards prove it. The leg ends show on top as three small circles.',
        'Drei Beine wackeln nie; Melkerinnen wussten das, alte Dielen beweisen es. Oben sieht man die Beine als drei kleine Kreise.',
      ),
      form: 'round',
      materials: ['ash'],
      colours: ['oak', 'clay', 'midnight', 'sage'],
      eur: 98,
      cm: [36, 36, 45],
      grams: 2600,
      collections: ['first-apartment', 'the-slow-desk'],
    },
    {
      name: t('Stacking stool', 'Stapelhocker'),
      summary: t(
        'Four bent legs, one round seat, and as many as you need.',
        'Vier gebogene Beine, ein runder Sitz, und so viele, wie man braucht.',
      ),
      story: t(
        'The legs bend out at the knee and in at the foot, so one stool slides over the next. Six make a tower and a party.',
        'Die Beine knicken am Knie nach außen und am Fuß nach innen, so gleitet einer über den anderen. Sechs ergeben einen Turm und ein Fest.',
      ),
      form: 'stacking',
      materials: ['beech'],
      colours: ['chalk', 'mustard', 'soot', 'sky'],
      eur: 79,
      cm: [38, 38, 44],
      grams: 2400,
    },
    {
      name: t('Step stool', 'Tritthocker'),
      summary: t(
        'One step up to the top shelf, and a seat for shoelaces.',
        'Eine Stufe zum obersten Regal und ein Sitz zum Schuhebinden.',
      ),
      story: t(
        'The lower step swings out from under the seat and locks with a click. A slot in the top is the handle.',
        'Die untere Stufe schwenkt unter dem Sitz hervor und rastet mit einem Klick ein. Ein Schlitz oben ist der Griff.',
      ),
      form: 'step',
      materials: ['oak'],
      colours: ['oak', 'harbour', 'terracotta'],
      eur: 145,
      cm: [42, 40, 46],
      grams: 4800,
    },
    {
      name: t('Saddle stool', 'Sattelhocker'),
      summary: t(
        'A gently curved seat on four splayed legs.',
        'Ein sanft gewölbter Sitz auf vier ausgestellten Beinen.',
      ),
      story: t(
        'Carved from one thick board, with a dip where you sit and a rise where you would slide off. It suits a workbench or a piano.',
        'Aus einer dicken Bohle geschnitzt, mit einer Mulde, wo man sitzt, und einem Rand, wo man rutschen würde. Passt an die Werkbank und ans Klavier.',
      ),
      form: 'saddle',
      materials: ['walnut'],
      colours: ['walnut', 'oak', 'ink'],
      eur: 168,
      cm: [44, 32, 46],
      grams: 3400,
    },
  ],
};

const barStools: ProductType = {
  id: 'bar-stool',
  name: t('Bar stools', 'Barhocker'),
  shape: 'box',
  tags: ['bar stool', 'counter stool', 'kitchen', 'Barhocker', 'Tresenhocker', 'Küche', 'Theke'],
  facts: { load: '120 kg' },
  use: [
    t(
      'For counters 88 to 92 cm high, with a footrest where your feet would look for one.',
      'Für Tresen von 88 bis 92 cm, mit einer Fußstütze dort, wo die Füße eine suchen.',
    ),
    t(
      'Leave 60 cm from the middle of one stool to the middle of the next, and nobody’s elbow will be in the salad.',
      'Von Hockermitte zu Hockermitte 60 cm lassen, dann hat niemand einen fremden Ellbogen im Salat.',
    ),
    t(
      'The footrest is capped with brass, which is where a bar stool usually wears out first.',
      'Die Fußstütze ist mit Messing belegt, denn dort nutzt sich ein Barhocker zuerst ab.',
    ),
  ],
  products: [
    {
      name: t('Round bar stool', 'Barhocker Rund'),
      summary: t(
        'A turned seat on four straight legs with a ring for the feet.',
        'Ein gedrehter Sitz auf vier geraden Beinen mit einem Ring für die Füße.',
      ),
      story: t(
        'The ring runs all the way round, so there is no wrong side to climb on from.',
        'Der Ring läuft ganz herum, so gibt es zum Aufsteigen keine falsche Seite.',
      ),
      form: 'round',
      materials: ['steel', 'oak'],
      colours: ['ink', 'clay', 'celadon'],
      eur: 165,
      cm: [40, 40, 65],
      grams: 5200,
      facts: { seatHeight: '65 cm' },
    },
    {
      name: t('Low-back bar stool', 'Barhocker mit Lehne'),
      summary: t('A counter stool with a small curved back.', 'Ein Tresenhocker mit einer kleinen gebogenen Lehne.'),
      story: t(
        'The back is just tall enough to stop you sliding off after the second glass, and low enough to disappear under the counter.',
        'Die Lehne ist gerade so hoch, dass man nach dem zweiten Glas nicht hinunterrutscht, und so niedrig, dass sie unter dem Tresen verschwindet.',
      ),
      form: 'back',
      materials: ['oak', 'leather'],
      colours: ['oak', 'soot', 'rust'],
      eur: 298,
      cm: [44, 44, 78],
      grams: 6600,
      facts: { seatHeight: '65 cm' },
    },
    {
      name: t('Padded bar stool', 'Barhocker mit Polster'),
      summary: t('A round wool cushion on slim ash legs.', 'Ein rundes Wollpolster auf schlanken Beinen aus Esche.'),
      story: t(
        'The cushion is buttoned to the seat and comes off for cleaning. The legs taper to the width of a thumb.',
        'Das Polster ist am Sitz angeknöpft und lässt sich zum Reinigen abnehmen. Die Beine laufen auf Daumenbreite zu.',
      ),
      form: 'padded',
      materials: ['ash', 'wool'],
      colours: ['mustard', 'slate', 'plum'],
      eur: 229,
      cm: [40, 40, 68],
      grams: 5000,
      facts: { seatHeight: '68 cm' },
    },
  ],
};

const benches: ProductType = {
  id: 'bench',
  name: t('Benches', 'Bänke'),
  shape: 'box',
  tags: ['bench', 'hallway', 'dining bench', 'Bank', 'Sitzbank', 'Flur', 'Esszimmer'],
  use: [
    t(
      'In the hallway for shoes, at the table for children, at the foot of the bed for yesterday’s clothes.',
      'Im Flur für die Schuhe, am Tisch für die Kinder, am Fußende für die Kleider von gestern.',
    ),
    t(
      'Three can sit on it, and a fourth will try. It carries 280 kg and slides under the table when not needed.',
      'Drei haben Platz, eine Vierte wird es versuchen. Sie trägt 280 kg und verschwindet bei Nichtgebrauch unter dem Tisch.',
    ),
    t(
      'Put it along a wall and hang pictures a little lower than usual; the corner will become everyone’s favourite.',
      'An die Wand gestellt und die Bilder etwas tiefer gehängt als sonst, wird die Ecke zum Lieblingsplatz.',
    ),
    t(
      'The legs come off with four bolts, in case it moves house with you.',
      'Die Beine lassen sich mit vier Bolzen lösen, falls sie mit Ihnen umzieht.',
    ),
  ],
  products: [
    {
      name: t('Slab bench', 'Bank Bohle'),
      summary: t(
        'Three thick boards, joined so that you see how.',
        'Drei dicke Bretter, so verbunden, dass man es sieht.',
      ),
      story: t(
        'One board to sit on and two to stand on. The dovetails at the corners are the only ornament and also the reason it holds.',
        'Ein Brett zum Sitzen und zwei zum Stehen. Die Schwalbenschwänze an den Ecken sind der einzige Schmuck und zugleich der Grund, warum sie hält.',
      ),
      form: 'slab',
      materials: ['oak'],
      colours: ['oak', 'ink', 'moss'],
      eur: 420,
      cm: [120, 34, 45],
      grams: 15800,
    },
    {
      name: t('Trestle bench', 'Bank Bock'),
      summary: t(
        'A long bench on two trestles with a rail between them.',
        'Eine lange Bank auf zwei Böcken, mit einer Stange dazwischen.',
      ),
      story: t(
        'The rail stiffens the bench and gives your heels somewhere to go. Everything comes apart with two wedges and a mallet.',
        'Die Stange versteift die Bank und gibt den Fersen etwas zu tun. Mit zwei Keilen und einem Holzhammer ist alles zerlegt.',
      ),
      form: 'trestle',
      materials: ['ash'],
      colours: ['terracotta', 'chalk', 'harbour'],
      eur: 345,
      cm: [140, 33, 45],
      grams: 12900,
    },
    {
      name: t('Upholstered bench', 'Polsterbank'),
      summary: t(
        'A long wool cushion on a fine steel frame.',
        'Ein langes Wollpolster auf einem feinen Gestell aus Stahl.',
      ),
      story: t(
        'The cushion is quilted in three fields and overhangs the frame by two fingers, so the bench seems to float.',
        'Das Polster ist in drei Felder gesteppt und steht zwei Finger über das Gestell hinaus, dadurch scheint die Bank zu schweben.',
      ),
      form: 'upholstered',
      materials: ['wool', 'steel'],
      colours: ['rust', 'sage', 'midnight'],
      eur: 389,
      cm: [125, 38, 46],
      grams: 11200,
    },
    {
      name: t('Spindle-back bench', 'Sprossenbank'),
      summary: t(
        'A bench for two with a back of turned spindles.',
        'Eine Bank für zwei mit einer Lehne aus gedrechselten Sprossen.',
      ),
      story: t(
        'Half bench, half sofa: twenty spindles carry the rail, and a sheepskin is all the upholstery it asks for.',
        'Halb Bank, halb Sofa: Zwanzig Sprossen tragen den Holm, und mehr Polster als ein Schaffell verlangt sie nicht.',
      ),
      form: 'spindle',
      materials: ['beech'],
      colours: ['soot', 'sky', 'brick'],
      eur: 498,
      cm: [118, 50, 82],
      grams: 13600,
    },
  ],
};

export const stoolTypes: readonly ProductType[] = [stools, barStools, benches];
