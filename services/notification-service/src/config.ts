import { hostname } from 'node:os';
import { topology, Type } from '@halden/contracts';
import {
  commonSettings,
  cosmosSettings,
  eventHubsSettings,
  loadConfig,
  Secret,
  serviceBusSettings,
} from '@halden/service-kit';

export const settings = {
  ...commonSettings,
  ...cosmosSettings,
  ...serviceBusSettings,
  ...eventHubsSettings,
  CHECKPOINT_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'the embedded Blob Storage for checkpoints; in Azure the account is used instead' }),
  ),
  CHECKPOINT_ACCOUNT: Type.Optional(Type.String({ description: 'the name of the storage account for checkpoints' })),
  COMMUNICATION_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'the embedded Communication Services; in Azure the endpoint is used instead' }),
  ),
  COMMUNICATION_ENDPOINT: Type.Optional(
    Type.String({ format: 'uri', description: 'the Communication Services (https://name.communication.azure.com)' }),
  ),
  EMAIL_SENDER: Type.String({ format: 'email', description: 'the address that e-mails come from' }),
  SMS_SENDER: Type.Optional(
    Type.String({ description: 'the number or name that text messages come from; without it none are sent' }),
  ),
  SHOP_URL: Type.String({ format: 'uri', description: 'where customers find the shop, for links' }),
  REPLICA_NAME: Type.String({
    default: hostname(),
    description: 'the name of this replica, different from all others; the same after a restart',
  }),
  SENDS_AT_ONCE: Type.Integer({ default: 8, minimum: 1, maximum: 64, description: 'messages being sent at any time' }),
  NOTIFICATION_DAYS: Type.Integer({
    default: 400,
    minimum: 1,
    description: 'how long sent notifications are kept',
  }),
};
export type Config = ReturnType<typeof readConfig>;

/** Throws `ConfigError` with every fault. */
export const readConfig = (environment: Record<string, string | undefined>) => loadConfig(settings, environment);

export const { orderEvents } = topology.eventHubs;
export const { eventDeadLetters } = topology.serviceBus.queues;
export const checkpointContainer = topology.blob.checkpoints;
export const { notifications, preferences } = topology.cosmos.containers;
export const containers = [notifications, preferences] as const;
