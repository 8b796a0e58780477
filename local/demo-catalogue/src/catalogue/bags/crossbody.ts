import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

export const crossbodies: ProductType = {
  id: 'crossbody',
  name: t('Crossbody bags', 'Umhängetaschen'),
  shape: 'box',
  tags: ['bag', 'crossbody', 'shoulder bag', 'handbag', 'Tasche', 'Umhängetasche', 'Handtasche', 'Schultertasche'],
  use: [
    t(
      'The strap adjusts from short under the arm to long across a winter coat.',
      'Der Gurt lässt sich verstellen, von kurz unter dem Arm bis lang über dem Wintermantel.',
    ),
    t(
      'Keys, phone, purse and one thing you forgot about: that is what fits, and it is usually enough.',
      'Schlüssel, Telefon, Geldbeutel und etwas, das man vergessen hat: Das passt hinein, und meist genügt es.',
    ),
    t(
      'It hangs close to the body and leaves both hands free for ice cream.',
      'Sie liegt nah am Körper und lässt beide Hände frei für ein Eis.',
    ),
  ],
  products: [
    {
      name: t('Half-moon bag', 'Halbmondtasche'),
      summary: t('A curved leather bag that follows the hip.', 'Eine geschwungene Ledertasche, die der Hüfte folgt.'),
      story: t(
        'Two half circles and one strip between them; the curve does the rest. It is easier to draw than to sew.',
        'Zwei Halbkreise und ein Streifen dazwischen, den Rest macht die Kurve. Sie ist leichter zu zeichnen als zu nähen.',
      ),
      form: 'half-moon',
      materials: ['leather'],
      colours: ['clay', 'soot', 'butter', 'plum'],
      eur: 169,
      cm: [30, 8, 19],
      grams: 460,
      facts: { closure: t('Brass zip', 'Messingreißverschluss') },
    },
    {
      name: t('Camera bag', 'Kamerabeutel'),
      summary: t(
        'A little box of a bag with a padded lining.',
        'Eine kleine Box von einer Tasche mit gepolstertem Futter.',
      ),
      story: t(
        'It has carried cameras, insulin, a kitten and a string of beads. The lid opens away from you, as it should.',
        'Darin reisten schon Kameras, Insulin, ein Kätzchen und eine Perlenkette. Der Deckel öffnet sich vom Körper weg, wie es sich gehört.',
      ),
      form: 'box',
      materials: ['leather'],
      colours: ['cognac', 'ink', 'sage'],
      eur: 145,
      cm: [21, 9, 15],
      grams: 420,
      facts: { closure: t('Zip on two sides', 'Reißverschluss auf zwei Seiten') },
    },
    {
      name: t('Sling bag', 'Schultertasche Schlinge'),
      summary: t('A light nylon bag knotted at the shoulder.', 'Eine leichte Nylontasche, an der Schulter geknotet.'),
      story: t(
        'It is one piece of cloth and one knot. Tie it higher for cycling, lower for the market.',
        'Ein Stück Stoff und ein Knoten, mehr ist es nicht. Zum Radfahren höher binden, für den Markt tiefer.',
      ),
      form: 'sling',
      materials: ['nylon'],
      colours: ['celadon', 'poppy', 'midnight'],
      eur: 69,
      cm: [34, 12, 30],
      grams: 240,
      facts: { closure: t('Magnet', 'Magnet') },
    },
    {
      name: t('Flap shoulder bag', 'Schultertasche mit Klappe'),
      summary: t(
        'A small leather bag with a round flap and a brass turn lock.',
        'Eine kleine Ledertasche mit runder Klappe und Drehverschluss aus Messing.',
      ),
      story: t(
        'The lock turns by a quarter and makes a sound like a well-kept secret. Inside there are two compartments and a mirror pocket.',
        'Das Schloss dreht sich um ein Viertel und klingt wie ein gut gehütetes Geheimnis. Innen sind zwei Fächer und eines für den Spiegel.',
      ),
      form: 'flap',
      materials: ['leather', 'brass'],
      colours: ['cranberry', 'cocoa', 'rose'],
      eur: 198,
      cm: [24, 9, 18],
      grams: 520,
      facts: { closure: t('Turn lock', 'Drehverschluss') },
    },
  ],
};
