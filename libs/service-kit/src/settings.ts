import { type Static, topology, Type } from '@halden/contracts';
import { List, Secret } from './config.ts';
import { logLevels } from './log.ts';

/** Settings that every service has. */
export const commonSettings = {
  HOST: Type.String({ default: '0.0.0.0', description: 'the address to listen on' }),
  PORT: Type.Integer({ default: 8080, minimum: 0, maximum: 65535, description: 'the port for the public' }),
  INTERNAL_PORT: Type.Integer({
    default: 8081,
    minimum: 0,
    maximum: 65535,
    description: 'the port for other services, where the API has operations for them',
  }),
  MANAGEMENT_PORT: Type.Integer({
    default: 9090,
    minimum: 0,
    maximum: 65535,
    description: 'the port of /health, /ready and /metrics',
  }),
  LOG_LEVEL: Type.Unsafe<(typeof logLevels)[number]>({
    type: 'string',
    enum: [...logLevels],
    default: 'info',
    description: 'the least important level that is logged',
  }),
  SERVICE_VERSION: Type.String({ default: '0.0.0-local', description: 'the version that runs, for logs and metrics' }),
  CORS_ORIGINS: List({ default: '', description: 'origins that browsers may call from, separated by commas' }),
  TRUSTED_PROXIES: List({
    default: '',
    description: 'addresses and CIDR ranges of the hops whose X-Forwarded-For is believed, separated by commas',
  }),
  RATE_LIMIT_PER_MINUTE: Type.Integer({
    default: 600,
    minimum: 1,
    description: 'requests one caller may make in a minute',
  }),
  OIDC_ISSUER: Type.String({ format: 'uri', description: 'the issuer of access tokens' }),
  OIDC_JWKS_URI: Type.String({ format: 'uri', description: "the address of the issuer's keys" }),
  OIDC_AUDIENCE: Type.String({ default: 'api://halden', description: 'the audience that access tokens must name' }),
  DRAIN_SECONDS: Type.Number({
    default: 5,
    minimum: 0,
    maximum: 300,
    description: 'how long to go on serving after a stop signal, while routes forget this pod',
  }),
  APPLICATIONINSIGHTS_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'Azure Monitor; without it no telemetry is sent' }),
  ),
};
export type CommonSettings = Readonly<Static<ReturnType<typeof Type.Object<typeof commonSettings>>>>;

/** Settings of a service that keeps documents in Cosmos DB. */
export const cosmosSettings = {
  COSMOS_ENDPOINT: Type.String({ format: 'uri', description: 'the address of the Cosmos DB account' }),
  COSMOS_KEY: Type.Optional(
    Secret({ description: 'the key of the embedded Cosmos DB; in Azure the workload identity is used instead' }),
  ),
  COSMOS_DATABASE: Type.String({ default: topology.cosmos.database, description: 'the database in it' }),
  COSMOS_PROVISION: Type.Boolean({
    default: false,
    description: 'make the database and its containers where they are missing, for the embedded Cosmos DB',
  }),
};

export type CosmosSettings = Readonly<Static<ReturnType<typeof Type.Object<typeof cosmosSettings>>>>;

/** Settings of a service that talks over Service Bus. */
export const serviceBusSettings = {
  SERVICE_BUS_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'the embedded Service Bus; in Azure the namespace is used instead' }),
  ),
  SERVICE_BUS_NAMESPACE: Type.Optional(
    Type.String({ description: 'the Service Bus namespace (name.servicebus.windows.net)' }),
  ),
};

/** Settings of a service that writes or reads Event Hubs. */
export const eventHubsSettings = {
  EVENT_HUBS_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'the embedded Event Hubs; in Azure the namespace is used instead' }),
  ),
  EVENT_HUBS_NAMESPACE: Type.Optional(
    Type.String({ description: 'the Event Hubs namespace (name.servicebus.windows.net)' }),
  ),
};
