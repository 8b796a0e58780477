import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

export const deskLamps: ProductType = {
  id: 'desk-lamp',
  name: t('Desk lamps', 'Schreibtischleuchten'),
  shape: 'box',
  tags: [
    'lamp',
    'light',
    'desk lamp',
    'reading light',
    'Lampe',
    'Leuchte',
    'Schreibtischlampe',
    'Leselampe',
    'Homeoffice',
  ],
  facts: { cable: t('1.8 m', '1,8 m') },
  use: [
    t(
      'Put it on the side you do not write with, and your hand will never shade the page.',
      'Stellen Sie sie auf die Seite, mit der Sie nicht schreiben, dann fällt kein Schatten der Hand aufs Blatt.',
    ),
    t(
      'The head can be moved with one finger and holds its place. The base is heavy enough for the longest reach.',
      'Der Kopf lässt sich mit einem Finger bewegen und bleibt, wo er ist. Der Fuß ist schwer genug für die weiteste Stellung.',
    ),
  ],
  products: [
    {
      name: t('Arc reading lamp', 'Leselampe Bogen'),
      summary: t(
        'One bent tube, one small shade, and light exactly on the page.',
        'Ein gebogenes Rohr, ein kleiner Schirm und Licht genau auf der Seite.',
      ),
      story: t(
        'The arm is a single tube bent in one movement, from the base to the switch. There is nothing to adjust, because it is already in the right place.',
        'Der Arm ist ein einziges Rohr, in einem Zug gebogen, vom Fuß bis zum Schalter. Zu verstellen gibt es nichts, weil alles schon stimmt.',
      ),
      form: 'arc',
      materials: ['steel'],
      colours: ['clay', 'ink', 'celadon'],
      eur: 98,
      cm: [32, 18, 44],
      grams: 1600,
      facts: { lightSource: 'E14, max. 7 W LED' },
      collections: ['the-slow-desk', 'quiet-evenings'],
    },
    {
      name: t('Joiner’s desk lamp', 'Schreibtischleuchte Gelenk'),
      summary: t(
        'Two arms, three joints and a shade that goes where you point it.',
        'Zwei Arme, drei Gelenke und ein Schirm, der zeigt, wohin man will.',
      ),
      story: t(
        'Drawn after a lamp that has hung over a workbench for forty years. The wing nuts are brass, and you can tighten them without a tool.',
        'Gezeichnet nach einer Lampe, die seit vierzig Jahren über einer Werkbank hängt. Die Flügelmuttern sind aus Messing und gehen ohne Werkzeug fest.',
      ),
      form: 'jointed',
      materials: ['steel', 'brass'],
      colours: ['fir', 'soot', 'mustard', 'fog'],
      eur: 149,
      cm: [46, 20, 52],
      grams: 2600,
      facts: { lightSource: 'E27, max. 10 W LED' },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Slim bar desk lamp', 'Schreibtischleuchte Steg'),
      summary: t(
        'A flat bar of light that covers the whole width of a desk.',
        'Ein flacher Lichtsteg, der die ganze Breite des Schreibtischs abdeckt.',
      ),
      story: t(
        'The bar glows along its whole length, so paper lies in even light. A touch at the end dims it; a long touch switches it off.',
        'Der Steg leuchtet auf ganzer Länge, so liegt das Papier in gleichmäßigem Licht. Ein Tippen am Ende dimmt, ein langes Tippen schaltet aus.',
      ),
      form: 'bar',
      materials: ['aluminium'],
      colours: ['steel', 'ink', 'blush'],
      eur: 179,
      cm: [48, 16, 40],
      grams: 1300,
      facts: {
        lightSource: t('Built-in LED, 2,700 K', 'LED fest verbaut, 2700 K'),
        dimming: t('Touch, stepless', 'Tippen, stufenlos'),
      },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Swan-neck desk lamp', 'Schreibtischleuchte Schwanenhals'),
      summary: t(
        'A flexible neck with a dome the size of a teacup.',
        'Ein biegsamer Hals mit einer Haube, so groß wie eine Teetasse.',
      ),
      story: t(
        'Bend it down for sewing, up for reading, and against the wall when a friend sits down at the desk.',
        'Zum Nähen nach unten biegen, zum Lesen nach oben, und gegen die Wand, wenn sich jemand dazusetzt.',
      ),
      form: 'gooseneck',
      materials: ['steel', 'brass'],
      colours: ['harbour', 'rust', 'chalk'],
      eur: 89,
      cm: [26, 16, 42],
      grams: 1400,
      facts: { lightSource: 'E14, max. 7 W LED' },
    },
    {
      name: t('Clamp desk lamp', 'Klemmleuchte Werkbank'),
      summary: t(
        'A jointed lamp that clamps to the edge of any desk or shelf.',
        'Eine Gelenkleuchte, die sich an jede Tisch- oder Regalkante klemmen lässt.',
      ),
      story: t(
        'Where there is no room for a base, there is always an edge. The clamp opens to 6 cm and has a cork lining.',
        'Wo kein Platz für einen Fuß ist, gibt es immer eine Kante. Die Klemme öffnet 6 cm weit und ist mit Kork gefüttert.',
      ),
      form: 'clamp',
      materials: ['steel', 'cork'],
      colours: ['poppy', 'sage', 'soot'],
      eur: 79,
      cm: [40, 14, 46],
      grams: 1100,
      facts: { lightSource: 'E14, max. 7 W LED' },
      collections: ['first-apartment'],
    },
  ],
};
