import { badRequest } from './errors.ts';
import { parsePath } from './partition-key.ts';
import type { SortKey } from './query/indexes.ts';

interface PathEntry {
  path: string;
}
interface CompositePath extends PathEntry {
  order?: 'ascending' | 'descending';
}
export interface IndexingPolicy {
  indexingMode: string;
  automatic: boolean;
  includedPaths: PathEntry[];
  excludedPaths: PathEntry[];
  compositeIndexes?: CompositePath[][];
}

/**
 * What an indexing policy permits. The embedded server indexes what queries ask for; it keeps the policy to refuse
 * what Azure refuses. Source: https://learn.microsoft.com/azure/cosmos-db/index-policy
 */
export class IndexingRules {
  readonly #isOff: boolean;
  readonly #included: Pattern[];
  readonly #excluded: Pattern[];
  readonly #composites: SortKey[][];

  constructor(policy: IndexingPolicy) {
    this.#isOff = policy.indexingMode.toLowerCase() === 'none';
    this.#included = policy.includedPaths.map(({ path }) => parsePattern(path));
    this.#excluded = policy.excludedPaths.map(({ path }) => parsePattern(path));
    this.#composites = (policy.compositeIndexes ?? []).map((columns) =>
      columns.map(({ path, order }) => ({ path: parsePath(path) ?? [], descending: order === 'descending' })),
    );
  }

  /** Whether the policy lists the path itself, `/name/?`, and not just a pattern that covers it. */
  includesByName(path: readonly string[]): boolean {
    return this.#included.some((pattern) => pattern.end === '?' && isSame(pattern.steps, path));
  }

  /** @throws CosmosError 400 when Azure would not serve the order from its indexes */
  checkOrder(orderBy: readonly SortKey[]): void {
    if (orderBy.some(({ path }) => !this.#isIndexed(path)))
      throw badRequest(
        'Message: {"Errors":["The index path corresponding to the specified order-by item is excluded."]}',
      );
    if (orderBy.length > 1 && !this.#composites.some((columns) => serves(columns, orderBy)))
      throw badRequest(
        'Message: {"Errors":["The order by query does not have a corresponding composite index that it can be served from."]}',
      );
  }

  /** The most precise pattern that matches decides; `?` is more precise than `*`. */
  #isIndexed(path: readonly string[]): boolean {
    if (this.#isOff) return false;
    const precision = (patterns: Pattern[]) =>
      Math.max(
        -1,
        ...patterns
          .filter((pattern) => matches(pattern, path))
          .map(({ steps, end }) => steps.length * 2 + (end === '?' ? 1 : 0)),
      );
    return precision(this.#included) > precision(this.#excluded);
  }
}

/** A composite index serves its own order and the exact reverse. */
function serves(columns: SortKey[], orderBy: readonly SortKey[]): boolean {
  if (columns.length !== orderBy.length) return false;
  const turned = columns[0]!.descending !== orderBy[0]!.descending;
  return columns.every(
    ({ path, descending }, at) =>
      isSame(path, orderBy[at]!.path) && (descending !== orderBy[at]!.descending) === turned,
  );
}

interface Pattern {
  steps: string[];
  end: '?' | '*';
}

function parsePattern(path: string): Pattern {
  const steps = parsePath(path);
  const end = steps?.pop();
  if (!steps || (end !== '?' && end !== '*'))
    throw badRequest(`The indexing path '${path}' could not be accepted: it must start with / and end with /? or /*.`);
  return { steps, end };
}

const matches = ({ steps, end }: Pattern, path: readonly string[]) =>
  (end === '*' ? steps.length <= path.length : steps.length === path.length) &&
  steps.every((step, at) => step === path[at]);

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((name, at) => name === b[at]);

/** The policy with Azure's defaults filled in. @throws CosmosError 400 when it is none */
export function completeIndexingPolicy(given: Partial<IndexingPolicy> | undefined): IndexingPolicy {
  const policy: IndexingPolicy = {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: [{ path: '/*' }],
    excludedPaths: [{ path: '/"_etag"/?' }],
    ...given,
  };
  const all = [...policy.includedPaths, ...policy.excludedPaths].map(({ path }) => path);
  all.forEach(parsePattern);
  if (policy.indexingMode !== 'none' && !all.includes('/*'))
    throw badRequest(
      'The special mandatory indexing path "/" is not provided in any of the path type sets. Please provide this ' +
        'path ("/*") in one of the sets.',
    );
  const { compositeIndexes } = policy;
  if (!compositeIndexes) return policy;
  return { ...policy, compositeIndexes: compositeIndexes.map(completeComposite) };
}

function completeComposite(columns: CompositePath[]): CompositePath[] {
  if (columns.length < 2 || columns.length > 8)
    throw badRequest(`A composite index has 2 to 8 paths, got ${columns.length}.`);
  for (const { path, order = 'ascending' } of columns) {
    const steps = parsePath(path);
    if (!steps || /^[?*]$/.test(steps.at(-1)!))
      throw badRequest(`The composite indexing path '${path}' could not be accepted: it is written without /? or /*.`);
    if (order !== 'ascending' && order !== 'descending')
      throw badRequest(`The order of a composite indexing path is ascending or descending, got '${String(order)}'.`);
  }
  return columns.map(({ path, order = 'ascending' }) => ({ path, order }));
}
