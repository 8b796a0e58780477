import { parseDocument } from 'yaml';
import type { Fault } from '@halden/cli/refusal';
import type { RenderedFile } from '../model.ts';

/** A Kubernetes object as it stands in a file. */
export interface StoredObject {
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly content: Readonly<Record<string, unknown>>;
}

/** `Deployment/order-service`. */
export const titleOf = ({ kind, name }: Pick<StoredObject, 'kind' | 'name'>): string => `${kind}/${name}`;

/** The objects of `clusters/<cluster>/…`; Helm charts and kustomize's own files are none. */
export function readObjects(files: readonly RenderedFile[]): { objects: StoredObject[]; findings: Fault[] } {
  const findings: Fault[] = [];
  const objects: StoredObject[] = [];
  for (const { path, content } of files) {
    if (path.startsWith('clusters/charts/') || path.endsWith('/kustomization.yaml')) continue;
    const document = parseDocument(content, { prettyErrors: false });
    const [broken] = document.errors;
    const object = broken ? undefined : (document.toJS() as Partial<StoredObject['content']> | null);
    const { apiVersion, kind, metadata } = (object ?? {}) as Record<string, unknown>;
    const { name, namespace } = (metadata ?? {}) as Record<string, unknown>;
    if (object && typeof apiVersion === 'string' && typeof kind === 'string' && typeof name === 'string')
      objects.push({
        file: path,
        apiVersion,
        kind,
        name,
        content: object,
        namespace: typeof namespace === 'string' ? namespace : undefined,
      });
    else
      findings.push({
        file: path,
        where: '',
        what: broken?.message ?? 'no Kubernetes object',
        why: 'Flux would refuse the whole folder',
        fix: 'run: npm run synth',
      });
  }
  return { objects, findings };
}
