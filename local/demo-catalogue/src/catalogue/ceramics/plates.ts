import { type ProductType } from '../spec.ts';
import { t } from '../words.ts';

export const plates: ProductType = {
  id: 'plate',
  name: t('Plates', 'Teller'),
  shape: 'round',
  tags: ['plate', 'dinner plate', 'dish', 'Teller', 'Speiseteller', 'Geschirr', 'Platte'],
  use: [
    t(
      'The foot ring is ground smooth, so it leaves a stack without scraping. Different colours are meant to be mixed.',
      'Der Fußring ist glatt geschliffen, so kratzt im Stapel nichts. Verschiedene Farben dürfen gemischt werden, dafür sind sie gemacht.',
    ),
    t(
      'Twelve of them make a stack no taller than a loaf of bread, and they fit into a standard dishwasher.',
      'Zwölf ergeben einen Stapel, der nicht höher ist als ein Laib Brot, und sie passen in jede Spülmaschine.',
    ),
    t(
      'The right size for toast, for cake and for what the children have left.',
      'Die richtige Größe für Toast, für Kuchen und für das, was die Kinder übrig lassen.',
    ),
  ],
  products: [
    {
      name: t('Coupe dinner plate', 'Speiseteller Coupe'),
      summary: t(
        'A dinner plate without a rim that curves up gently at the edge.',
        'Ein Speiseteller ohne Fahne, dessen Rand sich sanft nach oben biegt.',
      ),
      story: t(
        'The curve keeps the sauce where it is and gives the knife something to push against. Simple food looks good on it.',
        'Die Wölbung hält die Sauce, wo sie ist, und gibt dem Messer Halt. Einfaches Essen sieht darauf gut aus.',
      ),
      form: 'coupe',
      materials: ['stoneware'],
      colours: ['chalk', 'celadon', 'clay', 'ink'],

      eur: 28,
      cm: [27, 27, 2.5],
      grams: 720,
      facts: { oven: t('Up to 220 °C', 'Bis 220 °C') },
      collections: ['first-apartment'],
    },
    {
      name: t('Wide-rimmed soup plate', 'Suppenteller mit breiter Fahne'),
      summary: t('A deep centre inside a broad, calm rim.', 'Eine tiefe Mitte in einer breiten, ruhigen Fahne.'),
      story: t(
        'The rim is wide enough for a slice of bread and frames whatever is in the middle, even if it is only lentils.',
        'Auf die Fahne passt eine Scheibe Brot, und sie rahmt alles, was in der Mitte ist, auch wenn es nur Linsen sind.',
      ),
      form: 'rimmed',
      materials: ['porcelain'],
      colours: ['milk', 'rose', 'denim'],
      eur: 32,
      cm: [26, 26, 4],
      grams: 560,
    },
    {
      name: t('Splashed side plate', 'Frühstücksteller Tupfer'),
      summary: t(
        'A small plate with brushed spots, no two of them alike.',
        'Ein kleiner Teller mit gepinselten Tupfen, von denen keiner dem anderen gleicht.',
      ),
      story: t(
        'Three people paint these plates, and after a while you can tell who it was by the size of the spots.',
        'Drei Leute bemalen diese Teller, und nach einer Weile erkennt man an der Größe der Tupfen, wer es war.',
      ),
      form: 'spotted',
      materials: ['earthenware'],
      colours: ['poppy', 'olive', 'harbour'],
      eur: 24,
      cm: [20, 20, 2],
      grams: 410,
    },
    {
      name: t('Oval serving platter', 'Ovale Servierplatte'),
      summary: t(
        'A long oval for a whole fish, a roast or all the vegetables.',
        'Ein langes Oval für einen ganzen Fisch, einen Braten oder sämtliches Gemüse.',
      ),
      story: t(
        'It is pressed over a wooden hump older than any of us. Two small raised ends make it easy to lift with oven gloves.',
        'Sie wird über eine Holzform gedrückt, die älter ist als wir alle. Zwei leicht erhöhte Enden lassen sich gut mit Topflappen greifen.',
      ),
      form: 'oval',
      materials: ['stoneware'],
      colours: ['oat', 'fir', 'terracotta'],
      eur: 62,
      cm: [40, 26, 3.5],
      grams: 1600,
      facts: { oven: t('Up to 220 °C', 'Bis 220 °C') },
    },
  ],
};
