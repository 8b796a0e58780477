import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const diningChairs: ProductType = {
  id: 'dining-chair',
  name: t('Dining chairs', 'Stühle'),
  shape: 'box',
  tags: ['chair', 'dining chair', 'kitchen chair', 'Stuhl', 'Esszimmerstuhl', 'Küchenstuhl', 'Esstisch'],
  facts: { assembly: t('Delivered assembled', 'Fertig montiert') },
  use: [
    t(
      'Comfortable through the soup, the cheese and the stories afterwards. Four fit at a table 140 cm long.',
      'Bequem bei der Suppe, beim Käse und bei den Geschichten danach. An einen Tisch von 140 cm passen vier.',
    ),
    t(
      'It is light enough to lift with one hand and carries 120 kg. Felt glides are in the box.',
      'Er lässt sich mit einer Hand heben und trägt 120 kg. Filzgleiter liegen bei.',
    ),
    t(
      'Mixed with other chairs it looks deliberate; in a row it looks calm.',
      'Mit anderen Stühlen gemischt wirkt er gewollt, in einer Reihe wirkt er ruhig.',
    ),
  ],
  products: [
    {
      name: t('Spindle-back chair', 'Sprossenstuhl'),
      summary: t(
        'Seven spindles under a curved rail, on a saddled seat.',
        'Sieben Sprossen unter einem gebogenen Holm, auf einem geformten Sitz.',
      ),
      story: t(
        'The spindles bend with you when you lean back. The seat is hollowed a little, so a cushion is welcome but not missed.',
        'Beim Zurücklehnen geben die Sprossen nach. Der Sitz ist leicht ausgehöhlt; ein Kissen ist willkommen, fehlt aber nicht.',
      ),
      form: 'spindle',
      materials: ['ash'],
      colours: ['ink', 'oak', 'sage', 'clay'],
      eur: 289,
      cm: [48, 52, 84],
      grams: 4900,
      facts: { seatHeight: '45 cm' },
      collections: ['first-apartment'],
    },
    {
      name: t('Ladder-back chair', 'Leiterstuhl'),
      summary: t(
        'Four slats and a woven paper-cord seat.',
        'Vier Querleisten und ein Sitz aus geflochtener Papierschnur.',
      ),
      story: t(
        'The seat takes 90 metres of cord and one patient afternoon. It will outlast a generation of upholstery.',
        'Im Sitz stecken 90 Meter Schnur und ein geduldiger Nachmittag. Er überlebt eine ganze Generation von Polstern.',
      ),
      form: 'ladder',
      materials: ['oak', 'paper'],
      colours: ['oak', 'walnut', 'midnight'],
      eur: 349,
      cm: [47, 49, 92],
      grams: 4600,
      facts: { seatHeight: '45 cm' },
    },
    {
      name: t('Bentwood café chair', 'Bugholzstuhl'),
      summary: t(
        'A hoop-backed chair made of six bent pieces.',
        'Ein Stuhl mit rundem Bogen, aus sechs gebogenen Teilen.',
      ),
      story: t(
        'Six pieces, ten screws, and the most sat-upon shape in Europe. Ours has a slightly wider seat, because coffee takes longer today.',
        'Sechs Teile, zehn Schrauben und die meistbesessene Form Europas. Unserer hat einen etwas breiteren Sitz, denn Kaffee dauert heute länger.',
      ),
      form: 'hoop',
      materials: ['beech', 'rattan'],
      colours: ['soot', 'chestnut', 'poppy'],
      eur: 229,
      cm: [43, 50, 86],
      grams: 3800,
      facts: { seatHeight: '46 cm' },
    },
    {
      name: t('Panel chair', 'Brettstuhl'),
      summary: t(
        'A plain board for a back, with a cut-out to carry it by.',
        'Ein schlichtes Brett als Lehne, mit einem Loch zum Tragen.',
      ),
      story: t(
        'Alpine farmhouses have chairs like this, usually with a heart. We made the cut-out a simple oval, because a hand has to fit in.',
        'In alpinen Bauernhäusern gibt es solche Stühle, meist mit Herz. Bei uns ist das Loch ein Oval, denn es soll eine Hand hineinpassen.',
      ),
      form: 'panel',
      materials: ['beech'],
      colours: ['terracotta', 'harbour', 'butter', 'fir'],
      eur: 198,
      cm: [44, 48, 82],
      grams: 5100,
      facts: { seatHeight: '45 cm' },
    },
    {
      name: t('Upholstered dining chair', 'Polsterstuhl'),
      summary: t(
        'A padded seat and back on walnut legs, for long Sundays.',
        'Sitz und Lehne gepolstert, auf Beinen aus Nussbaum, für lange Sonntage.',
      ),
      story: t(
        'The back is a soft rectangle that stops below the shoulder blades. You can hang a jacket on it and still lean back.',
        'Die Lehne ist ein weiches Rechteck, das unter den Schulterblättern aufhört. Man kann eine Jacke darüberhängen und sich trotzdem anlehnen.',
      ),
      form: 'upholstered',
      materials: ['wool', 'walnut'],
      colours: ['rose', 'slate', 'olive'],
      eur: 379,
      cm: [50, 56, 82],
      grams: 6300,
      facts: { seatHeight: '47 cm' },
    },
  ],
};

