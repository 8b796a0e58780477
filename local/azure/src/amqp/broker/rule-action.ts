import type { Arrival } from './entity.ts';
import { changeProperties, MessageView } from '../wire/message.ts';
import { evaluate, type MessageProperties } from '../sql-filter/evaluate.ts';
import type { SqlValue, Statement, SystemProperty } from '../sql-filter/parser.ts';

/** The copy of a message that a rule's action makes: changed as its statements say, and marked with the rule's name. */
export function applyAction(statements: readonly Statement[], arrival: Arrival, ruleName: string): Arrival {
  const changes = new Changes(new MessageView(arrival));
  for (const statement of statements) {
    const { scope, name } = statement.property;
    const value = statement.kind === 'set' ? evaluate(statement.value, changes) : undefined;
    if (scope === 'sys') changes.setSystem(name as SystemProperty, value);
    else changes.setUser(name, value);
  }
  changes.setUser('RuleName', ruleName);
  return {
    ...arrival,
    content: changeProperties(arrival.content, changes),
    messageId: text(changes.get('sys', 'MessageId')) ?? arrival.messageId,
    sessionId: text(changes.get('sys', 'SessionId')),
    partitionKey: text(changes.get('sys', 'PartitionKey')),
  };
}

function text(value: SqlValue | undefined): string | undefined {
  return value == null ? undefined : String(value);
}

/** A message's properties with the changes so far, so that a statement sees what the one before it did. */
class Changes implements MessageProperties {
  readonly user = new Map<string, unknown>();
  readonly system = new Map<SystemProperty, SqlValue | undefined>();
  readonly #original: MessageView;
  /** The names that properties have in the message, or had when they were first set, by lower case. */
  readonly #names = new Map<string, string>();

  constructor(original: MessageView) {
    this.#original = original;
    for (const [lower, { key }] of original.user) this.#names.set(lower, key);
  }

  get(scope: 'sys' | 'user', name: string): SqlValue | undefined {
    if (scope === 'sys')
      return this.system.has(name as SystemProperty)
        ? this.system.get(name as SystemProperty)
        : this.#original.get(scope, name);
    const key = this.#names.get(name.toLowerCase()) ?? name;
    return this.user.has(key) ? (this.user.get(key) as SqlValue | undefined) : this.#original.get(scope, name);
  }

  setSystem(name: SystemProperty, value: SqlValue | undefined): void {
    this.system.set(name, value == null ? value : String(value));
  }

  setUser(name: string, value: SqlValue | undefined): void {
    const key = this.#names.get(name.toLowerCase()) ?? name;
    const existing = this.get('user', name);
    this.#names.set(name.toLowerCase(), key);
    this.user.set(key, value == null || existing == null ? value : converted(value, existing));
  }
}

/** `value` in the type that the property has already, where that can be done without loss. */
function converted(value: SqlValue, existing: SqlValue): SqlValue {
  if (typeof existing === 'string' && !(value instanceof Date)) return String(value);
  if (typeof existing === 'number' && typeof value === 'bigint') return Number(value);
  if (typeof existing === 'bigint' && typeof value === 'number' && Number.isInteger(value)) return BigInt(value);
  if (typeof existing === 'bigint' && typeof value === 'string' && /^-?\d{1,18}$/.test(value)) return BigInt(value);
  return value;
}
