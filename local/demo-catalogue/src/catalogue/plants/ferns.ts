import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

export const ferns: ProductType = {
  id: 'fern',
  name: t('Ferns', 'Farne'),
  shape: 'round',
  grown: true,
  tags: ['plant', 'house plant', 'fern', 'bathroom', 'Pflanze', 'Zimmerpflanze', 'Farn', 'Badezimmer', 'Grünpflanze'],
  care: t(
    'Never let it dry out. Once a week, put the pot in a bowl of water until no more bubbles rise.',
    'Nie austrocknen lassen. Einmal pro Woche den Topf ins Wasser stellen, bis keine Blasen mehr aufsteigen.',
  ),
  use: [
    t(
      'A north window and a bathroom with a shower are what a fern dreams of.',
      'Ein Nordfenster und ein Bad mit Dusche, davon träumt ein Farn.',
    ),
    t(
      'Brown fronds may be cut off without mercy; fresh ones unroll from the middle.',
      'Braune Wedel darf man ohne Gnade abschneiden; frische rollen sich aus der Mitte auf.',
    ),
    t(
      'Group it with other plants, and they will all keep the air moist for one another.',
      'Stellen Sie ihn zu anderen Pflanzen; dann halten alle einander die Luft feucht.',
    ),
  ],
  products: [
    {
      name: t('Boston fern', 'Schwertfarn'),
      summary: t(
        'A fountain of light green fronds, as wide as it is high.',
        'Ein Springbrunnen aus hellgrünen Wedeln, so breit wie hoch.',
      ),
      story: t(
        'The Victorians put it on a column, and it still looks best with air all around. It grows willingly, and in all directions.',
        'Die Viktorianer stellten ihn auf eine Säule, und noch immer sieht er mit Luft ringsum am besten aus. Er wächst freudig und nach allen Seiten.',
      ),
      form: 'boston',
      materials: ['plant', 'stoneware'],
      colours: ['chalk', 'clay', 'slate'],
      eur: 28,
      cm: [55, 55, 50],
      grams: 1800,
      facts: {
        light: t('Half shade', 'Halbschatten'),
        water: t('Keep moist', 'Feucht halten'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
    {
      name: t('Maidenhair fern', 'Frauenhaarfarn'),
      summary: t(
        'Hundreds of tiny fans on stems as black as wire.',
        'Hunderte winziger Fächer an Stielen, schwarz wie Draht.',
      ),
      story: t(
        'The diva among ferns: breathtaking when content, crisp within a day when forgotten. Keep it where you brush your teeth.',
        'Die Diva unter den Farnen: zufrieden atemberaubend, vergessen nach einem Tag knusprig. Am besten steht er dort, wo Sie sich die Zähne putzen.',
      ),
      form: 'maidenhair',
      materials: ['plant', 'earthenware'],
      colours: ['terracotta', 'celadon', 'milk'],
      eur: 24,
      cm: [36, 36, 35],
      grams: 1100,
      facts: {
        light: t('Half shade', 'Halbschatten'),
        water: t('Keep moist', 'Feucht halten'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
    {
      name: t('Bird’s-nest fern', 'Nestfarn'),
      summary: t(
        'Broad, wavy fronds in a shining green rosette.',
        'Breite, gewellte Wedel in glänzend grüner Rosette.',
      ),
      story: t(
        'In the forest it sits in the forks of trees and catches falling leaves. At home it will settle for a saucer and a splash.',
        'Im Wald sitzt er in Astgabeln und fängt fallendes Laub. Zu Hause genügen ihm Untersetzer und ein Schluck Wasser.',
      ),
      form: 'nest',
      materials: ['plant', 'stoneware'],
      colours: ['mustard', 'harbour', 'rose'],
      eur: 32,
      cm: [45, 45, 40],
      grams: 1900,
      facts: {
        light: t('Half shade to shade', 'Halbschatten bis Schatten'),
        water: t('Twice a week', 'Zweimal pro Woche'),
        pets: t('Harmless', 'Unbedenklich'),
      },
    },
  ],
};
