import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const tapeDispensers: ProductType = {
  id: 'tape-dispenser',
  name: t('Tape dispensers', 'Klebebandabroller'),
  shape: 'box',
  tags: ['tape', 'tape dispenser', 'office', 'packing', 'Klebeband', 'Abroller', 'Klebefilm', 'Büro'],
  use: [
    t(
      'Heavy enough for one-handed use, with a blade that cuts tape and nothing else. A first roll of paper tape is included.',
      'Schwer genug für eine Hand, mit einer Klinge, die Klebeband schneidet und sonst nichts. Eine erste Rolle Papierband ist dabei.',
    ),
    t(
      'It takes rolls up to 19 mm wide and stays exactly where you put it.',
      'Er nimmt Rollen bis 19 mm Breite und bleibt genau dort, wo man ihn hinstellt.',
    ),
    t(
      'Cork underneath keeps it from wandering and the desk from complaining.',
      'Kork an der Unterseite hält ihn am Platz und den Schreibtisch heil.',
    ),
  ],
  products: [
    {
      name: t('Heavy tape dispenser', 'Klebebandabroller Schwer'),
      summary: t(
        'A snail-shaped block of steel that never slides.',
        'Ein schneckenförmiger Block aus Stahl, der nie rutscht.',
      ),
      story: t(
        'Cast as one piece and as heavy as a bag of sugar. It also makes a good bookend between parcels.',
        'Aus einem Stück gegossen und schwer wie ein Paket Zucker. Zwischen zwei Paketen gibt er eine gute Buchstütze ab.',
      ),
      form: 'snail',
      materials: ['steel'],
      colours: ['clay', 'ink', 'sage', 'butter'],
      eur: 46,
      cm: [14, 6, 9],
      grams: 1000,
      collections: ['the-slow-desk'],
    },
    {
      name: t('Oak tape dispenser', 'Klebebandabroller Eiche'),
      summary: t('A solid oak block with a coloured wheel.', 'Ein massiver Eichenblock mit farbigem Rad.'),
      story: t(
        'The wheel lifts out sideways, so changing the roll takes no tool and no bad language.',
        'Das Rad lässt sich seitlich herausnehmen; der Rollenwechsel braucht kein Werkzeug und keine Flüche.',
      ),
      form: 'block',
      materials: ['oak', 'steel'],
      colours: ['terracotta', 'harbour', 'mustard'],
      eur: 39,
      cm: [15, 6, 8],
      grams: 640,
    },
    {
      name: t('Stoneware tape dispenser', 'Klebebandabroller Steinzeug'),
      summary: t('A glazed arch with the roll in its middle.', 'Ein glasierter Bogen mit der Rolle in der Mitte.'),
      story: t(
        'Potters make heavy things well. This one holds the tape on a wooden axle and looks like a small bridge.',
        'Töpfer können schwere Dinge. Dieser hält das Band auf einer Holzachse und sieht aus wie eine kleine Brücke.',
      ),
      form: 'arch',
      materials: ['stoneware'],
      colours: ['celadon', 'chalk', 'rust'],
      eur: 52,
      cm: [16, 6, 10],
      grams: 820,
    },
  ],
};

const deskTrays: ProductType = {
  id: 'desk-tray',
  name: t('Desk trays', 'Ablagen'),
  shape: 'box',
  tags: [
    'desk tray',
    'organiser',
    'letter tray',
    'storage',
    'Ablage',
    'Briefablage',
    'Ordnung',
    'Schreibtisch',
    'Schale',
  ],
  use: [
    t(
      'Give every small thing an address and you will stop looking for it.',
      'Geben Sie jedem kleinen Ding eine Adresse, dann müssen Sie es nicht mehr suchen.',
    ),
    t(
      'Takes A4 with room to grip. Two or three can be stacked, and the lowest may stay empty for the principle.',
      'Nimmt A4 und lässt Platz zum Greifen. Zwei oder drei lassen sich stapeln, das unterste darf aus Prinzip leer bleiben.',
    ),
    t(
      'At home beside the door, too: for keys, letters and sunglasses.',
      'Auch neben der Wohnungstür zu Hause: für Schlüssel, Briefe und Sonnenbrille.',
    ),
    t(
      'The compartments are different on purpose, because things are.',
      'Die Fächer sind absichtlich verschieden, denn die Dinge sind es auch.',
    ),
  ],
  products: [
    {
      name: t('Pen tray', 'Stifteschale'),
      summary: t('A long, shallow tray with a rounded channel.', 'Eine lange, flache Schale mit gerundeter Mulde.'),
      story: t(
        'Pens roll to the middle by themselves. Milled from one piece of wood and then painted on the outside only.',
        'Stifte rollen von selbst in die Mitte. Aus einem Stück Holz gefräst und nur außen lackiert.',
      ),
      form: 'pen',
      materials: ['oak'],
      colours: ['oak', 'sage', 'soot', 'clay'],
      eur: 28,
      cm: [26, 8, 3],
      grams: 210,
      collections: ['the-slow-desk'],
    },
    {
      name: t('Two-tier letter tray', 'Briefablage Zweistöckig'),
      summary: t(
        'Two steel trays on four posts, for in and out.',
        'Zwei Stahlfächer auf vier Stützen, für Eingang und Ausgang.',
      ),
      story: t(
        'In on top, out below; a third category has never helped anyone. The front is open, so paper slides.',
        'Eingang oben, Ausgang unten; eine dritte Kategorie hat noch niemandem geholfen. Vorn ist sie offen, damit Papier gleitet.',
      ),
      form: 'letter',
      materials: ['steel'],
      colours: ['chalk', 'harbour', 'poppy'],
      eur: 64,
      cm: [34, 25, 18],
      grams: 1600,
    },
    {
      name: t('Leather valet tray', 'Taschenleerer Leder'),
      summary: t('A square of leather with pinched corners.', 'Ein Quadrat aus Leder mit gekniffenen Ecken.'),
      story: t(
        'It starts flat; four stitches make it a bowl. Emptying your pockets into it is the sound of coming home.',
        'Am Anfang ist es flach; vier Stiche machen eine Schale daraus. Die Taschen hineinzuleeren klingt nach Heimkommen.',
      ),
      form: 'valet',
      materials: ['leather'],
      colours: ['cognac', 'cocoa', 'fir'],
      eur: 42,
      cm: [22, 22, 5],
      grams: 180,
      collections: ['first-apartment'],
    },
    {
      name: t('Compartment tray', 'Fächerschale'),
      summary: t(
        'An oak tray with five compartments of five sizes.',
        'Eine Schale aus Eiche mit fünf Fächern in fünf Größen.',
      ),
      story: t(
        'We laid out everything on our own desks and drew lines between it. There is even a place for the eraser.',
        'Wir haben alles, was auf unseren Tischen lag, ausgebreitet und Linien dazwischen gezogen. Sogar der Radiergummi hat einen Platz.',
      ),
      form: 'compartments',
      materials: ['oak'],
      colours: ['walnut', 'oak', 'midnight'],
      eur: 58,
      cm: [32, 20, 4],
      grams: 620,
    },
  ],
};

