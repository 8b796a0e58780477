import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const tableLamps: ProductType = {
  id: 'table-lamp',
  name: t('Table lamps', 'Tischleuchten'),
  shape: 'round',
  tags: ['lamp', 'light', 'table lamp', 'bedside', 'Lampe', 'Leuchte', 'Tischlampe', 'Nachttischlampe'],
  facts: { lightSource: 'E27, max. 10 W LED', cable: t('2 m with an inline switch', '2 m mit Schnurschalter') },
  use: [
    t(
      'A lamp for the sideboard or the bedside table, at the height where light is kindest. The switch is on the cable, within reach of a sleepy hand.',
      'Eine Leuchte für Sideboard oder Nachttisch, in der Höhe, in der Licht am freundlichsten ist. Der Schalter sitzt am Kabel, auch für müde Hände.',
    ),
    t(
      'Use a warm bulb of 2,700 kelvin and place it below eye level. The rest of the room can then stay dark.',
      'Nehmen Sie ein warmes Leuchtmittel mit 2700 Kelvin und stellen Sie sie unter Augenhöhe. Der Rest des Raums darf dann dunkel bleiben.',
    ),
    t(
      'A felt pad underneath protects the table, and the plug fits every socket in mainland Europe; an adapter for the United Kingdom is in the box.',
      'Ein Filz an der Unterseite schont den Tisch. Der Stecker passt in ganz Kontinentaleuropa; ein Adapter für Großbritannien liegt bei.',
    ),
  ],
  products: [
    {
      name: t('Pebble table lamp', 'Tischleuchte Kiesel'),
      summary: t(
        'A round stoneware base under a plain linen shade.',
        'Ein runder Fuß aus Steinzeug unter einem schlichten Leinenschirm.',
      ),
      story: t(
        'The base is the size of two cupped hands and almost a sphere; it is pressed a little flat so that it stays where you put it.',
        'Der Fuß ist so groß wie zwei hohle Hände und fast eine Kugel, nur ein wenig flach gedrückt, damit er stehen bleibt, wo er steht.',
      ),
      form: 'sphere',
      materials: ['stoneware', 'linen'],
      colours: ['sage', 'chalk', 'clay', 'slate'],
      eur: 119,
      cm: [30, 30, 42],
      grams: 2400,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Column table lamp', 'Tischleuchte Säule'),
      summary: t(
        'A straight oak column with a coloured linen shade.',
        'Eine gerade Säule aus Eiche mit farbigem Leinenschirm.',
      ),
      story: t(
        'No foot, no neck: the column simply stands. Its weight comes from a steel core you cannot see.',
        'Kein Fuß, kein Hals: Die Säule steht einfach da. Ihr Gewicht kommt von einem Stahlkern, den man nicht sieht.',
      ),
      form: 'column',
      materials: ['oak', 'linen'],
      colours: ['oat', 'mustard', 'harbour'],
      eur: 135,
      cm: [28, 28, 48],
      grams: 1900,
    },
    {
      name: t('Mushroom table lamp', 'Tischleuchte Pilz'),
      summary: t(
        'A rounded cap on a slim foot, all in one colour.',
        'Ein runder Hut auf schlankem Fuß, alles in einer Farbe.',
      ),
      story: t(
        'The cap tilts by a hand’s width, enough to turn reading light into evening light.',
        'Der Hut lässt sich um eine Handbreit neigen; das genügt, um aus Leselicht Abendlicht zu machen.',
      ),
      form: 'mushroom',
      materials: ['steel'],
      colours: ['poppy', 'butter', 'chalk', 'midnight'],
      eur: 109,
      cm: [26, 26, 36],
      grams: 1700,
      collections: ['first-apartment'],
    },
    {
      name: t('Bottle table lamp', 'Tischleuchte Flasche'),
      summary: t(
        'A tall, glazed bottle with a cone-shaped shade.',
        'Eine hohe, glasierte Flasche mit kegelförmigem Schirm.',
      ),
      story: t(
        'It began as a vase. Then somebody in the pottery put a bulb in its neck, and it never went back to flowers.',
        'Sie begann als Vase. Dann steckte in der Töpferei jemand eine Glühbirne in den Hals, und mit Blumen war es vorbei.',
      ),
      form: 'bottle',
      materials: ['stoneware', 'linen'],
      colours: ['denim', 'olive', 'rose'],
      eur: 145,
      cm: [32, 32, 56],
      grams: 2800,
    },
    {
      name: t('Stacked table lamp', 'Tischleuchte Stapel'),
      summary: t(
        'Three turned oak pieces, one painted, below a drum shade.',
        'Drei gedrechselte Eichenteile, eines davon lackiert, unter einem Zylinderschirm.',
      ),
      story: t(
        'Ball, ring and cone sit on one rod and can be turned to find their best side. The paint is thin enough to let the grain show.',
        'Kugel, Ring und Kegel sitzen auf einer Stange und lassen sich drehen, bis die schönste Seite vorn ist. Der Lack ist so dünn, dass die Maserung sichtbar bleibt.',
      ),
      form: 'stacked',
      materials: ['oak', 'cotton'],
      colours: ['terracotta', 'sky', 'soot'],
      eur: 125,
      cm: [28, 28, 46],
      grams: 1500,
    },
  ],
};

