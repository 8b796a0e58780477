/** A piece of a SQL expression. `position` counts characters from 1. */
export interface Token {
  type: 'word' | 'identifier' | 'string' | 'integer' | 'decimal' | 'operator' | 'end';
  /** Words and operators as they are compared (words in upper case), identifiers and strings without their quotes. */
  text: string;
  /** As it stands in the expression. */
  source: string;
  position: number;
}

/** An expression that Service Bus would not accept, with the place where reading stopped. */
export class SqlError extends Error {
  constructor(problem: string, position: number, expression: string) {
    super(`${problem} at character ${position} of "${expression}"`);
    this.name = 'SqlError';
  }
}

// One alternative per kind of token, in the order in which they are tried. Identifiers: a letter, then letters, digits
// and underscores; anything else needs [brackets] or "quotes", in which the closing sign is doubled.
const grammar =
  /\s+|(?<word>\p{L}[\p{L}\p{Nd}_]*)|(?<bracketed>\[(?:[^\]]|\]\])+\])|(?<quoted>"(?:[^"]|"")+")|(?<string>'(?:[^']|'')*')|(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<operator><=|>=|<>|!=|[=<>+\-*/%(),.;])/uy;

/**
 * The tokens of a filter or action, closed by one of type `end`.
 * @throws SqlError for a character that begins no token, such as a quote that is never closed
 */
export function tokenize(expression: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  while (offset < expression.length) {
    grammar.lastIndex = offset;
    const match = grammar.exec(expression);
    if (!match) {
      const character = expression.charAt(offset);
      throw new SqlError(
        `"'[`.includes(character) ? `the ${character} is not closed` : `${character} is not understood`,
        offset + 1,
        expression,
      );
    }
    const token = toToken(match, offset + 1);
    if (token) tokens.push(token);
    offset += match[0].length;
  }
  tokens.push({ type: 'end', text: '', source: 'the end', position: expression.length + 1 });
  return tokens;
}

function toToken(match: RegExpExecArray, position: number): Token | undefined {
  const source = match[0];
  const { word, bracketed, quoted, string, number, operator } = match.groups ?? {};
  const inner = source.slice(1, -1);
  if (word) return { type: 'word', text: source.toUpperCase(), source, position };
  if (bracketed) return { type: 'identifier', text: inner.replaceAll(']]', ']'), source, position };
  if (quoted) return { type: 'identifier', text: inner.replaceAll('""', '"'), source, position };
  if (string) return { type: 'string', text: inner.replaceAll("''", "'"), source, position };
  if (number) return { type: /^\d+$/.test(number) ? 'integer' : 'decimal', text: source, source, position };
  if (operator) return { type: 'operator', text: source === '!=' ? '<>' : source, source, position };
  return undefined; // white space
}
