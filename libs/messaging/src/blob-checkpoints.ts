import type { CheckpointStore } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { ContainerClient } from '@azure/storage-blob';
import { azureCredential } from '@halden/service-kit/azure-credential';

/** Checkpoints in a blob container, made where it is missing. */
export async function createBlobCheckpoints(options: {
  connectionString: string | undefined;
  account: string | undefined;
  container: string;
}): Promise<CheckpointStore> {
  const { connectionString, account, container } = options;
  const client = connectionString
    ? new ContainerClient(connectionString, container)
    : new ContainerClient(`https://${account}.blob.core.windows.net/${container}`, await azureCredential());
  await client.createIfNotExists();
  return new BlobCheckpointStore(client);
}
