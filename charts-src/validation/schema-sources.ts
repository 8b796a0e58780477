import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

export const schemaFile = resolve(import.meta.dirname, 'kinds.schema.json');
const types = resolve(import.meta.dirname, '../resources');
const packages = ['flux-cd', 'gateway-api', 'keda', 'prometheus-operator'].map((name) => `@kubernetes-models/${name}`);

/** What the generated schema was made from, as one hash: our types, and the versions of the packages with the others. */
export function sourcesOfSchema(): string {
  const require = createRequire(import.meta.url);
  const hash = createHash('sha256');
  for (const file of readdirSync(types).sort()) hash.update(file).update(readFileSync(join(types, file)));
  for (const name of [...packages, 'kubernetes-models']) {
    const { version } = require(`${name}/package.json`) as { version: string };
    hash.update(`${name}@${version}`);
  }
  return `made from sha256:${hash.digest('hex')}; run: node tools/run.mjs charts-src/validation/generate.ts`;
}
