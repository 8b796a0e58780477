import { type Random } from '../catalogue/random.ts';
import { type Palette } from './palette.ts';
import { type Art, type Point } from './shapes.ts';

/** Where a thing belongs: this decides its ground shadow and the room it is shown in. */
export type Stand = 'floor' | 'table' | 'sofa' | 'hang' | 'wall' | 'window' | 'lie' | 'rug';

/** What a drawing is given. Its origin is the middle of the object's foot; up is negative. */
export interface Sketch extends Palette {
  form: string;
  /** The box to fill: x from -w/2 to w/2, y from -h to 0. Its proportions are the product's real ones. */
  w: number;
  h: number;
  /** Set where cloth of its own colour makes up much of the drawing. */
  palest?: 'cloth' | undefined;
  /** The product's own choices. They must not depend on colours: variants share their geometry. */
  random: Random;
}

/** How one product type is drawn. */
export interface Grammar {
  draw: (sketch: Sketch) => Art;
  stand: Stand;
  /** Forms of the type that belong elsewhere than the rest. */
  standOf?: Readonly<Record<string, Stand>>;
  /** The largest box the drawing may fill on a 400 × 500 sheet. */
  fit: Point;
  /** Width to height of the drawing by form (or `any`), where it is not that of the product: a bed stands for its linen. */
  ratioOf?: Readonly<Record<string, number>>;
  /** Drawn from above, height on the sheet is the product's depth. */
  from?: 'front' | 'above';
  /** How much wider than its box the drawing is, with straps and rails. */
  spread?: number;
  /** What the detail looks at: x from -0.5 to 0.5 of the width, y from 0 (foot) to 1 (top) of the height. */
  focus: Point;
  focusOf?: Readonly<Record<string, Point>>;
  /** The ground shadow's width as a share of the object's; the shadow behind things that hang or lie. */
  shadow?: number;
  /** The outline of the shadow behind things on a wall or seen from above. */
  outline?: 'box' | 'round' | 'none';
  outlineOf?: Readonly<Record<string, 'box' | 'round' | 'none'>>;
  /** Paler than the variant's colour and large: the ground must stand apart from it, too. */
  palest?: 'cloth';
}

/** A product's drawing with what the views need to place it. */
export interface Piece {
  art: Art;
  sketch: Sketch;
  grammar: Grammar;
  stand: Stand;
  /** Units of the sheet for one centimetre. */
  unit: number;
}

/** The drawings of one shelf, by product type. */
export type Shelf = Readonly<Record<string, Grammar>>;
