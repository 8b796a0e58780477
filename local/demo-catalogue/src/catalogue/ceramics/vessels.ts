import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const vases: ProductType = {
  id: 'vase',
  name: t('Vases', 'Vasen'),
  shape: 'round',
  tags: ['vase', 'flowers', 'bouquet', 'Vase', 'Blumen', 'Blumenvase', 'Strauß'],
  care: t(
    'Change the water every two days. A bottle brush and a spoonful of baking soda remove what flowers leave behind.',
    'Alle zwei Tage frisches Wasser. Flaschenbürste und ein Löffel Natron entfernen, was die Blumen hinterlassen.',
  ),
  use: [
    t(
      'Glazed inside and watertight, with felt dots underneath. It holds its own on the windowsill without flowers, too.',
      'Innen glasiert, wasserdicht und mit Filzpunkten an der Unterseite. Auf der Fensterbank macht sie auch ohne Blumen etwas her.',
    ),
    t(
      'Cut the stems to one and a half times the height of the vase. Flowers will do the rest.',
      'Schneiden Sie die Stiele auf das Anderthalbfache der Vasenhöhe. Den Rest machen die Blumen.',
    ),
    t(
      'It is heavy at the bottom, so a tall branch will not pull it over.',
      'Unten ist sie schwer, so zieht auch ein hoher Zweig sie nicht um.',
    ),
  ],
  products: [
    {
      name: t('Bottle vase', 'Flaschenvase'),
      summary: t(
        'A narrow neck for a single stem, or for three that get along.',
        'Ein schmaler Hals für einen einzelnen Stiel oder für drei, die sich vertragen.',
      ),
      story: t(
        'One branch from the garden is enough. The neck holds it at the angle you chose, and not at the one it would prefer.',
        'Ein Zweig aus dem Garten genügt. Der Hals hält ihn in dem Winkel, den Sie wollen, und nicht in dem, den er lieber hätte.',
      ),
      form: 'bottle',
      materials: ['stoneware'],
      colours: ['clay', 'chalk', 'harbour', 'olive'],
      eur: 48,
      cm: [13, 13, 26],
      grams: 820,
      collections: ['first-apartment'],
    },
    {
      name: t('Moon vase', 'Mondvase'),
      summary: t(
        'A full, round vase made of two bowls joined at the waist.',
        'Eine volle, runde Vase aus zwei Schalen, in der Mitte zusammengesetzt.',
      ),
      story: t(
        'Korean potters have made moon jars this way for centuries. The seam makes a soft shoulder, so no two are perfectly round.',
        'Koreanische Töpfer bauen ihre Mondgefäße seit Jahrhunderten so. Die Naht ergibt eine weiche Schulter, ganz rund ist deshalb keine.',
      ),
      form: 'moon',
      materials: ['porcelain'],
      colours: ['milk', 'celadon', 'rose'],
      eur: 118,
      cm: [25, 25, 24],
      grams: 1900,
      collections: ['quiet-evenings'],
    },
    {
      name: t('Stepped cylinder vase', 'Zylindervase mit Stufen'),
      summary: t(
        'A tall cylinder with three turned steps and a matt glaze.',
        'Ein hoher Zylinder mit drei gedrehten Stufen und matter Glasur.',
      ),
      story: t(
        'Every step catches a line of light. It was drawn for tulips, which like a straight wall to lean on.',
        'Jede Stufe fängt eine Linie Licht. Gezeichnet wurde sie für Tulpen, die sich gern an eine gerade Wand lehnen.',
      ),
      form: 'cylinder',
      materials: ['stoneware'],
      colours: ['sage', 'terracotta', 'slate'],
      eur: 66,
      cm: [14, 14, 29],
      grams: 1450,
    },
    {
      name: t('Trumpet vase', 'Kelchvase'),
      summary: t(
        'A wide mouth on a slim foot, for the whole market bouquet.',
        'Eine weite Öffnung auf schmalem Fuß, für den ganzen Strauß vom Markt.',
      ),
      story: t(
        'The flare does the arranging: put everything in at once and it falls into place, as if you had worked on it.',
        'Das Arrangieren erledigt der Kelch: alles auf einmal hineinstellen, und es fällt so, als hätten Sie daran gearbeitet.',
      ),
      form: 'trumpet',
      materials: ['earthenware'],
      colours: ['butter', 'plum', 'chalk'],
      eur: 59,
      cm: [18, 18, 27],
      grams: 980,
    },
    {
      name: t('Gourd vase', 'Kürbisvase'),
      summary: t(
        'Two round bellies, a small one above a large one.',
        'Zwei runde Bäuche, ein kleiner über einem großen.',
      ),
      story: t(
        'The waist fits a hand, which makes it the easiest vase to carry to the tap. The glaze breaks to a lighter tone on the curves.',
        'In die Taille passt eine Hand, so trägt sich keine Vase leichter zum Wasserhahn. An den Rundungen bricht die Glasur in einen helleren Ton um.',
      ),
      form: 'gourd',
      materials: ['stoneware'],
      colours: ['mustard', 'midnight', 'blush'],
      eur: 72,
      cm: [16, 16, 24],
      grams: 1120,
    },
  ],
};

