import { StorageUnavailableError } from '../database.ts';
import { MalformedError } from './wire/codec.ts';

/**
 * A refusal that reaches the client as an AMQP error. Conditions and texts follow Azure, because its SDKs read both:
 * https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-troubleshoot
 */
export class BrokerError extends Error {
  /** The AMQP error condition, for example `com.microsoft:message-lock-lost`. */
  readonly condition: string;
  /** The same refusal as the status of a management response. */
  readonly status: number;
  constructor(condition: string, description: string, status = statuses[condition] ?? 500) {
    super(description);
    this.name = 'BrokerError';
    this.condition = condition;
    this.status = status;
  }
}

const statuses: Record<string, number> = {
  'amqp:not-allowed': 400,
  'amqp:not-found': 404,
  'amqp:not-implemented': 501,
  'amqp:unauthorized-access': 401,
  'amqp:decode-error': 400,
  'com.microsoft:argument-error': 400,
  'com.microsoft:argument-out-of-range': 400,
  'com.microsoft:entity-already-exists': 409,
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:message-not-found': 404,
  'com.microsoft:server-busy': 503,
  'com.microsoft:session-cannot-be-locked': 410,
  'com.microsoft:session-lock-lost': 410,
  'com.microsoft:timeout': 408,
};

/** The error that the client receives. */
export function toBrokerError(error: unknown): BrokerError {
  if (error instanceof BrokerError) return error;
  if (error instanceof StorageUnavailableError) return refusals.serverBusy(error.message);
  if (error instanceof MalformedError) return new BrokerError('amqp:decode-error', error.message);
  return new BrokerError('amqp:internal-error', error instanceof Error ? error.message : String(error));
}

export const refusals = {
  serverBusy: (reason: string) => new BrokerError('com.microsoft:server-busy', reason),
  entityNotFound: (address: string) =>
    new BrokerError('amqp:not-found', `The messaging entity '${address}' could not be found.`),
  unauthorized: (reason: string) => new BrokerError('amqp:unauthorized-access', reason),
  entityExists: (address: string) =>
    new BrokerError('com.microsoft:entity-already-exists', `The messaging entity '${address}' already exists.`),
  entityDeleted: (address: string) =>
    new BrokerError('amqp:not-found', `The messaging entity '${address}' was deleted.`),
  /** The SDKs attach again after this. */
  entityUpdated: (address: string) =>
    new BrokerError('amqp:link:detach-forced', `The messaging entity '${address}' was updated: attach again.`),
  invalid: (reason: string) => new BrokerError('com.microsoft:argument-error', reason),
  notImplemented: (reason: string) => new BrokerError('amqp:not-implemented', reason),
  unknownOperation: (operation: string) =>
    new BrokerError('amqp:not-implemented', `The operation '${operation}' is not known here.`),
  /** The lock of a message or, when it depends on one, that of its session. */
  lockLost: (sessionId: string | undefined) =>
    sessionId === undefined
      ? new BrokerError(
          'com.microsoft:message-lock-lost',
          'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
        )
      : new BrokerError(
          'com.microsoft:session-lock-lost',
          `The session lock has expired on the MessageSession '${sessionId}'. Accept a new MessageSession.`,
        ),
  alreadyDeadLettered: () =>
    new BrokerError('amqp:not-allowed', 'A message of a dead-letter queue cannot be dead-lettered again.'),
  sessionBusy: (sessionId: string) =>
    new BrokerError(
      'com.microsoft:session-cannot-be-locked',
      `The requested session '${sessionId}' cannot be accepted. It may be locked by another receiver.`,
    ),
  noSessionAvailable: () =>
    new BrokerError(
      'com.microsoft:timeout',
      'The operation did not complete within the allotted timeout: no session had messages to receive.',
    ),
  sessionIdMissing: () =>
    new BrokerError(
      'amqp:not-allowed',
      'The SessionId was not set on a message, and it cannot be sent to the entity. Entities that have session support enabled can only receive messages that have the SessionId set to a valid value.',
    ),
  sessionRequired: () =>
    new BrokerError(
      'amqp:not-allowed',
      'It is not possible for an entity that requires sessions to create a non-sessionful message receiver.',
    ),
  sessionNotSupported: () =>
    new BrokerError(
      'amqp:not-allowed',
      'A sessionful message receiver cannot be created on an entity that does not require sessions. Ensure RequiresSession is set to true when creating a Queue or Subscription to enable sessionful behavior.',
    ),
  forwarding: () =>
    new BrokerError('amqp:not-allowed', 'Cannot create a message receiver on an entity with auto-forwarding enabled.'),
  messageNotFound: (sequence: number) =>
    new BrokerError(
      'com.microsoft:message-not-found',
      `Failed to lock one or more specified messages. The message with sequence number ${sequence} does not exist.`,
    ),
  tooLarge: (size: number, limit: number) =>
    new BrokerError(
      'amqp:link:message-size-exceeded',
      `The received message (size:${size} bytes) exceeds the limit (${limit} bytes) currently allowed on the link.`,
    ),
};
