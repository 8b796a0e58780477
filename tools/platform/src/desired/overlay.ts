import type { Files } from './checkout.ts';
import { appPath, editValues, readRelease, type ImageRelease } from './app-file.ts';

/** Which files say what runs in the clusters of an environment. */
export interface Overlays {
  readonly files: Files;
  /** Further cluster of an environment → that environment. */
  readonly follows: ReadonlyMap<string, string>;
}

const namesImage = (text: string | undefined): boolean => text !== undefined && /^image:/m.test(text);

/** The file that says which image of a service runs there: a further cluster's own, once it names one, else its environment's. */
export function releasePath({ files, follows }: Overlays, service: string, place: string): string {
  const own = appPath(service, place);
  const environment = follows.get(place);
  return environment === undefined || namesImage(files.get(own)) ? own : appPath(service, environment);
}

/** What runs there; undefined where nothing describes it. */
export function releaseIn(overlays: Overlays, service: string, place: string): ImageRelease | undefined {
  const path = releasePath(overlays, service, place);
  const text = overlays.files.get(path);
  return text === undefined ? undefined : readRelease(path, text);
}

/**
 * The files that put a release there and nowhere else: a further cluster that followed its environment keeps what it runs, in a file of
 * its own.
 * @param isBuilt whether a release is more than a placeholder
 */
export function withRelease(
  overlays: Overlays,
  request: { service: string; place: string; tag: string; digest: string },
  isBuilt: (release: ImageRelease) => boolean,
): Files {
  const { files, follows } = overlays;
  const { service, place, tag, digest } = request;
  const own = appPath(service, place);
  const current = releaseIn(overlays, service, place);
  if (follows.has(place) && current && releasePath(overlays, service, place) !== own)
    return new Map([[own, pinned(files.get(own), { service, place, release: { ...current, tag, digest } })]]);
  const edits = [
    [['image', 'tag'], tag],
    [['image', 'digest'], digest],
  ] as const;
  const edited = editValues(own, files.get(own) ?? '', edits);
  const followers = [...follows].filter(([cluster, environment]) => {
    return environment === place && releasePath(overlays, service, cluster) === own;
  });
  if (edited === files.get(own) || !current || !isBuilt(current)) return new Map([[own, edited]]);
  return new Map([
    [own, edited],
    ...followers.map(([cluster]): [string, string] => {
      const path = appPath(service, cluster);
      return [path, pinned(files.get(path), { service, place: cluster, release: current })];
    }),
  ]);
}

/** The text of a further cluster's file with an image in it. */
function pinned(text: string | undefined, of: { service: string; place: string; release: ImageRelease }): string {
  const { repository, tag, digest } = of.release;
  const image = `image:\n  repository: ${repository}\n  tag: ${tag}\n  digest: ${digest}\n`;
  const lineBreak = text?.includes('\r\n') ? '\r\n' : '\n';
  const header = `# What runs of ${of.service} in ${of.place}, where it differs from its environment.\n`;
  return text === undefined ? header + image : text.replace(/(\r?\n)*$/, lineBreak) + image.replaceAll('\n', lineBreak);
}
