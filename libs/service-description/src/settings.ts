import { topology } from '@halden/contracts';
import type { AzureUse, Ports, ServiceDescription, Variables } from './description.ts';

/** Who e-mails and text messages come from. */
const emailSender = 'orders@halden.example';
const smsSender = 'Halden';

/** The settings of a Node service wherever it runs. */
export interface Surroundings {
  readonly ports: Ports;
  readonly logLevel: string;
  /** Where browsers find the shop. */
  readonly origin: string;
  readonly oidc: { readonly issuer: string; readonly jwksUri: string };
  /** How long it goes on serving after SIGTERM. */
  readonly drainSeconds: number;
  /** Address ranges of the hops whose `X-Forwarded-For` names the client. */
  readonly trustedProxies: readonly string[];
  /** Another limit than its own; @default its own */
  readonly requestsPerMinute?: number;
}

/** Settings of everything that is built on service-kit. */
export const nodeSettings = (around: Surroundings): Variables => ({
  NODE_ENV: 'production',
  PORT: `${around.ports.http}`,
  ...(around.ports.internal !== undefined && { INTERNAL_PORT: `${around.ports.internal}` }),
  ...(around.ports.management !== undefined && { MANAGEMENT_PORT: `${around.ports.management}` }),
  LOG_LEVEL: around.logLevel,
  CORS_ORIGINS: around.origin,
  OIDC_ISSUER: around.oidc.issuer,
  OIDC_JWKS_URI: around.oidc.jwksUri,
  TRUSTED_PROXIES: around.trustedProxies.join(','),
  DRAIN_SECONDS: `${around.drainSeconds}`,
  ...(around.requestsPerMinute !== undefined && { RATE_LIMIT_PER_MINUTE: `${around.requestsPerMinute}` }),
});

/** Where the embedded Azure answers, and with which keys: those its vendors document, known to everybody. */
export interface EmbeddedAzure {
  readonly cosmos: { readonly endpoint: string; readonly key: string };
  /** Connection strings. */
  readonly serviceBus: string;
  readonly eventHubs: string;
  readonly blob: string;
  readonly communication: string;
  /** What stands in for SQL: the address of a database in a file. */
  readonly databaseUrl: string;
}

/** Settings by whether they hold a key. */
export interface EmbeddedSettings {
  readonly open: Variables;
  readonly keys: Variables;
}

/** The settings for the parts of the embedded Azure that a service uses. */
export function embeddedSettings(uses: readonly AzureUse[], azure: EmbeddedAzure): EmbeddedSettings {
  const parts: Record<AzureUse, { open?: Variables; keys?: Variables }> = {
    cosmos: {
      open: {
        COSMOS_ENDPOINT: azure.cosmos.endpoint,
        COSMOS_DATABASE: topology.cosmos.database,
        COSMOS_PROVISION: 'true',
      },
      keys: { COSMOS_KEY: azure.cosmos.key },
    },
    'service-bus': { keys: { SERVICE_BUS_CONNECTION_STRING: azure.serviceBus } },
    'event-hubs': { keys: { EVENT_HUBS_CONNECTION_STRING: azure.eventHubs } },
    checkpoints: { keys: { CHECKPOINT_CONNECTION_STRING: azure.blob } },
    sql: { open: { DATABASE_URL: azure.databaseUrl } },
    communication: { keys: { COMMUNICATION_CONNECTION_STRING: azure.communication } },
  };
  return {
    open: merged(uses.map((use) => parts[use].open)),
    keys: merged(uses.map((use) => parts[use].keys)),
  };
}

/** The address that customers answer to, and that of the shop; `personal` is what scanners take for personal data. */
export const senderSettings = (
  uses: readonly AzureUse[],
  origin: string,
): { readonly open: Variables; readonly personal: Variables } =>
  uses.includes('communication')
    ? { open: { SMS_SENDER: smsSender, SHOP_URL: origin }, personal: { EMAIL_SENDER: emailSender } }
    : { open: {}, personal: {} };

/** Where a service finds those it calls. */
export const callSettings = <Callee extends string>(
  { calls }: Pick<ServiceDescription<string, Callee>, 'calls'>,
  addressOf: (service: Callee) => string,
): Variables => Object.fromEntries(calls.map(({ service, setting }) => [setting, addressOf(service)]));

/** A service's own settings in an environment. */
export const ownSettings = (
  { settings, settingsIn }: Pick<ServiceDescription, 'settings' | 'settingsIn'>,
  environment: string,
): Variables => ({ ...settings, ...settingsIn[environment] });

const merged = (parts: readonly (Variables | undefined)[]): Variables =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));
