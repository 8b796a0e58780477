import { origins, type Shelf } from '../spec.ts';
import { t } from '../words.ts';
import { armchairTypes } from './armchairs.ts';
import { chairTypes } from './chairs.ts';
import { stoolTypes } from './stools.ts';

export const seating: Shelf = {
  id: 'seating',
  code: 'SEA',
  name: t('Seating', 'Sitzmöbel'),
  description: t(
    'Chairs, stools, benches and sofas that can be repaired, and that get better with use.',
    'Stühle, Hocker, Bänke und Sofas, die man reparieren kann und die mit der Zeit schöner werden.',
  ),
  designers: ['Lasse Hjortdal', 'Paola Ventresca', 'Henrik Aumann', 'Kaja Tuominiemi', 'Luc Desrameaux'],
  making: {
    oak: [
      {
        origin: origins.denmark,
        text: t(
          'Built from solid oak with mortise-and-tenon joints, in a workshop on Jutland that plants a tree for each piece it ships.',
          'Aus massiver Eiche mit Schlitz und Zapfen gebaut, in einer jütländischen Werkstatt, die für jedes ausgelieferte Stück einen Baum pflanzt.',
        ),
      },
      {
        origin: origins.poland,
        text: t(
          'Made near Gdańsk from European oak that has dried in the open air for three years. Every joint is pegged, none relies on glue alone.',
          'Bei Danzig aus europäischer Eiche gebaut, die drei Jahre an der Luft getrocknet ist. Jede Verbindung ist gedübelt, keine verlässt sich nur auf Leim.',
        ),
      },
    ],
    ash: [
      {
        origin: origins.finland,
        text: t(
          'Sawn from Finnish ash, which is steamed wherever it has to bend. Stain and oil are rubbed in by hand.',
          'Aus finnischer Esche gesägt und überall dort gedämpft, wo sie sich biegen muss. Beize und Öl werden von Hand eingerieben.',
        ),
      },
      {
        origin: origins.lithuania,
        text: t(
          'Turned, shaved and assembled in Kaunas by a team of six. The wood comes from forests less than a day’s drive away.',
          'In Kaunas von sechs Leuten gedrechselt, geschabt und zusammengesetzt. Das Holz wächst keine Tagesfahrt entfernt.',
        ),
      },
    ],
    beech: [
      {
        origin: origins.czechia,
        text: t(
          'Made of steamed beech in Moravia, where bending wood has been at home since the first coffee-house chairs.',
          'In Mähren aus gedämpfter Buche gefertigt, wo das Biegen von Holz seit den ersten Kaffeehausstühlen zu Hause ist.',
        ),
      },
      {
        origin: origins.germany,
        text: t(
          'Beech from the Solling, planed, drilled and painted in a joinery that also builds school furniture. It is used to rough treatment.',
          'Buche aus dem Solling, gehobelt, gebohrt und lackiert in einer Tischlerei, die auch Schulmöbel baut. Grobe Behandlung ist sie gewohnt.',
        ),
      },
    ],
    walnut: [
      {
        origin: origins.italy,
        text: t(
          'Walnut from Friuli, carved and sanded until no edge is left that a hand would notice.',
          'Nussbaum aus dem Friaul, geschnitzt und geschliffen, bis keine Kante mehr da ist, die eine Hand bemerken würde.',
        ),
      },
    ],
    steel: [
      {
        origin: origins.netherlands,
        text: t(
          'The steel tube is bent cold, welded and powder coated in Eindhoven. Seat and frame are held by four screws you can reach.',
          'Das Stahlrohr wird in Eindhoven kalt gebogen, geschweißt und pulverbeschichtet. Sitz und Gestell verbinden vier Schrauben, an die man herankommt.',
        ),
      },
    ],
    wool: [
      {
        origin: origins.norway,
        text: t(
          'Upholstered near Ålesund in wool from Norwegian sheep, over natural latex and a frame of solid pine. Covers can be reordered for twenty years.',
          'Bei Ålesund mit Wolle norwegischer Schafe bezogen, über Naturlatex und einem Gestell aus massiver Kiefer. Bezüge kann man zwanzig Jahre lang nachbestellen.',
        ),
      },
      {
        origin: origins.belgium,
        text: t(
          'The wool is woven in West Flanders and the upholstery built up in layers of horsehair, felt and foam, as it was before foam did everything.',
          'Die Wolle wird in Westflandern gewebt, die Polsterung in Lagen aus Rosshaar, Filz und Schaum aufgebaut, so wie früher, als Schaum noch nicht alles war.',
        ),
      },
    ],
    linen: [
      {
        origin: origins.portugal,
        text: t(
          'Built and covered in Paços de Ferreira. The linen is washed before it is sewn, so the cover keeps its fit in the wash at home.',
          'In Paços de Ferreira gebaut und bezogen. Das Leinen wird vor dem Nähen gewaschen, damit der Bezug auch nach der Wäsche zu Hause noch passt.',
        ),
      },
    ],
    cotton: [
      {
        origin: origins.portugal,
        text: t(
          'Knitted from recycled cotton rope in Guimarães, by hand, in about a working day.',
          'In Guimarães aus recyceltem Baumwollseil gestrickt, von Hand, in etwa einem Arbeitstag.',
        ),
      },
    ],
    leather: [
      {
        origin: origins.spain,
        text: t(
          'Cut and saddle-stitched in Ubrique from vegetable-tanned leather. Small marks from the animal’s life are left where they are.',
          'In Ubrique aus pflanzlich gegerbtem Leder geschnitten und mit Sattlerstich genäht. Kleine Spuren aus dem Leben des Tiers bleiben, wo sie sind.',
        ),
      },
    ],
  },
  care: {
    oak: t(
      'Wipe with a wrung-out cloth. Oil once a year; a water ring disappears under fine sandpaper and a drop of oil.',
      'Mit einem ausgewrungenen Tuch wischen. Einmal im Jahr ölen; ein Wasserring verschwindet mit feinem Schleifpapier und einem Tropfen Öl.',
    ),
    ash: t(
      'Wipe with a damp cloth along the grain. Tighten the joints after the first winter of dry heating.',
      'Mit einem feuchten Tuch in Faserrichtung wischen. Nach dem ersten Winter mit trockener Heizungsluft die Verbindungen nachziehen.',
    ),
    beech: t(
      'Wipe with a damp cloth and dry. The paint can be touched up; a small tin in the same colour is available on request.',
      'Feucht abwischen und trocknen. Der Lack lässt sich ausbessern; ein Döschen im selben Ton gibt es auf Anfrage.',
    ),
    walnut: t(
      'Keep out of strong sun, which bleaches walnut. Dust often and oil twice a year.',
      'Vor starker Sonne schützen, sie bleicht Nussbaum aus. Oft abstauben und zweimal im Jahr ölen.',
    ),
    steel: t(
      'Wipe the frame with a damp cloth. The felt glides under the feet can be replaced when they wear thin.',
      'Das Gestell feucht abwischen. Die Filzgleiter unter den Füßen lassen sich tauschen, wenn sie dünn werden.',
    ),
    wool: t(
      'Vacuum with a soft brush. Dab spills at once with cold water; wool forgives almost everything but hot water.',
      'Mit weicher Bürste absaugen. Flecken sofort mit kaltem Wasser abtupfen; Wolle verzeiht fast alles, nur heißes Wasser nicht.',
    ),
    linen: t(
      'The covers come off and can be washed at 30 degrees. Put them back on slightly damp and they will dry without creases.',
      'Die Bezüge lassen sich abnehmen und bei 30 Grad waschen. Leicht feucht wieder aufziehen, dann trocknen sie glatt.',
    ),
    cotton: t(
      'Shake out, turn over now and then, and dab stains with mild soap. Not for the washing machine.',
      'Ausschütteln, ab und zu wenden und Flecken mit milder Seife abtupfen. Nicht in die Waschmaschine.',
    ),
    leather: t(
      'Dust with a dry cloth and feed the leather twice a year with a colourless balm. Keep one metre from radiators.',
      'Trocken abstauben und das Leder zweimal im Jahr mit farblosem Balsam pflegen. Einen Meter Abstand zur Heizung halten.',
    ),
  },
  types: [...armchairTypes, ...chairTypes, ...stoolTypes],
};
