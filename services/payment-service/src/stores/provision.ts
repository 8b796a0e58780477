import type { CosmosClient } from '@azure/cosmos';
import type { CosmosContainerSpec } from '@halden/contracts';
import { provisionCosmos } from '@halden/service-kit/cosmos';

/** Makes the database and containers where they are missing, also when another service does the same at this moment. */
export async function provision(
  client: CosmosClient,
  database: string,
  specs: readonly CosmosContainerSpec[],
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await provisionCosmos(client, database, specs);
    } catch (error) {
      // Looked for and not found, yet there when it was to be made: somebody else was faster.
      const madeMeanwhile = (error as { code?: unknown }).code === 409;
      if (!madeMeanwhile || attempt === 10) throw error;
    }
  }
}
