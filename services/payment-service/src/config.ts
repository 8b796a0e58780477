import { topology, Type } from '@halden/contracts';
import { commonSettings, loadConfig, Secret } from '@halden/service-kit';

export const settings = {
  ...commonSettings,
  COSMOS_ENDPOINT: Type.String({ format: 'uri', description: 'the Cosmos DB account' }),
  COSMOS_KEY: Type.Optional(
    Secret({ description: 'the key of the embedded Cosmos DB; in Azure the workload identity is used instead' }),
  ),
  COSMOS_DATABASE: Type.String({ default: topology.cosmos.database, description: 'the database in it' }),
  COSMOS_PROVISION: Type.Boolean({
    default: false,
    description: 'make the database and its containers where they are missing',
  }),
  SERVICE_BUS_CONNECTION_STRING: Type.Optional(
    Secret({ description: 'the embedded Service Bus; in Azure the namespace is used instead' }),
  ),
  SERVICE_BUS_NAMESPACE: Type.Optional(
    Type.String({ description: 'the Service Bus namespace (name.servicebus.windows.net)' }),
  ),
  ALLOW_TEST_CARDS: Type.Boolean({
    default: true,
    description: 'whether the simulated bank takes its test cards and their tokens; false in production',
  }),
  BANK_TIMEOUT_MS: Type.Integer({
    default: 300,
    minimum: 1,
    description: 'how long an answer of the bank is waited for',
  }),
  BANK_LATE_SUCCESS_MS: Type.Integer({
    default: 2_000,
    minimum: 0,
    description: 'after what time the books of the simulated bank show a charge that it answered late',
  }),
  PAYMENT_CHECKS: Type.Integer({
    default: 4,
    minimum: 1,
    description: 'how often the bank is asked about a charge it did not answer, before the payment is given up',
  }),
  PAYMENT_CHECK_DELAY_MS: Type.Integer({
    default: 1_000,
    minimum: 1,
    description: 'how long to wait before asking the first time; doubles every time',
  }),
};
export type Config = ReturnType<typeof readConfig>;

/** Throws `ConfigError` with every fault. */
export const readConfig = (environment: Record<string, string | undefined>) => loadConfig(settings, environment);

export const { paymentRequests } = topology.serviceBus.queues;
export const { paymentResults } = topology.serviceBus.topics;
export const { payments, paymentMethods, bankLedger } = topology.cosmos.containers;
export const containers = [payments, paymentMethods, bankLedger];
