import { setTimeout as sleep } from 'node:timers/promises';
import type { DeadLetterSink } from '@halden/messaging';
import type { Guard, Logger } from '@halden/service-kit';

/** What is sent to the queue: the event as it came, and why it could not be handled. */
interface DeadLetter {
  messageId?: string;
  body: unknown;
  contentType: string;
  applicationProperties: Record<string, string>;
}

/**
 * Puts events that cannot be handled aside in a Service Bus queue, each with its reason. It does not give up: an event that is neither
 * handled nor put aside would be lost with the next checkpoint. `stop` ends the trying; the event then comes again after the restart.
 */
export function createDeadLetters(options: {
  /** Sends to the queue. */
  sender: { sendMessages(letter: DeadLetter): Promise<void>; close(): Promise<void> };
  /** What the events are from. */
  source: string;
  guard: Guard;
  log: Logger;
  /** Between two attempts, in milliseconds. Default 1,000. */
  retryMs?: number;
}): { sink: DeadLetterSink; stop: () => Promise<void> } {
  const { sender, source, guard, log, retryMs = 1_000 } = options;
  const stopped = new AbortController();
  return {
    async sink({ messageId, body, traceparent }, { reason, description }) {
      const letter: DeadLetter = {
        ...(messageId !== undefined && { messageId }),
        body,
        contentType: 'application/json',
        applicationProperties: {
          reason,
          description: description.slice(0, 1024),
          source,
          ...(traceparent && { traceparent }),
        },
      };
      for (;;) {
        stopped.signal.throwIfAborted();
        try {
          return await guard.run(() => sender.sendMessages(letter));
        } catch (error) {
          log.error({ err: error, messageId, reason }, 'event could not be put aside; trying again');
          await sleep(retryMs, undefined, { signal: stopped.signal });
        }
      }
    },
    async stop() {
      stopped.abort();
      await sender.close();
    },
  };
}
