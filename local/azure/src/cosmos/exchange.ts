import type { IncomingHttpHeaders } from 'node:http';
import { badRequest, invalidPayload } from './errors.ts';
import { isObject, type Json, type JsonObject, type Value } from './query/values.ts';

/** A request, once its body is there and its signature has been checked. */
export interface CosmosRequest {
  method: string;
  /** The path, cut at its slashes and decoded. */
  segments: string[];
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface CosmosResponse {
  status: number;
  headers?: Record<string, string>;
  /** JSON text. */
  body?: string;
}

/** A header's value; the first when it came several times. */
export function header({ headers }: CosmosRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

export function isTrue(request: CosmosRequest, name: string): boolean {
  return header(request, name)?.toLowerCase() === 'true';
}

/** The body as JSON. @throws CosmosError 400 when it is none */
export function readJson({ body }: CosmosRequest): Json {
  try {
    return JSON.parse(body.toString()) as Json;
  } catch (error) {
    throw invalidPayload(`The body is no JSON: ${(error as Error).message}.`);
  }
}

/** The body as a JSON object. @throws CosmosError 400 when it is none */
export function readObject(request: CosmosRequest): JsonObject {
  const body = readJson(request);
  if (!isObject(body)) throw invalidPayload('The body must be a JSON object.');
  return body;
}

/** Whether the request is a query rather than the creation of a resource. */
export function isQuery(request: CosmosRequest): boolean {
  return (
    isTrue(request, 'x-ms-documentdb-isquery') ||
    /^application\/query\+json/i.test(header(request, 'content-type') ?? '')
  );
}

/** A query with its parameters. @throws CosmosError 400 when the body is none */
export function readQuery(request: CosmosRequest): { text: string; parameters: Map<string, Value> } {
  const { query, parameters = [] } = readObject(request);
  if (typeof query !== 'string') throw invalidPayload('A query document has its text in "query".');
  if (!Array.isArray(parameters)) throw invalidPayload('The "parameters" of a query are a list of names and values.');
  const given = new Map<string, Value>();
  for (const parameter of parameters) {
    const name = isObject(parameter) ? parameter['name'] : undefined;
    if (typeof name !== 'string' || !name.startsWith('@'))
      throw invalidPayload(`A query parameter has a name that starts with @, got ${JSON.stringify(parameter)}.`);
    given.set(name, (parameter as JsonObject)['value']);
  }
  return { text: query, parameters: given };
}

const defaultPage = 100;
const largestPage = 1000;

/** How many results a page may have: 100 unless asked otherwise; -1 leaves it to the server. @throws CosmosError 400 */
export function readPageSize(request: CosmosRequest): number {
  const text = header(request, 'x-ms-max-item-count');
  if (text === undefined) return defaultPage;
  const size = Number(text);
  if (!Number.isInteger(size) || size < -1 || size === 0)
    throw badRequest(`x-ms-max-item-count must be a positive whole number or -1, got '${text}'.`);
  return size === -1 ? largestPage : Math.min(size, largestPage);
}
