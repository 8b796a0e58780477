import {
  type CheckpointStore,
  type EventData,
  EventHubConsumerClient,
  EventHubProducerClient,
  latestEventPosition,
  earliestEventPosition,
  type PartitionContext,
  type ReceivedEventData,
} from '@azure/event-hubs';
import type { Message } from '@halden/contracts';
import { type Guard, type Logger, type Metrics, traceparent } from '@halden/service-kit';
import { azureCredential } from '@halden/service-kit/azure-credential';
import { backoffMs, pause } from './backoff.ts';
import { type BatchHandler, type Consumer, deadLetter, type Decoded, type Verdict } from './consumer.ts';
import { createProcessor, type RawDelivery } from './processing.ts';
import type { Publisher } from './publisher.ts';
import { fixRhea } from '@halden/rhea-fixes';

/** A hub by connection string (the embedded Azure), or by namespace with the workload identity. */
export interface EventHubAddress {
  connectionString: string | undefined;
  namespace: string | undefined;
  hub: string;
}

const retryOptions = { maxRetries: 5, retryDelayInMs: 500, maxRetryDelayInMs: 5_000, timeoutInMs: 20_000 };

/** How long an answer is waited for that says whether trouble is over; shorter than what a probe waits. */
const checkTimeoutMs = 2_000;

const namespaceOf = ({ namespace }: EventHubAddress): string => {
  if (!namespace) throw new TypeError('an Event Hub needs a connection string or the name of its namespace');
  return namespace;
};

/** Sends events to a hub. Events with one subject go to one partition and stay in order. */
export async function createEventHubPublisher(options: { address: EventHubAddress; guard: Guard }): Promise<Publisher> {
  fixRhea();
  const { address, guard } = options;
  const producer = address.connectionString
    ? new EventHubProducerClient(address.connectionString, address.hub, { retryOptions })
    : new EventHubProducerClient(namespaceOf(address), address.hub, await azureCredential(), { retryOptions });
  let partitions: Promise<string[]> | undefined;
  return {
    publish: (messages) =>
      guard.run(async () => {
        partitions ??= producer.getPartitionIds();
        const ids = await partitions.catch((error: unknown) => {
          partitions = undefined;
          throw error;
        });
        // By partition and not by key: a batch holds one key only, and every order is a key of its own.
        const byPartition = Map.groupBy(messages, ({ message }) => ids[hash(message.subject) % ids.length] as string);
        await Promise.all(
          [...byPartition].map(async ([partitionId, group]) => {
            let batch = await producer.createBatch({ partitionId });
            for (const { message, traceparent: trace } of group) {
              const event = toEvent(message, trace);
              if (batch.tryAdd(event)) continue;
              if (batch.count > 0) await producer.sendBatch(batch);
              batch = await producer.createBatch({ partitionId });
              if (!batch.tryAdd(event)) throw new RangeError(`event ${message.id} is larger than ${address.hub} takes`);
            }
            if (batch.count > 0) await producer.sendBatch(batch);
          }),
        );
      }),
    close: () => producer.close(),
  };
}

/** FNV-1a: the same subject has the same partition in every process. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value >>> 0;
}

function toEvent(message: Message, trace: string | undefined): EventData {
  const carried = trace ?? traceparent();
  return {
    body: message,
    messageId: message.id,
    correlationId: message.subject,
    contentType: 'application/json',
    properties: { type: message.type, version: message.version, ...(carried && { traceparent: carried }) },
  };
}

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
