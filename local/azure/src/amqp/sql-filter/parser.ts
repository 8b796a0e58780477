/**
 * The SQL subset of subscription rules:
 * https://learn.microsoft.com/azure/service-bus-messaging/service-bus-messaging-sql-filter and …-sql-rule-action.
 */
import { SqlError, tokenize, type Token } from './lexer.ts';

/** What an expression can be worth: 64-bit integers are bigint, floating point numbers are number. */
export type SqlValue = string | bigint | number | boolean | Date | null;

export interface Property {
  kind: 'property';
  scope: 'sys' | 'user';
  /** System properties as in {@link systemProperties}; user properties as written, found regardless of case. */
  name: string;
}

export type Expression =
  | { kind: 'constant'; value: SqlValue }
  | Property
  | { kind: 'newid' }
  | { kind: 'lookup'; name: Expression }
  | { kind: 'arithmetic'; operator: '+' | '-' | '*' | '/' | '%'; left: Expression; right: Expression }
  | { kind: 'negative'; operand: Expression };

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Predicate =
  | { kind: 'and' | 'or'; left: Predicate; right: Predicate }
  | { kind: 'not'; operand: Predicate }
  | { kind: 'compare'; operator: Comparison; left: Expression; right: Expression }
  | { kind: 'in'; operand: Expression; list: Expression[] }
  | { kind: 'like'; operand: Expression; pattern: Expression; escape?: Expression }
  | { kind: 'isNull'; property: Property }
  | { kind: 'exists'; property: Property };

export type Statement = { kind: 'set'; property: Property; value: Expression } | { kind: 'remove'; property: Property };

/** The message properties of scope `sys`; any other is refused, as Azure does. */
export const systemProperties = [
  'ContentType',
  'CorrelationId',
  'EnqueuedTimeUtc',
  'Label',
  'MessageId',
  'PartitionKey',
  'ReplyTo',
  'ReplyToSessionId',
  'ScheduledEnqueueTimeUtc',
  'SequenceNumber',
  'SessionId',
  'To',
] as const;
export type SystemProperty = (typeof systemProperties)[number];

const settable: readonly string[] = systemProperties.filter(
  (name) => !['EnqueuedTimeUtc', 'SequenceNumber'].includes(name),
);
const reserved = ['AND', 'OR', 'NOT', 'IN', 'LIKE', 'ESCAPE', 'IS', 'NULL', 'EXISTS', 'TRUE', 'FALSE'];
const comparisons: readonly string[] = ['=', '<>', '<', '<=', '>', '>='] satisfies Comparison[];
const maxLength = 1_024;
const maxStatements = 32;

/**
 * Reads a filter condition.
 * @throws SqlError saying what was expected where
 */
export function parseFilter(expression: string): Predicate {
  const parser = new Parser(expression);
  const predicate = parser.predicate();
  parser.expectEnd();
  return predicate;
}

/**
 * Reads the statements of a rule action.
 * @throws SqlError saying what was expected where
 */
export function parseAction(expression: string): Statement[] {
  const parser = new Parser(expression);
  const statements: Statement[] = [];
  do {
    statements.push(parser.statement());
    while (parser.accept(';'));
  } while (!parser.atEnd);
  if (statements.length > maxStatements)
    throw new SqlError(`more than ${maxStatements} statements in one action`, 1, expression);
  return statements;
}

/** A parsed piece in parentheses can turn out to be either; what surrounds it decides which is right. */
type Operand = { predicate: Predicate } | { expression: Expression };

class Parser {
  readonly #source: string;
  readonly #tokens: Token[];
  #index = 0;

  constructor(source: string) {
    this.#source = source;
    if (source.length > maxLength)
      throw new SqlError(`the expression is longer than ${maxLength} characters`, maxLength + 1, source.slice(0, 40));
    this.#tokens = tokenize(source);
  }

