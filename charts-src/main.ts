// `npm run synth`: renders clusters/ from charts-src/ and apps/. Writes what changed, deletes what is no longer rendered.
//   --check   writes nothing; exit code 1 when clusters/ is not what would be rendered
//   --json    what was or would be done, for machines
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DesiredStateError, SynthError } from './errors.ts';
import { readDesired } from './desired.ts';
import { apply, compare } from './output.ts';
import { render } from './render.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { check: { type: 'boolean' }, json: { type: 'boolean' } } });

try {
  const began = performance.now();
  const files = render(readDesired(root));
  const changes = compare(root, files);
  if (!values.check) apply(root, changes);
  const ms = Math.round(performance.now() - began);
  const summary = { files: files.length, ms, changes: changes.map(({ path, change }) => ({ path, change })) };
  if (values.json) console.log(JSON.stringify(summary, null, 2));
  else {
    for (const { path, change } of changes) console.error(`${values.check ? 'stale' : change} ${path}`);
    const outcome =
      changes.length === 0 ? 'nothing changed' : `${changes.length} ${values.check ? 'stale' : 'changed'}`;
    console.error(`${files.length} files in ${ms} ms, ${outcome}`);
  }
  if (values.check && changes.length > 0) {
    console.error('clusters/ is not what charts-src/ and apps/ render, or was edited by hand; run: npm run synth');
    process.exit(1);
  }
} catch (error) {
  if (!(error instanceof DesiredStateError || error instanceof SynthError)) throw error;
  console.error(error.message);
  process.exit(1);
}
