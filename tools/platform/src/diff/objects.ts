import { isObject, type Json, type JsonObject, textAt } from '@halden/kubernetes/json';
import { parseAllDocuments } from 'yaml';
import { Refusal } from '@halden/cli/refusal';
import type { Files } from '../desired/checkout.ts';

/** One object of one cluster, as a rendered file says it. */
export interface ClusterObject {
  readonly cluster: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly file: string;
  readonly body: JsonObject;
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
