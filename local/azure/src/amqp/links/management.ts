/**
 * The management node of a Service Bus entity:
 * https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response
 */
import rhea from 'rhea';
import type { Broker } from '../broker/broker.ts';
import { uuidText } from '../wire/codec.ts';
import { encodeMessage } from './delivery.ts';
import type { Settlement } from '../broker/entity.ts';
import { BrokerError, refusals } from '../errors.ts';
import { maxMessageSize } from './link-context.ts';
import type { Delivery } from '../broker/locks.ts';
import { parseMessage } from '../wire/message.ts';
import type { ManagementReply, ManagementRequest } from './request-link.ts';
import { describeRule, readRule } from './rule-codec.ts';

const { types } = rhea;
const typeCode = { long: 0x81, timestamp: 0x83, string: 0xa1 };
const receiveAndDelete = 0;
const peekBytes = 4 * 1024 * 1024;

/** Answers one request to `<address>/$management`. @throws BrokerError */
export function manageEntity(broker: Broker, address: string, request: ManagementRequest): ManagementReply {
  const operation = operations[request.operation];
  if (!operation) throw refusals.unknownOperation(request.operation);
  broker.journal.check();
  return operation(new Request(request), { broker, address });
}

interface Target {
  broker: Broker;
  address: string;
}

/** The body of a request, with its fields in the types that they must have. */
class Request {
  /** The receiver's link for which it is made, if it says so. */
  readonly linkName: string | undefined;
  readonly #body: Record<string, unknown>;