const portableLamps: ProductType = {
  id: 'portable-lamp',
  name: t('Portable lamps', 'Akkuleuchten'),
  shape: 'round',
  tags: [
    'lamp',
    'light',
    'portable',
    'rechargeable',
    'cordless',
    'Lampe',
    'Leuchte',
    'Akkulampe',
    'kabellos',
    'Balkon',
  ],
  facts: {
    lightSource: t('Built-in LED, 2,200 to 2,700 K', 'LED fest verbaut, 2200 bis 2700 K'),
    dimming: t('Three steps', 'Drei Stufen'),
  },
  use: [
    t(
      'Charges by USB-C in three hours. The battery can be replaced with one screw when, years from now, it grows tired.',
      'Lädt per USB-C in drei Stunden. Wird der Akku nach Jahren müde, ist er mit einer Schraube getauscht.',
    ),
    t(
      'It stands splashing water, so a summer shower will not end the evening. Bring it in over winter.',
      'Spritzwasser macht ihr nichts aus, ein Sommerregen beendet also keinen Abend. Über den Winter bitte hineinholen.',
    ),
  ],
  products: [
    {
      name: t('Terrace lamp', 'Akkuleuchte Terrasse'),
      summary: t(
        'A small cordless lamp that moves from kitchen to balcony.',
        'Eine kleine Leuchte ohne Kabel, die von der Küche auf den Balkon umzieht.',
      ),
      story: t(
        'Light enough to carry between two fingers, heavy enough to stay upright in a breeze. The shade doubles as the switch: press it once.',
        'Leicht genug für zwei Finger und schwer genug, um im Wind zu stehen. Der Schirm ist zugleich der Schalter: einmal drücken.',
      ),
      form: 'cap',
      materials: ['aluminium'],
      colours: ['apricot', 'chalk', 'fir', 'midnight'],
      eur: 89,
      cm: [14, 14, 28],
      grams: 720,
      facts: { battery: t('Up to 12 hours', 'Bis zu 12 Stunden') },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Harbour lantern', 'Laterne Hafen'),
      summary: t(
        'A cordless lantern with a wide handle and a frosted glass.',
        'Eine kabellose Laterne mit breitem Bügel und mattem Glas.',
      ),
      story: t(
        'Made to be carried: out to the table, along the jetty, up to bed. The handle folds down when you want to stack books beside it.',
        'Zum Tragen gemacht: hinaus an den Tisch, auf den Steg, hinauf ins Bett. Der Bügel klappt weg, wenn nebenan Bücher stehen sollen.',
      ),
      form: 'lantern',
      materials: ['steel', 'glass'],
      colours: ['harbour', 'soot', 'brick'],
      eur: 119,
      cm: [16, 16, 27],
      grams: 1150,
      facts: { battery: t('Up to 16 hours', 'Bis zu 16 Stunden') },
    },
    {
      name: t('Bedside candle lamp', 'Akkuleuchte Nachtkerze'),
      summary: t(
        'A slim portable lamp on a dish, like a candle without the flame.',
        'Eine schlanke Akkuleuchte auf einem Teller, wie eine Kerze ohne Flamme.',
      ),
      story: t(
        'It has a finger ring at the side and a dim setting low enough for a sleeping child. Keys and rings are safe on the dish.',
        'Sie hat seitlich einen Fingerring und eine Stufe, die für ein schlafendes Kind dunkel genug ist. Auf dem Teller liegen Ring und Schlüssel sicher.',
      ),
      form: 'chamber',
      materials: ['steel', 'glass'],
      colours: ['butter', 'sage', 'plum'],
      eur: 74,
      cm: [15, 12, 22],
      grams: 640,
      facts: { battery: t('Up to 20 hours', 'Bis zu 20 Stunden') },
    },
  ],
};

