import { topology, Type } from '@halden/contracts';
import { commonSettings, eventHubsSettings, loadConfig, Secret, serviceBusSettings } from '@halden/service-kit';

export const settings = {
  ...commonSettings,
  ...serviceBusSettings,
  ...eventHubsSettings,
  DATABASE_URL: Secret({
    description:
      'where orders are kept: sqlite:<file>, mssql://user:password@host:1433/database, or mssql://server/database with the workload identity',
  }),
  DATABASE_SCHEMA: Type.String({
    default: 'shop',
    pattern: '^[a-z][a-z0-9_]*$',
    description: 'the SQL schema of the tables',
  }),
  ORDER_KEY_SECRET: Secret({
    minLength: 32,
    description: 'makes the ids of orders and the keys of guests; the same for all replicas',
  }),
  PRODUCT_SERVICE_URL: Type.String({ format: 'uri', description: 'the address of product-service' }),
  RESERVATION_SECONDS: Type.Integer({
    default: 900,
    minimum: 5,
    description: 'how long stock is held for an order that is not paid',
  }),
};
export type Config = ReturnType<typeof readConfig>;

/** Throws `ConfigError` with every fault. */
export const readConfig = (environment: Record<string, string | undefined>) => loadConfig(settings, environment);

export const { paymentRequests } = topology.serviceBus.queues;
export const { paymentResults } = topology.serviceBus.topics;
export const { orderEvents } = topology.eventHubs;
