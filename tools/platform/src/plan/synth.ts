import { type Change, changesBetween } from './changes.ts';
import { appsAmong, type Files, renderedAmong } from '../desired/checkout.ts';
import type { State } from './edit.ts';
import type { Fault } from '@halden/cli/refusal';

export interface Synthesis {
  /** Everything that is rendered. */
  readonly rendered: Files;
  /** What must be written or deleted until the rendered folders are that. */
  readonly changes: readonly Change[];
}

/** Renders what `apps/` and `charts-src` say, and compares it with what is there. */
export async function planSynth({ files, renderer }: State): Promise<Synthesis> {
  const rendered = await renderer.render(appsAmong(files));
  return { rendered, changes: changesBetween(renderedAmong(files), rendered) };
}

/** The same as findings: each file that is not what is rendered, by name. */
export function staleFindings(changes: readonly Change[]): Fault[] {
  return changes.map(({ path, before, after }) => ({
    file: path,
    where: '',
    what: before === undefined ? 'missing' : after === undefined ? 'nothing renders it' : 'stale, or edited by hand',
    why: 'Flux applies this folder as it is; it must be what apps/ and charts-src render',
    fix: 'npm run synth (edit apps/ or charts-src/, never this file)',
  }));
}