const candlesticks: ProductType = {
  id: 'candlestick',
  name: t('Candlesticks', 'Kerzenhalter'),
  shape: 'round',
  tags: ['candle', 'candlestick', 'candle holder', 'Kerze', 'Kerzenhalter', 'Kerzenständer'],
  facts: { candle: t('Dinner candles, Ø 2.2 cm', 'Stabkerzen, Ø 2,2 cm') },
  use: [
    t(
      'Candles are not included, but any dinner candle fits. Trim the wick to half a centimetre and it will burn without smoke.',
      'Kerzen sind nicht dabei, doch jede Stabkerze passt. Kürzen Sie den Docht auf einen halben Zentimeter, dann brennt sie ohne Ruß.',
    ),
    t(
      'Odd numbers look best: one by the sink, three on the table. A drip on the table comes off with a warm spoon.',
      'Ungerade Zahlen sehen am besten aus: einer an der Spüle, drei auf dem Tisch. Ein Wachstropfen auf dem Tisch löst sich mit einem warmen Löffel.',
    ),
  ],
  products: [
    {
      name: t('Turned candlestick', 'Kerzenständer Gedrechselt'),
      summary: t(
        'A tall candlestick in painted oak with a brass cup.',
        'Ein hoher Kerzenständer aus lackierter Eiche mit Messingtülle.',
      ),
      story: t(
        'Beads and hollows follow one another as in an old stair post, only slimmer. The three colours were chosen to stand together.',
        'Wülste und Kehlen folgen aufeinander wie an einem alten Treppenpfosten, nur schlanker. Die drei Farben sind so gewählt, dass sie zusammenstehen können.',
      ),
      form: 'turned',
      materials: ['oak', 'brass'],
      colours: ['oak', 'midnight', 'rose'],
      eur: 42,
      cm: [10, 10, 26],
      grams: 380,
      facts: { set: t('One piece', 'Ein Stück') },
    },
    {
      name: t('Carrying candle dish', 'Kerzenteller zum Tragen'),
      summary: t(
        'A low brass dish with a ring to carry it by.',
        'Ein flacher Messingteller mit einem Ring zum Tragen.',
      ),
      story: t(
        'For power cuts and long dinners. The wide rim catches every drop, and the ring is large enough for a gloved finger.',
        'Für Stromausfälle und lange Abendessen. Der breite Rand fängt jeden Tropfen, und in den Ring passt auch ein Finger im Handschuh.',
      ),
      form: 'dish',
      materials: ['brass'],
      colours: ['brass'],
      eur: 54,
      cm: [16, 14, 8],
      grams: 420,
      collections: ['quiet-evenings'],
    },
  ],
};

export const tableTypes: readonly ProductType[] = [tableLamps, portableLamps, candlesticks];
