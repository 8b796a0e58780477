import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { EmbeddedAzure } from '../constructs/embedded-azure.ts';
import { PersistentFolder } from '../constructs/persistent-folder.ts';
import type { Release, ServiceDescription } from '../model.ts';
import { dataClaim, embedded, type Place } from '../settings.ts';
import { imageOf } from './service-chart.ts';

export interface EmbeddedAzureChartProps {
  readonly service: ServiceDescription;
  readonly release: Release;
  readonly place: Place;
}

/** Azure in the local cluster: one pod in a namespace of its own. */
export class EmbeddedAzureChart extends Chart {
  constructor(scope: Construct, id: string, { service, release, place }: EmbeddedAzureChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { cluster, facts } = place;
    const { local } = facts;
    if (!local) throw new TypeError(`${cluster.name} is a cluster in Azure: it needs no embedded one`);
    const { namespace } = embedded;
    const claim = dataClaim(service.name);
    new PersistentFolder(this, 'data', { namespace, claim, path: `${local.dataPath}/azure`, size: '2Gi' });
    new EmbeddedAzure(this, 'azure', {
      ...{ namespace, claim, local, routes: service.routes, health: service.health },
      image: imageOf(release),
      resources: release.resources,
      origin: facts.origin,
      logLevel: cluster.logLevel,
      shopNamespace: cluster.namespace,
      network: cluster.network,
    });
  }
}
