import { createHash } from 'node:crypto';
import { type ImageDescription, recipe } from './images.ts';

/** What package-lock.json says of one place in the tree: a package below node_modules, or a workspace. */
export interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  /** A link to a workspace. */
  readonly link?: boolean;
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  /** Names also peers that are taken where they happen to be, and stand nowhere else. */
  readonly peerDependenciesMeta?: Readonly<Record<string, unknown>>;
}

/** The `packages` of a package-lock.json. */
export type Lock = Readonly<Record<string, LockedPackage>>;

/** What an image is made of. */
export interface Inputs {
  /** Folders and files of the repository. */
  readonly paths: readonly string[];
  /** `place@version integrity` of every package that goes into it or makes it. */
  readonly packages: readonly string[];
}

/**
 * Everything an image depends on, by following the lock file from its workspaces and tools as Node would: a library that only tests use
 * makes no new image. Throws when the lock file does not know a workspace.
 */
export function inputsOf(image: ImageDescription, lock: Lock): Inputs {
  const reached = new Set<string>();
  const visit = (place: string): void => {
    if (reached.has(place)) return;
    reached.add(place);
    const entry = lock[place] ?? {};
    const names = {
      ...entry.dependencies,
      ...entry.optionalDependencies,
      ...entry.peerDependencies,
      ...entry.peerDependenciesMeta,
    };
    for (const name of Object.keys(names)) {
      const found = resolve(lock, place, name);
      // Optional packages and peers may be absent.
      if (found !== undefined) visit(found);
    }
  };
  for (const workspace of image.workspaces) {
    if (!lock[workspace])
      throw new Error(`package-lock.json has no workspace '${workspace}' of ${image.name}; run: npm install`);
    visit(workspace);
  }
  for (const tool of image.tools) {
    const places = [...image.workspaces, ''].map((from) => resolve(lock, from, tool));
    const place = places.find((found) => found !== undefined);
    if (place === undefined)
      throw new Error(`package-lock.json has no '${tool}', which makes ${image.name}; run: npm install`);
    visit(place);
  }
  const places = [...reached].sort();
  const workspaces = places.filter((place) => !isInstalled(place));
  return {
    paths: [...new Set([...recipe, ...image.paths, ...workspaces])].sort(),
    packages: places
      .filter(isInstalled)
      .map((place) => `${place}@${lock[place]?.version ?? ''} ${lock[place]?.integrity ?? ''}`.trimEnd()),
  };
}

/** Resolves a package as Node does: in the folder of the importer, then in those above. Links lead to the workspace. */
function resolve(lock: Lock, from: string, name: string): string | undefined {
  for (let at = from; ; at = parent(at)) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    const entry = lock[place];
    if (entry) return entry.link ? entry.resolved : place;
    if (at === '') return undefined;
  }
}

const marker = '/node_modules/';
const isInstalled = (place: string): boolean => `/${place}`.includes(marker);
/** The place whose node_modules hold this one; of a workspace the root. */
const parent = (place: string): string => (place.includes(marker) ? place.slice(0, place.lastIndexOf(marker)) : '');

/** What no image holds although it lies among its sources: .dockerignore leaves it out, or no program imports it. */
const isLeftOut = (path: string): boolean =>
  /\.test\.tsx?$|\.md$|(^|\/)service\.ts$|(^|\/)(testing|e2e|node_modules|dist)\/|^[^/]+\/[^/]+\/bench\//.test(path);

/** The files of a listing that belong to the inputs, sorted. */
export function filesOf(inputs: Inputs, listing: readonly string[]): string[] {
  return listing
    .filter((file) => !isLeftOut(file) && inputs.paths.some((path) => file === path || file.startsWith(`${path}/`)))
    .sort();
}

/** One hash of everything an image is made of; `contentOf` gives the hash of a file. */
export function contentHash(
  image: ImageDescription,
  inputs: Inputs,
  files: readonly string[],
  contentOf: (file: string) => string,
): string {
  const hash = createHash('sha256').update(`${image.name}\n${image.target}\n${image.base}\n`);
  for (const line of inputs.packages) hash.update(`${line}\n`);
  for (const file of files) hash.update(`${file} ${contentOf(file)}\n`);
  return hash.digest('hex');
}
