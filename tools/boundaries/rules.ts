import { dirname } from 'node:path/posix';
import { alg, Graph } from '@dagrejs/graphlib';
import { areas, type Import, isDescription, isTest, workspaceOf } from './modules.ts';

/** What dependency-cruiser's rules cannot say of the imports; one line for each fault. */
export const faultsOf = (imports: readonly Import[]): string[] => [
  ...climbingImports(imports),
  ...leavingPaths(imports),
  ...folderCircles(imports),
];

const areaOf = (file: string): number => areas.findIndex((area) => file.startsWith(`${area}/`));

/**
 * Of production code, imports of a higher area. A test may use what is above it, such as the embedded Azure. Descriptions of services
 * are data that the registry collects.
 */
function climbingImports(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to }) => !isTest(from) && !isDescription(to) && areaOf(to) > areaOf(from))
    .map(({ from, to }) => `climbs: ${from} → ${to}; ${areas[areaOf(from)]} is below ${areas[areaOf(to)]}`);
}

/** Imports of another workspace by path, past its `exports`. Descriptions are found by their paths: the registry's index is made of these. */
function leavingPaths(imports: readonly Import[]): string[] {
  return imports
    .filter(({ from, to, specifier }) => specifier.startsWith('.') && !isDescription(to) && leaves(from, to))
    .map(({ from, specifier }) => `leaves its workspace by path: ${from} imports '${specifier}'; import the package`);
}

const leaves = (from: string, to: string): boolean => {
  const [mine, its] = [workspaceOf(from), workspaceOf(to)];
  return mine !== undefined && its !== undefined && mine !== its;
};

/**
 * Folders of one workspace that import each other, tests aside. A folder and those inside it may: what is composed stands beside what is
 * shared, one floor above its parts.
 */
function folderCircles(imports: readonly Import[]): string[] {
  const graph = new Graph({ directed: true });
  for (const { from, to } of imports) {
    const [one, other] = [dirname(from), dirname(to)];
    const isInside = `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`);
    if (isTest(from) || isInside || workspaceOf(from) !== workspaceOf(to)) continue;
    graph.setEdge(one, other);
  }
  return alg.findCycles(graph).map((folders) => `folders in a circle: ${folders.toSorted().join(' ↔ ')}`);
}
