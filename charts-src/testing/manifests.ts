import { resolve } from 'node:path';
import { parse } from 'yaml';
import { readApps, readDesired } from '../desired.ts';
import type { Desired, RenderedFile } from '../model.ts';
import { render } from '../render.ts';

export const root = resolve(import.meta.dirname, '../..');

let desired: Desired | undefined;
let files: readonly RenderedFile[] | undefined;
export const theDesired = (): Desired => (desired ??= readDesired(readApps(root)));
export const theFiles = (): readonly RenderedFile[] => (files ??= render(theDesired()));

type Fields = Record<string, any>;

/** The object in a rendered file below `clusters/`. Throws where there is none. */
export function manifest(path: string, from = theFiles()): Fields {
  const file = from.find((each) => each.path === `clusters/${path}`);
  if (!file) throw new Error(`clusters/${path} is not rendered`);
  return parse(file.content) as Fields;
}

export const deployment = (service: string, cluster: string): Fields =>
  manifest(`${cluster}/apps/${service}/deployment.yaml`);
/** The pod that a service's Deployment describes. */
export const pod = (service: string, cluster: string): Fields =>
  deployment(service, cluster).spec.template.spec as Fields;
export const canary = (service: string, cluster: string): Fields => manifest(`${cluster}/apps/${service}/canary.yaml`);
export const settings = (service: string, cluster: string): Record<string, string> =>
  manifest(`${cluster}/apps/${service}/configmap.yaml`).data as Record<string, string>;
export const networkPolicy = (service: string, cluster: string): Fields =>
  manifest(`${cluster}/infrastructure/configs/networkpolicy-${service}.yaml`);

/** The rendered files of one cluster with one of them changed, as by a hand or a faulty construct. */
export function mutated(path: string, change: (object: Fields) => Fields | void, toPath = path): RenderedFile[] {
  const object = manifest(path);
  const content = JSON.stringify(change(object) ?? object);
  const cluster = `clusters/${path.split('/', 1)[0]}/`;
  const others = theFiles().filter((file) => file.path.startsWith(cluster) && file.path !== `clusters/${toPath}`);
  return [...others, { path: `clusters/${toPath}`, content }];
}
