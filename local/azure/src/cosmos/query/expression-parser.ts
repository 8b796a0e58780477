import type { BinaryOperator, Expression, Query, UnaryOperator } from './ast.ts';
import type { Span } from './query-error.ts';
import { TokenReader } from './token-reader.ts';

/** Binary operators by how tightly they bind, loosest first. Logical ones are handled apart. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['|'],
  ['^'],
  ['&'],
  ['=', '!=', '<>'],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

const constants: Record<string, boolean | null | undefined> = {
  true: true,
  false: false,
  null: null,
  undefined: undefined,
};

/** The expressions of the dialect; what a query is, and so a subquery, the whole parser knows. */
export abstract class ExpressionParser {
  protected readonly tokens: TokenReader;

  constructor(text: string) {
    this.tokens = new TokenReader(text);
  }

  protected abstract query(): Query;

  expression(): Expression {
    return this.tokens.nested(() => {
      let left = this.#conditional();
      while (this.tokens.accept('??')) left = this.#binary('??', left, this.#conditional());
      return left;
    });
  }

  #conditional(): Expression {
    let condition = this.#or();
    while (this.tokens.accept('?')) {
      const then = this.expression();
      this.tokens.expect(':');
      const otherwise = this.#or();
      condition = { kind: 'conditional', condition, then, otherwise, start: condition.start, end: otherwise.end };
    }
    return condition;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.tokens.accept('OR')) left = this.#binary('OR', left, this.#and());
    return left;
  }

  #and(): Expression {
    let left = this.#predicate();
    while (this.tokens.accept('AND')) left = this.#binary('AND', left, this.#predicate());
    return left;
  }

  /** IN, BETWEEN and LIKE bind more loosely than the operators and more tightly than AND. */
  #predicate(): Expression {
    const operand = this.#operators(0);
    const { start } = operand;
    const not = this.tokens.accept('NOT');
    if (this.tokens.accept('IN')) {
      this.tokens.expect('(');
      const items = this.tokens.list(() => this.expression());
      this.tokens.expect(')');
      return { kind: 'in', needle: operand, items, not, start, end: this.tokens.previousEnd };
    }
    if (this.tokens.accept('BETWEEN')) {
      const low = this.#operators(0);
      this.tokens.expect('AND');
      const high = this.#operators(0);
      return { kind: 'between', operand, low, high, not, start, end: high.end };
    }
    if (this.tokens.accept('LIKE')) {
      const pattern = this.#operators(0);
      let escape: string | undefined;
      if (this.tokens.accept('ESCAPE')) {
        const token = this.tokens.current;
        if (token.kind !== 'string' || [...String(token.value)].length !== 1) throw this.tokens.unexpected();
        escape = String(this.tokens.take().value);
      }
      return { kind: 'like', operand, pattern, escape, not, start, end: this.tokens.previousEnd };
    }
    if (not) throw this.tokens.unexpected();
    return operand;
  }

  #operators(level: number): Expression {
    const operators = levels[level];
    if (!operators) return this.#unary();
    let left = this.#operators(level + 1);
    for (;;) {
      const { kind, text } = this.tokens.current;
      if (kind !== 'symbol' || !operators.includes(text)) return left;
      this.tokens.take();
      const operator = (text === '<>' ? '!=' : text) as BinaryOperator;
      left = this.#binary(operator, left, this.#operators(level + 1));
    }
  }

  #binary(operator: BinaryOperator, left: Expression, right: Expression): Expression {
    return { kind: 'binary', operator, left, right, start: left.start, end: right.end };
  }

  #unary(): Expression {
    const { start } = this.tokens.current;
    for (const operator of ['NOT', '-', '+', '~'] satisfies UnaryOperator[]) {
      if (!this.tokens.accept(operator)) continue;
      const operand = this.tokens.nested(() => this.#unary());
      return { kind: 'unary', operator, operand, start, end: operand.end };
    }
    return this.#postfix(this.primary());
  }

  #postfix(of: Expression): Expression {
    const { start } = of;
    for (;;) {
      if (this.tokens.accept('.')) {
        const name = this.tokens.identifier();
        of = { kind: 'property', of, name, start, end: this.tokens.previousEnd };
      } else if (this.tokens.accept('[')) {
        const index = this.expression();
        this.tokens.expect(']');
        const end = this.tokens.previousEnd;
        of =
          index.kind === 'literal' && typeof index.value === 'string'
            ? { kind: 'property', of, name: index.value, start, end }
            : { kind: 'element', of, index, start, end };
      } else return of;
    }
  }

  protected primary(): Expression {
    const token = this.tokens.current;
    const span = { start: token.start, end: token.end };
    switch (token.kind) {
      case 'number':
      case 'string':
        return { kind: 'literal', value: this.tokens.take().value, ...span };
      case 'parameter':
        return { kind: 'parameter', name: this.tokens.take().text, ...span };
      case 'identifier':
        this.tokens.take();
        if (this.tokens.is('(')) return this.#call(token.text, span);
        return { kind: 'identifier', name: token.text, ...span };
      case 'keyword':
        if (Object.hasOwn(constants, token.text)) {
          this.tokens.take();
          return { kind: 'literal', value: constants[token.text], ...span };
        }
        if (this.tokens.accept('LEFT') || this.tokens.accept('RIGHT')) return this.#call(token.raw, span);
        if (this.tokens.accept('EXISTS')) return this.#subquery('exists', span);
        if (this.tokens.accept('ARRAY')) return this.#subquery('array', span);
        if (!this.tokens.accept('UDF')) throw this.tokens.unexpected();
        this.tokens.expect('.');
        return this.#call(`udf.${this.tokens.identifier()}`, span);
      case 'symbol':
        if (this.tokens.accept('[')) return this.#array(span);
        if (this.tokens.accept('{')) return this.#object(span);
        this.tokens.expect('(');
        return this.tokens.is('SELECT') ? this.#subqueryInside('scalar', span) : this.#parenthesized();
      case 'end':
        throw this.tokens.unexpected();
    }
  }

  #parenthesized(): Expression {
    const expression = this.expression();
    this.tokens.expect(')');
    return expression;
  }

  #call(name: string, { start }: Span): Expression {
    this.tokens.expect('(');
    const args = this.tokens.is(')') ? [] : this.tokens.list(() => this.expression());
    this.tokens.expect(')');
    return { kind: 'call', name, arguments: args, start, end: this.tokens.previousEnd };
  }

  #subquery(form: 'exists' | 'array', span: Span): Expression {
    this.tokens.expect('(');
    return this.#subqueryInside(form, span);
  }

  #subqueryInside(form: 'scalar' | 'exists' | 'array', { start }: Span): Expression {
    const query = this.tokens.nested(() => this.query());
    this.tokens.expect(')');
    return { kind: 'subquery', form, query, start, end: this.tokens.previousEnd };
  }

  #array({ start }: Span): Expression {
    const items = this.tokens.is(']') ? [] : this.tokens.list(() => this.expression());
    this.tokens.expect(']');
    return { kind: 'array', items, start, end: this.tokens.previousEnd };
  }

  #object({ start }: Span): Expression {
    const property = () => {
      const { kind, value } = this.tokens.current;
      const name = kind === 'string' ? String(value) : this.tokens.identifier();
      if (kind === 'string') this.tokens.take();
      this.tokens.expect(':');
      return { name, value: this.expression() };
    };
    const properties = this.tokens.is('}') ? [] : this.tokens.list(property);
    this.tokens.expect('}');
    return { kind: 'object', properties, start, end: this.tokens.previousEnd };
  }
}
