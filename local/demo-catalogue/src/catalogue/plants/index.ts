import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { ferns } from './ferns.ts';
import { foliageTypes } from './foliage.ts';
import { potTypes } from './pots.ts';
import { succulentTypes } from './succulents.ts';
import { treeTypes } from './trees.ts';

export const plants: Shelf = {
  id: 'plants',
  code: 'PLT',
  name: t('Plants', 'Pflanzen'),
  description: t(
    'House plants in pots they can stay in, with honest advice about light and water.',
    'Zimmerpflanzen in Töpfen, in denen sie bleiben können, mit ehrlichem Rat zu Licht und Wasser.',
  ),
  designers: ['Wilma Oosterhuis', 'Mads Engelund', 'Teresa Abrantes', 'Ruth Hasenfratz'],
  making: {
    plant: [
      {
        origin: origins.netherlands,
        text: t(
          'Grown in Westland under glass heated by the earth, potted in peat-free soil and watered on the day it leaves.',
          'Im Westland unter Glas gezogen, das mit Erdwärme geheizt wird, in torffreie Erde getopft und am Tag der Abreise gegossen.',
        ),
      },
      {
        origin: origins.denmark,
        text: t(
          'Raised in a nursery near Odense that works with ladybirds instead of sprays. It travels upright, in a box made to measure.',
          'In einer Gärtnerei bei Odense gezogen, die mit Marienkäfern statt mit Spritzmitteln arbeitet. Die Pflanze reist aufrecht, in einem Karton nach Maß.',
        ),
      },
      {
        origin: origins.germany,
        text: t(
          'Grown on the Lower Rhine by the third generation of a gardening family, and hardened off for two weeks before it moves in with you.',
          'Am Niederrhein gezogen, von einer Gärtnerfamilie in dritter Generation, und zwei Wochen lang abgehärtet, bevor die Pflanze bei Ihnen einzieht.',
        ),
      },
      {
        origin: origins.spain,
        text: t(
          'Grown near Almería in the open shade, which makes it sturdier than a greenhouse would. Peat-free soil, of course.',
          'Bei Almería im Halbschatten unter freiem Himmel gewachsen, das macht robuster als ein Gewächshaus. Torffreie Erde versteht sich.',
        ),
      },
    ],
    earthenware: [
      {
        origin: origins.italy,
        text: t(
          'Turned in Impruneta from the clay that has kept Tuscan lemon trees alive for centuries, and fired frost-proof.',
          'In Impruneta aus jenem Ton gedreht, der seit Jahrhunderten toskanische Zitronenbäume am Leben hält, und frostfest gebrannt.',
        ),
      },
    ],
    stoneware: [
      {
        origin: origins.portugal,
        text: t(
          'Cast near Alcobaça, glazed inside and out, and tested for leaks one by one.',
          'Bei Alcobaça gegossen, innen und außen glasiert und Stück für Stück auf Dichtheit geprüft.',
        ),
      },
    ],
    steel: [
      {
        origin: origins.germany,
        text: t(
          'Folded from zinc-coated sheet, soldered by hand and powder coated in a tinsmith’s workshop in Franconia.',
          'Aus verzinktem Blech gekantet, von Hand gelötet und pulverbeschichtet, in einer Spenglerei in Franken.',
        ),
      },
    ],
    brass: [
      {
        origin: origins.india,
        text: t(
          'Beaten and soldered in Moradabad by people who make nothing but vessels. The hammer marks are the real thing.',
          'In Moradabad getrieben und gelötet, von Leuten, die nichts als Gefäße machen. Die Hammerspuren sind echt.',
        ),
      },
    ],
  },
  care: {
    earthenware: t(
      'Soak the pot in water for an hour before planting. White bloom is only lime and wipes off with vinegar.',
      'Den Topf vor dem Bepflanzen eine Stunde wässern. Weißer Belag ist nur Kalk und geht mit Essig ab.',
    ),
    stoneware: t(
      'Wipe with a damp cloth. Do not leave it outside in frost when the soil is wet.',
      'Feucht abwischen. Bei Frost nicht mit nasser Erde draußen stehen lassen.',
    ),
    steel: t(
      'Empty after use and let it dry with the spout down, so that it will not rust from inside.',
      'Nach dem Gebrauch leeren und mit der Tülle nach unten trocknen lassen, dann rostet innen nichts.',
    ),
    brass: t(
      'Empty after use. Brass darkens with water and time; lemon and salt bring the shine back, if you miss it.',
      'Nach dem Gebrauch leeren. Messing dunkelt mit Wasser und Zeit nach; Zitrone und Salz holen den Glanz zurück, falls er fehlt.',
    ),
  },
  types: [...treeTypes, ...foliageTypes, ferns, ...succulentTypes, ...potTypes],
};
