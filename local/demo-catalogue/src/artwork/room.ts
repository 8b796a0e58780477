import { type Random } from '../catalogue/random.ts';
import { difference, lighten, mix } from './colour.ts';
import { circle, d, ellipse, faded, group, lines, move, path, rect, rod, turn, type Art } from './shapes.ts';
import { type Sketch, type Stand } from './sketch.ts';

const wood = '#8a6a4c';
const trimWhite = '#f4efe6';

interface Setting {
  random: Random;
  /** The object with its foot (or middle) at the origin; hanging ones with so much cord. */
  placed: (cord: number) => Art;
}

/** A simple setting for a thing: a wall or a table top, window light, and one neighbour. */
export function room({ sketch, stand }: { sketch: Sketch; stand: Stand }, { random, placed }: Setting): Art {
  if (stand === 'lie') return tableTop(sketch, { random, placed });
  const wall = mix(sketch.ground, '#d9cdbb', 0.25);
  const lightOnLeft = random.chance(0.5);
  const lit = rect(0, 0, 400, 500, wall) + windowLight(lightOnLeft ? 40 : 210, 60, wall);
  switch (stand) {
    case 'floor':
      return lit + floor(wall) + picture(lightOnLeft ? 286 : 34, random) + group(move(200, 448, 0.8), placed(0));
    case 'sofa':
      return lit + floor(wall) + settee() + group(move(228, 352, 0.5), placed(0));
    case 'rug':
      return lit + floor(wall) + group('matrix(.8 0 -.36 .36 206 440)', placed(0)) + easyChair();
    case 'window':
      return windowWall(wall) + floor(wall) + group(move(132, 232, 0.92), placed(0));
    case 'wall':
      return lit + lowBoard(wall) + books(250, 372, random) + group(move(190, 196, 0.62), placed(0));
    case 'hang':
      return lit + table(wall) + fruitBowl(random) + group(move(200, 268, 0.6), placed(600));
    case 'table':
      return lit + table(wall) + neighbour(lightOnLeft ? 52 : 286, random) + group(move(200, 402, 0.64), placed(0));
  }
}

/** Light from a window of four panes, lying on a wall or a table top. */
export function windowLight(x: number, y: number, colour: string): Art {
  const pane = (dx: number, dy: number) => d`M${x + dx} ${y + dy + dx * 0.18}l62 11v78l-62 -11Z`;
  return path([pane(0, 0), pane(70, 0), pane(0, 86), pane(70, 86)].join(''), lighten(colour, 0.09), 0.7);
}

function floor(wall: string): Art {
  return rect(0, 380, 400, 120, mix(wall, wood, 0.35)) + rect(0, 371, 400, 9, lighten(wall, 0.04));
}

function table(wall: string): Art {
  return rect(0, 400, 400, 16, mix(wall, wood, 0.42)) + rect(0, 416, 400, 84, mix(wall, '#5b4636', 0.5));
}

function lowBoard(wall: string): Art {
  return (
    rect(0, 470, 400, 30, mix(wall, wood, 0.35)) +
    rect(70, 372, 260, 62, mix(wall, wood, 0.5), 3) +
    rect(70, 372, 260, 8, mix(wall, wood, 0.3), 3) +
    rod('M92 434V470M308 434V470', '#5b4636', 7)
  );
}

/** Boards from above, of a wood the thing stands out from, with a cup or a sprig beside it. */
function tableTop(sketch: Sketch, { random, placed }: Setting): Art {
  const boards = ['#d8b27f', '#8b6549', '#e3d3b8', '#a9b09b', '#c79c6c'];
  const start = random.whole(0, boards.length - 1);
  const inTurn = [...boards.slice(start), ...boards.slice(0, start)];
  const seen = [sketch.main.base, sketch.palest === 'cloth' ? sketch.cloth.base : sketch.main.base];
  const standsOut = (board: string) => seen.every((colour) => difference(colour, board) > 0.16);
  const board = inTurn.find(standsOut) ?? '#e3d3b8';
  const grain = lines('M0 96H400M0 262H400M0 428H400', lighten(board, -0.06), 1.5);
  const [x, y] = random.pick([
    [328, 110],
    [324, 400],
    [76, 402],
  ] as const);
  return (
    rect(0, 0, 400, 500, board) +
    grain +
    windowLight(30, 40, board) +
    group(`${move(196, 262, 0.62)} ${turn(random.pick([-12, -8, 9]))}`, placed(0)) +
    (random.chance(0.6) ? cup(x, y) : sprig(x, y))
  );
}

