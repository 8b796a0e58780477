// `npm run e2e [jest arguments]`: the scenarios of e2e/cluster against the platform as `npm run cluster -- up` brought it up.
// Where it did not, and KUBECONFIG names no cluster, they are skipped, and that is said; exit codes: 0 passed or skipped, 1 failed.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { localCluster } from '@halden/cluster/config';
import { root } from '../../tools/bundle.mjs';

if (!existsSync(join(localCluster({ root }).git.checkout, '.git'))) {
  const isAsked = process.env.KUBECONFIG !== undefined;
  console.error(`e2e: ${isAsked ? '' : 'skipped: '}the platform was not brought up from here; npm run cluster -- up`);
  process.exit(isAsked ? 1 : 0);
}
const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const args = ['--config', join(root, 'e2e/cluster/jest.config.mjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, [...flags, jest, ...args], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
