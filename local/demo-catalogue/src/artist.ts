import type { ArtworkView, Locale } from '@halden/contracts';
import {
  type ArtworkSubject,
  drawCategory,
  drawCollection,
  drawHero,
  drawProduct,
  type HeroTheme,
} from './artwork/index.ts';

export type SceneKind = 'hero' | 'collection' | 'category';

/** Draws what there is a drawing for; `undefined` for all else. */
export interface Artist {
  product(
    subject: ArtworkSubject,
    options: { variantIndex: number; view: ArtworkView; locale: Locale },
  ): string | undefined;
  scene(kind: SceneKind, name: string): string | undefined;
}

export const artist: Artist = {
  product: (subject, options) => known(() => drawProduct(subject, options)),
  scene: (kind, name) => known(() => scenes[kind](name)),
};

const scenes: Record<SceneKind, (name: string) => string> = {
  hero: (name) => drawHero(name as HeroTheme),
  collection: (name) => drawCollection(name),
  category: (name) => drawCategory(name),
};

/** The drawings say with a `RangeError` that there is none of what is asked for: staff may sell kinds of things nobody has drawn. */
function known(draw: () => string): string | undefined {
  try {
    return draw();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
