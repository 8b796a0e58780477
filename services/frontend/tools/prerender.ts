// Writes the pages that are made beforehand into the built shop, in each language: the frame, its messages, and the places of what is on its
// way, with links to the code that takes over.
//   node services/frontend/tools/prerender.ts <built shop> <what Vite made of src/app/prerender.tsx>
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Manifest } from 'vite';
import type * as made from '../src/app/prerender.tsx';
import { languages } from '../src/preferences/preferences.ts';

const [shop, code] = process.argv.slice(2).map((path) => resolve(path));
if (!shop || !code) throw new Error('usage: node prerender.ts <built shop> <built prerender.js>');

const { makePages } = (await import(pathToFileURL(code).href)) as typeof made;
const template = readFileSync(join(shop, 'index.html'), 'utf8');
const manifest = JSON.parse(readFileSync(join(shop, '.vite/manifest.json'), 'utf8')) as Manifest;
/** The chunk with React and the frame, which the entry loads. */
const frame = Object.keys(manifest).find((key) => manifest[key]?.name === 'frame') ?? 'frame';
write('index.html', put([['  </head>', head([])]]));
for (const locale of languages) {
  for (const { name, source, title, markup } of await makePages(locale)) {
    const page = put([
      ['<html lang="en">', `<html lang="${locale}">`],
      ['<title>Halden</title>', `<title>${title}</title>`],
      ['  </head>', head([`src/pages/${source}.tsx`, `src/i18n/${locale}.ts`])],
      ['<div id="root"></div>', `<div id="root" lang="${locale}">${markup}</div>`],
    ]);
    write(`pages/${locale}/${name}.html`, page);
  }
}
// Only this needs it.
rmSync(join(shop, '.vite'), { recursive: true });

function write(name: string, html: string): void {
  const file = join(shop!, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, html);
}

/**
 * The end of a page's head: links to everything that the small entry and the page will ask for, so that nothing waits for something else to
 * be read first. Styles come before code: with them the page shows.
 */
function head(modules: readonly string[]): string {
  const styles = new Set<string>();
  const scripts = new Set<string>();
  const add = (key: string) => {
    const chunk = manifest[key];
    if (!chunk) throw new Error(`the build has no ${key}; it has: ${Object.keys(manifest).join(', ')}`);
    if (scripts.has(chunk.file)) return;
    scripts.add(chunk.file);
    chunk.css?.forEach((style) => styles.add(style));
    chunk.imports?.forEach(add);
  };
  [...modules, frame].forEach(add);
  const links = [
    ...[...styles].map((file) => ['stylesheet', file]),
    ...[...scripts].map((file) => ['modulepreload', file]),
  ]
    .filter(([, file]) => !template.includes(`"/${file}"`))
    .map(([rel, file]) => `    <link rel="${rel}" crossorigin href="/${file}" />\n`);
  return `${links.join('')}    <link rel="preload" href="/config.json" as="fetch" crossorigin />\n  </head>`;
}

/** The template with other texts in the place of some. */
function put(changes: readonly (readonly [string, string])[]): string {
  let text = template;
  for (const [old, fresh] of changes) {
    if (text.split(old).length !== 2)
      throw new Error(`index.html must have '${old}' once, for a page to be made of it`);
    text = text.replace(old, () => fresh);
  }
  return text;
}
