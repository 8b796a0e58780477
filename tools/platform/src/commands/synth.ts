import { type Context, type ExitCode, loadState } from '../context.ts';
import { planSynth } from '../plan/synth.ts';
import { carryOut, type ChangeOptions } from './carry-out.ts';

/** `synth`: renders what `apps/` and `charts-src` say; writes what differs, deletes what is rendered no more. */
export async function runSynth(context: Context, options: ChangeOptions): Promise<ExitCode> {
  const changes = await planSynth(await loadState(context));
  const deleted = changes.filter(({ after }) => after === undefined).length;
  return carryOut(context, options, {
    plan: { changes, notes: [] },
    subject: 'chore: render the clusters anew',
    body: 'Rendered by npm run platform -- synth.',
    already: 'Everything rendered is up to date.',
    done: `${changes.length - deleted} files written, ${deleted} deleted`,
    facts: { written: changes.length - deleted, deleted },
  });
}
