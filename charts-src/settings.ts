import { createHash } from 'node:crypto';
import { topology } from '@halden/contracts';
import type { AzureUse, Cluster, ClusterFacts, ServiceDescription } from './model.ts';

/** Where something runs: a cluster, and what is known of it. */
export interface Place {
  readonly cluster: Cluster;
  readonly facts: ClusterFacts;
}

/** What a service is told, by where its values may stand. */
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

/** Names by the convention of infrastructure/: `{resource-type}-{app}-{environment}`. */
export const azureNames = ({ cluster }: Place) => {
  const suffix = `halden-${cluster.environment}`;
  return {
    cosmos: `cosmos-${suffix}`,
    serviceBus: `sb-${suffix}`,
    eventHubs: `evh-${suffix}`,
    sqlServer: `sql-${suffix}`,
    storage: `sthalden${cluster.environment}`,
    communication: `acs-${suffix}`,
    keyVault: `kv-${suffix}`,
  };
};

/** Where the embedded Azure answers, and with which keys: those its vendors document, known to everybody. */
export const embedded = {
  namespace: 'azure',
  service: 'azure',
  ports: { amqp: 5672, cosmos: 8081, blob: 10000, identity: 8090, communication: 8025 },
} as const;
const embeddedHost = `${embedded.service}.${embedded.namespace}`;
const embeddedAmqp =
  `Endpoint=sb://${embeddedHost}:${embedded.ports.amqp};SharedAccessKeyName=RootManageSharedAccessKey;` +
  'SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true';

/** What the services are told of each part of Azure. */
const inAzure: Record<AzureUse, (place: Place) => Record<string, string>> = {
  cosmos: (place) => ({
    COSMOS_ENDPOINT: `https://${azureNames(place).cosmos}.documents.azure.com:443/`,
    COSMOS_DATABASE: topology.cosmos.database,
  }),
  'service-bus': (place) => ({ SERVICE_BUS_NAMESPACE: `${azureNames(place).serviceBus}.servicebus.windows.net` }),
  'event-hubs': (place) => ({ EVENT_HUBS_NAMESPACE: `${azureNames(place).eventHubs}.servicebus.windows.net` }),
  checkpoints: (place) => ({ CHECKPOINT_ACCOUNT: azureNames(place).storage }),
  // With the workload identity this address holds no password.
  sql: (place) => ({
    DATABASE_URL: `mssql://${azureNames(place).sqlServer}.database.windows.net/${topology.sql.database}`,
  }),
  communication: (place) => ({
    COMMUNICATION_ENDPOINT: `https://${azureNames(place).communication}.europe.communication.azure.com`,
    ...sender(place),
  }),
};

/** The same of the embedded Azure: open settings, and those that hold its keys. */
const inEmbedded: Record<AzureUse, (place: Place) => { open?: Record<string, string>; keys?: Record<string, string> }> =
  {
    cosmos: () => ({
      open: {
        COSMOS_ENDPOINT: `http://${embeddedHost}:${embedded.ports.cosmos}/`,
        COSMOS_DATABASE: topology.cosmos.database,
        COSMOS_PROVISION: 'true',
      },
      keys: { COSMOS_KEY: 'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==' },
    }),
    'service-bus': () => ({ keys: { SERVICE_BUS_CONNECTION_STRING: embeddedAmqp } }),
    'event-hubs': () => ({ keys: { EVENT_HUBS_CONNECTION_STRING: embeddedAmqp } }),
    checkpoints: () => ({
      keys: {
        CHECKPOINT_CONNECTION_STRING:
          'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;' +
          'AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;' +
          `BlobEndpoint=http://${embeddedHost}:${embedded.ports.blob}/devstoreaccount1;`,
      },
    }),
    sql: () => ({ open: { DATABASE_URL: `sqlite:${dataFolder}/orders.db` } }),
    communication: (place) => ({
      open: sender(place),
      keys: {
        COMMUNICATION_CONNECTION_STRING:
          `endpoint=http://${embeddedHost}:${embedded.ports.communication}/;accesskey=` + developmentAccessKey,
      },
    }),
  };
/** Where what a service keeps in files is mounted. */
export const dataFolder = '/data';
/** The claim of the volume behind it. */
export const dataClaim = (service: string): string => `${service}-data`;
const developmentAccessKey = Buffer.from('halden local communication services').toString('base64');

const sender = ({ facts }: Place) => ({
  SMS_SENDER: 'Halden',
  SHOP_URL: facts.origin,
});

/** Everything a service is told in a place. */
export function settingsOf(service: ServiceDescription, place: Place): Settings {
  const { cluster, facts } = place;
  const own = { ...service.settings, ...service.settingsIn?.[cluster.environment] };
  const base = service.metrics ? platformSettings(service, place) : shopSettings(place);
  const pinned = pinnedOf(service, facts);
  if (facts.local) {
    const parts = service.azure.map((use) => inEmbedded[use](place));
    return {
      pinned,
      open: { ...base, ...merged(parts.map(({ open }) => open)), ...own },
      wellKnown: { ...merged(parts.map(({ keys }) => keys)), ...localSecrets(service) },
      vault: {},
    };
  }
  const parts = service.azure.map((use) => inAzure[use](place));
  return { pinned, open: { ...base, ...merged(parts), ...own }, wellKnown: {}, vault: service.secrets };
}

const pinnedOf = ({ azure }: ServiceDescription, facts: ClusterFacts): Record<string, string> => ({
  ...(facts.azure && { APPLICATIONINSIGHTS_CONNECTION_STRING: facts.azure.applicationInsights }),
  ...(azure.includes('communication') && { EMAIL_SENDER: 'orders@halden.example' }),
});

const merged = (parts: readonly (Record<string, string> | undefined)[]): Record<string, string> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));

/** What every service built on service-kit reads. */
function platformSettings(service: ServiceDescription, { cluster, facts }: Place): Record<string, string> {
  return {
    NODE_ENV: 'production',
    PORT: `${service.port}`,
    LOG_LEVEL: cluster.logLevel,
    CORS_ORIGINS: facts.origin,
    ...oidc(facts),
    // The pod has left every route before it is told to stop; what is left are requests under way.
    DRAIN_SECONDS: '1',
    // One machine stands for all shoppers.
    ...(facts.local && { RATE_LIMIT_PER_MINUTE: '1000000' }),
  };
}

/** What Nginx tells the pages of the shop, and whom they may talk to. */
const shopSettings = ({ cluster, facts }: Place): Record<string, string> => ({
  OIDC_ISSUER: oidc(facts).OIDC_ISSUER,
  ...(facts.azure && {
    OIDC_CLIENT_ID: facts.azure.oidc.clientId,
    OIDC_SCOPE: 'openid profile email offline_access api://halden/.default',
  }),
  // Test cards are for where money is not real.
  SHOP_DEMO: String(!cluster.approval),
});

const oidc = ({ azure, origin }: ClusterFacts) => ({
  OIDC_ISSUER: azure?.oidc.issuer ?? `${origin}/identity`,
  OIDC_JWKS_URI: azure?.oidc.jwksUri ?? `http://${embeddedHost}:${embedded.ports.identity}/identity/jwks`,
});

/** Secrets of the local cluster guard nothing: they are made from their names, and everybody may know them. */
const localSecrets = (service: ServiceDescription): Record<string, string> =>
  Object.fromEntries(
    Object.entries(service.secrets).map(([variable, name]) => [
      variable,
      createHash('sha256').update(`${service.name}/${name} of a local cluster`).digest('base64url'),
    ]),
  );