  get #next(): Token {
    // The token of type 'end' is never consumed, so there is always one.
    return this.#tokens[this.#index] as Token;
  }

  get atEnd(): boolean {
    return this.#next.type === 'end';
  }

  /** Consumes the operator or keyword `text` if it comes next. */
  accept(text: string): boolean {
    const { type } = this.#next;
    if ((type !== 'operator' && type !== 'word') || this.#next.text !== text) return false;
    this.#index++;
    return true;
  }

  expectEnd(): void {
    if (!this.atEnd) throw this.#expected('AND, OR or the end');
  }

  predicate(): Predicate {
    return this.#asPredicate(this.#or());
  }

  statement(): Statement {
    if (this.accept('REMOVE')) return { kind: 'remove', property: this.#settableProperty() };
    if (!this.accept('SET')) throw this.#expected('SET or REMOVE');
    const property = this.#settableProperty();
    this.#expect('=');
    return { kind: 'set', property, value: this.#asExpression(this.#sum()) };
  }

  #settableProperty(): Property {
    const start = this.#next;
    const property = this.#property();
    if (property.scope === 'sys' && !settable.includes(property.name))
      throw this.#fault(`sys.${property.name} cannot be changed; changeable are ${settable.join(', ')};`, start);
    return property;
  }

  #or(): Operand {
    let left = this.#and();
    while (this.accept('OR'))
      left = {
        predicate: { kind: 'or', left: this.#asPredicate(left), right: this.#asPredicate(this.#and()) },
      };
    return left;
  }

  #and(): Operand {
    let left = this.#not();
    while (this.accept('AND'))
      left = {
        predicate: { kind: 'and', left: this.#asPredicate(left), right: this.#asPredicate(this.#not()) },
      };
    return left;
  }

  #not(): Operand {
    if (!this.accept('NOT')) return this.#condition();
    return { predicate: { kind: 'not', operand: this.#asPredicate(this.#not()) } };
  }

  #condition(): Operand {
    if (this.accept('EXISTS')) {
      this.#expect('(');
      const property = this.#property();
      this.#expect(')');
      return { predicate: { kind: 'exists', property } };
    }
    const operand = this.#sum();
    if ('predicate' in operand) return operand;
    const left = operand.expression;
    if (this.#next.type === 'operator' && comparisons.includes(this.#next.text)) {
      const operator = this.#next.text as Comparison;
      this.#index++;
      return { predicate: { kind: 'compare', operator, left, right: this.#asExpression(this.#sum()) } };
    }
    if (this.accept('IS')) return { predicate: this.#isNull(left) };
    const negated = this.accept('NOT');
    const test = this.#inOrLike(left);
    if (test) return { predicate: negated ? { kind: 'not', operand: test } : test };
    if (negated) throw this.#expected('IN or LIKE');
    return operand;
  }

  #isNull(operand: Expression): Predicate {
    const negated = this.accept('NOT');
    if (operand.kind !== 'property') throw this.#fault('IS NULL is for a property', this.#next);
    this.#expect('NULL');
    const test: Predicate = { kind: 'isNull', property: operand };
    return negated ? { kind: 'not', operand: test } : test;
  }

  #inOrLike(operand: Expression): Predicate | undefined {
    if (this.accept('IN')) {
      this.#expect('(');
      const list = [this.#asExpression(this.#sum())];
      while (this.accept(',')) list.push(this.#asExpression(this.#sum()));
      this.#expect(')');
      return { kind: 'in', operand, list };
    }
    if (!this.accept('LIKE')) return undefined;
    const pattern = this.#asExpression(this.#sum());
    if (!this.accept('ESCAPE')) return { kind: 'like', operand, pattern };
    return { kind: 'like', operand, pattern, escape: this.#asExpression(this.#sum()) };
  }

  #sum(): Operand {
    let left = this.#product();
    for (;;) {
      const operator = this.accept('+') ? '+' : this.accept('-') ? '-' : undefined;
      if (!operator) return left;
      left = this.#arithmetic(operator, left, this.#product());
    }
  }

  #product(): Operand {
    let left = this.#unary();
    for (;;) {
      const operator = this.accept('*') ? '*' : this.accept('/') ? '/' : this.accept('%') ? '%' : undefined;
      if (!operator) return left;
      left = this.#arithmetic(operator, left, this.#unary());
    }
  }

  #arithmetic(operator: '+' | '-' | '*' | '/' | '%', left: Operand, right: Operand): Operand {
    return {
      expression: { kind: 'arithmetic', operator, left: this.#asExpression(left), right: this.#asExpression(right) },
    };
  }

  #unary(): Operand {
    if (this.accept('+')) return { expression: this.#asExpression(this.#unary()) };
    if (this.accept('-')) return { expression: { kind: 'negative', operand: this.#asExpression(this.#unary()) } };
    return this.#primary();
  }

  #primary(): Operand {
    const token = this.#next;
    if (this.accept('(')) {
      const inner = this.#or();
      this.#expect(')');
      return inner;
    }
    const constant = this.#constant(token);
    if (constant !== undefined) {
      this.#index++;
      return { expression: { kind: 'constant', value: constant } };
    }
    return { expression: this.#functionCall(token) ?? this.#property() };
  }

  #constant(token: Token): SqlValue | undefined {
    if (token.type === 'string') return token.text;
    if (token.type === 'integer') return BigInt(token.text);
    if (token.type === 'decimal') return Number(token.text);
    if (token.type !== 'word') return undefined;
    return token.text === 'TRUE' ? true : token.text === 'FALSE' ? false : token.text === 'NULL' ? null : undefined;
  }

  #functionCall(token: Token): Expression | undefined {
    if (token.type !== 'word' || this.#tokens[this.#index + 1]?.text !== '(') return undefined;
    if (!['NEWID', 'PROPERTY', 'P'].includes(token.text))
      throw this.#fault(`${token.source} is no function; there are newid(), property(name) and p(name);`, token);
    this.#index += 2;
    const call: Expression =
      token.text === 'NEWID' ? { kind: 'newid' } : { kind: 'lookup', name: this.#asExpression(this.#sum()) };
    this.#expect(')');
    return call;
  }

  #property(): Property {
    const first = this.#identifier();
    if (!this.accept('.')) return { kind: 'property', scope: 'user', name: first.text };
    const scope = first.text.toLowerCase();
    const name = this.#identifier();
    if (scope === 'user') return { kind: 'property', scope, name: name.text };
    if (scope !== 'sys') throw this.#fault(`the scope ${first.source} is neither sys nor user`, first);
    const known = systemProperties.find((property) => property.toLowerCase() === name.text.toLowerCase());
    if (!known)
      throw this.#fault(`sys.${name.source} is no system property; there are ${systemProperties.join(', ')};`, name);
    return { kind: 'property', scope, name: known };
  }

  #identifier(): Token {
    const token = this.#next;
    const isName = token.type === 'identifier' || (token.type === 'word' && !reserved.includes(token.text));
    if (!isName) throw this.#expected('a property or a value');
    this.#index++;
    return token.type === 'word' ? { ...token, text: token.source } : token;
  }

  #asPredicate(operand: Operand): Predicate {
    if ('predicate' in operand) return operand.predicate;
    throw this.#expected('a comparison');
  }

  #asExpression(operand: Operand): Expression {
    if ('expression' in operand) return operand.expression;
    throw this.#fault('a condition stands where a value is needed', this.#next);
  }

  #expect(text: string): void {
    if (!this.accept(text)) throw this.#expected(text);
  }

  #expected(what: string): SqlError {
    return this.#fault(`expected ${what} but found ${this.#next.source}`, this.#next);
  }

  #fault(problem: string, token: Token): SqlError {
    return new SqlError(problem, token.position, this.#source);
  }
}
