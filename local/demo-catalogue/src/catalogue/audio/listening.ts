import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const headphones: ProductType = {
  id: 'headphones',
  name: t('Headphones', 'Kopfhörer'),
  shape: 'box',
  tags: ['headphones', 'over-ear', 'wireless', 'music', 'Kopfhörer', 'Over-Ear', 'kabellos', 'Musik', 'Homeoffice'],
  use: [
    t(
      'The ear pads are held by magnets and can be changed like socks. They fit over glasses without pressing.',
      'Die Ohrpolster halten magnetisch und lassen sich wechseln wie Socken. Auch mit Brille drücken sie nicht.',
    ),
    t(
      'Put away, they take up no more room than two paperbacks. A soft pouch is in the box.',
      'Weggelegt brauchen sie nicht mehr Platz als zwei Taschenbücher. Ein weicher Beutel liegt bei.',
    ),
    t(
      'After three hours you will have forgotten that you are wearing them. Get up and stretch now and then.',
      'Nach drei Stunden vergisst man, dass man sie trägt. Ab und zu aufstehen und sich strecken.',
    ),
  ],
  products: [
    {
      name: t('Closed-back headphones', 'Kopfhörer Geschlossen'),
      summary: t(
        'Quiet, closed headphones for shared rooms and trains.',
        'Leise, geschlossene Kopfhörer für geteilte Räume und Züge.',
      ),
      story: t(
        'They keep your music in and the office out without electronics, simply by fitting well.',
        'Sie halten die Musik drinnen und das Büro draußen, ganz ohne Elektronik, einfach weil sie gut sitzen.',
      ),
      form: 'closed',
      materials: ['aluminium', 'leather'],
      colours: ['soot', 'chalk', 'clay', 'harbour'],
      eur: 189,
      cm: [18, 8, 20],
      grams: 270,
      facts: { connection: t('3.5 mm cable', 'Kabel, 3,5 mm') },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Wireless headphones', 'Kopfhörer Kabellos'),
      summary: t(
        'Noise-cancelling headphones with thirty hours between charges.',
        'Kopfhörer mit Geräuschunterdrückung und dreißig Stunden Laufzeit.',
      ),
      story: t(
        'One dial turns the world down, another turns the music up. You can use both with gloves on.',
        'Ein Rad dreht die Welt leiser, ein anderes die Musik lauter. Beide gehen auch mit Handschuhen.',
      ),
      form: 'wireless',
      materials: ['aluminium', 'wool'],
      colours: ['midnight', 'oat', 'sage', 'rose'],
      eur: 279,
      cm: [18, 8, 19],
      grams: 255,
      facts: { battery: t('30 hours', '30 Stunden'), connection: t('Wireless, USB-C', 'Kabellos, USB-C') },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Wooden-cup headphones', 'Kopfhörer mit Holzschalen'),
      summary: t('Open headphones with turned walnut cups.', 'Offene Kopfhörer mit gedrehten Schalen aus Nussbaum.'),
      story: t(
        'Open at the back, so the sound has room to breathe and you will still hear the doorbell. Best in an armchair.',
        'Hinten offen, so hat der Klang Luft, und die Türklingel hört man trotzdem. Am besten im Sessel.',
      ),
      form: 'wood',
      materials: ['walnut', 'leather'],
      colours: ['walnut', 'cocoa'],
      eur: 349,
      cm: [19, 9, 20],
      grams: 310,
      facts: { connection: t('6.3 mm cable, 3 m', 'Kabel, 6,3 mm, 3 m') },
    },
    {
      name: t('Light on-ear headphones', 'Kopfhörer Leicht'),
      summary: t(
        'Thin band, small pads, and hardly any weight at all.',
        'Dünner Bügel, kleine Polster und kaum Gewicht.',
      ),
      story: t(
        'The shape is from 1979 and so is the foam, more or less. They weigh less than an apple and cost less than dinner for two.',
        'Die Form ist von 1979, der Schaumstoff mehr oder weniger auch. Sie wiegen weniger als ein Apfel und kosten weniger als ein Abendessen zu zweit.',
      ),
      form: 'light',
      materials: ['steel'],
      colours: ['apricot', 'sky', 'soot', 'mustard'],
      eur: 49,
      cm: [16, 5, 17],
      grams: 85,
      facts: { connection: t('3.5 mm cable', 'Kabel, 3,5 mm') },
    },
    {
      name: t('Studio headphones', 'Studiokopfhörer'),
      summary: t(
        'A coiled cable, big cups and nothing added to the sound.',
        'Spiralkabel, große Muscheln und nichts, was dem Klang hinzugefügt wird.',
      ),
      story: t(
        'For people who edit, translate or practise at night. Every part down to the headband can be ordered singly.',
        'Für alle, die nachts schneiden, übersetzen oder üben. Jedes Teil bis zum Bügel lässt sich einzeln bestellen.',
      ),
      form: 'studio',
      materials: ['aluminium', 'leather'],
      colours: ['ink', 'fog', 'fir'],
      eur: 159,
      cm: [19, 9, 21],
      grams: 290,
      facts: { connection: t('3.5 mm coiled cable', 'Spiralkabel, 3,5 mm') },
    },
  ],
};

