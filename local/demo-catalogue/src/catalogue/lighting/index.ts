import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { ceilingTypes } from './ceiling.ts';
import { deskLamps } from './desk.ts';
import { floorAndWallTypes } from './floor-and-wall.ts';
import { tableTypes } from './table.ts';

export const lighting: Shelf = {
  id: 'lighting',
  code: 'LMP',
  name: t('Lighting', 'Leuchten'),
  description: t(
    'Warm light in the right place: over the table, beside the chair, next to the bed.',
    'Warmes Licht am richtigen Ort: über dem Tisch, neben dem Sessel, am Bett.',
  ),
  designers: ['Marit Solhaug', 'Jonas Ebertz', 'Beatriz Lourinho', 'Anders Kvamme', 'Noor Verhagen'],
  making: {
    steel: [
      {
        origin: origins.portugal,
        text: t(
          'The steel is pressed, welded and sanded by hand before it is powder coated twice. A metal workshop of eleven people near Braga does all of it under one roof.',
          'Der Stahl wird gepresst, geschweißt und von Hand geschliffen, dann zweimal pulverbeschichtet. Eine Metallwerkstatt mit elf Leuten bei Braga macht das alles unter einem Dach.',
        ),
      },
      {
        origin: origins.sweden,
        text: t(
          'Bent and spun from sheet steel in Småland, then coated in a matt paint that does not show fingerprints.',
          'In Småland aus Stahlblech gebogen und gedrückt, dann matt lackiert, sodass man keine Fingerabdrücke sieht.',
        ),
      },
      {
        origin: origins.germany,
        text: t(
          'Made in a former lathe shop in Saxony. Every joint is screwed rather than glued, so each part can be replaced one by one.',
          'Gefertigt in einer alten Dreherei in Sachsen. Jede Verbindung ist geschraubt statt geklebt, so lässt sich jedes Teil einzeln ersetzen.',
        ),
      },
    ],
    aluminium: [
      {
        origin: origins.italy,
        text: t(
          'The aluminium is rolled, formed and brushed in Lombardy, then painted so thinly that it still feels cool to the hand.',
          'Das Aluminium wird in der Lombardei gewalzt, geformt und gebürstet, dann so dünn lackiert, dass es sich noch kühl anfühlt.',
        ),
      },
      {
        origin: origins.denmark,
        text: t(
          'Three quarters of the aluminium has been something else before. It is cast, turned and painted on the island of Funen.',
          'Drei Viertel des Aluminiums waren vorher schon etwas anderes. Gegossen, gedreht und lackiert wird auf der Insel Fünen.',
        ),
      },
    ],
    stoneware: [
      {
        origin: origins.portugal,
        text: t(
          'Thrown and glazed near Aveiro, then fired at 1,220 degrees. The glaze pools a little differently on every piece.',
          'Bei Aveiro gedreht und glasiert, dann bei 1220 Grad gebrannt. Die Glasur läuft bei jedem Stück ein wenig anders.',
        ),
      },
      {
        origin: origins.france,
        text: t(
          'Cast from a coarse Burgundian clay whose dark flecks show through the glaze.',
          'Gegossen aus grobem burgundischem Ton, dessen dunkle Sprenkel durch die Glasur scheinen.',
        ),
      },
    ],
    glass: [
      {
        origin: origins.czechia,
        text: t(
          'Mouth-blown in northern Bohemia in two layers, so the light is even from edge to edge.',
          'In Nordböhmen mundgeblasen, in zwei Schichten, damit das Licht bis zum Rand gleichmäßig ist.',
        ),
      },
    ],
    oak: [
      {
        origin: origins.denmark,
        text: t(
          'Turned from slowly dried oak and oiled twice. The grain runs top to bottom, so it stays straight through the seasons.',
          'Aus langsam getrockneter Eiche gedrechselt und zweimal geölt. Die Maserung läuft von oben nach unten, so bleibt alles auch über die Jahre gerade.',
        ),
      },
      {
        origin: origins.austria,
        text: t(
          'Turned in a third-generation joinery in Vorarlberg, from oak felled on the slopes behind it.',
          'Gedrechselt in einer Tischlerei in Vorarlberg, dritte Generation, aus Eiche von den Hängen dahinter.',
        ),
      },
    ],
    paper: [
      {
        origin: origins.japan,
        text: t(
          'Mulberry paper is laid by hand over a bamboo spiral and glued with rice paste, then folded flat for the journey.',
          'Maulbeerpapier wird von Hand auf eine Bambusspirale gelegt, mit Reiskleister geleimt und für die Reise flach gefaltet.',
        ),
      },
    ],
    brass: [
      {
        origin: origins.germany,
        text: t(
          'Turned from solid brass and left without lacquer. It darkens where it is left alone and shines where it is touched.',
          'Aus vollem Messing gedreht und nicht lackiert. Wo man es in Ruhe lässt, dunkelt es nach, wo man es anfasst, glänzt es.',
        ),
      },
    ],
  },
  care: {
    steel: t(
      'Let the lamp cool, then dust it with a dry cloth. For fingerprints, a damp cloth and no scouring cream.',
      'Leuchte abkühlen lassen und trocken abstauben. Gegen Fingerabdrücke hilft ein feuchtes Tuch, keine Scheuermilch.',
    ),
    aluminium: t(
      'Unplug or switch off, let it cool, and wipe with a soft, slightly damp cloth.',
      'Ausschalten, abkühlen lassen und mit einem weichen, leicht feuchten Tuch abwischen.',
    ),
    stoneware: t(
      'Let it cool, then wipe the stoneware with a damp cloth. The glaze needs nothing else.',
      'Abkühlen lassen und das Steinzeug feucht abwischen. Mehr braucht die Glasur nicht.',
    ),
    glass: t(
      'Switch off and let the glass cool. Clean with lukewarm water and a drop of washing-up liquid, then dry.',
      'Ausschalten und das Glas abkühlen lassen. Mit lauwarmem Wasser und einem Tropfen Spülmittel reinigen, dann trocknen.',
    ),
    oak: t(
      'Dust with a dry cloth. Once a year, a few drops of furniture oil keep the wood from drying out.',
      'Trocken abstauben. Einmal im Jahr ein paar Tropfen Möbelöl, damit das Holz nicht austrocknet.',
    ),
    paper: t(
      'Dust with a soft feather duster. Keep away from steam; small tears can be mended from inside with tissue paper.',
      'Mit einem weichen Staubwedel abstauben. Vor Dampf schützen; kleine Risse lassen sich von innen mit Seidenpapier flicken.',
    ),
    brass: t(
      'Wipe with a dry cloth. If you prefer the bright look, polish with a little lemon and salt, then rinse and dry.',
      'Trocken abwischen. Wer es blank mag, poliert mit etwas Zitrone und Salz, spült ab und trocknet nach.',
    ),
  },
  types: [...ceilingTypes, ...tableTypes, deskLamps, ...floorAndWallTypes],
};
