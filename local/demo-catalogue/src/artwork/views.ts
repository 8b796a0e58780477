import { type ArtworkView } from '@halden/contracts';
import { type Random } from '../catalogue/random.ts';
import { lighten, mix } from './colour.ts';
import { room } from './room.ts';
import { d, ellipse, faded, group, move, points, rect, rod, soft, type Art } from './shapes.ts';
import { type Piece, type Stand } from './sketch.ts';

/** The sheet every product is drawn on. */
export const sheet = { width: 400, height: 500 } as const;

export function drawView(piece: Piece, view: ArtworkView, random: Random): Art {
  switch (view) {
    case 'front':
      return front(piece);
    case 'detail':
      return detail(piece);
    case 'room':
      return room(piece, { random, placed: (cord) => placed(piece, cord) });
    case 'scale':
      return scale(piece);
  }
}

const isStanding = (stand: Stand) => stand === 'table' || stand === 'floor' || stand === 'sofa';

const dark = (colour: string) => lighten(colour, -0.3);

/** Where a thing stands on its sheet, and where its surface begins: low things a little higher, so the sheet is full. */
function footing({ stand, sketch }: Piece): { y: number; horizon: number } {
  if (stand === 'table' || stand === 'sofa') {
    const y = Math.min(432, 366 + sketch.h * 0.22);
    return { y, horizon: y - 36 };
  }
  if (stand === 'floor') {
    const y = Math.min(446, 356 + sketch.h * 0.27);
    return { y, horizon: y - 74 };
  }
  return { y: stand === 'hang' ? 300 + Math.min(40, sketch.h / 6) : 250, horizon: 500 };
}

/** Three ellipses, one inside the other, that read as one soft shadow without a gradient. */
export function pool(y: number, rx: number, colour: string): Art {
  const ry = Math.max(5, rx * 0.1);
  const ellipses = [1.12, 0.94, 0.74].map(
    (share) => d`<ellipse cx="${rx * 0.08}" cy="${y}" rx="${rx * share}" ry="${ry * share}"/>`,
  );
  return `<g fill="${colour}" fill-opacity=".13">${ellipses.join('')}</g>`;
}

/** A soft shadow behind a thing on a wall or a table top. */
function behind({ sketch, grammar }: Piece): Art {
  const { w, h, ground, form } = sketch;
  const outline = grammar.outlineOf?.[form] ?? grammar.outline ?? 'box';
  if (outline === 'none') return '';
  const shade = (grow: number) =>
    outline === 'round'
      ? ellipse(7, -h / 2 + 9, w / 2 + grow, h / 2 + grow, dark(ground))
      : rect(-w / 2 + 7 - grow, -h + 9 - grow, w + grow * 2, h + grow * 2, dark(ground), 8 + grow);
  return [5, 2, -1].map((grow) => faded(0.1, shade(grow))).join('');
}

/** The object with its shadow, its foot (or middle, when nothing carries it) at the origin. */
function placed(piece: Piece, cord: number): Art {
  const { sketch, stand, art, grammar } = piece;
  if (isStanding(stand)) return pool(1, (sketch.w / 2) * (grammar.shadow ?? 1), dark(sketch.ground)) + art;
  if (stand === 'hang') return rod(d`M0 ${-sketch.h - 8}V${-sketch.h - cord}`, '#3d3833', 2) + art;
  return group(move(0, sketch.h / 2), behind(piece), art);
}

function backdrop(piece: Piece): Art {
  const { ground, surface } = piece.sketch;
  const { horizon } = footing(piece);
  return rect(0, 0, 400, 500, ground) + (horizon < 500 ? rect(0, horizon, 400, 500 - horizon, surface) : '');
}

function front(piece: Piece): Art {
  return backdrop(piece) + group(move(200, footing(piece).y), placed(piece, 500));
}

/** The same drawing, two to three times as large, around its focus. */
function detail(piece: Piece): Art {
  const { w, h, ground, surface } = piece.sketch;
  const [fx, fy] = piece.grammar.focusOf?.[piece.sketch.form] ?? piece.grammar.focus;
  const zoom = Math.min(3.4, Math.max(2.1, 520 / Math.max(w, h * 0.8)));
  const standing = isStanding(piece.stand);
  const middle = standing || piece.stand === 'hang' ? -h * fy : -h * (fy - 0.5);
  const horizon = 250 - middle * zoom - 30;
  return (
    rect(0, 0, 400, 500, ground) +
    (standing && horizon < 500 ? rect(0, horizon, 400, 500, surface) : '') +
    group(move(200 - fx * w * zoom, 250 - middle * zoom, zoom), placed(piece, 500))
  );
}

const handBlock = { width: 9.5, height: 18 };

/** Beside a block as tall as a hand, both to one scale. */
function scale(piece: Piece): Art {
  const { sketch, stand, unit, grammar } = piece;
  const width = sketch.w * (grammar.spread ?? 1);
  const gap = 22;
  const tallest = Math.max(sketch.h, handBlock.height * unit);
  const factor = Math.min(1, (330 - gap) / (width + handBlock.width * unit), (stand === 'floor' ? 370 : 330) / tallest);
  const px = unit * factor;
  const total = width * factor + gap + handBlock.width * px;
  const { y } = footing(piece);
  const foot = stand === 'hang' ? 250 + (sketch.h * factor) / 2 : y;
  const blockFoot = isStanding(stand) || stand === 'hang' ? foot + 2 : 250 + (handBlock.height * px) / 2;
  return (
    backdrop(piece) +
    group(move(200 - total / 2 + (width * factor) / 2, foot, factor), placed(piece, 700)) +
    group(move(200 + total / 2 - handBlock.width * px, blockFoot, px), block(sketch.ground, isStanding(stand)))
  );
}

/** In centimetres, its lower left corner at the origin, with a hand on its face. */
function block(ground: string, standing: boolean): Art {
  const face = mix(ground, '#8c8477', 0.55);
  const hand = lighten(face, 0.14);
  const { width, height } = handBlock;
  const shadow = standing
    ? rect(0.4, -0.5, width + 0.4, 1, '#2b2118', 0.5)
    : rect(0.4, -height + 0.6, width, height, '#2b2118', 0.6);
  return (
    faded(0.15, shadow) +
    rect(0, -height, width, height, face, 0.5) +
    rod('M2.6 -9V-14.2M4.1 -9V-15.6M5.6 -9V-15.2M7 -9V-13.4M2.8 -6L1.3 -8.6', hand, 1.25) +
    soft(points`2 -9.6, 7.6 -9.6, 7.3 -4.6, 6.2 -2.2, 3.4 -2.2, 2.2 -5`, 1.2, hand)
  );
}
