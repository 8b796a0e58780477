import type { Checkpoint, CheckpointStore, PartitionOwnership } from '@azure/event-hubs';

/** A checkpoint store that several clients of one test share, with the ETag rule of the real one. */
export class MemoryCheckpointStore implements CheckpointStore {
  readonly #owners = new Map<string, PartitionOwnership>();
  readonly #checkpoints = new Map<string, Checkpoint>();
  #version = 0;

  async listOwnership(): Promise<PartitionOwnership[]> {
    return [...this.#owners.values()].map((owner) => ({ ...owner }));
  }

  async claimOwnership(claims: PartitionOwnership[]): Promise<PartitionOwnership[]> {
    return claims.flatMap((claim) => {
      if (this.#owners.get(claim.partitionId)?.etag !== claim.etag) return [];
      const owner = { ...claim, etag: String(++this.#version), lastModifiedTimeInMs: Date.now() };
      this.#owners.set(claim.partitionId, owner);
      return [{ ...owner }];
    });
  }

  async updateCheckpoint(checkpoint: Checkpoint): Promise<void> {
    this.#checkpoints.set(checkpoint.partitionId, { ...checkpoint });
  }

  async listCheckpoints(): Promise<Checkpoint[]> {
    return [...this.#checkpoints.values()];
  }

  /** How many partitions each client owns. */
  shares(): number[] {
    const counts = new Map<string, number>();
    for (const { ownerId } of this.#owners.values()) counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
    return [...counts.values()];
  }
}
