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

/** The broker will never take this message, however often it is sent. */
export class UnsendableMessage extends Error {
  readonly reason: 'too_large' | 'refused';
  constructor(reason: 'too_large' | 'refused', message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
