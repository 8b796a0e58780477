import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { bedAndBathTypes } from './bed-and-bath.ts';
import { kitchenTypes } from './kitchen.ts';
import { livingTypes } from './living.ts';
import { rugs } from './rugs.ts';

export const textiles: Shelf = {
  id: 'textiles',
  code: 'TEX',
  name: t('Textiles', 'Textilien'),
  description: t(
    'Linen, wool and cotton for the sofa, the bed, the bath and the table.',
    'Leinen, Wolle und Baumwolle für Sofa, Bett, Bad und Tisch.',
  ),
  designers: ['Saara Keltanen', 'Mairead Drummond', 'Anouk Wessels', 'Clara Benavente', 'Signe Rask'],
  making: {
    linen: [
      {
        origin: origins.lithuania,
        text: t(
          'Woven in Lithuania from European flax and washed with pumice, so it is soft from the first day.',
          'In Litauen aus europäischem Flachs gewebt und mit Bimsstein gewaschen, deshalb vom ersten Tag an weich.',
        ),
      },
      {
        origin: origins.belgium,
        text: t(
          'The flax grows along the coast, is retted by dew and woven near Kortrijk. Nothing of it travels more than 80 km.',
          'Der Flachs wächst an der Küste, wird vom Tau geröstet und bei Kortrijk gewebt. Nichts davon reist weiter als 80 km.',
        ),
      },
      {
        origin: origins.portugal,
        text: t(
          'Yarn-dyed and woven in Guimarães, then washed twice so that it will not shrink at home.',
          'In Guimarães garngefärbt und gewebt, dann zweimal gewaschen, damit zu Hause nichts mehr einläuft.',
        ),
      },
    ],
    wool: [
      {
        origin: origins.norway,
        text: t(
          'Spun and woven by a mill on the west coast of Norway, with wool from sheep that spend the summer in the mountains.',
          'Gesponnen und gewebt in einer Weberei an der norwegischen Westküste, aus Wolle von Schafen, die den Sommer im Gebirge verbringen.',
        ),
      },
      {
        origin: origins.scotland,
        text: t(
          'Woven in the Borders on looms from the sixties, slowly enough to leave the yarn some air.',
          'In den schottischen Borders auf Webstühlen aus den Sechzigern gewebt, langsam genug, dass im Garn Luft bleibt.',
        ),
      },
      {
        origin: origins.india,
        text: t(
          'Hand-woven in Rajasthan. Each piece carries the name of its weaver on a small label underneath.',
          'In Rajasthan von Hand gewebt. Jedes Stück trägt auf der Rückseite ein kleines Etikett mit dem Namen der Weberin.',
        ),
      },
    ],
    cotton: [
      {
        origin: origins.portugal,
        text: t(
          'Woven and sewn from organic cotton near Barcelos, in a family mill that makes its own power from the river.',
          'Bei Barcelos aus Biobaumwolle gewebt und genäht, in einer Familienweberei, die ihren Strom aus dem Fluss holt.',
        ),
      },
      {
        origin: origins.germany,
        text: t(
          'Woven on the Swabian Alb and dyed without heavy metals, by a mill that has kept its pattern books since 1871.',
          'Auf der Schwäbischen Alb gewebt und ohne Schwermetalle gefärbt, in einer Weberei, die ihre Musterbücher seit 1871 aufhebt.',
        ),
      },
    ],
    jute: [
      {
        origin: origins.india,
        text: t(
          'Braided in West Bengal from jute that needs neither irrigation nor pesticide, then sewn with a linen thread.',
          'In Westbengalen aus Jute geflochten, die weder Bewässerung noch Spritzmittel braucht, dann mit Leinengarn vernäht.',
        ),
      },
    ],
  },
  care: {
    linen: t(
      'Wash at 40 degrees with similar colours and line dry. Ironing is allowed but not needed.',
      'Bei 40 Grad mit ähnlichen Farben waschen und aufhängen. Bügeln darf man, muss man aber nicht.',
    ),
    wool: t(
      'Air outside on a damp day; that is all wool needs for most of its life. Otherwise, wool programme at 30 degrees.',
      'An einem feuchten Tag draußen lüften, mehr braucht Wolle die meiste Zeit nicht. Sonst Wollprogramm bei 30 Grad.',
    ),
    cotton: t(
      'Wash at 60 degrees. Tumble dry low or line dry, and shake it out while it is damp.',
      'Bei 60 Grad waschen. Schonend im Trockner oder auf der Leine trocknen und feucht ausschütteln.',
    ),
    jute: t(
      'Vacuum without a rotating brush and turn twice a year. Keep dry: jute does not like wet shoes.',
      'Ohne rotierende Bürste saugen und zweimal im Jahr drehen. Trocken halten: Nasse Schuhe mag Jute nicht.',
    ),
  },
  types: [...livingTypes, rugs, ...bedAndBathTypes, ...kitchenTypes],
};
