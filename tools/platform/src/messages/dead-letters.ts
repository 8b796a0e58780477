import type { ServiceBusClient, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { topology } from '@halden/contracts';

/** Where dead letters wait, and how they are sent again. */
export interface DeadLetterPlace {
  /** As people name it: a queue, or `<topic>/<subscription>`. */
  readonly name: string;
  receiver(client: ServiceBusClient, mode: 'peekLock'): ServiceBusReceiver;
  /** The entity that a letter is sent to again; absent where it is an event, which goes back to its hub. */
  readonly resendTo: string | undefined;
}

const { queues, topics } = topology.serviceBus;
const queuePlace = (queue: string): DeadLetterPlace => ({
  name: queue,
  receiver: (client, receiveMode) => client.createReceiver(queue, { subQueueType: 'deadLetter', receiveMode }),
  resendTo: queue,
});
const subscriptionPlace = (topic: string, subscription: string): DeadLetterPlace => ({
  name: `${topic}/${subscription}`,
  receiver: (client, receiveMode) =>
    client.createReceiver(topic, subscription, { subQueueType: 'deadLetter', receiveMode }),
  resendTo: topic,
});

/** A hub has no dead-letter queue: its consumers put what they cannot handle into this queue, where it is the message itself. */
const eventPlaces: readonly DeadLetterPlace[] = [
  {
    name: queues.eventDeadLetters,
    receiver: (client, receiveMode) => client.createReceiver(queues.eventDeadLetters, { receiveMode }),
    resendTo: undefined,
  },
  // What waited there for longer than the queue keeps it.
  { ...queuePlace(queues.eventDeadLetters), name: `${queues.eventDeadLetters}/expired`, resendTo: undefined },
];

/** Every queue and subscription of the platform, and the events' own queue. */
export const deadLetterPlaces: readonly DeadLetterPlace[] = [
  ...Object.values(queues)
    .filter((queue) => queue !== queues.eventDeadLetters)
    .map(queuePlace),
  ...Object.values(topics).flatMap(({ name, subscriptions }) =>
    Object.values(subscriptions).map((subscription) => subscriptionPlace(name, subscription)),
  ),
  ...eventPlaces,
];

/** A dead letter as it is shown. */
export interface DeadLetter {
  readonly place: string;
  /** Its number in the place, which names it. */
  readonly sequence: string;
  readonly messageId: string | undefined;
  readonly type: string | undefined;
  readonly subject: string | undefined;
  readonly reason: string | undefined;
  readonly description: string | undefined;
  readonly enqueuedAt: string | undefined;
  readonly deliveries: number;
  readonly source: string | undefined;
  readonly body: unknown;
}

export function toDeadLetter(place: DeadLetterPlace, message: ServiceBusReceivedMessage): DeadLetter {
  const properties = message.applicationProperties ?? {};
  const body = message.body as unknown;
  const { type, subject } = (body !== null && typeof body === 'object' ? body : {}) as Record<string, unknown>;
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    place: place.name,
    sequence: String(message.sequenceNumber),
    messageId: message.messageId?.toString(),
    type: textOf(type) ?? message.subject,
    subject: textOf(subject) ?? message.correlationId?.toString(),
    reason: message.deadLetterReason ?? textOf(properties.reason),
    description: message.deadLetterErrorDescription ?? textOf(properties.description),
    enqueuedAt: message.enqueuedTimeUtc?.toISOString(),
    deliveries: message.deliveryCount ?? 0,
    source: textOf(properties.source),
    body,
  };
}

/** Looks at up to `limit` dead letters of a place and takes none. */
export async function peekDeadLetters(
  client: ServiceBusClient,
  place: DeadLetterPlace,
  options: { limit: number; from?: string },
): Promise<DeadLetter[]> {
  const receiver = place.receiver(client, 'peekLock');
  try {
    const letters: DeadLetter[] = [];
    for (let from = await sequenceNumber(options.from ?? '0'); letters.length < options.limit;) {
      const messages = await receiver.peekMessages(Math.min(250, options.limit - letters.length), {
        fromSequenceNumber: from,
      });
      const last = messages.at(-1)?.sequenceNumber;
      if (!last) break;
      letters.push(...messages.map((message) => toDeadLetter(place, message)));
      from = last.add(1);
    }
    return letters;
  } finally {
    await receiver.close();
  }
}

/** Sequence numbers have 64 bits. */
async function sequenceNumber(text: string) {
  const { default: Long } = await import('long');
  return Long.fromString(text);
}
