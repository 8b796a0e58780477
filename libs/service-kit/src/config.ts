import { type Static, type TSchema, Type } from '@halden/contracts';
import { Ajv, type ErrorObject } from 'ajv';
import { addFormatsTo } from './formats.ts';

/** Every fault of the configuration, in one error. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];
  constructor(faults: string[]) {
    super(
      `The configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${faults.map((f) => `  - ${f}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/** A setting whose value must never be printed, and which has no default. */
export const Secret = (options: { description: string; minLength?: number }) =>
  Type.String({ minLength: 1, secret: true, ...options });

/** A list in one variable, separated by commas. */
export const List = (options: { description: string; default?: string }) => Type.String({ list: true, ...options });

/** The values of a comma-separated setting. */
export const splitList = (value: string): string[] =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);

/**
 * Reads the settings that the schema names from the environment: numbers and booleans converted, defaults filled in, the result
 * frozen. An empty variable counts as absent. Throws `ConfigError` with every fault; a secret's value is never in it.
 */
export function loadConfig<P extends Record<string, TSchema>>(
  properties: P,
  environment: Record<string, string | undefined>,
): Readonly<Static<ReturnType<typeof Type.Object<P>>>> {
  const schema = Type.Object(properties);
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(properties)) if (environment[name]) values[name] = environment[name];
  const ajv = addFormatsTo(new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false }));
  if (!ajv.validate(schema, values))
    throw new ConfigError((ajv.errors ?? []).map((error) => explain(error, properties, environment)));
  return Object.freeze(values) as Readonly<Static<typeof schema>>;
}

function explain(
  error: ErrorObject,
  properties: Record<string, TSchema>,
  environment: Record<string, string | undefined>,
): string {
  const missing = error.keyword === 'required';
  const name = missing ? (error.params as { missingProperty: string }).missingProperty : error.instancePath.slice(1);
  const { description, secret } = (properties[name] ?? {}) as { description?: string; secret?: boolean };
  const allowed = (error.params as { allowedValues?: unknown[] }).allowedValues;
  const problem = missing
    ? 'is not set'
    : `${error.message}${allowed ? ` (${allowed.join(', ')})` : ''}${secret ? '' : `, got '${environment[name]}'`}`;
  return `${name} ${problem}${description ? `: ${description}` : ''}`;
}
