// `npm run boundaries`: who may import whom, and the picture of it in docs/architecture.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { program, run } from '@halden/cli/main';
import { readHouse } from './modules.ts';
import { pictureOf, withPicture } from './picture.ts';
import { faultsOf } from './rules.ts';

const root = resolve(import.meta.dirname, '../..');
const document = 'docs/architecture.md';

interface Options {
  readonly write: boolean;
  readonly json: boolean;
}

await run(
  program(
    'npm run boundaries --',
    `Checks who imports whom: the rules of .dependency-cruiser.cjs, arrows that climb, paths that leave a workspace, folders in a circle, and that the picture in ${document} is fresh.`,
  )
    .option('--write', `draw the picture in ${document} anew`, false)
    .option('--json', 'print JSON', false)
    .action(check),
);

async function check({ write, json }: Options): Promise<void> {
  const { imports, violations, moduleCount } = await readHouse(root);
  const path = join(root, document);
  const drawn = readFileSync(path, 'utf8');
  const fresh = withPicture(drawn, pictureOf(imports));
  if (write && fresh !== drawn) writeFileSync(path, fresh);
  const isStale = !write && fresh !== drawn;
  const faults = [
    ...violations,
    ...faultsOf(imports),
    ...(isStale ? [`the picture in ${document} is stale; npm run boundaries -- --write`] : []),
  ];
  if (json) console.log(JSON.stringify({ modules: moduleCount, imports: imports.length, faults }, null, 2));
  else for (const fault of faults) console.log(fault);
  console.error(`${moduleCount} modules, ${imports.length} imports, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
}
