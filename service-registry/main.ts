// `npm run registry`: finds every service.ts, and writes what is made of them: the module that names them, and docs/services.md.
//   --check   writes nothing; exit code 1 when one of them is stale
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { documentOf } from './document.ts';
import { findDescriptions, indexOf } from './find.ts';

const root = resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');
const stale: string[] = [];

/** Writes a file where it differs. */
function keep(path: string, content: string): void {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === content) return;
  stale.push(path);
  if (!check) writeFileSync(file, content);
}

keep('service-registry/services.generated.ts', indexOf(findDescriptions(root)));
// Loaded only now: what it finds is the module above.
const { services } = await import('./index.ts');
keep('docs/services.md', documentOf(services));

for (const path of stale) console.error(`${check ? 'stale' : 'written'}: ${path}`);
if (check && stale.length > 0) {
  console.error('The registry of services is not what their service.ts files say; run: npm run registry');
  process.exitCode = 1;
}
