import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { deskTypes } from './desk.ts';
import { paperTypes } from './paper.ts';
import { toolTypes } from './tools.ts';

export const stationery: Shelf = {
  id: 'stationery',
  code: 'STA',
  name: t('Stationery', 'Papeterie'),
  description: t(
    'Paper, pens and desk tools for work that is done by hand.',
    'Papier, Stifte und Schreibtischgeräte für Arbeit, die von Hand getan wird.',
  ),
  designers: ['Ulla Fjordgren', 'Bastian Korte', 'Mei Tachibana', 'Agnes Dubreuil'],
  making: {
    paper: [
      {
        origin: origins.germany,
        text: t(
          'The paper is made on the Tegernsee and finished in Leipzig, where bookbinding has been a trade since before printing.',
          'Das Papier kommt vom Tegernsee und wird in Leipzig verarbeitet, wo Buchbinden schon vor dem Buchdruck ein Beruf war.',
        ),
      },
      {
        origin: origins.italy,
        text: t(
          'Paper from Fabriano, trimmed and finished by a bindery of five in Bologna.',
          'Papier aus Fabriano, beschnitten und verarbeitet von einer Buchbinderei mit fünf Leuten in Bologna.',
        ),
      },
      {
        origin: origins.japan,
        text: t(
          'The paper is thin, strong and slightly warm in tone. It is made and finished near Kōchi.',
          'Das Papier ist dünn, fest und leicht warm im Ton. Hergestellt und verarbeitet wird es bei Kōchi.',
        ),
      },
    ],
    brass: [
      {
        origin: origins.japan,
        text: t(
          'Turned from a solid bar in Tsubame and left bare, so that it records how you hold it.',
          'In Tsubame aus dem vollen Stab gedreht und unbehandelt, damit sich zeigt, wie man damit umgeht.',
        ),
      },
    ],
    aluminium: [
      {
        origin: origins.germany,
        text: t(
          'Machined and anodised near Nuremberg by a firm that used to make slide rules.',
          'Bei Nürnberg gefräst, gedreht und eloxiert, von einer Firma, die früher Rechenschieber baute.',
        ),
      },
    ],
    steel: [
      {
        origin: origins.sweden,
        text: t(
          'Shaped from steel in Värmland and powder coated in small batches.',
          'In Värmland aus Stahl geformt und in kleinen Mengen pulverbeschichtet.',
        ),
      },
    ],
    oak: [
      {
        origin: origins.austria,
        text: t(
          'Milled in Tyrol from oak too short for tables, sanded and waxed with beeswax.',
          'In Tirol aus Eiche gefräst, die für Tische zu kurz ist, dann geschliffen und mit Bienenwachs behandelt.',
        ),
      },
      {
        origin: origins.denmark,
        text: t(
          'Joined, sanded and oiled in a workshop in Aarhus that otherwise makes boat fittings.',
          'In einer Werkstatt in Aarhus gefügt, geschliffen und geölt, die sonst Bootsbeschläge baut.',
        ),
      },
    ],
    walnut: [
      {
        origin: origins.france,
        text: t(
          'Turned from French walnut in the Jura, one at a time.',
          'Im Jura aus französischem Nussbaum gedreht, Stück für Stück.',
        ),
      },
    ],
    beech: [
      {
        origin: origins.germany,
        text: t(
          'Beech from the Ore Mountains, where toys and rulers have been made for three centuries.',
          'Buche aus dem Erzgebirge, wo seit drei Jahrhunderten Spielzeug und Lineale entstehen.',
        ),
      },
    ],
    stoneware: [
      {
        origin: origins.portugal,
        text: t(
          'Cast near Caldas da Rainha and glazed in small batches, with a raw foot that does not slip.',
          'Bei Caldas da Rainha gegossen und in kleinen Mengen glasiert, mit rohem Fuß, der nicht rutscht.',
        ),
      },
    ],
    leather: [
      {
        origin: origins.spain,
        text: t(
          'Moulded wet over a wooden form in Ubrique and sewn with a linen thread.',
          'In Ubrique feucht über eine Holzform gezogen und mit Leinengarn genäht.',
        ),
      },
    ],
  },
  care: {
    paper: t('Store dry and lying flat, away from the window.', 'Trocken und liegend lagern, nicht am Fenster.'),
    brass: t(
      'Wipe with a dry cloth. Brass polish brings back the shine; leaving it alone brings character.',
      'Trocken abwischen. Messingpolitur bringt den Glanz zurück, Nichtstun bringt Charakter.',
    ),
    aluminium: t(
      'Wipe with a damp cloth. Ink stains come off with alcohol.',
      'Feucht abwischen. Tintenflecken gehen mit Alkohol weg.',
    ),
    steel: t(
      'Wipe with a dry cloth and keep away from standing water.',
      'Trocken abwischen und vor stehendem Wasser schützen.',
    ),
    oak: t(
      'Wipe with a dry cloth and wax once a year. Ink soaks in, so blot quickly.',
      'Trocken abwischen und einmal im Jahr wachsen. Tinte zieht ein, also schnell abtupfen.',
    ),
    walnut: t(
      'Wipe with a soft cloth; the oil of your hands does the rest.',
      'Mit einem weichen Tuch abwischen, den Rest erledigt die Hand.',
    ),
    beech: t('Wipe with a dry cloth and keep flat.', 'Trocken abwischen und flach lagern.'),
    stoneware: t(
      'Rinse under the tap; dried ink comes off with lemon.',
      'Unter dem Wasserhahn ausspülen; eingetrocknete Tinte geht mit Zitrone weg.',
    ),
    leather: t(
      'Dust with a dry cloth and feed once a year with balm.',
      'Trocken abstauben und einmal im Jahr mit Balsam pflegen.',
    ),
  },
  types: [...paperTypes, ...toolTypes, ...deskTypes],
};
