import { parse } from 'yaml';
import type { Fault } from '@halden/cli/refusal';
import type { RenderedFile } from '../model.ts';
import { ClusterView, listOf, fieldsOf } from './cluster-view.ts';
import { readObjects } from './objects.ts';
import { policyFindings } from './policies.ts';
import { referenceFindings } from './references.ts';
import { schemaFindings } from './schema.ts';

/**
 * Everything that is wrong with rendered files: their schemas, what they refer to, and the platform's policies. Empty when all is
 * well. Takes what `render` gives, or the same read from disk.
 */
export function validate(files: readonly RenderedFile[]): readonly Fault[] {
  const { objects, findings } = readObjects(files);
  const paths = new Set(files.map(({ path }) => path));
  const byCluster = Map.groupBy(objects, ({ file }) => file.split('/')[1] ?? '');
  return [
    ...findings,
    ...objects.flatMap(schemaFindings),
    ...kustomizationFindings(files),
    ...[...byCluster].flatMap(([cluster, own]) => {
      const view = new ClusterView(cluster, own, paths);
      return [...referenceFindings(view), ...policyFindings(view)];
    }),
  ];
}

/** A kustomization lists exactly the files in its folder. */
function kustomizationFindings(files: readonly RenderedFile[]): Fault[] {
  return files
    .filter(({ path }) => path.endsWith('/kustomization.yaml'))
    .flatMap(({ path, content }) => {
      const folder = path.slice(0, -'kustomization.yaml'.length);
      const listed = new Set(listOf(fieldsOf(parse(content)).resources));
      const inFolder = files
        .filter((file) => file.path.startsWith(folder) && file.path !== path)
        .map((file) => file.path.slice(folder.length));
      const missing = [...listed].filter((name) => !inFolder.includes(String(name)));
      const unlisted = inFolder.filter((name) => !listed.has(name));
      const what = [
        ...missing.map((name) => `lists ${String(name)}, which is not there`),
        ...unlisted.map((name) => `does not list ${name}`),
      ];
      return what.map((each) => ({
        file: path,
        where: 'resources',
        what: each,
        why: 'Flux applies what is listed, all of it and nothing else',
        fix: 'run: npm run synth',
      }));
    });
}