const cup = (x: number, y: number): Art =>
  faded(0.16, circle(x + 5, y + 9, 42, '#2b2118')) +
  circle(x, y, 42, trimWhite) +
  circle(x, y, 34, '#5b3d2c') +
  circle(x - 4, y - 4, 25, '#6d4a35');

const sprig = (x: number, y: number): Art => {
  const leaf = (dx: number, dy: number, side: number) =>
    d`M${x + dx} ${y + dy}q${side * 8} -16 ${side * 30} -14q${-side * 4} 18 ${-side * 30} 14`;
  const leaves = [0, 1, 2, 3].map((i) => leaf(i * 6 - 10, 34 - i * 24, 1) + leaf(i * 6 - 10, 34 - i * 24, -1));
  return rod(d`M${x - 18} ${y + 62}L${x + 14} ${y - 52}`, '#5d6a45', 3) + path(leaves.join(''), '#66784f');
};

/** What else is on the table. */
const neighbour = (x: number, random: Random): Art =>
  random.chance(0.6) ? books(x, 400, random) : pottedSprout(x + 30, random);

function books(x: number, y: number, random: Random): Art {
  const [one, two, three] = random.pick([
    ['#a9523a', '#4f6b5a', '#d8c6a4'],
    ['#4f6b87', '#c8962e', '#efe6d6'],
    ['#6a7343', '#d29b90', '#54403a'],
  ] as const);
  return rect(x, y - 16, 68, 16, one, 2) + rect(x + 5, y - 29, 58, 13, two, 2) + rect(x + 2, y - 44, 62, 15, three, 2);
}

function pottedSprout(x: number, random: Random): Art {
  const pot = random.pick(['#c4704a', '#f1ece2', '#5d656a']);
  const stems = d`M${x} 366q-22 -12 -24 -40q22 10 24 40q-4 -30 4 -54q10 24 -4 54q6 -26 28 -34q-4 26 -28 34`;
  return (
    path(stems, '#5f7f52') + path(d`M${x - 22} 366h44l-6 34h-32Z`, pot) + ellipse(x, 366, 22, 3, lighten(pot, -0.1))
  );
}

/** A framed print: a sun and a hill in two colours. */
function picture(x: number, random: Random): Art {
  const [sun, hill] = random.pick([
    ['#c4704a', '#4f6b5a'],
    ['#d6a84f', '#4f6b87'],
    ['#a9523a', '#8c8f6a'],
  ] as const);
  return (
    rect(x, 96, 82, 106, '#6b5240', 2) +
    rect(x + 5, 101, 72, 96, trimWhite) +
    circle(x + 48, 136, 15, sun) +
    path(d`M${x + 14} 186c14 -34 26 -34 38 -16c8 -10 12 -8 16 0v16Z`, hill)
  );
}

function fruitBowl(random: Random): Art {
  const colour = random.pick(['#f1ece2', '#98a585', '#b2562f']);
  return (
    circle(184, 384, 13, '#c4704a') +
    circle(208, 380, 14, '#c8962e') +
    path('M156 382H244C240 402 222 406 200 406S160 402 156 382Z', colour)
  );
}

/** A window to the sky with its sill, for what hangs beside it. */
function windowWall(wall: string): Art {
  return (
    rect(0, 0, 400, 500, wall) +
    rect(146, 62, 230, 276, trimWhite, 2) +
    rect(156, 72, 210, 256, '#c9d8dc') +
    path('M156 300Q220 262 280 290T366 276V328H156Z', '#a8b59c') +
    lines('M262 70V330M150 196H372', trimWhite, 8) +
    rect(136, 338, 250, 12, trimWhite, 2)
  );
}

/** A plain sofa to put things on. */
function settee(): Art {
  return (
    rod('M60 436V452M340 436V452', '#6b4a35', 8) +
    rect(34, 236, 332, 150, '#bfae94', 24) +
    rect(40, 346, 320, 92, '#cbbba2', 14) +
    rect(40, 392, 320, 48, '#b7a68b', 12) +
    rect(14, 296, 52, 144, '#c5b49a', 20) +
    rect(334, 296, 52, 144, '#b2a085', 20)
  );
}

function easyChair(): Art {
  return (
    rod('M76 328L68 410M176 328L186 402M92 328L88 394M162 328L168 390', '#6b4a35', 5) +
    rect(56, 286, 140, 46, '#b9a58a', 12) +
    rect(50, 206, 152, 92, '#c9b79d', 22) +
    rect(76, 222, 100, 76, '#c2ae92', 16)
  );
}