const radios: ProductType = {
  id: 'radio',
  name: t('Radios', 'Radios'),
  shape: 'box',
  tags: ['radio', 'digital radio', 'kitchen radio', 'alarm clock', 'Radio', 'Digitalradio', 'Küchenradio', 'Wecker'],
  facts: { connection: t('FM, digital, line in', 'UKW, digital, Line-Eingang') },
  use: [
    t(
      'Turn it on, turn it up, leave it on. The tuning wheel has weight and glides from station to station.',
      'Einschalten, lauter drehen, anlassen. Das Senderrad hat Gewicht und gleitet von Station zu Station.',
    ),
    t(
      'It remembers four stations, which is as many as anyone needs, and wakes you with the one you like best.',
      'Es merkt sich vier Sender, mehr braucht niemand, und weckt mit dem liebsten.',
    ),
    t(
      'A telescopic aerial folds away at the back; in most kitchens you will not even pull it out.',
      'Hinten klappt eine Teleskopantenne weg; in den meisten Küchen zieht man sie gar nicht erst heraus.',
    ),
    t(
      'Runs on the mains or on four ordinary batteries, so the match can move to the garden.',
      'Läuft am Netz oder mit vier gewöhnlichen Batterien, so kann das Spiel in den Garten umziehen.',
    ),
  ],
  products: [
    {
      name: t('Kitchen radio', 'Küchenradio'),
      summary: t(
        'A small radio with a big dial and one good speaker.',
        'Ein kleines Radio mit großer Skala und einem guten Lautsprecher.',
      ),
      story: t(
        'Two knobs, both round, both obvious. Steam does it no harm, and the cabinet wipes clean.',
        'Zwei Knöpfe, beide rund, beide selbsterklärend. Dampf schadet nicht, und das Gehäuse lässt sich abwischen.',
      ),
      form: 'dial',
      materials: ['oak'],
      colours: ['chalk', 'sage', 'poppy', 'ink'],
      eur: 149,
      cm: [24, 11, 15],
      grams: 1600,
      facts: { power: '7 W' },
      collections: ['first-apartment'],
    },
    {
      name: t('Bedside radio', 'Nachttischradio'),
      summary: t(
        'A round-shouldered radio alarm with a soft display.',
        'Ein Radiowecker mit runden Schultern und sanfter Anzeige.',
      ),
      story: t(
        'The display dims until it is barely there. To snooze, put a hand on top; to get up, take it away.',
        'Die Anzeige dimmt, bis sie kaum noch da ist. Zum Weiterschlafen die Hand auflegen, zum Aufstehen wegnehmen.',
      ),
      form: 'clock',
      materials: ['ash'],
      colours: ['blush', 'midnight', 'oat'],
      eur: 119,
      cm: [18, 10, 11],
      grams: 900,
      facts: { power: '5 W' },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Tabletop stereo radio', 'Stereoradio'),
      summary: t(
        'A wide radio with two speakers and a lit scale.',
        'Ein breites Radio mit zwei Lautsprechern und beleuchteter Skala.',
      ),
      story: t(
        'The scale lists towns, as scales once did. Some of them still broadcast; the others are there for the evening.',
        'Auf der Skala stehen Städte, wie früher. Manche senden noch, die anderen sind für die Stimmung da.',
      ),
      form: 'stereo',
      materials: ['walnut', 'wool'],
      colours: ['walnut', 'terracotta', 'slate'],
      eur: 329,
      cm: [38, 18, 18],
      grams: 4200,
      facts: { power: '2 × 15 W' },
    },
    {
      name: t('Garden radio', 'Gartenradio'),
      summary: t(
        'An upright radio with a handle that takes splashes and dust.',
        'Ein aufrechtes Radio mit Griff, das Spritzer und Staub verträgt.',
      ),
      story: t(
        'For sheds, ladders and allotments. It is loud enough to be heard over a hedge trimmer and knows when to be quiet.',
        'Für Schuppen, Leitern und Schrebergärten. Laut genug gegen die Heckenschere, und leise kann es auch.',
      ),
      form: 'upright',
      materials: ['aluminium'],
      colours: ['fir', 'butter', 'brick'],
      eur: 98,
      cm: [14, 9, 22],
      grams: 1100,
      facts: { battery: t('15 hours', '15 Stunden'), power: '6 W' },
    },
  ],
};

