import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const floorLamps: ProductType = {
  id: 'floor-lamp',
  name: t('Floor lamps', 'Stehleuchten'),
  shape: 'box',
  tags: ['lamp', 'light', 'floor lamp', 'standing lamp', 'Lampe', 'Leuchte', 'Stehlampe', 'Leseecke'],
  facts: { lightSource: 'E27, max. 15 W LED', cable: t('2.2 m with a foot switch', '2,2 m mit Fußschalter') },
  use: [
    t(
      'Beside an armchair, slightly behind the shoulder: that is where a floor lamp belongs, and where reading is easiest.',
      'Neben dem Sessel, ein wenig hinter der Schulter: Dort gehört eine Stehleuchte hin, und dort liest es sich am leichtesten.',
    ),
    t(
      'The foot switch has a soft click and is easy to find in the dark. Assembly is one screw and takes two minutes.',
      'Der Fußschalter klickt leise und ist im Dunkeln leicht zu finden. Der Aufbau ist eine Schraube und dauert zwei Minuten.',
    ),
    t(
      'It lights an empty corner better than a picture would, and it moves with you when the furniture does.',
      'Eine leere Ecke macht sie freundlicher als jedes Bild, und wenn die Möbel wandern, wandert sie mit.',
    ),
  ],
  products: [
    {
      name: t('Straight floor lamp', 'Stehleuchte Gerade'),
      summary: t('A slender stem with a generous linen shade.', 'Ein schlanker Stab mit großzügigem Leinenschirm.'),
      story: t(
        'The classic, with everything unnecessary left out. The shade is open at the top, so the ceiling gets its share of light.',
        'Der Klassiker, ohne alles Überflüssige. Der Schirm ist oben offen, so bekommt auch die Decke ihren Teil vom Licht.',
      ),
      form: 'straight',
      materials: ['steel', 'linen'],
      colours: ['oat', 'terracotta', 'slate'],
      eur: 219,
      cm: [42, 42, 156],
      grams: 5200,
      collections: ['first-apartment'],
    },
    {
      name: t('Tripod floor lamp', 'Stehleuchte Dreibein'),
      summary: t(
        'Three oak legs and a cone of coloured cotton.',
        'Drei Beine aus Eiche und ein Kegel aus farbiger Baumwolle.',
      ),
      story: t(
        'The legs meet in a small brass joint and fold together like a painter’s easel. It stands firmly on old, uneven boards.',
        'Die Beine treffen sich in einem kleinen Messinggelenk und klappen zusammen wie eine Staffelei. Auch auf alten, schiefen Dielen steht sie fest.',
      ),
      form: 'tripod',
      materials: ['oak', 'cotton', 'brass'],
      colours: ['chalk', 'moss', 'rust'],
      eur: 265,
      cm: [54, 54, 148],
      grams: 4300,
    },
    {
      name: t('Long arc floor lamp', 'Bogenleuchte Weit'),
      summary: t(
        'A wide arc that reaches over the sofa from behind.',
        'Ein weiter Bogen, der von hinten über das Sofa reicht.',
      ),
      story: t(
        'The arc spans 110 cm and is held by a cast foot of twelve kilograms. You get the light of a pendant without drilling a hole.',
        'Der Bogen überspannt 110 cm, gehalten von einem gegossenen Fuß mit zwölf Kilogramm. Das Licht einer Pendelleuchte, ganz ohne Bohrloch.',
      ),
      form: 'arc',
      materials: ['steel'],
      colours: ['ink', 'clay', 'chalk'],
      eur: 389,
      cm: [120, 34, 190],
      grams: 14800,
    },
    {
      name: t('Tilting reading floor lamp', 'Stehleuchte Lesezeichen'),
      summary: t(
        'A slim floor lamp with a head that tilts towards your book.',
        'Eine schlanke Stehleuchte, deren Kopf sich dem Buch zuneigt.',
      ),
      story: t(
        'The head swivels all the way round and lights nothing but the page, so one of you can read while the other sleeps.',
        'Der Kopf dreht sich ganz herum und beleuchtet nur die Seite; so kann eine lesen, während der andere schläft.',
      ),
      form: 'reader',
      materials: ['aluminium'],
      colours: ['soot', 'sage', 'cranberry', 'steel'],
      eur: 198,
      cm: [36, 26, 138],
      grams: 3900,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Three-globe floor lamp', 'Stehleuchte Drei Kugeln'),
      summary: t(
        'Three opal globes at three heights on one brass-tipped stem.',
        'Drei Opalkugeln in drei Höhen an einem Stab mit Messingspitze.',
      ),
      story: t(
        'Each globe also has its own little pull: one for the late hours, two for company, three for the lost earring.',
        'Jede Kugel hat auch ihren eigenen kleinen Zug: eine für die späten Stunden, zwei für Besuch, drei für den verlorenen Ohrring.',
      ),
      form: 'globes',
      materials: ['glass', 'steel', 'brass'],
      colours: ['fir', 'ink', 'apricot'],
      eur: 329,
      cm: [46, 30, 150],
      grams: 6400,
    },
  ],
};

