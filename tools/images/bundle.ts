// Puts what the image of a program adds to its base into a folder: the program bundled with all its libraries, and the files it reads.
//   node tools/images/bundle.ts <image> <folder>
import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { ownPlace, root } from '../bundle.mjs';
import { imageCalled } from './images.ts';

/** How programs are bundled for images: every dependency is included, and optional parts that are loaded on demand are files of their own. */
export const bundling = {
  absWorkingDir: root,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  plugins: [ownPlace],
  minifyWhitespace: true,
  minifySyntax: true,
  // Errors, metrics and traces show the names of functions and classes.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  logLevel: 'error',
  // What CommonJS libraries expect to find.
  banner: {
    js: "import { createRequire as __haldenRequire } from 'node:module'; const require = __haldenRequire(import.meta.url);",
  },
} satisfies BuildOptions;

/** Fills the folder. Rejects with esbuild's errors. */
async function fill(name: string, folder: string): Promise<void> {
  const { entry, files = {}, assets = [] } = imageCalled(name);
  if (!entry) throw new Error(`${name} is no program: there is nothing to bundle`);
  const app = join(folder, 'app');
  await build({ ...bundling, entryPoints: { main: entry }, outdir: app, outExtension: { '.js': '.mjs' } });
  cpSync(join(root, 'tools/images/health.mjs'), join(app, 'health.mjs'));
  for (const [from, to] of Object.entries(files)) cpSync(join(root, from), join(folder, to));
  for (const path of assets)
    for (const file of readdirSync(join(root, path), { recursive: true, encoding: 'utf8' }))
      if (/\.(css|html|js|svg)$/.test(file)) cpSync(join(root, path, file), join(app, path, file));
}

if (import.meta.main) {
  const [name, folder] = process.argv.slice(2);
  if (!name || !folder) throw new Error('usage: node tools/images/bundle.ts <image> <folder>');
  await fill(name, folder);
}
