import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const teapots: ProductType = {
  id: 'teapot',
  name: t('Teapots', 'Teekannen'),
  shape: 'box',
  tags: ['teapot', 'tea', 'pot', 'Teekanne', 'Kanne', 'Tee'],
  care: t(
    'Rinse with hot water only; the fine film that tea leaves makes the next pot better. The strainer goes in the dishwasher.',
    'Nur heiß ausspülen; der feine Film, den Tee hinterlässt, macht die nächste Kanne besser. Das Sieb darf in die Spülmaschine.',
  ),
  use: [
    t(
      'The spout ends in a sharp lip, so the last drop goes into the cup and not onto the cloth. A steel strainer is included.',
      'Die Tülle endet in einer scharfen Lippe, so fällt der letzte Tropfen in die Tasse und nicht aufs Tuch. Ein Sieb aus Stahl ist dabei.',
    ),
    t(
      'Rinse it with hot water first; a warm pot is half of a good tea. The lid stays on, even for the third cup.',
      'Spülen Sie sie zuerst heiß aus; eine warme Kanne ist der halbe Tee. Der Deckel hält auch bei der dritten Tasse.',
    ),
  ],
  products: [
    {
      name: t('Round teapot', 'Teekanne Rund'),
      summary: t(
        'A round pot for four cups and a long conversation.',
        'Eine runde Kanne für vier Tassen und ein langes Gespräch.',
      ),
      story: t(
        'Tea leaves like to turn, and a round belly lets them. The knob on the lid is made for a thumb and two fingers.',
        'Teeblätter drehen sich gern, und ein runder Bauch lässt sie. Der Knauf am Deckel passt zwischen Daumen und zwei Finger.',
      ),
      form: 'round',
      materials: ['stoneware'],
      colours: ['midnight', 'oat', 'clay', 'celadon'],
      eur: 84,
      cm: [24, 15, 15],
      grams: 980,
      facts: { capacity: t('1.1 l', '1,1 l') },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Side-handled teapot', 'Seitengriffkanne'),
      summary: t(
        'A small pot in the Japanese manner, poured with a turn of the wrist.',
        'Eine kleine Kanne nach japanischer Art, die man aus dem Handgelenk gießt.',
      ),
      story: t(
        'The handle stands at a right angle to the spout. It feels odd for one morning and obvious ever after.',
        'Der Griff steht im rechten Winkel zur Tülle. Einen Morgen lang ist das ungewohnt, danach selbstverständlich.',
      ),
      form: 'side-handle',
      materials: ['stoneware'],
      colours: ['soot', 'rust', 'sage'],
      eur: 79,
      cm: [18, 12, 10],
      grams: 420,
      facts: { capacity: '320 ml' },
    },
    {
      name: t('Bail-handled teapot', 'Bügelkanne'),
      summary: t(
        'A tall porcelain pot under an arched rattan handle.',
        'Eine hohe Porzellankanne unter einem gebogenen Griff aus Rattan.',
      ),
      story: t(
        'The rattan is soaked, bent and bound around a wire, and it never gets hot. The handle tips aside when you lift the lid.',
        'Das Rattan wird gewässert, gebogen und um einen Draht gewickelt; heiß wird es nie. Beim Öffnen klappt der Griff zur Seite.',
      ),
      form: 'bail',
      materials: ['porcelain', 'rattan'],
      colours: ['chalk', 'harbour', 'mustard'],
      eur: 98,
      cm: [21, 14, 21],
      grams: 860,
      facts: { capacity: t('0.9 l', '0,9 l') },
    },
  ],
};

