import type { ServiceBusClient, ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import { toDeadLetter, type DeadLetter, type DeadLetterPlace } from './dead-letters.ts';

export interface Replayed {
  readonly letter: DeadLetter;
  readonly to: string;
}

/** How long it is waited for a letter that is not there (any more). */
const patienceMs = 2_000;

/**
 * Sends dead letters again and then removes them, one by one: what is interrupted between the two is sent twice, and consumers know what
 * they have handled. Each goes out under a broker's id of its own, for the broker would drop the first one's as a duplicate and nobody
 * would see it again; the message's own id, which consumers go by, stays.
 */
export async function replayDeadLetters(options: {
  client: ServiceBusClient;
  place: DeadLetterPlace;
  /** Which ones, by sequence number; all that were there at the beginning when absent. */
  sequences: ReadonlySet<string> | undefined;
  /** Sends an event to its hub. */
  sendEvent: (letter: DeadLetter) => Promise<string>;
  now: () => Date;
}): Promise<Replayed[]> {
  const { client, place, sequences, sendEvent, now } = options;
  const receiver = place.receiver(client, 'peekLock');
  const sender = place.resendTo === undefined ? undefined : client.createSender(place.resendTo);
  const began = now().getTime();
  const replayed: Replayed[] = [];
  const others: ServiceBusReceivedMessage[] = [];
  try {
    for (let isOver = false; !isOver && replayed.length < (sequences?.size ?? Infinity);) {
      const messages = await receiver.receiveMessages(50, { maxWaitTimeInMs: patienceMs });
      isOver = messages.length === 0;
      for (const message of messages) {
        const letter = toDeadLetter(place, message);
        // What died only after this began may be what was just sent again: it waits for the next time.
        const isNew = (message.enqueuedTimeUtc?.getTime() ?? 0) > began && sequences === undefined;
        if (isNew || sequences?.has(letter.sequence) === false) {
          others.push(message);
          continue;
        }
        if (sender) await sender.sendMessages(again(message, now()));
        const to = sender ? (place.resendTo as string) : await sendEvent(letter);
        await receiver.completeMessage(message);
        replayed.push({ letter, to });
      }
    }
    // Held until now, so that they did not come again and again.
    for (const message of others) await receiver.abandonMessage(message).catch(() => undefined);
    return replayed;
  } finally {
    await receiver.close();
    await sender?.close();
  }
}

function again(message: ServiceBusReceivedMessage, now: Date): ServiceBusMessage {
  const {
    DeadLetterReason: _,
    DeadLetterErrorDescription: __,
    ...applicationProperties
  } = (message.applicationProperties ?? {}) as Record<string, string>;
  const id = message.messageId?.toString() ?? 'message';
  return {
    messageId: `${id.slice(0, 90)}:replay:${now.toISOString()}`,
    body: message.body as unknown,
    ...(message.subject !== undefined && { subject: message.subject }),
    ...(message.correlationId !== undefined && { correlationId: message.correlationId }),
    ...(message.contentType !== undefined && { contentType: message.contentType }),
    ...(message.sessionId !== undefined && { sessionId: message.sessionId }),
    applicationProperties,
  };
}
