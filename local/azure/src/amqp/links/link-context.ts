import type { Broker } from '../broker/broker.ts';
import type { Claims } from './claims.ts';
import type { Log } from '../log.ts';

/** What the links of one connection share. */
export interface LinkContext {
  broker: Broker;
  claims: Claims;
  log: Log;
}

/** A link of a client, as long as it is attached. */
export interface AttachedLink {
  /** The link or its connection is gone. */
  detached(): void;
}

/** The largest message that is taken: that of Service Bus Standard. https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas */
export const maxMessageSize = 256 * 1024;
/** The largest batch of events, as in Event Hubs Standard. */
export const maxEventBatchSize = 1024 * 1024;
/** The message format of a transfer that carries many messages, each in a data section. */
export const batchFormat = 0x80013700;
