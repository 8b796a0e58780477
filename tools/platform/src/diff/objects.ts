import { parseAllDocuments } from 'yaml';
import { Refusal } from '../errors.ts';
import type { Files } from '../plan/checkout.ts';

/** JSON as Kubernetes speaks it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** One object of one cluster, as a rendered file says it. */
export interface ClusterObject {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly file: string;
  readonly body: JsonObject;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value deep inside, or undefined. */
export function at(value: Json | undefined, ...keys: readonly (string | number)[]): Json | undefined {
  let found: Json | undefined = value;
  for (const key of keys) {
    if (Array.isArray(found)) found = typeof key === 'number' ? found[key] : undefined;
    else found = isObject(found) ? found[String(key)] : undefined;
  }
  return found;
}

/** A text deep inside, or undefined. */
export function textAt(value: Json | undefined, ...keys: readonly (string | number)[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/** The condition of that type in an object's status, such as `Ready`. */
export function conditionOf(object: Json | undefined, type: string): Json | undefined {
  const conditions = at(object, 'status', 'conditions');
  return Array.isArray(conditions) ? conditions.find((entry) => textAt(entry, 'type') === type) : undefined;
}

/**
 * The objects of `clusters/<cluster>/**`, by identity: cluster, group, kind, namespace and name. Version and file are no part of it,
 * so an object that moves to another file or API version is the same one. Helm charts are templates, not objects, and left out.
 * @throws {Refusal} when a file is not YAML.
 */
export function readObjects(files: Files, origin: string): Map<string, ClusterObject> {
  const objects = new Map<string, ClusterObject>();
  for (const [file, text] of files) {
    const cluster = /^clusters\/([^/]+)\//.exec(file)?.[1];
    if (!cluster || cluster === 'charts' || !/\.ya?ml$/.test(file)) continue;
    for (const body of parse(file, text, origin)) {
      const kind = textAt(body, 'kind');
      if (kind === undefined) continue;
      // Kustomize's own lists have no name; a folder has one of them.
      const name = textAt(body, 'metadata', 'name') ?? file;
      const namespace = textAt(body, 'metadata', 'namespace');
      const group = textAt(body, 'apiVersion')?.split('/').slice(0, -1).join('/') ?? '';
      objects.set([cluster, group, kind, namespace ?? '', name].join(' '), {
        cluster,
        kind,
        namespace,
        name,
        file,
        body,
      });
    }
  }
  return objects;
}

function parse(file: string, text: string, origin: string): JsonObject[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    const fault = document.errors[0];
    if (fault)
      throw new Refusal({
        what: 'a rendered file is not YAML',
        where: `${file} (${origin})`,
        why: fault.message.split('\n')[0] ?? fault.message,
        fix: 'it is rendered, never written by hand: npm run synth',
      });
    const body = document.toJS() as Json;
    return isObject(body) ? [body] : [];
  });
}