const rockingChairs: ProductType = {
  id: 'rocking-chair',
  name: t('Rocking chairs', 'Schaukelstühle'),
  shape: 'box',
  tags: ['rocking chair', 'nursing chair', 'armchair', 'Schaukelstuhl', 'Sessel', 'Kinderzimmer'],
  facts: { assembly: t('Runners to be screwed on', 'Kufen zum Anschrauben') },
  use: [
    t(
      'The runners are long at the back, so it cannot tip over. On wooden floors, a rug underneath keeps the peace.',
      'Die Kufen sind hinten lang, Umkippen ist also nicht möglich. Auf Holzböden sorgt ein Teppich darunter für Frieden.',
    ),
    t(
      'It rocks evenly and without a sound, which is what tired parents and detective novels need.',
      'Er schaukelt gleichmäßig und lautlos, genau das brauchen müde Eltern und Kriminalromane.',
    ),
  ],
  products: [
    {
      name: t('Porch rocking chair', 'Schaukelstuhl Veranda'),
      summary: t(
        'A slatted rocking chair with broad arms and a high back.',
        'Ein Schaukelstuhl mit Latten, breiten Armlehnen und hohem Rücken.',
      ),
      story: t(
        'The slats are curved to follow the spine. In summer it may go outside, as long as it comes back in at night.',
        'Die Latten sind gebogen und folgen der Wirbelsäule. Im Sommer darf er hinaus, solange er nachts wieder hereinkommt.',
      ),
      form: 'slatted',
      materials: ['ash'],
      colours: ['chalk', 'fir', 'oak'],
      eur: 540,
      cm: [64, 84, 104],
      grams: 10400,
      facts: { seatHeight: '42 cm' },
    },
    {
      name: t('Padded rocking chair', 'Schaukelstuhl mit Polster'),
      summary: t(
        'A soft seat on walnut runners, made for feeding and for reading.',
        'Ein weicher Sitz auf Kufen aus Nussbaum, zum Stillen und zum Lesen.',
      ),
      story: t(
        'The arms are at the height where an elbow rests while holding a baby, a book or a cup of tea. The cover comes off with one zip.',
        'Die Armlehnen liegen so, dass der Ellbogen ruht, mit Baby, Buch oder Tee im Arm. Der Bezug löst sich mit einem Reißverschluss.',
      ),
      form: 'padded',
      materials: ['walnut', 'wool'],
      colours: ['oat', 'denim', 'cranberry'],
      eur: 720,
      cm: [66, 86, 98],
      grams: 13200,
      facts: { seatHeight: '44 cm' },
      collections: ['quiet-evenings'],
      madeToOrder: true,
    },
  ],
};

const foldingChairs: ProductType = {
  id: 'folding-chair',
  name: t('Folding chairs', 'Klappstühle'),
  shape: 'box',
  tags: ['chair', 'folding chair', 'garden chair', 'balcony', 'Stuhl', 'Klappstuhl', 'Gartenstuhl', 'Balkon'],
  facts: { assembly: t('None, just unfold', 'Keiner, nur aufklappen'), seatHeight: '45 cm' },
  use: [
    t(
      'Folded it is 9 cm deep and hangs on a single nail. Keep two for the guests who bring guests.',
      'Zusammengeklappt ist er 9 cm tief und hängt an einem einzigen Nagel. Zwei davon für Gäste, die Gäste mitbringen.',
    ),
    t(
      'It may stand outside from April to October. Nothing pinches: the hinge keeps a finger’s width of distance.',
      'Von April bis Oktober darf er draußen stehen. Es klemmt nichts: Das Scharnier hält einen Fingerbreit Abstand.',
    ),
  ],
  products: [
    {
      name: t('Slatted folding chair', 'Klappstuhl mit Latten'),
      summary: t(
        'A steel frame with painted beech slats, as in a beer garden.',
        'Ein Stahlgestell mit lackierten Buchenlatten, wie im Biergarten.',
      ),
      story: t(
        'Public parks know why they chose this one. Rain runs off it, it does not wobble on gravel, and you can carry four at a time.',
        'Parks wissen, warum sie ihn gewählt haben. Regen läuft ab, auf Kies wackelt nichts, und man kann vier auf einmal tragen.',
      ),
      form: 'slatted',
      materials: ['steel', 'beech'],
      colours: ['fir', 'poppy', 'sky', 'soot'],
      eur: 89,
      cm: [43, 47, 82],
      grams: 4200,
      collections: ['first-apartment'],
    },
    {
      name: t('Canvas director’s chair', 'Regiestuhl aus Segeltuch'),
      summary: t(
        'Crossed legs, canvas seat and back, two flat armrests.',
        'Gekreuzte Beine, Sitz und Rücken aus Segeltuch, zwei flache Armlehnen.',
      ),
      story: t(
        'It gives everybody who sits in it an air of authority. The canvas slides off its rails and goes into the wash.',
        'Wer darin sitzt, bekommt sofort etwas Bestimmendes. Das Segeltuch lässt sich von den Schienen ziehen und waschen.',
      ),
      form: 'director',
      materials: ['beech', 'canvas'],
      colours: ['chalk', 'rust', 'olive'],
      eur: 149,
      cm: [58, 46, 84],
      grams: 5400,
    },
  ],
};

export const chairTypes: readonly ProductType[] = [diningChairs, rockingChairs, foldingChairs];
