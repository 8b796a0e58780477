import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { plates } from './plates.ts';
import { pouringTypes } from './pouring.ts';
import { tablewareTypes } from './tableware.ts';
import { vesselTypes } from './vessels.ts';

export const ceramics: Shelf = {
  id: 'ceramics',
  code: 'CER',
  name: t('Ceramics', 'Keramik'),
  description: t(
    'Mugs, bowls, plates and pots from small potteries, made to be used every day.',
    'Becher, Schalen, Teller und Kannen aus kleinen Töpfereien, gemacht für jeden Tag.',
  ),
  designers: ['Inês Caldeira', 'Hanne Lorvik', 'Takeshi Onda', 'Rosalie Tanguy', 'Edda Pilgrim'],
  making: {
    stoneware: [
      {
        origin: origins.portugal,
        text: t(
          'Made from local stoneware clay and glazed twice. A nine-person pottery outside Aveiro fires the kiln on Thursdays.',
          'Aus örtlichem Steinzeugton geformt und zweimal glasiert. Eine Töpferei mit neun Leuten bei Aveiro heizt donnerstags den Ofen an.',
        ),
      },
      {
        origin: origins.denmark,
        text: t(
          'Made on Bornholm from clay with a little iron in it, which shows as fine freckles under the glaze.',
          'Auf Bornholm aus leicht eisenhaltigem Ton gefertigt; das Eisen zeigt sich als feine Sprenkel unter der Glasur.',
        ),
      },
      {
        origin: origins.germany,
        text: t(
          'Shaped in the Westerwald, where the clay has been good for six hundred years, and fired at 1,240 degrees.',
          'Im Westerwald geformt, wo der Ton seit sechshundert Jahren gut ist, und bei 1240 Grad gebrannt.',
        ),
      },
      {
        origin: origins.japan,
        text: t(
          'Pressed and trimmed by hand in a workshop near Tajimi. The glaze is made of feldspar and rice-straw ash.',
          'In einer Werkstatt bei Tajimi gepresst und von Hand nachgedreht. Die Glasur besteht aus Feldspat und der Asche von Reisstroh.',
        ),
      },
    ],
    porcelain: [
      {
        origin: origins.germany,
        text: t(
          'Cast in Thuringia from hard porcelain, fired at 1,400 degrees and so thin at the lip that light shines through.',
          'In Thüringen aus Hartporzellan gegossen, bei 1400 Grad gebrannt und am Rand so dünn, dass Licht hindurchscheint.',
        ),
      },
      {
        origin: origins.france,
        text: t(
          'Cast and polished near Limoges. The outside is left matt, the inside is glazed so that nothing sticks.',
          'Bei Limoges gegossen und poliert. Die Außenseite bleibt matt, innen wird glasiert, damit nichts haften bleibt.',
        ),
      },
    ],
    earthenware: [
      {
        origin: origins.spain,
        text: t(
          'Made from red clay in La Bisbal and dipped in a tin glaze that lets the warm body show at the edge.',
          'Aus rotem Ton in La Bisbal gefertigt und in eine Zinnglasur getaucht, die am Rand den warmen Scherben durchlässt.',
        ),
      },
      {
        origin: origins.italy,
        text: t(
          'Shaped in Umbria from soft red clay, brushed with slip and fired slowly over two days.',
          'In Umbrien aus weichem rotem Ton geformt, mit Engobe bepinselt und zwei Tage lang langsam gebrannt.',
        ),
      },
    ],
  },
  care: {
    stoneware: t(
      'Dishwasher and microwave safe. Avoid sudden changes of temperature; a grey knife mark comes off with baking soda.',
      'Für Spülmaschine und Mikrowelle geeignet. Plötzliche Temperaturwechsel vermeiden; graue Messerspuren gehen mit Natron weg.',
    ),
    porcelain: t(
      'Dishwasher safe. Stack with a napkin between two pieces to keep the matt surface free of marks.',
      'Spülmaschinenfest. Beim Stapeln eine Serviette dazwischenlegen, damit die matte Oberfläche keine Spuren bekommt.',
    ),
    earthenware: t(
      'Best washed by hand: earthenware is softer than stoneware and drinks a little water. Let it dry well.',
      'Am besten von Hand spülen: Irdenware ist weicher als Steinzeug und nimmt etwas Wasser auf. Gut trocknen lassen.',
    ),
  },
  types: [...tablewareTypes, plates, ...pouringTypes, ...vesselTypes],
};
