import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Admission } from '../constructs/admission.ts';
import { ApplicationNamespace } from '../constructs/application-namespace.ts';
import { DeliveryAccess } from '../constructs/delivery-access.ts';
import { ApplicationGateway, ClassGateway } from '../constructs/gateway.ts';
import { DefaultDeny } from '../constructs/network-policy.ts';
import { PersistentFolder } from '../constructs/persistent-folder.ts';
import { WellKnownSecret } from '../constructs/settings-maps.ts';
import type { Service } from '../model.ts';
import { dataClaim, type Site, settingsOf } from '../settings.ts';
import { serviceNetwork } from './network.ts';
import { tlsSecret } from './service-chart.ts';

export interface ConfigsChartProps {
  readonly site: Site;
  /** The services of this cluster. */
  readonly services: readonly Service[];
}

/** The namespace, access rights, policies and gateway that all services share. */
export class ConfigsChart extends Chart {
  constructor(scope: Construct, id: string, { site, services }: ConfigsChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    const { cluster, facts } = site;
    const { namespace } = cluster;
    new ApplicationNamespace(this, 'namespace', {
      name: namespace,
      quota: cluster.quota,
      ...(facts.azure && { readersGroup: facts.azure.readersGroup }),
    });
    new Admission(this, 'admission', { registry: facts.registry });
    new DeliveryAccess(this, 'delivery', { namespace, services: services.map(({ name }) => name) });
    new DefaultDeny(this, 'default-deny', { namespace });
    for (const service of services) serviceNetwork(this, service, { site, services });
    if (facts.azure)
      new ApplicationGateway(this, 'gateway', {
        namespace,
        hostname: new URL(facts.origin).hostname,
        gateway: facts.azure.gateway,
        tlsSecret,
      });
    if (facts.local) new ClassGateway(this, 'gateway', { namespace, className: facts.local.gateway.className });
    if (facts.local)
      for (const service of services) {
        const settings = settingsOf(service, site);
        if (Object.keys(settings.wellKnown).length > 0)
          new WellKnownSecret(this, `well-known-${service.name}`, { service: service.name, namespace, settings });
        if (service.keepsFiles)
          new PersistentFolder(this, `data-${service.name}`, {
            namespace,
            claim: dataClaim(service.name),
            path: `${facts.local.dataPath}/${service.keepsFiles.folder}`,
            size: service.keepsFiles.size,
          });
      }
  }
}
