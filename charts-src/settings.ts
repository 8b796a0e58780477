import { createHash } from 'node:crypto';
import { topology } from '@halden/contracts';
import {
  callSettings,
  type EmbeddedAzure,
  embeddedSettings,
  nodeSettings,
  ownSettings,
  senderSettings,
} from '@halden/service-description';
import { services } from '@halden/service-registry';
import { type AzureNames, azureNames } from './azure-names.ts';
import { azureNamespace, internalServiceName } from './names.ts';
import type { AzureUse, Cluster, ClusterFacts, Service, ServiceName } from './model.ts';
import { regions } from './regions.ts';

/** A cluster with its facts and the names of its resources in Azure. */
export interface Site {
  readonly cluster: Cluster;
  readonly facts: ClusterFacts;
  readonly names: AzureNames;
}

export const siteOf = (cluster: Cluster, facts: ClusterFacts): Site => ({
  cluster,
  facts,
  names: azureNames(cluster, facts),
});

/** The settings of a service, by where their values may stand. */
export interface Settings {
  /** In the pod's template itself: what scanners take for keys or personal data where it stands in a ConfigMap. */
  readonly pinned: Readonly<Record<string, string>>;
  /** For everybody to read: a ConfigMap. */
  readonly open: Readonly<Record<string, string>>;
  /** Well-known keys of the embedded Azure: a Secret in Git, in the local cluster only. */
  readonly wellKnown: Readonly<Record<string, string>>;
  /** Variable → Key Vault secret; never in Git. */
  readonly vault: Readonly<Record<string, string>>;
}

/** Where the embedded Azure answers in a cluster. */
export const embedded = {
  namespace: azureNamespace,
  service: 'azure',
  ports: { amqp: 5672, cosmos: 8081, blob: 10000, identity: 8090, communication: 8025 },
} as const;
const embeddedHost = `${embedded.service}.${embedded.namespace}`;
const embeddedAmqp =
  `Endpoint=sb://${embeddedHost}:${embedded.ports.amqp};SharedAccessKeyName=RootManageSharedAccessKey;` +
  'SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true';
const developmentAccessKey = Buffer.from('halden local communication services').toString('base64');

/** Where what a service keeps in files is mounted. */
export const dataFolder = '/data';
/** The claim of the volume behind it. */
export const dataClaim = (service: string): string => `${service}-data`;

/** Its addresses, and the keys that its vendors document. */
const embeddedAzure: EmbeddedAzure = {
  cosmos: {
    endpoint: `http://${embeddedHost}:${embedded.ports.cosmos}/`,
    key: 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==',
  },
  serviceBus: embeddedAmqp,
  eventHubs: embeddedAmqp,
  blob:
    'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;' +
    'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;' +
    `BlobEndpoint=http://${embeddedHost}:${embedded.ports.blob}/devstoreaccount1;`,
  communication: `endpoint=http://${embeddedHost}:${embedded.ports.communication}/;accesskey=${developmentAccessKey}`,
  databaseUrl: `sqlite:${dataFolder}/${topology.sql.database}.db`,
};

/** The settings that lead to each part of Azure. */
const inAzure: Record<AzureUse, (site: Site) => Record<string, string>> = {
  cosmos: ({ names }) => ({
    COSMOS_ENDPOINT: `https://${names.cosmos}.documents.azure.com:443/`,
    COSMOS_DATABASE: topology.cosmos.database,
  }),
  'service-bus': ({ names }) => ({ SERVICE_BUS_NAMESPACE: `${names.serviceBus}.servicebus.windows.net` }),
  'event-hubs': ({ names }) => ({ EVENT_HUBS_NAMESPACE: `${names.eventHubs}.servicebus.windows.net` }),
  checkpoints: ({ names }) => ({ CHECKPOINT_ACCOUNT: names.storage }),
  // With the workload identity this address holds no password.
  sql: ({ names }) => ({
    DATABASE_URL: `mssql://${names.sqlServer}.database.windows.net/${topology.sql.database}`,
  }),
  communication: (site) => ({ COMMUNICATION_ENDPOINT: `https://${communicationHost(site)}` }),
};

const communicationHost = ({ cluster, names }: Site): string => {
  const { name, region } = cluster;
  if (!region) throw new TypeError(`${name} is not in Azure: it has no Communication Services`);
  return `${names.communication}.${regions[region].communicationData}.communication.azure.com`;
};

/** Every setting of a service in a place. */
export function settingsOf(service: Service, site: Site): Settings {
  const { cluster, facts } = site;
  const sender = senderSettings(service.uses, facts.origin);
  const own = {
    ...callSettings(service, addressOf),
    ...ownSettings(service, cluster.environment),
  };
  const base = service.runtime === 'node' ? platformSettings(service, site) : shopSettings(site);
  const pinned = {
    ...(facts.azure && { APPLICATIONINSIGHTS_CONNECTION_STRING: facts.azure.applicationInsights }),
    ...sender.personal,
  };
  if (facts.local) {
    const { open, keys } = embeddedSettings(service.uses, embeddedAzure);
    return {
      pinned,
      open: { ...base, ...open, ...sender.open, ...own },
      wellKnown: { ...keys, ...localSecrets(service) },
      vault: {},
    };
  }
  const parts = Object.assign({}, ...service.uses.map((use) => inAzure[use](site))) as Record<string, string>;
  return { pinned, open: { ...base, ...parts, ...sender.open, ...own }, wellKnown: {}, vault: service.secrets };
}

/** Where a service of the same namespace answers others. */
const addressOf = (name: ServiceName): string =>
  `http://${services.find((service) => service.name === name)?.ports.internal === undefined ? name : internalServiceName(name)}`;

/** Those of every service that is built on service-kit. */
const platformSettings = (service: Service, { cluster, facts }: Site): Record<string, string> => ({
  ...nodeSettings({
    ports: service.ports,
    logLevel: cluster.logLevel,
    origin: facts.origin,
    oidc: oidc(facts),
    // The pod has left every route before it receives SIGTERM; what is left are requests under way.
    drainSeconds: 1,
    // In a cluster without Azure the gateway is a pod like any other.
    trustedProxies: [facts.local ? cluster.network.pods : cluster.network.gateway],
    // One machine stands for all shoppers.
    ...(facts.local && { requestsPerMinute: 1_000_000 }),
  }),
});

/** The settings that Nginx serves to the pages of the shop, and the origins they may call. */
const shopSettings = ({ cluster, facts }: Site): Record<string, string> => ({
  OIDC_ISSUER: oidc(facts).issuer,
  ...(facts.azure && {
    OIDC_CLIENT_ID: facts.azure.oidc.clientId,
    OIDC_SCOPE: 'openid profile email offline_access api://halden/.default',
  }),
  // Test cards are for where money is not real.
  SHOP_DEMO: String(!cluster.approval),
});

const oidc = ({ azure, origin }: ClusterFacts) => ({
  issuer: azure?.oidc.issuer ?? `${origin}/identity`,
  jwksUri: azure?.oidc.jwksUri ?? `http://${embeddedHost}:${embedded.ports.identity}/identity/jwks`,
});

/** Secrets of the local cluster guard nothing: they are made from their names, and everybody may know them. */
const localSecrets = (service: Service): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service.secrets).map(([variable, name]) => [
      variable,
      createHash('sha256').update(`${service.name}/${name} of a local cluster`).digest('base64url'),
    ]),
  );
