import { randomUUID } from 'node:crypto';
import {
  elementPositions,
  encodeSymbol,
  encodeValue,
  listSection,
  mapSection,
  nullValue,
  readFields,
  readMap,
  section,
  splitSections,
  type AmqpScalar,
  type Sections,
} from './codec.ts';
import type { SqlValue, SystemProperty } from '../sql-filter/parser.ts';

/** What of a message stays as its sender wrote it. Never changed in place, so that subscriptions can share it. */
export interface Content {
  /** Properties, application properties and body, encoded, one after the other. */
  readonly bytes: Buffer;
  readonly propertiesLength: number;
  readonly applicationPropertiesLength: number;
  /** Encoded annotations (key and value) that mean nothing to the broker and are passed on. */
  readonly foreignAnnotations?: readonly Buffer[];
}

/** A message as it arrives at a queue or topic. */
export interface SentMessage {
  content: Content;
  /** Distinguishes messages for duplicate detection; the broker makes one up when the sender gave none. */
  messageId: string;
  sessionId?: string;
  partitionKey?: string;
  /** Milliseconds. */
  ttl?: number;
  /** When the message is to become active, in milliseconds since 1970. */
  scheduledFor?: number;
}

const field = {
  messageId: 0,
  to: 2,
  subject: 3,
  replyTo: 4,
  correlationId: 5,
  contentType: 6,
  absoluteExpiryTime: 8,
  creationTime: 9,
  groupId: 10,
  replyToGroupId: 12,
} as const;

/**
 * Reads an encoded message. A message id is added when there is none: Azure always delivers one.
 * @throws MalformedError
 */
export function parseMessage(bytes: Buffer): SentMessage {
  const sections = splitSections(bytes);
  const [messageId, sessionId] = readFields(sections.properties, [field.messageId, field.groupId]);
  const [, , ttl] = sections.header ? readFields(sections.header, [0, 1, 2]) : [];
  const sent: SentMessage = {
    messageId: messageId === undefined ? randomUUID().replaceAll('-', '') : idText(messageId),
    content: emptyContent,
  };
  if (typeof sessionId === 'string') sent.sessionId = sessionId;
  if (typeof ttl === 'bigint') sent.ttl = Number(ttl);
  const foreign = readAnnotations(sections.messageAnnotations, sent);
  const properties =
    messageId === undefined
      ? withFields(sections.properties, new Map([[field.messageId, encodeValue(sent.messageId)]]))
      : sections.properties;
  sent.content = joinContent({ ...sections, ...(properties && { properties }) }, foreign);
  return sent;
}

const emptyContent: Content = { bytes: Buffer.alloc(0), propertiesLength: 0, applicationPropertiesLength: 0 };

/** The application's part of an encoded message, copied, so that it does not keep the network's buffers alive. */
export function joinContent(sections: Sections, foreignAnnotations: readonly Buffer[]): Content {
  const { properties, applicationProperties, body } = sections;
  return {
    bytes: Buffer.concat([properties ?? nothing, applicationProperties ?? nothing, body]),
    propertiesLength: properties?.length ?? 0,
    applicationPropertiesLength: applicationProperties?.length ?? 0,
    ...(foreignAnnotations.length > 0 && { foreignAnnotations }),
  };
}
const nothing = Buffer.alloc(0);

/** Notes the annotations that steer the broker and returns those that do not. */
function readAnnotations(annotations: Buffer | undefined, sent: SentMessage): Buffer[] {
  const foreign: Buffer[] = [];
  for (const { key, value, bytes } of readMap(annotations)) {
    if (key === 'x-opt-scheduled-enqueue-time') {
      if (value instanceof Date) sent.scheduledFor = value.getTime();
    } else if (key === 'x-opt-partition-key') {
      if (value != null) sent.partitionKey = idText(value);
    } else if (!brokerAnnotations.has(key)) foreign.push(Buffer.from(bytes));
  }
  return foreign;
}

/** What the broker itself writes: a message that is received and sent again must not carry the old values. */
const brokerAnnotations = new Set([
  'x-opt-sequence-number',
  'x-opt-enqueued-time',
  'x-opt-locked-until',
  'x-opt-message-state',
  'x-opt-enqueue-sequence-number',
  'x-opt-deadletter-source',
  'x-opt-offset',
]);

/** Ids can be strings, numbers, UUIDs or bytes; equal text means equal id. */
function idText(id: AmqpScalar): string {
  return Buffer.isBuffer(id) ? id.toString('hex') : String(id);
}

function propertiesOf({ bytes, propertiesLength }: Content): Buffer | undefined {
  return propertiesLength > 0 ? bytes.subarray(0, propertiesLength) : undefined;
}

function applicationPropertiesOf({
  bytes,
  propertiesLength,
  applicationPropertiesLength,
}: Content): Buffer | undefined {
  if (applicationPropertiesLength === 0) return undefined;
  return bytes.subarray(propertiesLength, propertiesLength + applicationPropertiesLength);
}

function bodyOf({ bytes, propertiesLength, applicationPropertiesLength }: Content): Buffer {
  return bytes.subarray(propertiesLength + applicationPropertiesLength);
}