const wallLights: ProductType = {
  id: 'wall-light',
  name: t('Wall lights', 'Wandleuchten'),
  shape: 'box',
  tags: ['lamp', 'light', 'wall light', 'sconce', 'hallway', 'Lampe', 'Leuchte', 'Wandlampe', 'Flur'],
  facts: { lightSource: t('Built-in LED, 2,700 K, replaceable', 'LED, 2700 K, austauschbar') },
  use: [
    t(
      'Mount it at 1.6 m in a hallway, or at 1.1 m beside a bed. Screws, plugs and a drilling template are in the box.',
      'Im Flur auf 1,60 m montieren, neben dem Bett auf 1,10 m. Schrauben, Dübel und Bohrschablone liegen bei.',
    ),
    t(
      'It can be wired into the wall or used with the cable and plug that come with it, which is kinder to rented walls.',
      'Sie lässt sich fest anschließen oder mit Kabel und Stecker aus der Packung betreiben, was Mietwände schont.',
    ),
  ],
  products: [
    {
      name: t('Disc wall light', 'Wandleuchte Scheibe'),
      summary: t(
        'A floating disc that lets its light out at the edge.',
        'Eine schwebende Scheibe, die ihr Licht am Rand herauslässt.',
      ),
      story: t(
        'The disc stands two fingers away from the wall, and the wall does the glowing. Looks like an eclipse, at any time of day.',
        'Die Scheibe steht zwei Finger vor der Wand, und es leuchtet die Wand. Eine kleine Sonnenfinsternis, zu jeder Tageszeit.',
      ),
      form: 'disc',
      materials: ['aluminium'],
      colours: ['mustard', 'chalk', 'harbour'],
      eur: 115,
      cm: [28, 6, 28],
      grams: 900,
    },
    {
      name: t('Up-and-down wall light', 'Wandleuchte Auf und Ab'),
      summary: t(
        'Two cones, tip to tip, that draw light up and down the wall.',
        'Zwei Kegel, Spitze an Spitze, die Licht nach oben und unten an die Wand zeichnen.',
      ),
      story: t(
        'The upper half washes the ceiling, the lower half shows the way to the stairs. Each can be dimmed on its own.',
        'Die obere Hälfte erhellt die Decke, die untere zeigt den Weg zur Treppe. Beide lassen sich getrennt dimmen.',
      ),
      form: 'hourglass',
      materials: ['steel', 'brass'],
      colours: ['fir', 'blush', 'soot'],
      eur: 138,
      cm: [14, 16, 32],
      grams: 1200,
      facts: { dimming: t('By wall dimmer', 'Über Wanddimmer') },
    },
    {
      name: t('Swing-arm wall light', 'Wandleuchte Schwenkarm'),
      summary: t(
        'A reading light on an arm that swings out from the wall.',
        'Ein Leselicht an einem Arm, der von der Wand wegschwenkt.',
      ),
      story: t(
        'Folded in, it is barely there. Pulled out, it reaches 45 cm over the bed and turns the bed into a study.',
        'Eingeklappt fällt sie kaum auf. Herausgezogen reicht sie 45 cm über das Bett und macht es zum Lesezimmer.',
      ),
      form: 'swing',
      materials: ['steel', 'brass'],
      colours: ['ink', 'sage', 'terracotta'],
      eur: 156,
      cm: [48, 18, 30],
      grams: 1500,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Half-moon wall light', 'Wandleuchte Halbmond'),
      summary: t(
        'A stoneware half-moon that washes the wall with light.',
        'Ein Halbmond aus Steinzeug, der die Wand in Licht taucht.',
      ),
      story: t(
        'Unglazed on the inside and matt on the outside, it can also be painted in the colour of your wall, so that only the light remains.',
        'Innen unglasiert, außen matt: Man kann ihn auch in der Farbe der Wand streichen, dann bleibt nur das Licht.',
      ),
      form: 'half-moon',
      materials: ['stoneware'],
      colours: ['chalk', 'clay', 'celadon'],
      eur: 98,
      cm: [30, 12, 16],
      grams: 1700,
    },
  ],
};

export const floorAndWallTypes: readonly ProductType[] = [floorLamps, wallLights];
