import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContainerClient } from '@azure/storage-blob';
import type { PartitionOwnership } from '@azure/event-hubs';
import { BlobCheckpointStore } from '@azure/eventhubs-checkpointstore-blob';
import { type BlobHarness, startBlobHarness } from '../testing/harness.ts';

const fullyQualifiedNamespace = 'localhost';
const eventHubName = 'Order-Events';
const consumerGroup = '$Default';

let harness: BlobHarness;
let container: ContainerClient;
beforeAll(async () => {
  harness = await startBlobHarness();
});
afterAll(() => harness.stop());

async function aStore(): Promise<BlobCheckpointStore> {
  container = await harness.container();
  return new BlobCheckpointStore(container);
}

const claim = (ownerId: string, partitionId: string, etag?: string): PartitionOwnership => ({
  fullyQualifiedNamespace,
  eventHubName,
  consumerGroup,
  ownerId,
  partitionId,
  ...(etag !== undefined && { etag }),
});

describe('BlobCheckpointStore on the blob server', () => {
  it('lists no ownership and no checkpoint at first', async () => {
    const store = await aStore();
    expect(await store.listOwnership(fullyQualifiedNamespace, eventHubName, consumerGroup)).toEqual([]);
    expect(await store.listCheckpoints(fullyQualifiedNamespace, eventHubName, consumerGroup)).toEqual([]);
  });

  it('claims partitions and lists who has them', async () => {
    const store = await aStore();
    const claimed = await store.claimOwnership([claim('a', '0'), claim('a', '1')]);
    expect(claimed.map(({ partitionId }) => partitionId)).toEqual(['0', '1']);
    const listed = await store.listOwnership(fullyQualifiedNamespace, eventHubName, consumerGroup);
    expect(listed.map(({ ownerId, partitionId }) => `${ownerId}:${partitionId}`)).toEqual(['a:0', 'a:1']);
    expect(listed.every(({ etag, lastModifiedTimeInMs }) => etag && lastModifiedTimeInMs)).toBe(true);
  });

  it('gives a free partition to exactly one of many that claim it at once', async () => {
    const store = await aStore();
    await store.claimOwnership([claim('first', '0')]);
    const [{ etag }] = (await store.listOwnership(fullyQualifiedNamespace, eventHubName, consumerGroup)) as [
      PartitionOwnership,
    ];
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.claimOwnership([claim(`owner-${index}`, '0', etag)])),
    );
    const winners = claims.flat();
    expect(winners).toHaveLength(1);
    const listed = await store.listOwnership(fullyQualifiedNamespace, eventHubName, consumerGroup);
    expect(listed.map(({ ownerId }) => ownerId)).toEqual([winners[0]!.ownerId]);
  });

  it('refuses a claim with a version that is no longer current', async () => {
    const store = await aStore();
    const [first] = await store.claimOwnership([claim('a', '0')]);
    const stale = first!.etag;
    await store.claimOwnership([claim('b', '0', stale)]);
    expect(await store.claimOwnership([claim('a', '0', stale)])).toEqual([]);
  });

  it('keeps the newest checkpoint of each partition', async () => {
    const store = await aStore();
    const at = (partitionId: string, sequenceNumber: number) => ({
      fullyQualifiedNamespace,
      eventHubName,
      consumerGroup,
      partitionId,
      sequenceNumber,
      offset: String(sequenceNumber * 100),
    });
    for (const checkpoint of [at('0', 1), at('1', 5), at('0', 2)]) await store.updateCheckpoint(checkpoint);
    const checkpoints = await store.listCheckpoints(fullyQualifiedNamespace, eventHubName, consumerGroup);
    expect(checkpoints.map(({ partitionId, sequenceNumber, offset }) => [partitionId, sequenceNumber, offset])).toEqual(
      [
        ['0', 2, '200'],
        ['1', 5, '500'],
      ],
    );
  });
});
