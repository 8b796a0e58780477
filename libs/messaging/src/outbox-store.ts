import type { Message } from '@halden/contracts';

/** A message that was written in the transaction that caused it, and waits to be sent. */
export interface OutboxRecord {
  /** The message's id. */
  id: string;
  /** The logical name of its destination; the composition root maps it to a publisher. */
  destination: string;
  /** Messages of one key and destination are sent one after the other. Absent: it waits for no other, and no other for it. */
  orderingKey?: string;
  message: Message;
  traceparent?: string;
  /** How often it was sent in vain. */
  attempts: number;
}

/** Why a message is not tried any more. */
export type ParkedReason =
  /** Larger than the destination takes. */
  | 'too_large'
  /** The destination says that it will never take it. */
  | 'refused'
  /** No publisher has this destination. A relay that has one takes it up again by itself. */
  | 'unknown_destination'
  /** Tried many times over a long time, while the destination took others. */
  | 'attempts_exhausted';

/** A message that is not tried any more, until somebody replays it. */
export interface ParkedRecord extends OutboxRecord {
  lastError: string;
  /** Milliseconds since 1970. */
  parkedAt: number;
  reason: ParkedReason;
}

/** Which parked messages: all of them, or those that fit everything that is given. */
export interface ParkedFilter {
  ids?: readonly string[];
  destination?: string;
  reason?: ParkedReason;
}

/** The table of messages to send. Times are milliseconds since 1970. */
export interface OutboxStore {
  /** Where the messages go that are waiting, those of parked ones excepted. */
  destinations(): Promise<string[]>;
  /**
   * Takes messages of one destination that are due and that nobody holds, those that were never tried first, and of each ordering key
   * only the oldest that is neither sent nor parked. They are held for `leaseMs`; what is neither sent, postponed nor parked by then
   * can be taken again, so a message is sent at least once. A hold that ends later than any can is of a clock that was ahead, and is none.
   */
  claim(options: { destination: string; limit: number; leaseMs: number }): Promise<OutboxRecord[]>;
  /** Removes what was sent. */
  markSent(ids: readonly string[]): Promise<void>;
  /** Gives messages back, not to be tried before `notBefore`. With an `error` it counts as an attempt. */
  postpone(ids: readonly string[], until: { notBefore: number; error?: string }): Promise<void>;
  /** Sets messages apart: they are not tried any more, and hold up nothing behind them. */
  park(ids: readonly string[], why: { reason: ParkedReason; error: string }): Promise<void>;
  /** Parked messages, those that were written first before the others. */
  parked(options: ParkedFilter & { limit: number }): Promise<ParkedRecord[]>;
  /** How many are parked, by destination and reason. */
  countParked(): Promise<{ destination: string; reason: ParkedReason; count: number }[]>;
  /** Lets parked messages be tried again, as if for the first time. Says how many. */
  replay(filter: ParkedFilter): Promise<number>;
  /** Makes messages of a destination that were postponed beyond `after` due at once. Says how many. */
  expedite(options: { destination: string; after: number }): Promise<number>;
}
