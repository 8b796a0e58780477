import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const planters: ProductType = {
  id: 'planter',
  name: t('Planters', 'Pflanzgefäße'),
  shape: 'round',
  tags: ['pot', 'planter', 'plant pot', 'balcony', 'Topf', 'Blumentopf', 'Übertopf', 'Pflanzgefäß', 'Balkon'],
  use: [
    t(
      'Choose it two fingers wider than the pot your plant is in now. There is a drainage hole and a matching saucer.',
      'Wählen Sie ihn zwei Finger weiter als den jetzigen Topf. Ein Abzugsloch ist da, ein passender Untersetzer auch.',
    ),
    t(
      'The shape is wide enough for roots and narrow enough for a windowsill.',
      'Weit genug für Wurzeln, schmal genug für die Fensterbank.',
    ),
    t(
      'It stands well beside a sofa or under a window, and felt under the feet lets it slide.',
      'Gut steht es neben dem Sofa oder unter dem Fenster, und dank Filz unter den Füßen lässt es sich schieben.',
    ),
  ],
  products: [
    {
      name: t('Classic rimmed pot', 'Blumentopf Klassisch'),
      summary: t(
        'The flowerpot everybody draws, with a thick rim and a saucer.',
        'Der Blumentopf, den alle zeichnen, mit dickem Rand und Untersetzer.',
      ),
      story: t(
        'The rim is there so that pots can be lifted and stacked. It also happens to look right.',
        'Der Rand ist da, damit man Töpfe heben und stapeln kann. Dass er gut aussieht, kommt dazu.',
      ),
      form: 'rimmed',
      materials: ['earthenware'],
      colours: ['terracotta', 'chalk', 'fir'],
      eur: 24,
      cm: [20, 20, 19],
      grams: 1500,
      collections: ['first-apartment'],
    },
    {
      name: t('Fluted planter', 'Pflanzgefäß Kanneliert'),
      summary: t(
        'A straight stoneware pot with a fluted wall.',
        'Ein gerader Topf aus Steinzeug mit kannelierter Wand.',
      ),
      story: t(
        'The grooves are pressed while the clay is soft, one by one, with a tool made from an old comb.',
        'Die Rillen werden in den weichen Ton gedrückt, eine nach der anderen, mit einem Werkzeug aus einem alten Kamm.',
      ),
      form: 'fluted',
      materials: ['stoneware'],
      colours: ['sage', 'clay', 'ink', 'milk'],
      eur: 46,
      cm: [22, 22, 20],
      grams: 2300,
    },
    {
      name: t('Planter on legs', 'Pflanzgefäß auf Beinen'),
      summary: t('A steel bowl raised on three oak legs.', 'Eine Stahlschale auf drei Beinen aus Eiche.'),
      story: t(
        'It lifts a small plant into the light and lets the robot vacuum pass underneath. The bowl comes out for watering.',
        'Sie hebt eine kleine Pflanze ins Licht und lässt den Saugroboter darunter durch. Zum Gießen nimmt man die Schale heraus.',
      ),
      form: 'legs',
      materials: ['steel', 'oak'],
      colours: ['soot', 'mustard', 'celadon'],
      eur: 89,
      cm: [30, 30, 52],
      grams: 3600,
    },
  ],
};

const wateringCans: ProductType = {
  id: 'watering-can',
  name: t('Watering cans', 'Gießkannen'),
  shape: 'box',
  tags: ['watering can', 'watering', 'plants', 'Gießkanne', 'Gießen', 'Kanne', 'Zimmerpflanze'],
  use: [
    t(
      'Fill it after watering and leave it standing: tomorrow the water will be at room temperature, as plants like it.',
      'Nach dem Gießen gleich füllen und stehen lassen: Morgen hat das Wasser Zimmertemperatur, so mögen es Pflanzen.',
    ),
    t(
      'The spout reaches between leaves without wetting them and stops without a drip.',
      'Die Tülle reicht zwischen die Blätter, ohne sie nass zu machen, und hört auf, ohne zu tropfen.',
    ),
    t(
      'Handsome enough to stay out on the sill, which is the real secret of regular watering.',
      'Schön genug, um auf der Fensterbank stehen zu bleiben, und das ist das Geheimnis regelmäßigen Gießens.',
    ),
  ],
  products: [
    {
      name: t('Long-spout watering can', 'Gießkanne Langer Hals'),
      summary: t('A slim can with a long, thin spout.', 'Eine schlanke Kanne mit langem, dünnem Hals.'),
      story: t(
        'Made for high shelves and deep sills. The water comes in a thread, so not even a thimble pot overflows.',
        'Für hohe Regale und tiefe Fensterbänke. Das Wasser kommt als Faden, so läuft selbst ein Fingerhut nicht über.',
      ),
      form: 'long',
      materials: ['steel'],
      colours: ['fir', 'chalk', 'poppy', 'sky'],
      eur: 44,
      cm: [42, 12, 26],
      grams: 620,
      facts: { capacity: t('1.2 l', '1,2 l') },
    },
    {
      name: t('Greenhouse watering can', 'Gießkanne Gewächshaus'),
      summary: t(
        'A round-shouldered can with a rose and two handles.',
        'Eine Kanne mit runden Schultern, Brause und zwei Griffen.',
      ),
      story: t(
        'One handle to carry, one to tip. The brass rose unscrews and makes a rain that seedlings survive.',
        'Ein Griff zum Tragen, einer zum Kippen. Die Messingbrause lässt sich abschrauben und macht einen Regen, den Keimlinge überleben.',
      ),
      form: 'rose',
      materials: ['steel', 'brass'],
      colours: ['harbour', 'clay', 'fog'],
      eur: 58,
      cm: [44, 18, 32],
      grams: 1100,
      facts: { capacity: '4 l' },
    },
    {
      name: t('Brass plant can', 'Messinggießkanne'),
      summary: t(
        'A small hammered can with a high, round handle.',
        'Eine kleine gehämmerte Kanne mit hohem, rundem Griff.',
      ),
      story: t(
        'It holds enough for six pots and balances in one hand, full or empty. After a year it has a colour no one can paint.',
        'Sie reicht für sechs Töpfe und liegt voll wie leer gut in der Hand. Nach einem Jahr hat sie eine Farbe, die niemand lackieren kann.',
      ),
      form: 'round',
      materials: ['brass'],
      colours: ['brass'],
      eur: 72,
      cm: [30, 12, 24],
      grams: 540,
      facts: { capacity: t('0.8 l', '0,8 l') },
    },
  ],
};

export const potTypes: readonly ProductType[] = [planters, wateringCans];