const jugs: ProductType = {
  id: 'jug',
  name: t('Jugs', 'Krüge'),
  shape: 'box',
  tags: ['jug', 'pitcher', 'carafe', 'water', 'milk', 'Krug', 'Kanne', 'Karaffe', 'Wasserkrug'],
  care: t(
    'Wash by hand with a bottle brush and let it dry upside down. Lime disappears with a splash of vinegar.',
    'Mit der Flaschenbürste von Hand spülen und kopfüber trocknen lassen. Kalk verschwindet mit einem Schuss Essig.',
  ),
  use: [
    t(
      'Water on the table, batter in the kitchen, tulips in spring: a jug is the most useful thing on the shelf.',
      'Wasser auf dem Tisch, Teig in der Küche, Tulpen im Frühling: Ein Krug ist das Nützlichste im Regal.',
    ),
    t(
      'It is glazed right into the spout, so it rinses clean, and it fits in the door of most refrigerators.',
      'Er ist bis in den Ausguss glasiert, lässt sich also leicht ausspülen, und passt in die meisten Kühlschranktüren.',
    ),
    t(
      'Two fingers are enough to pour, and in the fridge it takes up less room than two eggs.',
      'Zum Gießen genügen zwei Finger, und im Kühlschrank braucht es weniger Platz als zwei Eier.',
    ),
  ],
  products: [
    {
      name: t('Tall water jug', 'Wasserkrug Hoch'),
      summary: t('A slender jug that pours a calm, clean stream.', 'Ein schlanker Krug, der ruhig und sauber gießt.'),
      story: t(
        'A jug shows its quality in the last second, when you set it down and nothing drips. This one has practised.',
        'Wie gut ein Krug ist, zeigt sich in der letzten Sekunde: beim Absetzen, wenn nichts tropft. Dieser hat geübt.',
      ),
      form: 'tall',
      materials: ['stoneware'],
      colours: ['chalk', 'denim', 'terracotta'],
      eur: 64,
      cm: [17, 12, 26],
      grams: 1100,
      facts: { capacity: t('1.5 l', '1,5 l') },
    },
    {
      name: t('Farmhouse jug', 'Bauernkrug'),
      summary: t(
        'A round, short-necked jug with a dipped glaze.',
        'Ein runder Krug mit kurzem Hals und getauchter Glasur.',
      ),
      story: t(
        'Farm kitchens from Catalonia to Calabria have one like it. It stands on a wide bottom and forgives a hasty elbow.',
        'In Bauernküchen von Katalonien bis Kalabrien steht ein ähnlicher. Mit seinem breiten Boden verzeiht er auch einen hastigen Ellbogen.',
      ),
      form: 'belly',
      materials: ['earthenware'],
      colours: ['olive', 'butter', 'brick'],
      eur: 52,
      cm: [19, 15, 20],
      grams: 1050,
      facts: { capacity: t('1.2 l', '1,2 l') },
    },
    {
      name: t('Creamer', 'Milchkännchen'),
      summary: t(
        'A thumb-sized spout on a small porcelain jug.',
        'Ein kleines Kännchen aus Porzellan mit daumengroßem Ausguss.',
      ),
      story: t(
        'For milk, maple syrup or the dressing that is only for you. It is small on purpose: milk is best when it is cold.',
        'Für Milch, Ahornsirup oder die Vinaigrette, die nur für Sie ist. Klein ist es mit Absicht: Milch schmeckt kalt am besten.',
      ),
      form: 'small',
      materials: ['porcelain'],
      colours: ['milk', 'sky', 'heather'],
      eur: 24,
      cm: [10, 7, 8],
      grams: 160,
      facts: { capacity: '180 ml' },
    },
  ],
};

const cruets: ProductType = {
  id: 'cruet',
  name: t('Oil bottles', 'Ölflaschen'),
  shape: 'round',
  tags: ['oil', 'vinegar', 'bottle', 'cruet', 'kitchen', 'Öl', 'Essig', 'Flasche', 'Ölflasche', 'Küche'],
  care: t(
    'Between two fillings, rinse with hot water and a drop of washing-up liquid and let it dry upside down. Wipe the cork only.',
    'Zwischen zwei Füllungen heiß mit einem Tropfen Spülmittel ausspülen und kopfüber trocknen lassen. Den Korken nur abwischen.',
  ),
  use: [
    t(
      'Oil keeps best in the dark, which is why the bottle is not made of glass. The pourer lets out a thin thread.',
      'Öl hält sich im Dunkeln am besten, darum ist die Flasche nicht aus Glas. Der Ausgießer lässt nur einen dünnen Faden heraus.',
    ),
    t(
      'A small funnel is included, because refilling is where kitchens get oily.',
      'Ein kleiner Trichter liegt bei, denn ölig wird die Küche beim Nachfüllen.',
    ),
  ],
  products: [
    {
      name: t('Olive oil bottle', 'Olivenölflasche'),
      summary: t(
        'A tall stoneware bottle with a cork and a steel pourer.',
        'Eine hohe Flasche aus Steinzeug mit Korken und Ausgießer aus Stahl.',
      ),
      story: t(
        'Slim enough for one hand, even when that hand is floury. A ring in the glaze marks where to hold it.',
        'Schmal genug für eine Hand, auch wenn sie gerade voller Mehl ist. Ein Ring in der Glasur zeigt, wo man anfasst.',
      ),
      form: 'bottle',
      materials: ['stoneware', 'cork'],
      colours: ['olive', 'chalk', 'soot'],
      eur: 38,
      cm: [7.5, 7.5, 25],
      grams: 540,
      facts: { capacity: '500 ml' },
    },
    {
      name: t('Vinegar flask', 'Essigflakon'),
      summary: t(
        'A squat little flask for vinegar, soy or the good balsamic.',
        'Ein gedrungener kleiner Flakon für Essig, Sojasauce oder den guten Balsamico.',
      ),
      story: t(
        'It holds what a household uses in a week. The belly is low and wide, so it does not mind being passed along in a hurry.',
        'Er fasst, was ein Haushalt in einer Woche braucht. Der Bauch sitzt tief und breit, so übersteht er auch eiliges Weiterreichen.',
      ),
      form: 'flask',
      materials: ['porcelain', 'cork'],
      colours: ['plum', 'celadon', 'milk'],
      eur: 32,
      cm: [10, 10, 13],
      grams: 300,
      facts: { capacity: '250 ml' },
    },
  ],
};

export const pouringTypes: readonly ProductType[] = [teapots, jugs, cruets];
