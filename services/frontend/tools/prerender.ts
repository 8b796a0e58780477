// Writes the pages that are made beforehand into the built shop, in each language: the frame, the words, and the places of what is on its
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
for (const locale of languages) {
  for (const { name, source, title, markup } of await makePages(locale)) {
    const head = links([`src/pages/${source}.tsx`, `src/i18n/${locale}.ts`]);
    const file = join(shop, 'pages', locale, `${name}.html`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, page({ locale, title, markup, head }));
  }
}
// Only this needs it.
rmSync(join(shop, '.vite'), { recursive: true });

/** Links to the code and the style of some modules with everything they import, but for what the template links to already. */
function links(sources: readonly string[]): string {
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
  sources.forEach(add);
  const isNew = (file: string) => !template.includes(`"/${file}"`);
  return [
    ...[...styles].filter(isNew).map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
    ...[...scripts].filter(isNew).map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
  ].join('\n    ');
}

function page({ locale, title, markup, head }: Record<'locale' | 'title' | 'markup' | 'head', string>): string {
  return put([
    ['<html lang="en">', `<html lang="${locale}">`],
    ['<title>Halden</title>', `<title>${title}</title>`],
    ['</head>', `  ${head}\n  </head>`],
    ['<div id="root"></div>', `<div id="root" lang="${locale}">${markup}</div>`],
  ]);
}

/** The template with other texts in the place of some. */
function put(changes: readonly (readonly [string, string])[]): string {
  let text = template;
  for (const [old, fresh] of changes) {
    if (text.split(old).length !== 2) throw new Error(`index.html must have '${old}' once, for a page to be made of it`);
    text = text.replace(old, () => fresh);
  }
  return text;
}
