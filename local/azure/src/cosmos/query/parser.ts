import type { Expression, Query, Selection, Source } from './ast.ts';
import { ExpressionParser } from './expression-parser.ts';

/**
 * Parses a query in the SQL dialect of Azure Cosmos DB for NoSQL.
 * Grammar: https://learn.microsoft.com/azure/cosmos-db/nosql/query/ and the grammar file in the vendor's .NET SDK.
 * @throws QueryError SC1001, SC1002 or SC1010 with the place of the first mistake
 */
export function parseQuery(text: string): Query {
  const parser = new Parser(text);
  const query = parser.query();
  parser.end();
  return query;
}

/** Parses the condition of a patch: a query without SELECT, `FROM c WHERE c.stock > 0`. */
export function parseCondition(text: string): Query {
  const parser = new Parser(text);
  const condition = parser.condition();
  parser.end();
  return condition;
}

class Parser extends ExpressionParser {
  override query(): Query {
    const { start } = this.tokens.current;
    this.tokens.expect('SELECT');
    const distinct = this.tokens.accept('DISTINCT');
    const top = this.tokens.accept('TOP') ? this.#count() : undefined;
    const select = this.#selection();
    const { from, where } = this.#fromWhere();
    const groupBy = this.tokens.acceptBoth('GROUP', 'BY') ? this.tokens.list(() => this.expression()) : [];
    const orderBy = this.tokens.acceptBoth('ORDER', 'BY') ? this.tokens.list(() => this.#orderItem()) : [];
    let offset: Expression | undefined;
    let limit: Expression | undefined;
    if (this.tokens.accept('OFFSET')) {
      offset = this.#count();
      this.tokens.expect('LIMIT');
      limit = this.#count();
    }
    return { select, distinct, top, from, where, groupBy, orderBy, offset, limit, start, end: this.tokens.previousEnd };
  }

  condition(): Query {
    const select: Selection = { kind: 'star', span: this.tokens.current };
    const none = { distinct: false, top: undefined, groupBy: [], orderBy: [], offset: undefined, limit: undefined };
    return { select, ...this.#fromWhere(), ...none, start: 0, end: this.tokens.previousEnd };
  }

  #fromWhere(): Pick<Query, 'from' | 'where'> {
    const from = this.tokens.accept('FROM') ? this.#sources() : [];
    return { from, where: this.tokens.accept('WHERE') ? this.expression() : undefined };
  }

  end(): void {
    if (this.tokens.current.kind !== 'end') throw this.tokens.unexpected();
  }

  /** TOP, OFFSET and LIMIT take a number or a parameter, nothing else. */
  #count(): Expression {
    const { kind } = this.tokens.current;
    if (kind !== 'number' && kind !== 'parameter') throw this.tokens.unexpected();
    return this.primary();
  }

  #selection(): Selection {
    const span = this.tokens.current;
    if (this.tokens.accept('*')) return { kind: 'star', span };
    if (this.tokens.accept('VALUE')) return { kind: 'value', expression: this.expression() };
    let unnamed = 0;
    const items = this.tokens.list(() => {
      const expression = this.expression();
      if (this.tokens.accept('AS')) return { expression, name: this.tokens.identifier() };
      return { expression, name: nameOf(expression) ?? `$${++unnamed}` };
    });
    return { kind: 'list', items };
  }

  #sources(): Source[] {
    const sources = [this.#source()];
    while (this.tokens.accept('JOIN')) sources.push(this.#source());
    return sources;
  }

  #source(): Source {
    const start = this.tokens.current.start;
    if (this.tokens.accept('(')) {
      const query = this.query();
      this.tokens.expect(')');
      this.tokens.accept('AS');
      const alias = this.tokens.identifier();
      return { alias, each: false, collection: { kind: 'subquery', query }, start, end: this.tokens.previousEnd };
    }
    const rootSpan = this.tokens.current;
    const name = this.tokens.identifier();
    if (this.tokens.accept('IN')) {
      const inSpan = this.tokens.current;
      const root = this.tokens.identifier();
      const collection = { kind: 'path' as const, root, rootSpan: inSpan, steps: this.#steps() };
      return { alias: name, each: true, collection, start, end: this.tokens.previousEnd };
    }
    const steps = this.#steps();
    const last = steps.findLast((step) => typeof step === 'string') ?? name;
    const alias =
      this.tokens.accept('AS') || this.tokens.current.kind === 'identifier' ? this.tokens.identifier() : last;
    const collection = { kind: 'path' as const, root: name, rootSpan, steps };
    return { alias, each: false, collection, start, end: this.tokens.previousEnd };
  }

  #steps(): (string | number)[] {
    const steps: (string | number)[] = [];
    for (;;) {
      if (this.tokens.accept('.')) steps.push(this.tokens.identifier());
      else if (this.tokens.accept('[')) {
        const { kind, value } = this.tokens.current;
        if ((kind !== 'string' && kind !== 'number') || value === undefined) throw this.tokens.unexpected();
        this.tokens.take();
        steps.push(value);
        this.tokens.expect(']');
      } else return steps;
    }
  }

  #orderItem(): { expression: Expression; descending: boolean } {
    const expression = this.expression();
    const descending = this.tokens.accept('DESC');
    if (!descending) this.tokens.accept('ASC');
    return { expression, descending };
  }
}

/** The name that a selected expression has without AS. */
function nameOf(expression: Expression): string | undefined {
  if (expression.kind === 'property' || expression.kind === 'identifier') return expression.name;
  return undefined;
}
