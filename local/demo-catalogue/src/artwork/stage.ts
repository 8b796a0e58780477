import { pieceOf } from './piece.ts';
import { lighten } from './colour.ts';
import { group, lines, move, path, points, polygon, rect, type Art } from './shapes.ts';
import { pool } from './views.ts';

/** One thing on a stage. */
export interface Prop {
  category: string;
  type: string;
  form: string;
  /** `#RRGGBB` */
  colour: string;
  materials?: readonly string[];
  /** Width and height in centimetres; for things drawn from above, height is their depth. */
  cm: readonly [width: number, height: number];
}

/** Where the stage puts things, and at what scale. */
export interface Stage {
  /** Units for one centimetre. */
  unit: number;
  /** The shadow's colour on this floor. */
  shadow: string;
}

/** A thing with its foot (or, for what hangs, its lower edge) at a point, at the stage's scale. */
export function prop(thing: Prop, { x, y, unit, shadow }: Stage & { x: number; y: number }): Art {
  const [width, height] = thing.cm;
  const piece = pieceOf(
    {
      slug: `${thing.type} ${thing.form}`,
      category: thing.category,
      type: thing.type,
      form: thing.form,
      materials: thing.materials ?? [],
      dimensions: { width, depth: height, height },
    },
    thing.colour,
  );
  const scale = unit / piece.unit;
  const lies = piece.stand !== 'table' && piece.stand !== 'floor' && piece.stand !== 'sofa';
  const ground = lies ? '' : pool(1, (piece.sketch.w / 2) * (piece.grammar.shadow ?? 1), shadow);
  return group(move(x, y, scale), ground, piece.art);
}

/** A rug lying on the floor, its far edge further away. */
export function rugOn(thing: Prop, { x, y, unit }: Stage & { x: number; y: number }): Art {
  const flat = prop(thing, { x: 0, y: 0, unit, shadow: '' });
  return group(`translate(${x} ${y}) matrix(1 0 -.3 .3 0 0)`, flat);
}

export interface WindowLight {
  x: number;
  y: number;
  pane: number;
  colour: string;
}

/** Window light of four panes on a wall. */
export function light({ x, y, pane, colour }: WindowLight): Art {
  const tall = pane * 1.25;
  const one = (column: number, row: number) => {
    const [left, top] = [x + column * pane * 1.12, y + row * tall * 1.08 + column * pane * 0.2];
    return points`${left} ${top}, ${left + pane} ${top + pane * 0.18}, ${left + pane} ${top + pane * 0.18 + tall}, ${left} ${top + tall}`;
  };
  return [one(0, 0), one(1, 0), one(0, 1), one(1, 1)].map((corners) => polygon(corners, colour)).join('');
}

/** A wall and a floor with a skirting between them. */
export function walls(
  { width, height, horizon }: { width: number; height: number; horizon: number },
  colours: { wall: string; floor: string },
): Art {
  const boards = [0.3, 0.66].map((share) => `M0 ${Math.round(horizon + (height - horizon) * share)}H${width}`).join('');
  return (
    rect(0, 0, width, height, colours.wall) +
    rect(0, horizon, width, height - horizon, colours.floor) +
    lines(boards, lighten(colours.floor, -0.025), 2) +
    rect(0, horizon - 12, width, 12, lighten(colours.wall, 0.035))
  );
}

/** A framed print of a sun over hills. */
export function print(
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  [sun, hill, far]: readonly [string, string, string],
): Art {
  const [left, top, w, h] = [x + 8, y + 8, width - 16, height - 16];
  const at = (dx: number, dy: number) => `${Math.round(left + w * dx)} ${Math.round(top + h * dy)}`;
  return (
    rect(x, y, width, height, '#6b5240', 3) +
    rect(left, top, w, h, '#f4eee2') +
    `<circle cx="${Math.round(left + w * 0.6)}" cy="${Math.round(top + h * 0.36)}" r="${Math.round(w * 0.17)}" fill="${sun}"/>` +
    path(
      `M${at(0, 0.72)}Q${at(0.3, 0.46)} ${at(0.62, 0.66)}T${at(1, 0.6)}V${at(1, 1).split(' ')[1] ?? ''}H${left}Z`,
      far,
    ) +
    path(
      `M${at(0, 0.9)}Q${at(0.34, 0.62)} ${at(0.7, 0.84)}T${at(1, 0.86)}V${at(1, 1).split(' ')[1] ?? ''}H${left}Z`,
      hill,
    )
  );
}