  constructor({ properties, body }: ManagementRequest) {
    const linkName = properties['associated-link-name'];
    this.linkName = typeof linkName === 'string' ? linkName : undefined;
    this.#body = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  }

  value(name: string): unknown {
    return this.#body[name];
  }

  number(name: string, fallback?: number): number {
    const value = toNumber(this.#body[name] ?? fallback);
    if (value === undefined) throw invalid(name, 'a number');
    return value;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw invalid(name, 'a string');
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#body[name];
    return typeof value === 'string' ? value : undefined;
  }

  list(name: string): unknown[] {
    const value = this.#body[name];
    if (!Array.isArray(value)) throw invalid(name, 'an array');
    return value as unknown[];
  }

  numbers(name: string): number[] {
    return this.list(name).map((item) => {
      const value = toNumber(item);
      if (value === undefined) throw invalid(name, 'an array of numbers');
      return value;
    });
  }

  lockTokens(): string[] {
    return this.list('lock-tokens').map((item) => {
      if (!(item instanceof Uint8Array) || item.length !== 16) throw invalid('lock-tokens', 'an array of UUIDs');
      return uuidText(item);
    });
  }

  properties(name: string): Record<string, unknown> {
    const value = this.#body[name];
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  }
}

const operations: Record<string, ((request: Request, target: Target) => ManagementReply) | undefined> = {
  'com.microsoft:renew-lock': (request, { broker, address }) => {
    const queue = broker.source(address);
    const expirations = request.lockTokens().map((token) => queue.renewLock(token));
    return { body: { expirations: types.wrap_array(expirations, typeCode.timestamp, undefined) } };
  },

  'com.microsoft:peek-message': (request, { broker, address }) => {
    const node = broker.get(address);
    const from = request.number('from-sequence-number');
    const limits = {
      count: request.number('message-count'),
      bytes: peekBytes,
      sessionId: request.optionalText('session-id'),
    };
    const messages = (node.kind === 'topic' ? node.topic : broker.source(address)).peek(from, limits);
    if (messages.length === 0) return { status: 204 };
    return { body: { messages: messages.map((delivery) => ({ message: encodeMessage(delivery) })) } };
  },

  'com.microsoft:schedule-message': (request, { broker, address }) => {
    const messages = request.list('messages').map((item) => {
      const bytes = (item as { message?: unknown } | null)?.message;
      if (!Buffer.isBuffer(bytes)) throw invalid('messages', 'a list of maps with a binary message');
      if (bytes.length > maxMessageSize) throw refusals.tooLarge(bytes.length, maxMessageSize);
      return parseMessage(bytes);
    });
    const sequences = broker.destination(address).send(messages);
    return { body: { 'sequence-numbers': types.wrap_array(sequences, typeCode.long, undefined) } };
  },

  'com.microsoft:cancel-scheduled-message': (request, { broker, address }) => {
    broker.destination(address).cancelScheduled(request.numbers('sequence-numbers'));
    return {};
  },

  'com.microsoft:receive-by-sequence-number': (request, { broker, address }) => {
    const mode = request.number('receiver-settle-mode') === receiveAndDelete ? 'receive-and-delete' : 'peek-lock';
    const deliveries = broker
      .source(address)
      .receiveDeferred(request.numbers('sequence-numbers'), mode, request.optionalText('session-id'));
    return { body: { messages: deliveries.map(describeDeferred) } };
  },

  'com.microsoft:update-disposition': (request, { broker, address }) => {
    const queue = broker.source(address);
    const settlement = readSettlement(request);
    const locks = request.lockTokens().map((token) => queue.lockOf(token));
    for (const lock of locks) queue.settle(lock, settlement);
    return {};
  },

  'com.microsoft:renew-session-lock': (request, { broker, address }) => {
    const until = broker.source(address).renewSession(request.text('session-id'), request.linkName);
    return { body: { expiration: types.wrap_timestamp(until) } };
  },

  'com.microsoft:get-session-state': (request, { broker, address }) => {
    const { sessions } = broker.source(address);
    const { id } = sessions.holding(request.text('session-id'), request.linkName);
    return { body: { 'session-state': sessions.states.get(id) ?? null } };
  },

  'com.microsoft:set-session-state': (request, { broker, address }) => {
    const { sessions } = broker.source(address);
    const { id } = sessions.holding(request.text('session-id'), request.linkName);
    const state = request.value('session-state');
    sessions.states.set(id, Buffer.isBuffer(state) ? state : undefined);
    return {};
  },

  'com.microsoft:get-message-sessions': (request, { broker, address }) => {
    const skip = request.number('skip');
    const ids = broker
      .source(address)
      .sessions.ids(skip + request.number('top'))
      .slice(skip);
    if (ids.length === 0) return { status: 204 };
    return { body: { skip: types.wrap_int(skip), 'sessions-ids': types.wrap_array(ids, typeCode.string, undefined) } };
  },

  'com.microsoft:add-rule': (request, target) => {
    rulesOf(target).add(readRule(request.text('rule-name'), request.value('rule-description')));
    return {};
  },

  'com.microsoft:remove-rule': (request, target) => {
    rulesOf(target).remove(request.text('rule-name'));
    return {};
  },

  'com.microsoft:enumerate-rules': (request, target) => {
    const skip = request.number('skip', 0);
    const page = rulesOf(target)
      .list()
      .slice(skip, skip + request.number('top', 100));
    if (page.length === 0) return { status: 204 };
    return { body: { rules: page.map((rule) => ({ 'rule-description': describeRule(rule) })) } };
  },
};

function rulesOf({ broker, address }: Target) {
  const node = broker.get(address);
  if (node.kind === 'queue' && node.rules) return node.rules;
  throw new BrokerError('amqp:not-allowed', `'${address}' is no subscription and has no rules.`);
}

function describeDeferred(delivery: Delivery): object {
  const message = encodeMessage(delivery);
  const token = Buffer.from(delivery.lock?.token.replaceAll('-', '') ?? '', 'hex');
  return delivery.lock ? { message, 'lock-token': types.wrap_uuid(token) } : { message };
}

function readSettlement(request: Request): Settlement {
  const properties = request.properties('properties-to-modify');
  const status = request.text('disposition-status');
  const reason = request.optionalText('deadletter-reason');
  const description = request.optionalText('deadletter-description');
  switch (status) {
    case 'completed':
      return { outcome: 'complete' };
    case 'abandoned':
      return { outcome: 'abandon', properties };
    case 'defered': // spelled so in the protocol
      return { outcome: 'defer', properties };
    case 'suspended':
      return {
        outcome: 'dead-letter',
        properties,
        ...(reason !== undefined && { reason }),
        ...(description !== undefined && { description }),
      };
    default:
      throw invalid('disposition-status', `completed, abandoned, defered or suspended, not '${status}'`);
  }
}

/** rhea gives large longs as their eight bytes. */
function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return Buffer.isBuffer(value) && value.length === 8 ? Number(value.readBigInt64BE()) : undefined;
}

function invalid(name: string, expected: string): BrokerError {
  return new BrokerError('com.microsoft:argument-error', `The request's '${name}' must be ${expected}.`);
}
