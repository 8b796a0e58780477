import type { Change } from './changes.ts';
import type { State } from './edit.ts';
import type { Finding } from './renderer.ts';

/** Everything that must be written or deleted until the rendered folders are what `apps/` and `charts-src` render. */
export async function planSynth({ files, renderer }: State): Promise<readonly Change[]> {
  const rendered = await renderer.render(new Map([...files].filter(([path]) => path.startsWith('apps/'))));
  const paths = new Set([...rendered.keys(), ...[...files.keys()].filter((path) => !path.startsWith('apps/'))]);
  return [...paths]
    .filter((path) => rendered.get(path) !== files.get(path))
    .sort()
    .map((path) => ({ path, before: files.get(path), after: rendered.get(path) }));
}

/** The same as findings: each file that is not what is rendered, by name. */
export function staleFindings(changes: readonly Change[]): Finding[] {
  return changes.map(({ path, before, after }) => ({
    file: path,
    where: '',
    what: before === undefined ? 'missing' : after === undefined ? 'nothing renders it' : 'stale, or edited by hand',
    why: 'Flux applies this folder as it is; it must be what apps/ and charts-src render',
    fix: 'npm run platform -- synth (edit apps/ or charts-src/, never this file)',
  }));
}
