import { type EventData, type EventDataBatch, EventHubProducerClient } from '@azure/event-hubs';
import type { Message } from '@halden/contracts';
import { fixRhea } from '@halden/rhea-fixes';
import { type Guard, traceparent } from '@halden/service-kit';
import { azureCredential } from '@halden/service-kit/azure-credential';
import { type EventHubAddress, namespaceOf } from './event-hubs-address.ts';
import { hash } from './hash.ts';
import { allSent, type Publisher } from './publisher.ts';
import { refusalOf } from './refusals.ts';
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
  const producer = address.connectionString
    ? new EventHubProducerClient(address.connectionString, address.hub, { retryOptions })
    : new EventHubProducerClient(namespaceOf(address), address.hub, await azureCredential(), { retryOptions });
  const hub = guard('event-hubs');
  const laneOf = (partitionId: string): Lane =>
    createSendLane<EventData, EventDataBatch>({
      sender: {
        create: (abortSignal) => producer.createBatch({ partitionId, abortSignal }),
        send: (batch, abortSignal) => producer.sendBatch(batch, { abortSignal }),
      },
      guard: guard(`event-hubs/${partitionId}`),
      nameOf: ({ messageId }) => String(messageId),
      target: address.hub,
      refusalOf,
      timeoutMs,
    });

  let known: Promise<Lane[]> | undefined;
  /** The partitions of a hub never change their number downwards, and are asked for once. */
  const lanes = (): Promise<Lane[]> => {
    known ??= hub
      .run(() => producer.getPartitionIds({ abortSignal: AbortSignal.timeout(timeoutMs) }))
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
        (open[hash(message.subject) % open.length] as Lane)(toEvent(message, trace)),
      );
      await allSent(sending);
    },
    close: () => producer.close(),
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
