// Bundles the programs that `npm start` runs, each into one file with its libraries: a third less memory, and a faster start, than
// loading thousands of modules; and builds the shop that they serve. A bundle is rebuilt only when one of its sources has changed.
//   node tools/bundle.mjs [--force]
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureShop } from '../services/frontend/tools/build.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, '.local', 'bundles');
const sourceList = join(folder, 'sources.json');

/** Program → where it starts. */
const programs = {
  launcher: 'local/launcher/src/main.ts',
  'parent-watch': 'local/launcher/src/parent-watch.ts',
  azure: 'local/launcher/src/azure/main.ts',
  gateway: 'local/launcher/src/gateway/main.ts',
  'demo-catalogue': 'local/demo-catalogue/src/main.ts',
  ...servicePrograms(),
};

/** Every described service that is a program of its own; the registry itself is TypeScript, which not every Node can read here. */
function servicePrograms() {
  const names = readdirSync(join(root, 'services')).filter((name) =>
    ['service.ts', 'src/main.ts'].every((file) => existsSync(join(root, 'services', name, file))),
  );
  return Object.fromEntries(names.map((name) => [name, `services/${name}/src/main.ts`]));
}

/** Loaded only where they are configured; they stay outside. */
const external = ['@azure/identity', '@azure/monitor-opentelemetry', '@opentelemetry/resources', 'mssql'];

/** The file that runs a program of the table; `undefined` for any other. */
export function bundleOf(entry) {
  const name = Object.keys(programs).find((key) => programs[key] === entry);
  return name && join(folder, `${name}.mjs`);
}

/** Makes the bundles, and the shop, when one of their sources changed. Rejects with esbuild's errors or Vite's. */
export async function ensureBundles({ force = false, say = () => {} } = {}) {
  ensureShop({ force, say });
  if (!force && isFresh()) return;
  const began = Date.now();
  say('Bundling the programs (again only when a source changes) …');
  const { build } = await import('esbuild');
  rmSync(folder, { recursive: true, force: true });
  // One build for all: each library is read once, and what programs share becomes a file they share.
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: programs,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    external,
    plugins: [ownPlace],
    minifyWhitespace: true,
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'error',
    // What CommonJS libraries expect to find.
    banner: {
      js: "import { createRequire as __haldenRequire } from 'node:module'; const require = __haldenRequire(import.meta.url);",
    },
  });
  const sources = Object.keys(metafile.inputs).filter((path) => !path.includes('node_modules'));
  writeFileSync(sourceList, JSON.stringify(Object.fromEntries(sources.map((path) => [path, stampOf(path)]))));
  say(`Bundled in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

/** A module that reads files next to it reads them at their original place. */
export const ownPlace = {
  name: 'own-place',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const source = readFileSync(path, 'utf8');
      if (!source.includes('import.meta.')) return undefined;
      const contents = source
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
      return { contents, loader: 'ts' };
    });
  },
};

/** The lock file counts as a source: another version of a library is another bundle. */
const shared = ['package-lock.json', 'tools/bundle.mjs'];

function isFresh() {
  if (!existsSync(sourceList)) return false;
  if (Object.keys(programs).some((name) => !existsSync(join(folder, `${name}.mjs`)))) return false;
  const made = statSync(sourceList).mtimeMs;
  if (shared.some((path) => statSync(join(root, path)).mtimeMs > made)) return false;
  const sources = JSON.parse(readFileSync(sourceList, 'utf8'));
  return Object.entries(sources).every(([path, stamp]) => stampOf(path) === stamp);
}

function stampOf(path) {
  const file = join(root, path);
  if (!existsSync(file)) return 'gone';
  const { mtimeMs, size } = statSync(file);
  return `${mtimeMs} ${size}`;
}

if (process.argv[1] && relative(fileURLToPath(import.meta.url), process.argv[1]) === '') {
  // Installed without development dependencies (in an image's build, say) there is nothing to run here.
  if (existsSync(join(root, 'node_modules', 'esbuild')))
    await ensureBundles({ force: process.argv.includes('--force'), say: (text) => console.error(text) });
}