const jars: ProductType = {
  id: 'jar',
  name: t('Storage jars', 'Vorratsdosen'),
  shape: 'round',
  tags: ['jar', 'canister', 'storage', 'kitchen', 'Dose', 'Vorratsdose', 'Vorratsglas', 'Küche', 'Aufbewahrung'],
  care: t(
    'Wash by hand in warm water and let it dry open before you fill it again.',
    'Von Hand warm spülen und offen trocknen lassen, bevor Sie wieder füllen.',
  ),
  use: [
    t(
      'A silicone ring keeps coffee fresh and flour dry. Fill it from the bag in one go; the mouth is wide enough.',
      'Ein Silikonring hält Kaffee frisch und Mehl trocken. Die Öffnung ist so weit, dass man die Tüte in einem Zug umfüllt.',
    ),
    t(
      'Write on the raw clay underneath with a pencil what is in it; it washes off when the contents change.',
      'Schreiben Sie mit Bleistift auf den rohen Ton am Boden, was darin ist; es lässt sich abwaschen, wenn der Inhalt wechselt.',
    ),
    t(
      'Holds a kilogram of coarse salt, which should last from one summer to the next.',
      'Fasst ein Kilogramm grobes Salz; das sollte von einem Sommer zum nächsten reichen.',
    ),
  ],
  products: [
    {
      name: t('Coffee jar with oak lid', 'Kaffeedose mit Eichendeckel'),
      summary: t(
        'A stoneware jar for a pound of beans, closed with oak.',
        'Eine Dose aus Steinzeug für ein Pfund Bohnen, verschlossen mit Eiche.',
      ),
      story: t(
        'The lid is turned with a slight dome, and a measuring spoon fits inside. Opening it is the best part of the morning.',
        'Der Deckel ist leicht gewölbt gedreht, und ein Messlöffel passt hinein. Sie zu öffnen ist das Beste am Morgen.',
      ),
      form: 'oak-lid',
      materials: ['stoneware', 'oak'],
      colours: ['chalk', 'ink', 'sage', 'clay'],
      eur: 46,
      cm: [12, 12, 17],
      grams: 880,
      facts: { capacity: t('1.2 l', '1,2 l') },
    },
    {
      name: t('Ginger jar', 'Ingwertopf'),
      summary: t(
        'A high-shouldered jar with a small domed lid.',
        'Ein Topf mit hoher Schulter und kleinem gewölbtem Deckel.',
      ),
      story: t(
        'Once used to ship ginger in syrup, now good for biscuits, dog treats or the remote control nobody likes to see.',
        'Früher reiste darin Ingwer in Sirup, heute ist er gut für Kekse, Leckerli oder die Fernbedienung, die niemand sehen will.',
      ),
      form: 'ginger',
      materials: ['porcelain'],
      colours: ['denim', 'milk', 'cranberry'],
      eur: 88,
      cm: [18, 18, 24],
      grams: 1600,
    },
    {
      name: t('Salt cellar', 'Salztopf'),
      summary: t(
        'A little pot with a slanted mouth, so salt is always in reach.',
        'Ein kleiner Topf mit schräger Öffnung, damit das Salz immer griffbereit ist.',
      ),
      story: t(
        'Stand it by the stove. The slant keeps steam out and lets three fingers in, and unglazed clay keeps the grains from clumping.',
        'Stellen Sie ihn neben den Herd. Die Schräge hält den Dampf draußen und lässt drei Finger hinein; im unglasierten Ton verklumpt nichts.',
      ),
      form: 'salt',
      materials: ['earthenware'],
      colours: ['terracotta', 'oat', 'fir'],
      eur: 29,
      cm: [11, 11, 12],
      grams: 430,
    },
  ],
};

const butterDishes: ProductType = {
  id: 'butter-dish',
  name: t('Butter dishes', 'Butterdosen'),
  shape: 'box',
  tags: ['butter', 'butter dish', 'cheese', 'breakfast', 'Butter', 'Butterdose', 'Käse', 'Frühstück'],
  use: [
    t(
      'Kept out of the fridge in the evening, the butter is soft by breakfast. The lid doubles as a small dish when turned over.',
      'Abends aus dem Kühlschrank geholt, ist die Butter zum Frühstück weich. Umgedreht wird der Deckel zur kleinen Schale.',
    ),
    t(
      'The plate has a rim that stops crumbs from travelling, and there is room at the edge for the knife.',
      'Der Teller hat einen Rand, der Krümel aufhält, und an der Seite genug Platz für das Messer.',
    ),
  ],
  products: [
    {
      name: t('Oblong butter dish', 'Butterdose Länglich'),
      summary: t(
        'A low dish for one block of butter, with a proper knob.',
        'Eine flache Dose für ein Stück Butter, mit einem richtigen Knauf.',
      ),
      story: t(
        'Takes a block of 250 grams with room for the paper to fold back. The knob is large enough to grip with buttery fingers.',
        'Ein Stück mit 250 Gramm passt hinein und lässt Platz, um das Papier umzuklappen. Der Knauf ist auch mit Butterfingern gut zu fassen.',
      ),
      form: 'oblong',
      materials: ['stoneware'],
      colours: ['butter', 'chalk', 'slate'],
      eur: 39,
      cm: [18, 11, 9],
      grams: 620,
      collections: ['first-apartment'],
    },
    {
      name: t('Domed cheese bell', 'Käseglocke'),
      summary: t(
        'A round dome on a plate, for soft cheese and half a cake.',
        'Eine runde Glocke auf einem Teller, für Weichkäse und halbe Kuchen.',
      ),
      story: t(
        'Cheese likes to breathe a little, and unglazed clay inside lets it. Soak the dome in cold water for a minute on hot days.',
        'Käse möchte ein wenig atmen, und der innen unglasierte Ton lässt ihn. An heißen Tagen die Glocke eine Minute in kaltes Wasser legen.',
      ),
      form: 'dome',
      materials: ['earthenware'],
      colours: ['chalk', 'moss', 'apricot'],
      eur: 69,
      cm: [22, 22, 17],
      grams: 1500,
    },
  ],
};

export const vesselTypes: readonly ProductType[] = [vases, jars, butterDishes];
