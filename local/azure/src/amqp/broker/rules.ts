import type { Statement } from '../../database.ts';
import type { Arrival } from './entity.ts';
import type { Correlation, RuleConfig, RuleFilter } from '../entity-config.ts';
import { BrokerError } from '../errors.ts';
import type { EntityRecord, Journal } from '../storage/journal.ts';
import { type MessageView } from '../wire/message.ts';
import { applyAction } from './rule-action.ts';
import { matches } from '../sql-filter/evaluate.ts';
import { SqlError } from '../sql-filter/lexer.ts';
import { parseAction, parseFilter, type SqlValue, type Statement as ActionStatement } from '../sql-filter/parser.ts';

interface Rule {
  readonly config: RuleConfig;
  readonly selects: (message: MessageView) => boolean;
  readonly statements: readonly ActionStatement[] | undefined;
}

/**
 * The rules of one subscription. Those of the configuration are taken when they are new or have changed since the last
 * run; otherwise, what a rule manager added and removed stays.
 */
export class Rules {
  readonly #journal: Journal;
  readonly #entity: EntityRecord;
  readonly #rules = new Map<string, Rule>();
  readonly #insert: Statement;
  readonly #delete: Statement;

  constructor(journal: Journal, entity: EntityRecord, configured: RuleConfig[]) {
    this.#journal = journal;
    this.#entity = entity;
    this.#insert = journal.prepare('INSERT INTO rules (entity, name, rule) VALUES (?, ?, ?)');
    this.#delete = journal.prepare('DELETE FROM rules WHERE entity = ? AND name = ?');
    const seed = JSON.stringify(configured);
    const known = journal.prepare('SELECT configured_rules FROM entities WHERE id = ?').get(entity.id);
    if (known?.['configured_rules'] === seed) this.#load();
    else {
      journal.write(journal.prepare('DELETE FROM rules WHERE entity = ?'), entity.id);
      journal.write(journal.prepare('UPDATE entities SET configured_rules = ? WHERE id = ?'), seed, entity.id);
      for (const rule of configured) this.add(rule);
    }
  }

  /** The rules in the order in which they were added. */
  list(): RuleConfig[] {
    return [...this.#rules.values()].map(({ config }) => config);
  }

  /** @throws BrokerError when there is a rule of this name, or its SQL is wrong */
  add(config: RuleConfig): void {
    if (this.#rules.has(config.name.toLowerCase()))
      throw new BrokerError(
        'com.microsoft:entity-already-exists',
        `The rule '${config.name}' already exists. Remove it first, or choose another name.`,
      );
    this.#rules.set(config.name.toLowerCase(), compile(config));
    this.#journal.write(this.#insert, this.#entity.id, config.name, JSON.stringify(config));
  }

  /** @throws BrokerError when there is no rule of this name, or the new one's SQL is wrong; then the present one stays */
  replace(config: RuleConfig): void {
    compile(config);
    this.remove(config.name);
    this.add(config);
  }

  /** @throws BrokerError when there is no rule of this name */
  remove(name: string): void {
    const rule = this.#rules.get(name.toLowerCase());
    if (!rule)
      throw new BrokerError(
        'amqp:not-found',
        `The messaging entity '${name}' could not be found: there is no such rule.`,
      );
    this.#rules.delete(name.toLowerCase());
    this.#journal.write(this.#delete, this.#entity.id, rule.config.name);
  }

  /** What the subscription gets: one message for all matching rules without an action, and a copy for each with one. */
  select(arrival: Arrival, view: MessageView): Arrival[] {
    const matching = [...this.#rules.values()].filter(({ selects }) => selects(view));
    const copies = matching.flatMap(({ config, statements }) =>
      statements ? [applyAction(statements, arrival, config.name)] : [],
    );
    return copies.length < matching.length ? [arrival, ...copies] : copies;
  }

  #load(): void {
    const rows = this.#journal.prepare('SELECT rule FROM rules WHERE entity = ? ORDER BY id').all(this.#entity.id);
    for (const row of rows) {
      const config = JSON.parse(String(row['rule'])) as RuleConfig;
      this.#rules.set(config.name.toLowerCase(), compile(config));
    }
  }
}

function compile(config: RuleConfig): Rule {
  try {
    return {
      config,
      selects: compileFilter(config.filter),
      statements: config.action === undefined ? undefined : parseAction(config.action),
    };
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new BrokerError('com.microsoft:argument-error', `The rule '${config.name}' is not valid: ${error.message}`);
  }
}

function compileFilter(filter: RuleFilter): (message: MessageView) => boolean {
  switch (filter.type) {
    case 'true':
      return () => true;
    case 'false':
      return () => false;
    case 'sql': {
      const predicate = parseFilter(filter.expression);
      return (message) => matches(predicate, message);
    }
    case 'correlation':
      return (message) => correlates(filter, message);
  }
}

const correlated = {
  contentType: 'ContentType',
  correlationId: 'CorrelationId',
  subject: 'Label',
  messageId: 'MessageId',
  replyTo: 'ReplyTo',
  replyToSessionId: 'ReplyToSessionId',
  sessionId: 'SessionId',
  to: 'To',
} as const;

function correlates(filter: Correlation, message: MessageView): boolean {
  const conditions = Object.keys(correlated) as (keyof typeof correlated)[];
  return (
    conditions.every((name) => filter[name] === undefined || message.get('sys', correlated[name]) === filter[name]) &&
    Object.entries(filter.properties ?? {}).every(([name, value]) => isEqual(message.get('user', name), value))
  );
}

function isEqual(actual: SqlValue | undefined, expected: string | number | boolean): boolean {
  if (typeof actual === 'bigint') return Number(actual) === expected;
  return (actual instanceof Date ? actual.getTime() : actual) === expected;
}
