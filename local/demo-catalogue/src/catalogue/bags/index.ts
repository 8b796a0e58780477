import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { carryTypes } from './carry.ts';
import { crossbodies } from './crossbody.ts';
import { shoulderTypes } from './shoulder.ts';
import { smallTypes } from './small.ts';

export const bags: Shelf = {
  id: 'bags',
  code: 'BAG',
  name: t('Bags', 'Taschen'),
  description: t(
    'Bags for the market, the office and the weekend, in canvas, leather and recycled nylon.',
    'Taschen für Markt, Büro und Wochenende, aus Segeltuch, Leder und recyceltem Nylon.',
  ),
  designers: ['Ylva Brandt', 'Matteo Corsini', 'Haruka Ishida', 'Pilar Echeveste', 'Tom Ackerley'],
  making: {
    canvas: [
      {
        origin: origins.portugal,
        text: t(
          'Cut and sewn in Porto from cotton canvas of 500 grams. Every place that carries weight is stitched three times.',
          'In Porto aus Baumwollsegeltuch mit 500 Gramm geschnitten und genäht. Jede Stelle, die Gewicht trägt, ist dreifach vernäht.',
        ),
      },
      {
        origin: origins.wales,
        text: t(
          'Waxed canvas, sewn in a former slate village in Wales. The wax keeps off the rain and shows a fine map of use.',
          'Gewachstes Segeltuch, genäht in einem alten Schieferdorf in Wales. Das Wachs hält Regen ab und zeichnet mit der Zeit eine feine Landkarte.',
        ),
      },
      {
        origin: origins.estonia,
        text: t(
          'Sewn in Tartu by eight people who sign the inside label. The canvas is dyed in the piece, so it fades gently.',
          'In Tartu von acht Leuten genäht, die innen auf dem Etikett unterschreiben. Das Tuch ist im Stück gefärbt und verblasst deshalb sanft.',
        ),
      },
    ],
    leather: [
      {
        origin: origins.italy,
        text: t(
          'The leather is tanned with chestnut bark in Santa Croce, cut by hand and edged with beeswax.',
          'Das Leder wird in Santa Croce mit Kastanienrinde gegerbt, von Hand zugeschnitten und an den Kanten mit Bienenwachs versiegelt.',
        ),
      },
      {
        origin: origins.spain,
        text: t(
          'Made in Ubrique, where half the town can saddle-stitch. Brass fittings, linen thread, no glue where a seam would do.',
          'Gefertigt in Ubrique, wo die halbe Stadt den Sattlerstich kann. Beschläge aus Messing, Leinengarn und kein Kleber, wo eine Naht genügt.',
        ),
      },
    ],
    nylon: [
      {
        origin: origins.lithuania,
        text: t(
          'The nylon was a fishing net once. It is spun in Slovenia, woven in Italy and sewn in Klaipėda.',
          'Das Nylon war einmal ein Fischernetz. Es wird in Slowenien gesponnen, in Italien gewebt und in Klaipėda genäht.',
        ),
      },
      {
        origin: origins.portugal,
        text: t(
          'Sewn near Guimarães from recycled yarn with a dense, dry hand. Zips and buckles can be replaced without unpicking a seam.',
          'Bei Guimarães aus recyceltem Garn mit dichtem, trockenem Griff genäht. Reißverschlüsse und Schnallen lassen sich tauschen, ohne eine Naht zu öffnen.',
        ),
      },
    ],
    felt: [
      {
        origin: origins.germany,
        text: t(
          'Pressed from pure wool in Upper Bavaria, three millimetres thick, and cut so that nothing frays.',
          'In Oberbayern aus reiner Wolle gepresst, drei Millimeter dick und so geschnitten, dass nichts ausfranst.',
        ),
      },
    ],
    cotton: [
      {
        origin: origins.india,
        text: t(
          'Woven and sewn in a cooperative near Auroville, from organic cotton with its own small mill.',
          'In einer Kooperative bei Auroville gewebt und genäht, aus Biobaumwolle und in der eigenen kleinen Weberei.',
        ),
      },
    ],
  },
  care: {
    canvas: t(
      'Brush off dry dirt and dab stains with cold water and mild soap. Not for the washing machine.',
      'Trockenen Schmutz abbürsten, Flecken mit kaltem Wasser und milder Seife abtupfen. Nicht in die Waschmaschine.',
    ),
    leather: t(
      'Feed with a colourless balm twice a year and let it dry slowly if it gets wet. Scratches can be rubbed out with a thumb.',
      'Zweimal im Jahr mit farblosem Balsam pflegen und nach Regen langsam trocknen lassen. Kratzer lassen sich mit dem Daumen ausreiben.',
    ),
    nylon: t(
      'Wipe with a damp cloth, or wash by hand at 30 degrees and hang up to dry.',
      'Feucht abwischen oder von Hand bei 30 Grad waschen und hängend trocknen.',
    ),
    felt: t(
      'Brush with a clothes brush. Wool felt keeps dirt on the surface, and water drops roll off it.',
      'Mit der Kleiderbürste abbürsten. Wollfilz hält Schmutz an der Oberfläche, und Wassertropfen perlen ab.',
    ),
    cotton: t(
      'Wash at 30 degrees inside out and hang up by the handles.',
      'Auf links bei 30 Grad waschen und an den Henkeln aufhängen.',
    ),
  },
  types: [...carryTypes, ...shoulderTypes, crossbodies, ...smallTypes],
};
