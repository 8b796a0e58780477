import { type EventData, type EventDataBatch, EventHubProducerClient } from '@azure/event-hubs';
import type { TokenCredential } from '@azure/identity';
import type { Message } from '@halden/contracts';
import { fixRhea } from '@halden/rhea-fixes';
import { type Guard, traceparent } from '@halden/service-kit';
import { azureCredential } from '@halden/service-kit/azure-credential';
import { type EventHubAddress, namespaceOf } from './event-hubs-address.ts';
import { fnv1a } from '@halden/contracts';
import { allSent, type Publisher } from './publisher.ts';
import { refusalOf } from './refusals.ts';
import { createRenewable } from './renewable.ts';
import { createSendLane, sendTimeoutMs } from './send-lane.ts';

/** Short: who publishes tries again, and a lane has only so much time. */
const retryOptions = { maxRetries: 1, retryDelayInMs: 250, timeoutInMs: 5_000 };

type Lane = (event: EventData) => Promise<void>;

/**
 * Sends events to a hub. Events with one subject go to one partition and stay in order. Each partition has a lane of its own, with its own
 * circuit and time limit, so that one that does not answer holds up no other.
 */
export async function createEventHubPublisher(options: {
  address: EventHubAddress;
  /** Makes the guard of one thing that is called: `event-hubs`, and `event-hubs/<partition>` of each partition. */
  guard: (dependency: string) => Guard;
  /** How long an event may take before it counts as not sent. */
  timeoutMs?: number;
}): Promise<Publisher> {
  fixRhea();
  const { address, guard, timeoutMs = sendTimeoutMs } = options;
  const credential = address.connectionString ? undefined : await azureCredential();
  const connection = createRenewable(() =>
    address.connectionString
      ? new EventHubProducerClient(address.connectionString, address.hub, { retryOptions })
      : new EventHubProducerClient(namespaceOf(address), address.hub, credential as TokenCredential, { retryOptions }),
  );
  const hub = guard('event-hubs');
  const laneOf = (partitionId: string): Lane =>
    createSendLane<EventData, EventDataBatch>({
      sender: {
        create: (abortSignal) =>
          connection.use((producer) => producer.createBatch({ partitionId, abortSignal }), abortSignal),
        send: (batch, abortSignal) =>
          connection.use((producer) => producer.sendBatch(batch, { abortSignal }), abortSignal),
      },
      guard: guard(`event-hubs/${partitionId}`),
      nameOf: ({ messageId }) => String(messageId),
      target: address.hub,
      refusalOf,
      timeoutMs,
    });

  let known: Promise<Lane[]> | undefined;
  /** The number of a hub's partitions does not change under a running process, so they are asked for once. */
  const lanes = (): Promise<Lane[]> => {
    known ??= hub
      .run(() => {
        const signal = AbortSignal.timeout(timeoutMs);
        return connection.use((producer) => producer.getPartitionIds({ abortSignal: signal }), signal);
      })
      .then((ids) => ids.map(laneOf))
      .catch((error: unknown) => {
        known = undefined;
        throw error;
      });
    return known;
  };
  return {
    async publish(messages) {
      const open = await lanes();
      const sending = messages.map(({ message, traceparent: trace }) =>
        // By partition and not by key: a batch holds one key only, and every order is a key of its own.
        (open[fnv1a(message.subject) % open.length] as Lane)(toEvent(message, trace)),
      );
      await allSent(sending);
    },
    close: () => connection.close(),
  };
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
