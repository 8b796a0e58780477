import type { Message } from '@halden/contracts';

export interface Outgoing {
  message: Message;
  /** The trace it belongs to; the current one when absent. */
  traceparent?: string;
}

/**
 * Sends messages to one place. Resolves once the broker has them all. Each message is sent for itself, though many go together: one that
 * cannot be sent takes no other with it, and what rejects is the first failure, after all of them were tried. Within a limited time.
 */
export interface Publisher {
  publish(messages: readonly Outgoing[], options?: { scheduledAt?: Date }): Promise<void>;
  close(): Promise<void>;
}

/** Waits for all of them, and rejects with the first that failed. */
export async function allSent(sending: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(sending)).find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

/**
 * Sends messages that go together, and finds those that the broker will never take: the others are sent.
 * @returns for each message why it can never be sent, or undefined. Rejects when they may be sent later.
 */
export async function publishEach(
  publisher: Publisher,
  messages: readonly Outgoing[],
  options?: { scheduledAt?: Date },
): Promise<(UnsendableMessage | undefined)[]> {
  if (messages.length === 0) return [];
  try {
    await publisher.publish(messages, options);
    return messages.map(() => undefined);
  } catch (error) {
    if (!(error instanceof UnsendableMessage)) throw error;
    if (messages.length === 1) return [error];
    const each = messages.map((message) => publishEach(publisher, [message], options));
    return (await Promise.all(each)).flat();
  }
}

/** The broker will never take this message, however often it is sent. */
export class UnsendableMessage extends Error {
  readonly reason: 'too_large' | 'refused';
  constructor(reason: 'too_large' | 'refused', message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
