import { type Container, CosmosClient } from '@azure/cosmos';
import type { CosmosContainerSpec } from '@halden/contracts';
import type { Foundation } from '../foundation.ts';
import type { Guard } from '../guard.ts';
import type { CosmosSettings } from '../settings.ts';
import { azureCredential } from './credential.ts';

export { createDocuments, type Documents, type Stored } from './cosmos-documents.ts';

/** A client with a key where one is given (the embedded Azure), else with the workload identity. */
export async function createCosmosClient(options: {
  endpoint: string;
  key: string | undefined;
}): Promise<CosmosClient> {
  const { endpoint, key } = options;
  const connectionPolicy = {
    requestTimeout: 10_000,
    // There is one embedded endpoint and no region to fail over to: looking for one would retry for two minutes.
    enableEndpointDiscovery: !key,
    retryOptions: { maxRetryAttemptCount: 5, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 10 },
  };
  return key
    ? new CosmosClient({ endpoint, key, connectionPolicy })
    : new CosmosClient({ endpoint, aadCredentials: await azureCredential(), connectionPolicy });
}

/** The container of a specification. In the cloud it was made by the infrastructure's code. */
export const cosmosContainer = (client: CosmosClient, database: string, spec: CosmosContainerSpec): Container =>
  client.database(database).container(spec.name);

/** Makes the database and its containers where they are missing, also when another service does the same at this moment. */
export async function provisionCosmos(
  client: CosmosClient,
  database: string,
  specs: readonly CosmosContainerSpec[],
): Promise<void> {
  await unlessMadeMeanwhile(() => client.databases.createIfNotExists({ id: database }));
  for (const { name, partitionKey, defaultTtlSeconds } of specs)
    await unlessMadeMeanwhile(() =>
      client.database(database).containers.createIfNotExists({
        id: name,
        partitionKey: { paths: [partitionKey] },
        ...(defaultTtlSeconds !== undefined && { defaultTtl: defaultTtlSeconds }),
      }),
    );
}

/** Looked for and not found, yet there when it was to be made: somebody else was faster, and that is as good. */
const unlessMadeMeanwhile = (make: () => Promise<unknown>) =>
  make().catch((error: unknown) => {
    if ((error as { code?: unknown }).code !== 409) throw error;
  });

/** The Cosmos DB of one service, behind one guard. */
export interface Cosmos {
  readonly guard: Guard;
  readonly client: CosmosClient;
  /** A container with the guard its store calls through. */
  in(spec: CosmosContainerSpec): { container: Container; guard: Guard };
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
}

/** Connects a service to its containers, and makes them first where the settings say so. The connection ends with the lifecycle. */
export async function openCosmos(
  foundation: Pick<Foundation, 'guard' | 'lifecycle'>,
  config: CosmosSettings,
  specs: readonly [CosmosContainerSpec, ...CosmosContainerSpec[]],
): Promise<Cosmos> {
  const client = await createCosmosClient({ endpoint: config.COSMOS_ENDPOINT, key: config.COSMOS_KEY });
  const guard = foundation.guard('cosmos');
  const container = (spec: CosmosContainerSpec) => cosmosContainer(client, config.COSMOS_DATABASE, spec);
  foundation.lifecycle.add('cosmos', {
    start: () => (config.COSMOS_PROVISION ? provisionCosmos(client, config.COSMOS_DATABASE, specs) : undefined),
    stop: () => client.dispose(),
  });
  return {
    guard,
    client,
    in: (spec) => ({ container: container(spec), guard }),
    check: () => guard.run(async () => void (await container(specs[0]).item('ready', 'ready').read())),
  };
}
