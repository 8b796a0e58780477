import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { EmbeddedAzure } from '../constructs/embedded-azure.ts';
import { gatewayPeers } from './network.ts';
import { PersistentFolder } from '../constructs/persistent-folder.ts';
import type { Release, Service } from '../model.ts';
import { dataClaim, embedded, type Site } from '../settings.ts';
import { imageOf } from './service-chart.ts';

export interface EmbeddedAzureChartProps {
  readonly service: Service;
  readonly release: Release;
  readonly site: Site;
}

/** Azure in the local cluster: one pod in a namespace of its own. */
export class EmbeddedAzureChart extends Chart {
  constructor(scope: Construct, id: string, { service, release, site }: EmbeddedAzureChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { cluster, facts } = site;
    const { local } = facts;
    if (!local) throw new TypeError(`${cluster.name} is a cluster in Azure: it needs no embedded one`);
    const { keepsFiles } = service;
    if (!keepsFiles) throw new TypeError(`${service.name} keeps Azure's data: its description needs keepsFiles`);
    const { namespace } = embedded;
    const claim = dataClaim(service.name);
    const path = `${local.dataPath}/${keepsFiles.folder}`;
    new PersistentFolder(this, 'data', { namespace, claim, path, size: keepsFiles.size });
    new EmbeddedAzure(this, 'azure', {
      name: service.name,
      namespace,
      claim,
      routes: service.routes,
      health: service.health,
      image: imageOf(release),
      resources: release.resources,
      origin: facts.origin,
      logLevel: cluster.logLevel,
      shopNamespace: cluster.namespace,
      gateway: gatewayPeers(cluster.network, local),
    });
  }
}