const penCups: ProductType = {
  id: 'pen-cup',
  name: t('Pen cups', 'Stiftebecher'),
  shape: 'round',
  tags: ['pen cup', 'pencil holder', 'desk', 'organiser', 'Stiftebecher', 'Stifthalter', 'Köcher', 'Schreibtisch'],
  use: [
    t(
      'Room for a dozen pens, a ruler and the one brush. Pens in the pictures are not included.',
      'Platz für ein Dutzend Stifte, ein Lineal und den einen Pinsel. Die Stifte auf den Bildern sind nicht dabei.',
    ),
    t(
      'Also good for cutlery, toothbrushes or a small bunch of asparagus.',
      'Auch gut für Besteck, Zahnbürsten oder einen kleinen Bund Spargel.',
    ),
    t(
      'It is weighted at the bottom, so long pencils do not tip it.',
      'Der Boden ist beschwert, so kippen auch lange Bleistifte nichts um.',
    ),
    t(
      'A ring of felt underneath lets it glide aside when you need the space.',
      'Ein Filzring an der Unterseite lässt ihn zur Seite gleiten, wenn man Platz braucht.',
    ),
  ],
  products: [
    {
      name: t('Glazed pen cup', 'Stiftebecher Glasiert'),
      summary: t(
        'A straight stoneware cup with a glaze that stops short of the foot.',
        'Ein gerader Becher aus Steinzeug, dessen Glasur kurz vor dem Fuß aufhört.',
      ),
      story: t(
        'The same potters make our planters, and you can tell by the line where the glaze ends.',
        'Aus derselben Töpferei wie unsere Pflanzgefäße; man erkennt es an der Linie, an der die Glasur aufhört.',
      ),
      form: 'glazed',
      materials: ['stoneware'],
      colours: ['clay', 'celadon', 'midnight', 'chalk'],
      eur: 22,
      cm: [8.5, 8.5, 11],
      grams: 380,
      collections: ['the-slow-desk'],
    },
    {
      name: t('Hexagonal pen cup', 'Stiftebecher Sechseck'),
      summary: t(
        'Six sides of folded steel that stand well side by side.',
        'Sechs Seiten aus gekantetem Stahl, die gut nebeneinanderstehen.',
      ),
      story: t(
        'One is a cup, three are a landscape. They fit wall to wall like honeycomb.',
        'Einer ist ein Becher, drei sind eine Landschaft. Sie passen Wand an Wand wie Waben.',
      ),
      form: 'hex',
      materials: ['steel'],
      colours: ['mustard', 'slate', 'rose'],
      eur: 19,
      cm: [9, 9, 10],
      grams: 260,
    },
    {
      name: t('Turned pen cup', 'Stiftebecher Gedrechselt'),
      summary: t('A walnut cup with three fine grooves.', 'Ein Becher aus Nussbaum mit drei feinen Rillen.'),
      story: t(
        'The grooves are there so that it does not slip from the hand when you carry it, pens and all, to another room.',
        'Die Rillen sind da, damit er nicht aus der Hand rutscht, wenn man ihn samt Stiften ins andere Zimmer trägt.',
      ),
      form: 'turned',
      materials: ['walnut'],
      colours: ['walnut', 'moss', 'ink'],
      eur: 34,
      cm: [8, 8, 10.5],
      grams: 240,
    },
    {
      name: t('Leather-wrapped pen cup', 'Stiftebecher mit Leder'),
      summary: t(
        'A cup of saddle leather closed with one row of stitches.',
        'Ein Becher aus Sattelleder, mit einer Naht geschlossen.',
      ),
      story: t(
        'The seam is the ornament. It softens at the rim where the pens go in and out.',
        'Die Naht ist der Schmuck. Am Rand, wo die Stifte ein und aus gehen, wird das Leder weich.',
      ),
      form: 'leather',
      materials: ['leather'],
      colours: ['cognac', 'soot', 'plum'],
      eur: 38,
      cm: [8.5, 8.5, 10],
      grams: 190,
    },
  ],
};

export const deskTypes: readonly ProductType[] = [tapeDispensers, deskTrays, penCups];
