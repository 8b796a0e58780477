import { parse } from 'yaml';
import { type Json, textAt } from '@halden/kubernetes/json';
import type { Files } from '../desired/checkout.ts';

/** Where a service stands in a cluster, as Git says. */
export interface ServicePlace {
  readonly service: string;
  readonly namespace: string;
  /** What Flux applies for it, from the root of the checkout. */
  readonly folder: string;
}

/** The places of services in `clusters/<cluster>/**`: each where its Deployment is rendered; one that is not there is left out. */
export function placesIn(files: Files, cluster: string, services: readonly string[]): ServicePlace[] {
  return services.flatMap((service) => {
    for (const [path, text] of files) {
      if (!path.startsWith(`clusters/${cluster}/`) || !path.endsWith(`/${service}/deployment.yaml`)) continue;
      const namespace = textAt(parse(text) as Json, 'metadata', 'namespace') ?? 'default';
      return [{ service, namespace, folder: path.slice(0, -'/deployment.yaml'.length) }];
    }
    return [];
  });
}
