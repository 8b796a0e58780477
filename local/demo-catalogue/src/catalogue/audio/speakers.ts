import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

const bookshelfSpeakers: ProductType = {
  id: 'bookshelf-speaker',
  name: t('Bookshelf speakers', 'Regallautsprecher'),
  shape: 'box',
  tags: ['speaker', 'loudspeaker', 'hi-fi', 'music', 'Lautsprecher', 'Boxen', 'Regallautsprecher', 'Musik', 'HiFi'],
  use: [
    t(
      'Place them at ear height, as far apart as you sit away. Books left and right are the best acoustic treatment there is.',
      'Stellen Sie sie auf Ohrhöhe und so weit auseinander, wie Sie entfernt sitzen. Bücher links und rechts sind die beste Raumakustik.',
    ),
    t(
      'They sound complete at low volume, which is how most of us listen most of the time.',
      'Auch leise klingen sie vollständig, und leise hören die meisten von uns die meiste Zeit.',
    ),
    t(
      'Rubber feet and two lengths of cable are in the box. The grille comes off with a gentle pull.',
      'Gummifüße und zwei Kabel liegen bei. Die Abdeckung lässt sich mit einem sanften Zug abnehmen.',
    ),
  ],
  products: [
    {
      name: t('Two-way bookshelf speaker', 'Regallautsprecher Zweiweg'),
      summary: t(
        'A compact oak speaker with an honest, unhurried sound.',
        'Ein kompakter Lautsprecher aus Eiche mit ehrlichem, gelassenem Klang.',
      ),
      story: t(
        'Voices come from where they should, and the double bass has fingers. It does not flatter bad recordings, but it is polite to them.',
        'Stimmen kommen von dort, woher sie sollen, und der Kontrabass hat Finger. Schlechten Aufnahmen schmeichelt er nicht, bleibt aber höflich.',
      ),
      form: 'two-way',
      materials: ['oak', 'aluminium'],
      colours: ['oak', 'ink', 'chalk'],
      eur: 349,
      cm: [18, 24, 30],
      grams: 5200,
      facts: { set: t('Pair', 'Paar'), drivers: '25 mm + 130 mm', power: '80 W' },
    },
    {
      name: t('Fabric-front speaker', 'Regallautsprecher Stoff'),
      summary: t(
        'A speaker behind a full front of woven wool.',
        'Ein Lautsprecher hinter einer ganzen Front aus gewebter Wolle.',
      ),
      story: t(
        'It was made for people who would rather look at cloth than at cones. The cover can be swapped for another colour in a minute.',
        'Gebaut für alle, die lieber Stoff ansehen als Membranen. Der Bezug ist in einer Minute gegen eine andere Farbe getauscht.',
      ),
      form: 'fabric',
      materials: ['wool', 'oak'],
      colours: ['clay', 'fog', 'fir', 'midnight'],
      eur: 289,
      cm: [19, 20, 28],
      grams: 4300,
      facts: { set: t('Pair', 'Paar'), drivers: '20 mm + 115 mm', power: '60 W' },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Active desk speaker', 'Aktivlautsprecher Schreibtisch'),
      summary: t(
        'Small powered speakers that tilt up from the desk.',
        'Kleine Aktivlautsprecher, die sich vom Schreibtisch nach oben neigen.',
      ),
      story: t(
        'The front leans back by eight degrees and points at your ears, not at your elbows. One volume wheel, no app.',
        'Die Front neigt sich um acht Grad zurück und zielt auf die Ohren, nicht auf die Ellbogen. Ein Lautstärkerad, keine App.',
      ),
      form: 'tilted',
      materials: ['aluminium'],
      colours: ['steel', 'soot', 'mustard'],
      eur: 229,
      cm: [12, 14, 20],
      grams: 2400,
      facts: { set: t('Pair', 'Paar'), connection: t('USB-C, line in', 'USB-C, Line-Eingang'), power: '2 × 30 W' },
      collections: ['the-slow-desk'],
    },
    {
      name: t('Round-cornered speaker', 'Regallautsprecher Rund'),
      summary: t(
        'A soft-edged cabinet with one large driver in the middle.',
        'Ein Gehäuse mit weichen Kanten und einem großen Chassis in der Mitte.',
      ),
      story: t(
        'A single driver plays everything from flute to cello. What it lacks in thunder it makes up for in calm.',
        'Ein einziges Chassis spielt alles, von der Flöte bis zum Cello. Was an Donner fehlt, macht es durch Ruhe wett.',
      ),
      form: 'full-range',
      materials: ['walnut'],
      colours: ['walnut', 'terracotta', 'celadon'],
      eur: 419,
      cm: [22, 22, 32],
      grams: 6100,
      facts: { set: t('Pair', 'Paar'), drivers: '165 mm', power: '50 W' },
    },
    {
      name: t('Slim tower speaker', 'Standlautsprecher Schmal'),
      summary: t(
        'A narrow column that stands on the floor and fills the room.',
        'Eine schmale Säule, die auf dem Boden steht und den Raum füllt.',
      ),
      story: t(
        'Narrower than a sheet of paper and as tall as a child of three. The bass comes from below, where it belongs.',
        'Schmaler als ein Blatt Papier und so hoch wie ein Kind von drei Jahren. Der Bass kommt von unten, wo er hingehört.',
      ),
      form: 'tower',
      materials: ['oak'],
      colours: ['oak', 'slate', 'rust'],
      eur: 890,
      cm: [20, 26, 96],
      grams: 15200,
      facts: { set: t('Pair', 'Paar'), drivers: '25 mm + 2 × 130 mm', power: '120 W' },
    },
  ],
};

