import { topology, Type } from '@halden/contracts';
import { commonSettings, loadConfig, Secret } from '@halden/service-kit';

export const settings = {
  ...commonSettings,
  COSMOS_ENDPOINT: Type.String({ format: 'uri', description: 'the address of the Cosmos DB account' }),
  COSMOS_KEY: Type.Optional(
    Secret({ description: 'the key of the embedded Cosmos DB; in Azure the workload identity is used instead' }),
  ),
  COSMOS_DATABASE: Type.String({
    default: topology.cosmos.database,
    description: 'the database that holds catalogue and stock',
  }),
  COSMOS_PROVISION: Type.Boolean({
    default: false,
    description: 'makes the database and its containers where they are missing, for the embedded Cosmos DB',
  }),
  SEED_CATALOGUE: Type.Boolean({ default: false, description: 'fills an empty catalogue with the demo products' }),
  CHANGE_FEED_MS: Type.Integer({
    default: 1_000,
    minimum: 10,
    description: 'how often the change feeds are asked, in milliseconds: how long one replica may lag behind another',
  }),
  RESERVATION_SWEEP_MS: Type.Integer({
    default: 3_000,
    minimum: 10,
    description: 'how often reservations whose time is over are released, in milliseconds',
  }),
  STOCK_GATHER_MS: Type.Integer({
    default: 20,
    minimum: 0,
    maximum: 1_000,
    description: 'under load, how long a stock shard gathers requests for one transaction, in milliseconds',
  }),
};
export type Config = ReturnType<typeof readConfig>;

/** Throws `ConfigError` with every fault. */
export const readConfig = (environment: Record<string, string | undefined>) => loadConfig(settings, environment);

export const { products: productsContainer, stock: stockContainer } = topology.cosmos.containers;
