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
import type { BatchHandler, Consumer, Decoded } from './consumer.ts';
import { createProcessor, type RawDelivery } from './processing.ts';
import { type EventHubAddress, namespaceOf } from './event-hubs-address.ts';
import { createCheckpoints } from './event-hubs-checkpoints.ts';
import { createEventSettler, type DeadLetterSink } from './event-hubs-settling.ts';
import { fixRhea } from '@halden/rhea-fixes';

const retryOptions = { maxRetries: 5, retryDelayInMs: 500, maxRetryDelayInMs: 5_000, timeoutInMs: 20_000 };

/** How long an answer is waited for that says whether trouble is over; shorter than what a probe waits. */
const checkTimeoutMs = 2_000;

/**
 * Consumes a hub, sharing its partitions with the other replicas. A partition continues only after its events are settled: `retry` keeps it
 * waiting, a growing while, until the events are handled or `maxAttempts` is reached and they are dead-lettered; for a transient
 * failure it waits as long as it takes. Checkpoints follow at most once a second, so after a crash the last second's events come again.
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
  /** Default 10. */
  maxAttempts?: number;
  /** Where to begin in a partition without a checkpoint. Default `earliest`. */
  from?: 'earliest' | 'latest';
}): Promise<Consumer> {
  fixRhea();
  const { address, consumerGroup, log, deadLetters, maxAttempts = 10 } = options;
  const name = `${address.hub}/${consumerGroup}`;
  const process = createProcessor({ consumer: name, ...options });
  const client = await connect(options);
  const stopped = new AbortController();
  const checkpoints = createCheckpoints(log);
  const settle = createEventSettler({ process, deadLetters, maxAttempts, log, stopped: stopped.signal });
  const underWay = new Set<Promise<void>>();
  let trouble: Error | undefined;
  let subscription: { close(): Promise<void> } | undefined;

  const onEvents = (events: ReceivedEventData[], context: PartitionContext): Promise<void> => {
    const handling = handleEvents(events, context).finally(() => underWay.delete(handling));
    underWay.add(handling);
    return handling;
  };
  const handleEvents = async (events: ReceivedEventData[], context: PartitionContext) => {
    trouble = undefined;
    const last = events.at(-1);
    if (last) {
      if (!(await settle(events.map(toRaw)))) return; // stopped in the middle: those events come again
      checkpoints.handled(context, last);
    }
    if (!last || checkpoints.isDue(context.partitionId)) await checkpoints.save(context.partitionId);
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
          processClose: async (_reason, context) => checkpoints.save(context.partitionId),
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

async function connect(options: {
  address: EventHubAddress;
  consumerGroup: string;
  checkpoints: CheckpointStore;
  replica: string;
}): Promise<EventHubConsumerClient> {
  const { address, consumerGroup, checkpoints, replica } = options;
  const clientOptions = {
    retryOptions,
    identifier: replica,
    loadBalancingOptions: {
      strategy: 'greedy' as const,
      updateIntervalInMs: 2_000,
      partitionOwnershipExpirationIntervalInMs: 12_000,
    },
  };
  if (address.connectionString)
    return new EventHubConsumerClient(consumerGroup, address.connectionString, address.hub, checkpoints, clientOptions);
  const credential = await azureCredential();
  const namespace = namespaceOf(address);
  return new EventHubConsumerClient(consumerGroup, namespace, address.hub, credential, checkpoints, clientOptions);
}

const toRaw = (event: ReceivedEventData): RawDelivery => ({
  messageId: event.messageId?.toString(),
  body: event.body as unknown,
  previousAttempts: 0,
  traceparent: event.properties?.traceparent as string | undefined,
});
