import { type Context, type ExitCode, loadState } from '../context.ts';
import { renderedAmong } from '../desired/checkout.ts';
import { planSynth, staleFindings } from '../plan/synth.ts';
import { paint } from '@halden/cli/terminal';

/** `validate`: whether the checkout can be applied: desired state, freshness of what is rendered, schemas, references, policies. */
export async function runValidate(context: Context): Promise<ExitCode> {
  const { terminal, json } = context;
  const state = await loadState(context);
  const stale = staleFindings((await planSynth(state)).changes);
  const onDisk = renderedAmong(state.files);
  const findings = [...stale, ...state.renderer.validate(onDisk)];
  if (json) terminal.out(JSON.stringify({ findings }, null, 2));
  else
    for (const { file = '', where, what, why, fix } of findings)
      terminal.out(
        `${paint(terminal, 'bold', file)}${where && ` ${where}`}: ${paint(terminal, 'red', what)}\n  why: ${why}\n  fix: ${fix}`,
      );
  if (findings.length === 0) terminal.say(`${onDisk.size} rendered files are fresh and valid.`);
  else
    terminal.say(`${findings.length} finding${findings.length === 1 ? '' : 's'}, ${stale.length} of them stale files.`);
  return findings.length === 0 ? 0 : 1;
}
