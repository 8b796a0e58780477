import type { Message } from '@halden/contracts';

export interface Outgoing {
  message: Message;
  /** The trace it belongs to; the current one when absent. */
  traceparent?: string;
}

/** Sends messages to one place. Resolves once the broker has them; when it rejects, some of them may have been sent. */
export interface Publisher {
  publish(messages: readonly Outgoing[], options?: { scheduledAt?: Date }): Promise<void>;
  close(): Promise<void>;
}
