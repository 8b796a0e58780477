import { DomainError, type Fault, type Operation, type TSchema } from '@halden/contracts';
import { Ajv, type ErrorObject } from 'ajv';
import { addFormatsTo } from './formats.ts';
import { limits } from './http/limits.ts';

type FaultLocation = Fault['in'];

/** One of each kind for all schemas: making one costs more than compiling an operation. */
function createAjv({ allErrors, coerce }: { allErrors: boolean; coerce: boolean }): Ajv {
  const ajv = new Ajv({ allErrors, useDefaults: true, strict: false, ...(coerce && { coerceTypes: 'array' }) });
  return addFormatsTo(ajv);
}

/** Stop at the first fault: whatever is sent, checking it costs no more than its contract allows. */
const first = {
  body: createAjv({ allErrors: false, coerce: false }),
  other: createAjv({ allErrors: false, coerce: true }),
};
/** Go on to the last fault, for the person who corrects a request by its answer. Only for what is small. */
const every = {
  body: createAjv({ allErrors: true, coerce: false }),
  other: createAjv({ allErrors: true, coerce: true }),
};

/** What is wrong, fault by fault, at most `limits.faults`; empty when nothing is. Fills in defaults and, outside the body, converts from text. */
export type Validator = (value: unknown) => Fault[];

export function createValidator(schema: TSchema, location: FaultLocation): Validator {
  const kind = location === 'body' ? 'body' : 'other';
  const check = first[kind].compile(schema);
  // Compiled when the first request needs it.
  let explaining: ReturnType<Ajv['compile']> | undefined;
  const explain = (value: unknown) => {
    explaining ??= every[kind].compile(schema);
    return explaining(value) ? undefined : explaining.errors;
  };
  return (value) => {
    if (check(value)) return [];
    const { errors } = check;
    const found = (isSmall(value) ? explain(value) : undefined) ?? errors;
    return (found ?? []).slice(0, limits.faults).map((error) => toFault(error, location));
  };
}

/** Looks at no more values than it counts. */
function isSmall(value: unknown): boolean {
  let left: number = limits.examinedValues;
  const pending = [value];
  while (pending.length > 0) {
    const next = pending.pop();
    if (typeof next !== 'object' || next === null) continue;
    const values: unknown[] = Object.values(next);
    left -= values.length;
    if (left < 0) return false;
    pending.push(...values);
  }
  return true;
}

/** Parts of a request as they came in. */
export interface RawRequest {
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
}

/** Throws `validation_failed` with the faults of all parts of the request. */
export function createRequestValidator(operation: Operation): (request: RawRequest) => void {
  const parts: [keyof RawRequest, Validator][] = [];
  if (operation.params) parts.push(['params', createValidator(operation.params, 'path')]);
  if (operation.query) parts.push(['query', createValidator(operation.query, 'query')]);
  if (operation.headers) parts.push(['headers', createValidator(operation.headers, 'header')]);
  if (operation.body) parts.push(['body', createValidator(operation.body, 'body')]);
  return (request) => {
    let faults: Fault[] = [];
    for (const [name, validate] of parts) {
      const found = validate(request[name]);
      if (found.length > 0) faults = [...faults, ...found].slice(0, limits.faults);
    }
    if (faults.length > 0 && faults.every(isMissingVersion)) throw new DomainError('precondition_required');
    if (faults.length > 0) throw new DomainError('validation_failed', summary(faults), { errors: faults });
  };
}

/** Nothing is wrong but that a change does not say which version it changes. */
const isMissingVersion = ({ in: location, pointer, detail }: Fault): boolean =>
  location === 'header' && pointer === '/if-match' && detail === 'is required';

const summary = (faults: Fault[]): string =>
  faults
    .slice(0, 5)
    .map(({ in: location, pointer, detail }) => `${location}${pointer ? ` ${pointer}` : ''} ${detail}`)
    .join('; ') + (faults.length > 5 ? `; and ${faults.length - 5} more` : '');

const choiceOf = (values: unknown[]): string =>
  values.length > 30
    ? `must be one of the ${values.length} values of the contract`
    : `must be one of ${values.join(', ')}`;

function toFault(error: ErrorObject, location: FaultLocation): Fault {
  const params = error.params as { missingProperty?: string; additionalProperty?: string; allowedValues?: unknown[] };
  const at = (name: string | undefined) =>
    `${error.instancePath}/${(name ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const fault = (pointer: string, detail: string): Fault => ({
    in: location,
    pointer: shortened(pointer),
    detail: shortened(detail),
  });
  switch (error.keyword) {
    case 'required':
      return fault(at(params.missingProperty), 'is required');
    case 'additionalProperties':
      return fault(at(params.additionalProperty), 'is not allowed here');
    case 'enum':
      return fault(error.instancePath, choiceOf(params.allowedValues ?? []));
    default:
      return fault(error.instancePath, error.message ?? error.keyword);
  }
}

const shortened = (text: string): string =>
  text.length > limits.faultLength ? `${text.slice(0, limits.faultLength).toWellFormed()}…` : text;
