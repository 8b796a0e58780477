import {
  type CheckpointStore,
  EventHubConsumerClient,
  latestEventPosition,
  earliestEventPosition,
  type PartitionContext,
  type ReceivedEventData,
} from '@azure/event-hubs';
import type { Message } from '@halden/contracts';
import type { Logger, Metrics } from '@halden/service-kit';
import { azureCredential } from '@halden/service-kit/azure-credential';
import { backoffMs, pause } from './backoff.ts';
import { type BatchHandler, type Consumer, deadLetter, type Decoded, type Verdict } from './consumer.ts';
import { createProcessor, type RawDelivery } from './processing.ts';
import { type EventHubAddress, namespaceOf } from './event-hubs-address.ts';
import { fixRhea } from '@halden/rhea-fixes';

const retryOptions = { maxRetries: 5, retryDelayInMs: 500, maxRetryDelayInMs: 5_000, timeoutInMs: 20_000 };

/** How long an answer is waited for that says whether trouble is over; shorter than what a probe waits. */
const checkTimeoutMs = 2_000;

/** Takes an event that cannot be handled: a hub has no dead-letter queue of its own. */
export type DeadLetterSink = (
  delivery: RawDelivery,
  verdict: Extract<Verdict, { kind: 'dead-letter' }>,
) => Promise<void>;

/**
 * Consumes a hub, sharing its partitions with the other replicas. A partition goes on only past what is settled: `retry` keeps it
 * waiting, a growing while, until the events are handled or `maxAttempts` is reached and they are dead-lettered; for a reason that
 * passes it waits as long as it takes. Checkpoints follow at most once a second, so after a crash the last second's events come again.
 */
export async function createEventHubConsumer<M extends Message>(options: {
  address: EventHubAddress;
  consumerGroup: string;
  checkpoints: CheckpointStore;
  /** Stable over a restart of this replica (the pod's name): it then takes its partitions back at once. */
  replica: string;
  decode: (body: unknown) => Decoded<M>;
  handle: BatchHandler<M>;
  deadLetters: DeadLetterSink;
  log: Logger;
  metrics: Metrics;
  now: () => number;
  /** Default 10. */
  maxAttempts?: number;
  /** Where to begin in a partition without a checkpoint. Default `earliest`. */
  from?: 'earliest' | 'latest';
}): Promise<Consumer> {
  fixRhea();
  const { address, consumerGroup, checkpoints, log, now, deadLetters, maxAttempts = 10 } = options;
  const name = `${address.hub}/${consumerGroup}`;
  const process = createProcessor({ consumer: name, ...options });
  const clientOptions = {
    retryOptions,
    identifier: options.replica,
    loadBalancingOptions: {
      strategy: 'greedy' as const,
      updateIntervalInMs: 2_000,
      partitionOwnershipExpirationIntervalInMs: 12_000,
    },
  };
  const client = address.connectionString
    ? new EventHubConsumerClient(consumerGroup, address.connectionString, address.hub, checkpoints, clientOptions)
    : new EventHubConsumerClient(
        consumerGroup,
        namespaceOf(address),
        address.hub,
        await azureCredential(),
        checkpoints,
        clientOptions,
      );
  const stopped = new AbortController();
  const latest = new Map<string, { context: PartitionContext; event: ReceivedEventData }>();
  const savedAt = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let trouble: Error | undefined;
  let subscription: { close(): Promise<void> } | undefined;

  /** Handles events until each is done or put aside; false when stopped before that. */
  const settleAll = async (deliveries: RawDelivery[]): Promise<boolean> => {
    let open = deliveries;
    for (let round = 0; open.length > 0; round++) {
      if (stopped.signal.aborted) return false;
      const verdicts = await process(open);
      const again: RawDelivery[] = [];
      for (const [index, verdict] of verdicts.entries()) {
        const delivery = open[index] as RawDelivery;
        const given = afterAttempts(verdict, delivery.previousAttempts + 1);
        if (given.kind === 'dead-letter' && !(await putAside(delivery, given))) return false;
        if (given.kind === 'retry')
          again.push(given.passing ? delivery : { ...delivery, previousAttempts: delivery.previousAttempts + 1 });
      }
      open = again;
      if (open.length > 0) await pause(backoffMs(round), stopped.signal);
    }
    return true;
  };
  const afterAttempts = (verdict: Verdict, attempts: number): Verdict =>
    verdict.kind === 'retry' && !verdict.passing && attempts >= maxAttempts
      ? deadLetter('max_attempts_exceeded', verdict.reason)
      : verdict;
  /** An event that is neither handled nor put aside would be lost with the next checkpoint, so this does not give up. */
  const putAside = async (
    delivery: RawDelivery,
    verdict: Extract<Verdict, { kind: 'dead-letter' }>,
  ): Promise<boolean> => {
    for (let attempt = 0; !stopped.signal.aborted; attempt++) {
      try {
        await deadLetters(delivery, verdict);
        return true;
      } catch (error) {
        log.error(
          { err: error, messageId: delivery.messageId, reason: verdict.reason },
          'event could not be put aside; trying again',
        );
        await pause(backoffMs(attempt), stopped.signal);
      }
    }
    return false;
  };
  const checkpoint = async (partitionId: string) => {
    const entry = latest.get(partitionId);
    if (!entry) return;
    latest.delete(partitionId);
    await entry.context
      .updateCheckpoint(entry.event)
      .catch((error: unknown) => log.warn({ err: error, partitionId }, 'checkpoint failed'));
  };
  const onEvents = (events: ReceivedEventData[], context: PartitionContext): Promise<void> => {
    const handling = handleEvents(events, context).finally(() => underWay.delete(handling));
    underWay.add(handling);
    return handling;
  };
  const handleEvents = async (events: ReceivedEventData[], context: PartitionContext) => {
    trouble = undefined;
    const { partitionId } = context;
    const last = events.at(-1);
    if (last) {
      if (!(await settleAll(events.map(toRaw)))) return; // stopped in the middle: those events come again
      latest.set(partitionId, { context, event: last });
    }
    if (!last || now() - (savedAt.get(partitionId) ?? 0) >= 1_000) {
      savedAt.set(partitionId, now());
      await checkpoint(partitionId);
    }
  };

  return {
    async start() {
      subscription = client.subscribe(
        {
          processEvents: onEvents,
          processError: async (error) => {
            trouble = error;
            log.warn({ err: error, consumer: name }, 'receiving failed; trying again');
          },
          processClose: async (_reason, context) => checkpoint(context.partitionId),
        },
        {
          startPosition: options.from === 'latest' ? latestEventPosition : earliestEventPosition,
          maxBatchSize: 100,
          maxWaitTimeInSeconds: 1,
        },
      );
    },
    async stop() {
      stopped.abort();
      // The SDK does not wait for the handler that is at work; what it finishes can still be checkpointed.
      await Promise.allSettled(underWay);
      await subscription?.close();
      await client.close();
    },
    async check() {
      if (!trouble) return;
      // Another replica may hold every partition, so that nothing comes here: whether the trouble is over is asked of the hub.
      await client.getPartitionIds({ abortSignal: AbortSignal.timeout(checkTimeoutMs) });
      trouble = undefined;
    },
  };
}

const toRaw = (event: ReceivedEventData): RawDelivery => ({
  messageId: event.messageId?.toString(),
  body: event.body as unknown,
  previousAttempts: 0,
  traceparent: event.properties?.traceparent as string | undefined,
});
