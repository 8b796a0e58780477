// `npm test [jest arguments]`: jest in native ESM. Fails, too, when a test file leaves a handle open, which jest only warns about.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const manifest = createRequire(import.meta.url).resolve('jest/package.json');
const jest = join(dirname(manifest), 'bin', 'jest.js');
const leaks = [/A worker process has failed to exit gracefully/, /Jest did not exit one second after the test run/];

const child = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', jest, ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ['inherit', 'inherit', 'pipe'],
    env: { ...process.env, FORCE_COLOR: process.stderr.isTTY ? '1' : '0' },
  },
);
let leaked = false;
let grace;
child.stderr.on('data', (chunk) => {
  process.stderr.write(chunk);
  if (leaked || !leaks.some((pattern) => pattern.test(String(chunk)))) return;
  leaked = true;
  grace = setTimeout(() => child.kill('SIGKILL'), 5_000);
});
child.on('exit', (code) => {
  clearTimeout(grace);
  if (leaked)
    console.error('\nFAILED: a test left a handle open. Find it with: npm test -- --detectOpenHandles <file>');
  process.exit(leaked ? 1 : (code ?? 1));
});
