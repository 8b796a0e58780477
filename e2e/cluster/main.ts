// `npm run e2e [jest arguments]`: the scenarios of e2e/cluster against the platform in the cluster of KUBECONFIG.
// Without one they are skipped, and that is said; exit codes: 0 passed or skipped, 1 failed.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { existsSync } from 'node:fs';
import { localCluster } from '../../tools/cluster/config.ts';
import { root } from '../../tools/bundle.mjs';

if (!process.env.KUBECONFIG) {
  console.error('e2e: skipped, since KUBECONFIG names no cluster; set it, then npm run cluster -- up and npm run e2e');
  process.exit(0);
}
if (!existsSync(join(localCluster({ root }).git.checkout, '.git'))) {
  console.error('e2e: the platform was not brought up from here; npm run cluster -- up');
  process.exit(1);
}
const jest = join(dirname(createRequire(import.meta.url).resolve('jest/package.json')), 'bin/jest.js');
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const args = ['--config', join(root, 'e2e/cluster/jest.config.mjs'), ...process.argv.slice(2)];
const child = spawn(process.execPath, [...flags, jest, ...args], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
