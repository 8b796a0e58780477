// Builds the shop into dist/: Vite, the pages that are made beforehand, then a .br and a .gz beside every file that compresses. Builds again
// only when a source changed. The source maps, which nobody is served, are left in .local/shop-maps.
//   node services/frontend/tools/build.mjs [--force]
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const shop = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(shop, '../..');
const dist = join(shop, 'dist');
const maps = join(root, '.local', 'shop-maps');
/** Of what the files in dist/ were made. */
const stamp = join(root, '.local', 'shop-sources');
const sources = [
  ...['src', 'public', 'tools', 'index.html', 'vite.config.ts', 'package.json'].map((name) => join(shop, name)),
  ...['libs/contracts/src', 'libs/contracts/package.json', 'package-lock.json'].map((name) => join(root, name)),
];

/** Builds the shop when one of its sources changed. Throws when the build fails; Vite has then said why on stderr. */
export function ensureShop({ force = false, say = () => {} } = {}) {
  const wanted = fingerprint();
  // The page is written last and compressed: where it is, everything is. A plain `vite build` leaves none of it.
  const isBuilt =
    existsSync(join(dist, 'index.html.br')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (isBuilt && !force) return;
  refuseUnbuildable(shop);
  const began = Date.now();
  say('Building the shop (again only when a source changes) …');
  const fresh = join(root, '.local', `shop-${process.pid}`);
  const maker = `${fresh}-maker`;
  try {
    vite(fresh);
    vite(maker, '--ssr', 'src/app/prerender.tsx');
    pinnedNode(join(shop, 'tools/prerender.ts'), fresh, join(maker, 'prerender.js'));
    putMapsAway(fresh);
    compress(fresh);
    replace(dist, fresh);
  } finally {
    for (const folder of [fresh, maker]) rmSync(folder, { recursive: true, force: true });
  }
  writeFileSync(stamp, wanted);
  say(`Built in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

/** Vite takes paths for addresses. @throws Error for a folder whose path would end early as an address */
export function refuseUnbuildable(folder) {
  const character = /[#?]/.exec(folder)?.[0];
  if (character)
    throw new Error(
      `the shop cannot be built in '${folder}': Vite takes no folder with '${character}' in its path; move or clone it into another one`,
    );
}

/** Names and contents of all sources, so that a checkout that touches files without changing them builds nothing. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf))
    hash
      .update(`${relative(root, file)}\n`)
      .update(readFileSync(file))
      .update('\n');
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return path.includes('.test.') ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function vite(outDir, ...options) {
  mkdirSync(dirname(outDir), { recursive: true });
  const program = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  pinnedNode(program, 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn', ...options);
}

/** In a process of its own: on the pinned Node, and built for production whatever the caller's NODE_ENV is. */
function pinnedNode(program, ...args) {
  const pinned = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const { status, error } = spawnSync(existsSync(pinned) ? pinned : process.execPath, [program, ...args], {
    cwd: shop,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (error) throw new Error(`the shop cannot be built: ${error.message}`, { cause: error });
  if (status !== 0)
    throw new Error(
      `the shop cannot be built: ${basename(program)} ended with ${status} (see above); try: npm run build -w services/frontend`,
    );
}

function putMapsAway(folder) {
  rmSync(maps, { recursive: true, force: true });
  mkdirSync(maps, { recursive: true });
  for (const file of filesOf(folder).filter((name) => name.endsWith('.map')))
    renameSync(file, join(maps, basename(file)));
}

const compressible = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.webmanifest', '.xml']);

/** Compresses as well as can be, once, so that no server has to. Files that would not get smaller stay alone. */
function compress(folder) {
  for (const file of filesOf(folder).filter((name) => compressible.has(extname(name)))) {
    const content = readFileSync(file);
    const variants = {
      br: brotliCompressSync(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
      gz: gzipSync(content, { level: constants.Z_BEST_COMPRESSION }),
    };
    for (const [suffix, bytes] of Object.entries(variants))
      if (bytes.length < content.length) writeFileSync(`${file}.${suffix}`, bytes);
  }
}

/** Puts a folder in another's place. Two builds at the same time make the same; the one that comes second gives way. */
function replace(place, fresh) {
  const old = `${fresh}-old`;
  try {
    if (existsSync(place)) renameSync(place, old);
    renameSync(fresh, place);
  } catch (error) {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code) || !existsSync(join(place, 'index.html.br')))
      throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    ensureShop({ force: process.argv.includes('--force'), say: (text) => console.error(text) });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
