import { topology, Type } from '@halden/contracts';
import { commonSettings, cosmosSettings, loadConfig } from '@halden/service-kit';

export const settings = {
  ...commonSettings,
  ...cosmosSettings,
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