const headphoneStands: ProductType = {
  id: 'headphone-stand',
  name: t('Headphone stands', 'Kopfhörerständer'),
  shape: 'box',
  tags: ['headphone stand', 'desk', 'headphones', 'Kopfhörerständer', 'Kopfhörerhalter', 'Schreibtisch'],
  use: [
    t(
      'It keeps headphones off the papers and the papers off the headphones. Headphones are not included.',
      'Er hält die Kopfhörer von den Papieren fern und die Papiere von den Kopfhörern. Kopfhörer sind nicht dabei.',
    ),
    t(
      'The rest is as wide as a head, so the band keeps its curve. Headphones are sold separately.',
      'Die Auflage ist so breit wie ein Kopf, so behält der Bügel seine Rundung. Kopfhörer gibt es separat.',
    ),
  ],
  products: [
    {
      name: t('Bent headphone stand', 'Kopfhörerständer Bogen'),
      summary: t(
        'One strip of ash, bent twice, on a weighted foot.',
        'Ein Streifen Esche, zweimal gebogen, auf einem beschwerten Fuß.',
      ),
      story: t(
        'It is a hook that learned to stand. The foot has a groove where the cable can sleep.',
        'Ein Haken, der stehen gelernt hat. Im Fuß ist eine Rille, in der das Kabel schlafen kann.',
      ),
      form: 'bent',
      materials: ['ash', 'steel'],
      colours: ['oak', 'soot', 'clay'],
      eur: 58,
      cm: [14, 12, 26],
      grams: 620,
      collections: ['the-slow-desk'],
    },
    {
      name: t('Post headphone stand', 'Kopfhörerständer Säule'),
      summary: t(
        'A steel post with a padded rest and a dish for small things.',
        'Eine Säule aus Stahl mit gepolsterter Auflage und Schale für Kleines.',
      ),
      story: t(
        'The dish is for earrings, paper clips and the ring you take off to type.',
        'Die Schale ist für Ohrringe, Büroklammern und den Ring, den man zum Tippen ablegt.',
      ),
      form: 'post',
      materials: ['steel', 'felt'],
      colours: ['sage', 'ink', 'mustard'],
      eur: 49,
      cm: [16, 16, 27],
      grams: 780,
    },
  ],
};

export const listeningTypes: readonly ProductType[] = [headphones, radios, headphoneStands];