const portableSpeakers: ProductType = {
  id: 'portable-speaker',
  name: t('Portable speakers', 'Tragbare Lautsprecher'),
  shape: 'box',
  tags: ['speaker', 'portable', 'wireless speaker', 'music', 'Lautsprecher', 'tragbar', 'kabellos', 'Musik', 'Garten'],
  facts: { connection: t('Wireless, USB-C', 'Kabellos, USB-C') },
  use: [
    t(
      'Pairs with a phone in the time it takes to say so. The battery is held by two screws and can be replaced.',
      'Mit dem Telefon ist er schneller verbunden, als man es sagen kann. Der Akku sitzt hinter zwei Schrauben und lässt sich tauschen.',
    ),
    t(
      'Kitchen, bath, garden, boat: rain and flour do not bother it. Two of them make stereo.',
      'Küche, Bad, Garten, Boot: Regen und Mehl stören ihn nicht. Zwei davon ergeben Stereo.',
    ),
    t(
      'The buttons are real buttons, and you can find them in the dark.',
      'Die Tasten sind echte Tasten, man findet sie auch im Dunkeln.',
    ),
  ],
  products: [
    {
      name: t('Pebble speaker', 'Lautsprecher Kiesel'),
      summary: t(
        'A palm-sized speaker that sounds twice as large.',
        'Ein handgroßer Lautsprecher, der doppelt so groß klingt.',
      ),
      story: t(
        'Round above, flat below, with a loop for a finger or a branch. It sits on the edge of the bath and sings back.',
        'Oben rund, unten flach, mit einer Schlaufe für einen Finger oder einen Ast. Er sitzt am Wannenrand und singt zurück.',
      ),
      form: 'pebble',
      materials: ['wool', 'aluminium'],
      colours: ['sage', 'clay', 'slate', 'butter'],
      eur: 79,
      cm: [13, 13, 7],
      grams: 410,
      facts: { battery: t('14 hours', '14 Stunden'), power: '10 W' },
      collections: ['first-apartment'],
    },
    {
      name: t('Handle speaker', 'Lautsprecher Henkel'),
      summary: t('A sturdy box with a broad leather handle.', 'Eine stabile Box mit breitem Ledergriff.'),
      story: t(
        'Carry it like a lunchbox and put it down anywhere. The handle is oiled leather and looks better every summer.',
        'Man trägt ihn wie eine Brotdose und stellt ihn ab, wo man will. Der Griff aus geöltem Leder wird jeden Sommer schöner.',
      ),
      form: 'handle',
      materials: ['aluminium', 'leather'],
      colours: ['midnight', 'chalk', 'poppy'],
      eur: 199,
      cm: [26, 12, 18],
      grams: 1900,
      facts: { battery: t('20 hours', '20 Stunden'), power: '30 W' },
    },
    {
      name: t('Sideboard speaker', 'Lautsprecher Sideboard'),
      summary: t(
        'A wide oak speaker on four short legs.',
        'Ein breiter Lautsprecher aus Eiche auf vier kurzen Beinen.',
      ),
      story: t(
        'A piece of furniture that happens to play. It runs on mains power at home and for six hours on its battery when the party moves outside.',
        'Ein Möbel, das zufällig spielt. Zu Hause am Strom und, wenn das Fest nach draußen zieht, sechs Stunden mit Akku.',
      ),
      form: 'sideboard',
      materials: ['oak', 'wool'],
      colours: ['oak', 'rust', 'harbour'],
      eur: 379,
      cm: [46, 18, 22],
      grams: 5400,
      facts: { battery: t('6 hours', '6 Stunden'), power: '60 W' },
      collections: ['quiet-evenings'],
    },
    {
      name: t('Picnic speaker', 'Lautsprecher Picknick'),
      summary: t(
        'A flat, round speaker that hangs from a strap.',
        'Ein flacher, runder Lautsprecher, der an einem Riemen hängt.',
      ),
      story: t(
        'Hang it from a tree, a tent pole or the handlebar. It is as thin as a stack of plates and survives a fall onto grass.',
        'Er hängt am Baum, an der Zeltstange oder am Lenker. So dünn wie ein Stapel Teller, und einen Sturz ins Gras übersteht er.',
      ),
      form: 'disc',
      materials: ['aluminium'],
      colours: ['apricot', 'fir', 'sky'],
      eur: 98,
      cm: [20, 5, 20],
      grams: 640,
      facts: { battery: t('12 hours', '12 Stunden'), power: '15 W' },
    },
    {
      name: t('Can speaker', 'Lautsprecher Zylinder'),
      summary: t(
        'An upright cylinder that plays in every direction.',
        'Ein aufrechter Zylinder, der in alle Richtungen spielt.',
      ),
      story: t(
        'Put it in the middle of the table and nobody has the bad seat. Turning the top turns the volume.',
        'In die Mitte des Tisches gestellt, hat niemand den schlechten Platz. Dreht man den Deckel, dreht man lauter.',
      ),
      form: 'cylinder',
      materials: ['wool', 'aluminium'],
      colours: ['mustard', 'soot', 'heather'],
      eur: 129,
      cm: [12, 12, 20],
      grams: 980,
      facts: { battery: t('16 hours', '16 Stunden'), power: '20 W' },
    },
  ],
};

export const speakerTypes: readonly ProductType[] = [bookshelfSpeakers, portableSpeakers];
