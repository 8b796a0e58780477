import type { Message, MessageDefinition, MessageOf } from '@halden/contracts';
import { createValidator } from '@halden/service-kit';

/** What a handler decides about a message; the adapter does it. */
export type Verdict =
  | { kind: 'complete' }
  /**
   * Try again later. `transient`: for a reason from outside that will pass (a dependency is down), so it does not count as an attempt of
   * the message; otherwise it is dead-lettered after the last attempt.
   */
  | { kind: 'retry'; reason: string; transient?: true }
  /** Never going to work: it is dead-lettered for people, with the reason. */
  | { kind: 'dead-letter'; reason: string; description: string };

export const complete: Verdict = { kind: 'complete' };
export const retry = (reason: string): Verdict => ({ kind: 'retry', reason });
export const retryTransient = (reason: string): Verdict => ({ kind: 'retry', reason, transient: true });
export const deadLetter = (reason: string, description: string): Verdict => ({
  kind: 'dead-letter',
  reason,
  description,
});

/** A message as it was delivered. */
export interface Delivery<M extends Message = Message> {
  message: M;
  /** How many times it was delivered before: 0 the first time. */
  previousAttempts: number;
  traceparent: string | undefined;
}

/**
 * Handles a batch and returns one verdict for each message, in order. A rejection means `retry` for all of them.
 * The same message may come again at any time: handlers are idempotent.
 */
export type BatchHandler<M extends Message> = (deliveries: Delivery<M>[]) => Promise<Verdict[]>;

/** Gives messages to a handler from `start` until `stop`, which waits for those under way. */
export interface Consumer {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Rejects with the last error while the broker cannot be reached. */
  check(): Promise<void>;
}

/** What was received: a message of a known type and version, or why it is none. */
export type Decoded<M extends Message> = { ok: true; message: M } | { ok: false; reason: string; description: string };

/** Reads and validates the body of a message: only types and versions that are defined pass. */
export function createDecoder<const D extends readonly MessageDefinition[]>(
  definitions: D,
): (body: unknown) => Decoded<MessageOf<D[number]>> {
  const known = new Map(
    definitions.map((definition) => [
      definition.type,
      { definition, validate: createValidator(definition.schema, 'body') },
    ]),
  );
  return (body) => {
    if (body === null || typeof body !== 'object' || !('type' in body) || typeof body.type !== 'string')
      return { ok: false, reason: 'malformed_message', description: 'the body is not a JSON object with a type' };
    const entry = known.get(body.type);
    if (!entry) return { ok: false, reason: 'unknown_type', description: `this consumer does not know '${body.type}'` };
    const { version } = body as { version?: unknown };
    if (version !== entry.definition.version)
      return {
        ok: false,
        reason: 'unsupported_version',
        description: `'${body.type}' is understood in version ${entry.definition.version}, got ${JSON.stringify(version)}`,
      };
    const faults = entry.validate(body);
    if (faults.length > 0)
      return {
        ok: false,
        reason: 'invalid_message',
        description: faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; '),
      };
    return { ok: true, message: body as MessageOf<D[number]> };
  };
}
