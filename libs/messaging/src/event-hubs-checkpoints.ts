import type { PartitionContext, ReceivedEventData } from '@azure/event-hubs';
import type { Logger } from '@halden/service-kit';

/** Read from a monotonic clock. */
const betweenMs = 1_000;

/** Saves the position in each partition, at most once a second each, and once more when a partition is given up. */
export function createCheckpoints(log: Logger) {
  const latest = new Map<string, { context: PartitionContext; event: ReceivedEventData }>();
  const savedAt = new Map<string, number>();
  const save = async (partitionId: string): Promise<void> => {
    const entry = latest.get(partitionId);
    if (!entry) return;
    latest.delete(partitionId);
    savedAt.set(partitionId, performance.now());
    await entry.context
      .updateCheckpoint(entry.event)
      .catch((error: unknown) => log.warn({ err: error, partitionId }, 'checkpoint failed'));
  };
  return {
    save,
    handled(context: PartitionContext, event: ReceivedEventData): void {
      latest.set(context.partitionId, { context, event });
    },
    isDue: (partitionId: string): boolean => performance.now() - (savedAt.get(partitionId) ?? -Infinity) >= betweenMs,
  };
}
