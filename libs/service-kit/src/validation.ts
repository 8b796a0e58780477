import { DomainError, type Fault, type Operation, type TSchema } from '@halden/contracts';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Place = Fault['in'];

const strict = new Ajv({ allErrors: true, useDefaults: true, strict: false });
const coercing = new Ajv({ allErrors: true, useDefaults: true, strict: false, coerceTypes: 'array' });
addFormats.default(strict);
addFormats.default(coercing);

/** What is wrong, fault by fault; empty when nothing is. Fills in defaults and, outside the body, converts from text. */
export type Validator = (value: unknown) => Fault[];

export function createValidator(schema: TSchema, place: Place): Validator {
  const validate: ValidateFunction = (place === 'body' ? strict : coercing).compile(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []).map((error) => toFault(error, place)));
}

/** Parts of a request as they came in. */
export interface RawRequest {
  params: unknown;
  query: unknown;
  headers: unknown;
  body: unknown;
}

/** Throws `validation_failed` with every fault of every part of the request. */
export function createRequestValidator(operation: Operation): (request: RawRequest) => void {
  const parts: [keyof RawRequest, Validator][] = [];
  if (operation.params) parts.push(['params', createValidator(operation.params, 'path')]);
  if (operation.query) parts.push(['query', createValidator(operation.query, 'query')]);
  if (operation.headers) parts.push(['headers', createValidator(operation.headers, 'header')]);
  if (operation.body) parts.push(['body', createValidator(operation.body, 'body')]);
  return (request) => {
    const faults = parts.flatMap(([name, validate]) => validate(request[name]));
    if (faults.length > 0 && faults.every(isMissingVersion)) throw new DomainError('precondition_required');
    if (faults.length > 0) throw new DomainError('validation_failed', summary(faults), { errors: faults });
  };
}

/** Nothing is wrong but that a change does not say which version it changes. */
const isMissingVersion = ({ in: place, pointer, detail }: Fault): boolean =>
  place === 'header' && pointer === '/if-match' && detail === 'is required';

const summary = (faults: Fault[]): string =>
  faults
    .slice(0, 5)
    .map(({ in: place, pointer, detail }) => `${place}${pointer ? ` ${pointer}` : ''} ${detail}`)
    .join('; ') + (faults.length > 5 ? `; and ${faults.length - 5} more` : '');

const choiceOf = (values: unknown[]): string =>
  values.length > 30
    ? `must be one of the ${values.length} values of the contract`
    : `must be one of ${values.join(', ')}`;

function toFault(error: ErrorObject, place: Place): Fault {
  const params = error.params as { missingProperty?: string; additionalProperty?: string; allowedValues?: unknown[] };
  const at = (name: string | undefined) =>
    `${error.instancePath}/${(name ?? '').replaceAll('~', '~0').replaceAll('/', '~1')}`;
  switch (error.keyword) {
    case 'required':
      return { in: place, pointer: at(params.missingProperty), detail: 'is required' };
    case 'additionalProperties':
      return { in: place, pointer: at(params.additionalProperty), detail: 'is not allowed here' };
    case 'enum':
      return {
        in: place,
        pointer: error.instancePath,
        detail: choiceOf(params.allowedValues ?? []),
      };
    default:
      return { in: place, pointer: error.instancePath, detail: error.message ?? error.keyword };
  }
}