/** The message id of a stored message, as {@link parseMessage} gives it. */
export function messageIdOf(content: Content): string {
  const [id] = readFields(propertiesOf(content), [field.messageId]);
  return id === undefined ? '' : idText(id);
}

/** The properties that filters and actions can use, decoded when they are first asked for. */
export class MessageView {
  readonly #sent: SentMessage;
  readonly #system: Partial<Record<SystemProperty, SqlValue>>;
  #user: Map<string, { key: string; value: SqlValue }> | undefined;

  /** @param broker values of the system properties that the broker assigns */
  constructor(sent: SentMessage, broker: Partial<Record<SystemProperty, SqlValue>> = {}) {
    this.#sent = sent;
    this.#system = broker;
  }

  get(scope: 'sys' | 'user', name: string): SqlValue | undefined {
    return scope === 'sys' ? this.#systemValue(name as SystemProperty) : this.user.get(name.toLowerCase())?.value;
  }

  /** Application properties by lower-case name, with the name as the sender wrote it. */
  get user(): ReadonlyMap<string, { key: string; value: SqlValue }> {
    this.#user ??= new Map(
      readMap(applicationPropertiesOf(this.#sent.content)).map(({ key, value }) => [
        key.toLowerCase(),
        { key, value: Buffer.isBuffer(value) || value === undefined ? null : value },
      ]),
    );
    return this.#user;
  }

  #systemValue(name: SystemProperty): SqlValue | undefined {
    if (name === 'PartitionKey') return this.#sent.partitionKey;
    if (name === 'ScheduledEnqueueTimeUtc')
      return this.#sent.scheduledFor === undefined ? undefined : new Date(this.#sent.scheduledFor);
    const index = systemFields[name];
    if (index === undefined) return this.#system[name];
    const [value] = readFields(propertiesOf(this.#sent.content), [index]);
    return value == null ? undefined : idText(value);
  }
}

const systemFields: Partial<Record<SystemProperty, number>> = {
  ContentType: field.contentType,
  CorrelationId: field.correlationId,
  Label: field.subject,
  MessageId: field.messageId,
  ReplyTo: field.replyTo,
  ReplyToSessionId: field.replyToGroupId,
  SessionId: field.groupId,
  To: field.to,
};

/** Changes to a message's properties; `undefined` removes, `null` sets to null. */
export interface PropertyChanges {
  user?: ReadonlyMap<string, unknown>;
  system?: ReadonlyMap<SystemProperty, SqlValue | undefined>;
}

/** A copy of `content` with changed properties; everything else stays byte for byte. */
export function changeProperties(content: Content, { user, system }: PropertyChanges): Content {
  const fields = new Map<number, Buffer>();
  for (const [name, value] of system ?? []) {
    const index = systemFields[name];
    if (index === undefined) continue;
    const text = value == null ? undefined : String(value);
    fields.set(
      index,
      text === undefined ? nullValue : index === field.contentType ? encodeSymbol(text) : encodeValue(text),
    );
  }
  const properties = fields.size > 0 ? withFields(propertiesOf(content), fields) : propertiesOf(content);
  const applicationProperties =
    user && user.size > 0 ? withEntries(applicationPropertiesOf(content), user) : applicationPropertiesOf(content);
  return replaceSections(content, { properties, applicationProperties });
}

function replaceSections(
  content: Content,
  { properties = propertiesOf(content), applicationProperties = applicationPropertiesOf(content) }: Partial<Sections>,
): Content {
  return joinContent(
    {
      body: bodyOf(content),
      ...(properties && { properties }),
      ...(applicationProperties && { applicationProperties }),
    },
    content.foreignAnnotations ?? [],
  );
}

/** A copy without the expiry that the sender computed: the SDKs believe it more than the time to live in the header. */
export function withoutExpiryTimes(content: Content): Content {
  const properties = propertiesOf(content);
  const [expiry] = readFields(properties, [field.absoluteExpiryTime]);
  if (expiry === undefined) return content;
  const cleared = [field.absoluteExpiryTime, field.creationTime].map((index) => [index, nullValue] as const);
  return replaceSections(content, { properties: withFields(properties, new Map(cleared)) });
}

function withFields(properties: Buffer | undefined, changed: ReadonlyMap<number, Buffer>): Buffer {
  const positions = properties ? elementPositions(properties) : [0];
  const fields: Buffer[] = [];
  for (let index = 0; index < Math.max(positions.length - 1, Math.max(...changed.keys()) + 1); index++)
    fields.push(
      changed.get(index) ??
        (properties && index < positions.length - 1
          ? properties.subarray(positions[index], positions[index + 1])
          : nullValue),
    );
  return listSection(section.properties, fields);
}

function withEntries(applicationProperties: Buffer | undefined, changed: ReadonlyMap<string, unknown>): Buffer {
  const kept = readMap(applicationProperties).flatMap(({ key, bytes }) => (changed.has(key) ? [] : [bytes]));
  const added = [...changed].flatMap(([key, value]) =>
    value === undefined ? [] : [Buffer.concat([encodeValue(key), encodeValue(value)])],
  );
  return mapSection(section.applicationProperties, [...kept, ...added]);
}
