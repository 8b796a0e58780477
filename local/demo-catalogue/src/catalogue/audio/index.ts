import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { hifiTypes } from './hifi.ts';
import { listeningTypes } from './listening.ts';
import { speakerTypes } from './speakers.ts';

export const audio: Shelf = {
  id: 'audio',
  code: 'AUD',
  name: t('Audio', 'Audio'),
  description: t(
    'Speakers, radios, turntables and headphones that are easy to use and possible to repair.',
    'Lautsprecher, Radios, Plattenspieler und Kopfhörer, die leicht zu bedienen und zu reparieren sind.',
  ),
  designers: ['Emil Rosendahl', 'Greta Falkenried', 'Kenji Murase', 'Oona Salmela'],
  making: {
    oak: [
      {
        origin: origins.denmark,
        text: t(
          'The cabinet is glued and veneered in a joinery near Struer, then fitted with its electronics by the people who designed them.',
          'Das Gehäuse wird in einer Tischlerei bei Struer verleimt und furniert und dann von denen bestückt, die die Elektronik entworfen haben.',
        ),
      },
      {
        origin: origins.germany,
        text: t(
          'Built in the Allgäu by a team of fourteen. Every piece is checked by two of them and signed before it leaves.',
          'Im Allgäu von vierzehn Leuten gebaut. Jedes Stück wird von zweien geprüft und unterschrieben, bevor es das Haus verlässt.',
        ),
      },
    ],
    walnut: [
      {
        origin: origins.italy,
        text: t(
          'The walnut comes from a single log per series, so the grain matches. Assembled by hand in the Marche.',
          'Der Nussbaum stammt pro Serie aus einem einzigen Stamm, so passt die Maserung. Von Hand montiert in den Marken.',
        ),
      },
    ],
    aluminium: [
      {
        origin: origins.germany,
        text: t(
          'Milled, anodised and assembled in Baden. Everything opens with one small screwdriver, and spare parts are listed with prices on our site.',
          'In Baden gefräst, eloxiert und montiert. Zum Öffnen genügt ein kleiner Schraubendreher, und Ersatzteile stehen mit Preis auf unserer Seite.',
        ),
      },
      {
        origin: origins.japan,
        text: t(
          'The metal parts are spun and painted in Tsubame, where even the screws are checked by hand.',
          'Die Metallteile werden in Tsubame gedrückt und lackiert, wo man selbst die Schrauben von Hand prüft.',
        ),
      },
    ],
    steel: [
      {
        origin: origins.sweden,
        text: t(
          'Cut, bent and painted in Gnosjö by a family firm. The paint is thick, matt and easy to touch up.',
          'In Gnosjö von einem Familienbetrieb geschnitten, gebogen und lackiert. Der Lack ist dick, matt und leicht auszubessern.',
        ),
      },
    ],
    ash: [
      {
        origin: origins.finland,
        text: t(
          'Made of Finnish ash and rubbed with tinted oil, so the grain shows through the colour.',
          'Aus finnischer Esche gefertigt und mit getöntem Öl eingerieben, damit die Maserung durch die Farbe scheint.',
        ),
      },
    ],
    wool: [
      {
        origin: origins.denmark,
        text: t(
          'The cover is woven from wool that lets sound pass, and pulled over the body without a seam in front.',
          'Der Bezug ist aus Wolle gewebt, die den Klang durchlässt, und ohne Naht an der Vorderseite über das Gehäuse gezogen.',
        ),
      },
    ],
  },
  care: {
    oak: t(
      'Dust with a dry cloth, the fabric with a soft brush. Keep away from direct sun, which yellows the wood.',
      'Trocken abstauben, den Stoff mit einer weichen Bürste. Vor direkter Sonne schützen, sie lässt das Holz vergilben.',
    ),
    walnut: t(
      'Dust with a dry cloth. A little furniture oil once a year keeps the walnut dark.',
      'Trocken abstauben. Etwas Möbelöl einmal im Jahr hält den Nussbaum dunkel.',
    ),
    aluminium: t(
      'Switch off and wipe with a dry microfibre cloth. No spray, no solvent.',
      'Ausschalten und mit einem trockenen Mikrofasertuch abwischen. Kein Spray, kein Lösungsmittel.',
    ),
    steel: t(
      'Wipe with a soft, barely damp cloth when it is switched off.',
      'Ausgeschaltet mit einem weichen, kaum feuchten Tuch abwischen.',
    ),
    ash: t(
      'Wipe with a dry cloth. The oil can be renewed at home with a rag.',
      'Mit einem trockenen Tuch abwischen. Das Öl lässt sich zu Hause mit einem Lappen auffrischen.',
    ),
    wool: t(
      'Vacuum the cover with a soft brush. Stains come off with a damp cloth and patience.',
      'Den Bezug mit weicher Bürste absaugen. Flecken gehen mit einem feuchten Tuch und Geduld weg.',
    ),
  },
  types: [...speakerTypes, ...listeningTypes, ...hifiTypes],
};
