import { fluxNamespace, sourceName } from '../names.ts';
import type { StoredObject } from './objects.ts';

/** Part of an object, whose form is not certain. */
export type Fields = Readonly<Record<string, unknown>>;

export const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
/** The field at a path such as `spec.template.spec`; undefined where it does not lead. */
export const at = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => fieldsOf(inner)[key], value);
export const textAt = (value: unknown, path: string): string | undefined => {
  const found = at(value, path);
  return typeof found === 'string' ? found : undefined;
};

/** The objects of one cluster, and what will be there that Git does not hold. */
export class ClusterView {
  readonly name: string;
  readonly objects: readonly StoredObject[];
  readonly paths: ReadonlySet<string>;
  private readonly known: ReadonlySet<string>;

  constructor(name: string, objects: readonly StoredObject[], paths: ReadonlySet<string>) {
    this.name = name;
    this.objects = objects;
    this.paths = paths;
    this.known = new Set([
      ...objects.map(({ kind, namespace, name: own }) => keyOf(kind, namespace, own)),
      ...objects.flatMap(madeFrom),
      ...givenByTheCluster,
    ]);
  }

  has(kind: string, namespace: string | undefined, name: string): boolean {
    return this.known.has(keyOf(kind, namespace, name));
  }

  of(kind: string): readonly StoredObject[] {
    return this.objects.filter((object) => object.kind === kind);
  }

  /** Deployments whose releases Flagger judges. */
  get released(): readonly StoredObject[] {
    const targets = new Set(
      this.of('Canary').map((canary) => `${canary.namespace}/${textAt(canary.content, 'spec.targetRef.name')}`),
    );
    return this.of('Deployment').filter(({ namespace, name }) => targets.has(`${namespace}/${name}`));
  }
}

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind}/${namespace ?? ''}/${name}`;

/** What controllers make from an object: Flagger's Services, the Secrets that the Secrets Store keeps. */
function madeFrom({ kind, name, namespace, content }: StoredObject): string[] {
  if (kind === 'Canary')
    return [name, `${name}-primary`, `${name}-canary`].map((each) => keyOf('Service', namespace, each));
  if (kind === 'SecretProviderClass')
    return listOf(at(content, 'spec.secretObjects')).map((each) =>
      keyOf('Secret', namespace, textAt(each, 'secretName') ?? ''),
    );
  return [];
}

/** There before anything of ours: Flux with its source, Prometheus' namespace, built-in roles. */
const givenByTheCluster = [
  keyOf('Namespace', undefined, fluxNamespace),
  keyOf('GitRepository', fluxNamespace, sourceName),
  keyOf('ClusterRole', undefined, 'view'),
];
