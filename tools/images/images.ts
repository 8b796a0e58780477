import { UsageError } from '@halden/cli/refusal';
import type { ImageContents } from '@halden/service-description';
import { services } from '@halden/service-registry';

/** An image of the platform: what it is called, and what it is made of. */
export interface ImageDescription extends ImageContents {
  readonly name: string;
  readonly title: string;
}

/** Every image: one of each service. */
export const images: readonly ImageDescription[] = services.map(({ name, title, image }) => ({
  name,
  title,
  ...image,
}));

/** What every image is made by. */
export const recipe: readonly string[] = [
  '.dockerignore',
  'tsconfig.json',
  'tools/bundle.mjs',
  ...['Dockerfile', 'bundle.ts', 'images.ts', 'health.mjs'].map((file) => `tools/images/${file}`),
];

/** The image of a name. Throws {@link UnknownImageError}. */
export function imageCalled(name: string): ImageDescription {
  const found = images.find((image) => image.name === name);
  if (!found) throw new UnknownImageError(name);
  return found;
}

export class UnknownImageError extends UsageError {
  override readonly name = 'UnknownImageError';
  constructor(name: string) {
    super(`there is no image '${name}'; the images are: ${images.map((image) => image.name).join(', ')}`);
  }
}
