import type { Journal } from '../storage/journal.ts';
import { messageIdOf, withoutExpiryTimes, type Content, type SentMessage } from '../wire/message.ts';
import type { StoredMessage } from '../storage/message-store.ts';
import type { Scheduler } from './scheduler.ts';

/** Where senders' messages go: a queue or a topic. */
export interface Destination {
  /**
   * Takes all of them or none. Returns their sequence numbers, 0 for a duplicate.
   * @throws BrokerError when one of them cannot be taken
   */
  send(messages: SentMessage[]): number[];
  /** @throws BrokerError when one of them is not scheduled (any more); then none is cancelled */
  cancelScheduled(sequences: number[]): void;
}

/** A message on its way into a queue or topic: from its sender, a topic or another queue. */
export interface Arrival extends SentMessage {
  /** How often it was forwarded. */
  hops: number;
  /** Its sequence number where it first arrived; given by the first queue or topic. */
  enqueuedSequence?: number;
  /** The entity that it was a dead letter of, when it was forwarded as one. */
  deadLetterSource?: string | undefined;
}

/** What a queue is set to. Durations in milliseconds, `Infinity` for never. */
export interface QueueSettings {
  /** Its address, as configured. */
  name: string;
  lockDurationMs: number;
  maxDeliveryCount: number;
  defaultTtlMs: number;
  deadLetterOnExpiration: boolean;
  requiresSession: boolean;
  forwardTo?: string;
  forwardDeadLetteredTo?: string;
}

/** What the entities of one broker share. */
export interface EntityContext {
  scheduler: Scheduler;
  journal: Journal;
  /** Gives a message to the queue or topic with this name. */
  forward(target: string, arrival: Arrival): void;
}

/** How a receiver is done with a message. `properties` are merged into its application properties. */
export type Settlement =
  | { outcome: 'complete' }
  | { outcome: 'abandon' | 'defer'; properties?: Record<string, unknown> }
  | { outcome: 'dead-letter'; reason?: string; description?: string; properties?: Record<string, unknown> };

/** Azure dead-letters what would be forwarded more often, in a chain or a ring of entities. */
export const maxHops = 4;

/** A kept message on its way to another entity. */
export function departure(message: StoredMessage, content: Content): Arrival {
  const { sessionId, partitionKey, ttl, hops, enqueuedSequence, scheduledFor } = message;
  return {
    content,
    messageId: messageIdOf(content),
    sessionId,
    partitionKey,
    ttl,
    hops,
    enqueuedSequence,
    ...(scheduledFor > 0 && { scheduledFor }),
  };
}

/** A message as an entity begins to keep it: scheduled when its time is still to come. */
export function arrived(
  arrival: Arrival,
  { sequence, now, defaultTtlMs }: { sequence: number; now: number; defaultTtlMs: number },
): StoredMessage & { content: Content } {
  const { sessionId, partitionKey, deadLetterSource, hops, enqueuedSequence = sequence, scheduledFor = 0 } = arrival;
  const enqueuedAt = Math.max(now, scheduledFor);
  const ttl = Math.min(arrival.ttl ?? Infinity, defaultTtlMs);
  return {
    sequence,
    enqueuedSequence,
    enqueuedAt,
    scheduledFor,
    ttl: ttl === Infinity ? undefined : ttl,
    expiresAt: enqueuedAt + ttl,
    sessionId,
    partitionKey,
    deadLetterSource,
    hops,
    state: scheduledFor > now ? 'scheduled' : 'active',
    deliveryCount: 0,
    content: (arrival.ttl ?? 0) > defaultTtlMs ? withoutExpiryTimes(arrival.content) : arrival.content,
  };
}
