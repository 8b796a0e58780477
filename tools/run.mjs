// The front door of every npm script: plain JavaScript for any Node from 18 on. It installs what is missing,
// then runs the target on the Node that package.json pins.
//   node tools/run.mjs path/to/main.ts [args…]   a program of ours; --bundled in front: from its bundle
//   node tools/run.mjs eslint [args…]            a tool from node_modules/.bin
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onceOrphaned } from '../libs/cli/src/lineage.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const windows = process.platform === 'win32';
const nodePath = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

const bundled = process.argv[2] === '--bundled';
const [target, ...args] = process.argv.slice(bundled ? 3 : 2);
if (!target) {
  console.error('usage: node tools/run.mjs [--bundled] <program.ts | tool> [arguments]');
  process.exit(2);
}
install();

const flags = ['--disable-warning=ExperimentalWarning'];
const command = bundled ? await bundle(target) : /\.(ts|mjs)$/.test(target) ? resolve(root, target) : binary(target);
const environment = {
  ...process.env,
  PATH: `${join(modules, '.bin')}${windows ? ';' : ':'}${process.env.PATH ?? ''}`,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.local', 'cache', 'compile'),
};
// Where Node can, become the program; else stand in front of it.
if (process.execve) process.execve(nodePath, [nodePath, ...flags, command, ...args], environment);
const child = spawn(nodePath, [...flags, command, ...args], { stdio: 'inherit', env: environment });
// Ctrl-C in a terminal reaches the child by itself; it decides when it is done, and we report how it ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  });
onceOrphaned(() => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));

/** The bundle of a program, made again when a source changed. */
async function bundle(entry) {
  const { bundleOf, ensureBundles } = await import('./bundle.mjs');
  try {
    await ensureBundles({ say: (text) => console.error(text) });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  return bundleOf(entry);
}

/** Installs when node_modules is not what package-lock.json says. Talks on stderr, so stdout stays the program's own. */
function install() {
  const stamp = join(root, '.local', 'installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(nodePath);
  if (isInstalled()) return;
  // Commands that run side by side install once: the first takes the lock, the others wait for it.
  const unlock = lock(join(root, '.local', 'install.lock'));
  try {
    if (isInstalled()) return;
    console.error(`${existsSync(modules) ? 'Updating' : 'Installing'} dependencies (once; about a minute)…`);
    const began = Date.now();
    const npm = spawnSync('npm', ['ci', '--loglevel=error', '--no-progress'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
      shell: windows,
    });
    if (npm.status !== 0) {
      console.error(
        '\nThe install failed: npm ci ended with an error (see above). Fix it and run the same command again.',
      );
      process.exitCode = 1;
    } else {
      writeFileSync(stamp, wanted);
      console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
    }
  } finally {
    unlock();
  }
  if (process.exitCode) process.exit();
}

/** Takes a lock that others wait for; one whose owner has died is taken over. Returns how to give it back. */
function lock(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (let isReported = false; ;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch {
      const owner = Number(existsSync(path) && readFileSync(path, 'utf8'));
      if (owner && !isAlive(owner)) rmSync(path, { force: true });
      else if (!isReported)
        console.error(`Waiting for another command (process ${owner}) that is installing dependencies…`);
      isReported = true;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The script behind a command of node_modules/.bin, so that it runs on the pinned Node and needs no shell. */
function binary(name) {
  const owners = { tsc: 'typescript', depcruise: 'dependency-cruiser' };
  const folder = join(modules, owners[name] ?? name);
  const manifest = existsSync(folder) && JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const bin = manifest && (typeof manifest.bin === 'string' ? manifest.bin : manifest.bin?.[name]);
  if (!bin) {
    console.error(`tools/run.mjs: '${name}' is neither a program (.ts, .mjs) nor a tool installed here`);
    process.exit(2);
  }
  return join(folder, bin);
}
