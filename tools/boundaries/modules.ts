import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';

/** The areas of the repository, from the bottom up: an area imports those before it, never one after it. */
export const areas = ['libs', 'services', 'service-registry', 'local', 'charts-src', 'tools', 'bench', 'e2e'] as const;

/** One import of ours by ours. Paths are POSIX, from the root of the repository. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** As it is written. */
  readonly specifier: string;
}

export interface House {
  readonly imports: readonly Import[];
  /** What breaks a rule of `.dependency-cruiser.cjs`. */
  readonly violations: readonly string[];
  readonly moduleCount: number;
}

/** Reads every module of the checkout at `root`, and holds it to the rules of `.dependency-cruiser.cjs`. */
export async function readHouse(root: string): Promise<House> {
  const { forbidden = [], options = {} } = createRequire(import.meta.url)(
    join(root, '.dependency-cruiser.cjs'),
  ) as IConfiguration;
  const { output } = await cruise([...areas], { ...options, baseDir: root, validate: true, ruleSet: { forbidden } });
  const { modules, summary } = output as ICruiseResult;
  const ours = new Set(modules.map(({ source }) => source).filter((source) => workspaceOf(source) !== undefined));
  return {
    moduleCount: ours.size,
    imports: modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(({ resolved }) => ours.has(source) && ours.has(resolved))
        .map(({ resolved, module: specifier }) => ({ from: source, to: resolved, specifier })),
    ),
    violations: summary.violations
      .filter(({ rule }) => rule.severity === 'error')
      .map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

/** The workspace a file is part of, such as `libs/contracts`; undefined for what is in none. */
export function workspaceOf(file: string): string | undefined {
  const [area = '', name = '', ...rest] = file.split('/');
  if (['libs', 'services', 'local', 'tools'].includes(area)) return rest.length > 0 ? `${area}/${name}` : undefined;
  return name !== '' && (areas as readonly string[]).includes(area) ? area : undefined;
}

/** Data that says what a service is; the registry collects them from wherever their service is. */
export const isDescription = (file: string): boolean => /^(services|local)\/[^/]+\/service\.ts$/.test(file);

export const isTest = (file: string): boolean => /\.test\.tsx?$|(^|\/)testing\/|\.e2e\.ts$/.test(file);
