import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Fault } from '@halden/cli/refusal';
import { type StoredObject, titleOf } from './objects.ts';
import { schemaFile } from './schema-sources.ts';

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
let schemas: Record<string, object> | undefined;
const compiled = new Map<string, ValidateFunction | undefined>();

/** The strict schema of a kind, if it is one that is rendered. */
function validatorOf(key: string): ValidateFunction | undefined {
  schemas ??= (JSON.parse(readFileSync(schemaFile, 'utf8')) as { kinds: Record<string, object> }).kinds;
  const schema = schemas[key];
  if (!compiled.has(key)) compiled.set(key, schema && ajv.compile(schema));
  return compiled.get(key);
}

/** Fields that an object's kind does not know, lacks or has of the wrong type. */
export function schemaFindings(object: StoredObject): Fault[] {
  const key = `${object.apiVersion}/${object.kind}`;
  const isValid = validatorOf(key);
  const where = titleOf(object);
  if (!isValid)
    return [
      {
        file: object.file,
        where,
        what: `unknown kind ${key}`,
        why: 'its fields cannot be checked',
        fix: 'add its type to charts-src/resources/kinds.ts and generate the schema again',
      },
    ];
  if (isValid(object.content)) return [];
  return (isValid.errors ?? []).map((error) => ({
    file: object.file,
    where: `${where} ${error.instancePath}`.trim(),
    what: say(error),
    why: `${object.kind} has no such form: the API server would refuse it, or drop the field`,
    fix: 'correct the construct in charts-src/ that renders it',
  }));
}

function say({ message = 'is wrong', params }: ErrorObject): string {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
  if (additionalProperty !== undefined) return `${message} '${additionalProperty}'`;
  return allowedValues ? `${message}: ${allowedValues.join(', ')}` : message;
}
