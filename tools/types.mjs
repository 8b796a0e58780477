// `npm run types`: every TypeScript project of the house, one after the other; the shop has a browser's library, the rest has Node's.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
// The compiler that is written in Go takes a third of the time; the linter needs the older one's interface.
const tsc = fileURLToPath(new URL('../node_modules/typescript-7/bin/tsc', import.meta.url));
const projects = [
  'tsconfig.json',
  'services/frontend/tsconfig.json',
  'services/frontend/e2e/tsconfig.json',
  'charts-src/tsconfig.json',
];
const failed = projects.filter((project) => {
  const { status } = spawnSync(process.execPath, [tsc, '--noEmit', '-p', project], { cwd: root, stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) console.error(`types are wrong in ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
