import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDesired, render, services } from '@halden/charts';
import { apply, compare } from '../../charts-src/output.ts';
import { appPath, editValues } from '../platform/src/plan/app-file.ts';

/** An image as it was pushed. */
export interface PushedImage {
  readonly name: string;
  /** `registry/name` */
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

/** What is found out about a cluster. */
export interface Place {
  readonly origin: string;
  readonly registry: string;
  readonly gitUrl: string;
}

const environment = 'local';
export const clusterFile = `apps/clusters/${environment}.yaml`;

/** Writes what was found and built into a checkout's desired state, and renders it: what `platform bump` does, for all at once. */
export function writeDesired(checkout: string, place: Place, images: readonly PushedImage[]): void {
  edit(checkout, clusterFile, [
    [['origin'], place.origin],
    [['registry'], place.registry],
    [['local', 'git', 'url'], place.gitUrl],
  ]);
  for (const { name } of services.filter(({ environments }) => environments.includes(environment))) {
    const image = images.find((candidate) => candidate.name === name);
    if (!image) throw new Error(`no image of ${name} was built`);
    edit(checkout, appPath(name, environment), [
      [['image', 'repository'], image.repository],
      [['image', 'tag'], image.tag],
      [['image', 'digest'], image.digest],
    ]);
  }
  apply(checkout, compare(checkout, render(readDesired(checkout))));
}

function edit(checkout: string, path: string, edits: Parameters<typeof editValues>[2]): void {
  const file = join(checkout, path);
  writeFileSync(file, editValues(path, readFileSync(file, 'utf8'), edits));
}
