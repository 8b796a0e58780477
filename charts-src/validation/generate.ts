// Makes kinds.schema.json from the types in resources/kinds.ts: node tools/run.mjs charts-src/validation/generate.ts
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { schemaFile, sourcesOfSchema } from './schema-sources.ts';

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

const folder = import.meta.dirname;
const { properties = {} } = createGenerator({
  path: resolve(folder, '../resources/kinds.ts'),
  tsconfig: resolve(folder, '../../tsconfig.json'),
  type: 'Kinds',
  topRef: false,
  // The compiler checks types elsewhere. Packages name different types alike, so nothing is shared between kinds.
  skipTypeCheck: true,
  expose: 'none',
  jsDoc: 'none',
  additionalProperties: false,
}).createSchema('Kinds') as Schema;
// What a controller reports is never rendered.
for (const kind of Object.values(properties)) delete kind.properties?.status;
// An object type without fields, such as a Helm release's values, means any fields.
const content = JSON.stringify({ $comment: sourcesOfSchema(), kinds: properties }, (_key, value: unknown) =>
  isOpen(value) ? { ...value, additionalProperties: true } : value,
);
writeFileSync(schemaFile, content);
const { status } = spawnSync(process.execPath, [
  resolve(folder, '../../tools/run.mjs'),
  'prettier',
  '--write',
  schemaFile,
]);
process.exit(status ?? 1);

function isOpen(value: unknown): value is Schema {
  if (typeof value !== 'object' || value === null || !('type' in value) || value.type !== 'object') return false;
  const { properties, additionalProperties } = value as Schema;
  return additionalProperties === false && Object.keys(properties ?? {}).length === 0;
}
