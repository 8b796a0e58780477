import { Graph } from '@dagrejs/graphlib';
import { areas, type Import, isTest, workspaceOf } from './modules.ts';

/**
 * The graph of workspaces as Mermaid: who imports whom in production code. An arrow that follows from two others is left out.
 * The same imports always give the same text.
 */
export function pictureOf(imports: readonly Import[]): string {
  const graph = new Graph({ directed: true });
  for (const { from, to } of imports) {
    const [one, other] = [workspaceOf(from), workspaceOf(to)];
    if (one !== undefined && !isTest(from)) graph.setNode(one);
    if (one !== undefined && other !== undefined && one !== other && !isTest(from)) graph.setEdge(one, other);
  }
  const nodes = graph.nodes().sort();
  const edges = graph
    .edges()
    .filter(({ v, w }) => !isReachableAround(graph, v, w))
    .map(({ v, w }) => `  ${idOf(v)} --> ${idOf(w)}`)
    .sort();
  const groups = areas.toReversed().flatMap((area) => {
    const inside = nodes.filter((node) => node === area || node.startsWith(`${area}/`));
    return inside.length === 0
      ? []
      : [
          `  subgraph ${area.replace('-', '_')}_area ["${area}"]`,
          ...inside.map((node) => `    ${idOf(node)}["${node.slice(node.indexOf('/') + 1)}"]`),
          '  end',
        ];
  });
  return ['```mermaid', 'flowchart TD', ...groups, ...edges, '```'].join('\n');
}

const idOf = (workspace: string): string => workspace.replace(/[^a-z]/g, '_');

/** Whether `to` is reached from `from` by another way than the direct arrow. */
function isReachableAround(graph: Graph, from: string, to: string): boolean {
  const seen = new Set<string>();
  const ahead = (graph.successors(from) ?? []).filter((node) => node !== to);
  while (ahead.length > 0) {
    const node = ahead.pop() as string;
    if (node === to) return true;
    if (seen.has(node) || node === from) continue;
    seen.add(node);
    ahead.push(...(graph.successors(node) ?? []));
  }
  return false;
}

const [begin, end] = ['<!-- begin: workspaces (npm run boundaries -- --write) -->', '<!-- end: workspaces -->'];

/** The document with the picture between its markers. Throws a TypeError when the markers are not there. */
export function withPicture(document: string, picture: string): string {
  const [from, to] = [document.indexOf(begin), document.indexOf(end)];
  if (from < 0 || to < from) throw new TypeError(`the document has no '${begin}' followed by '${end}'`);
  return `${document.slice(0, from + begin.length)}\n\n${picture}\n\n${document.slice(to)}`;
}
