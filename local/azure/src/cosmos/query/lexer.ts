import { QueryError, syntaxError, type Span } from './query-error.ts';

export interface Token extends Span {
  kind: 'keyword' | 'identifier' | 'string' | 'number' | 'parameter' | 'symbol' | 'end';
  /** As written; for keywords in upper case. */
  text: string;
  /** The value of a string or number. */
  value?: string | number;
  /** As written, also for keywords. */
  raw: string;
}

const keywords = new Set(
  (
    'AND ARRAY AS ASC BETWEEN BY DESC DISTINCT ESCAPE EXISTS FROM GROUP IN JOIN LEFT LIKE LIMIT NOT OFFSET OR ' +
    'ORDER RIGHT SELECT TOP UDF VALUE WHERE'
  ).split(' '),
);
/** These are keywords in lower case only. */
const constants = new Set(['true', 'false', 'null', 'undefined']);

const pattern = new RegExp(
  [
    /(?<space>\s+|--[^\n]*)/u,
    /(?<number>0[xX][0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/u,
    /(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/u,
    /(?<parameter>@[\p{L}_][\p{L}\p{N}_]*)/u,
    /(?<word>[\p{L}_][\p{L}\p{N}_]*)/u,
    /(?<symbol><=|>=|<>|!=|\?\?|\|\||[\-+*/%=<>(){}[\],.:?&^|~])/u,
  ]
    .map(({ source }) => source)
    .join('|'),
  'uy',
);

/** Splits a query into tokens; the last one is the end. Throws a syntax error that names the place. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  while (start < text.length) {
    pattern.lastIndex = start;
    const groups = pattern.exec(text)?.groups;
    if (!groups) throw unreadable(text, start);
    const end = pattern.lastIndex;
    const span = { start, end, raw: text.slice(start, end) };
    if (groups['number'] !== undefined)
      tokens.push({ kind: 'number', text: span.raw, value: Number(span.raw), ...span });
    else if (groups['string'] !== undefined)
      tokens.push({ kind: 'string', text: span.raw, value: unquote(span.raw, span), ...span });
    else if (groups['parameter'] !== undefined) tokens.push({ kind: 'parameter', text: span.raw, ...span });
    else if (groups['word'] !== undefined) tokens.push({ ...word(span.raw), ...span });
    else if (groups['symbol'] !== undefined) tokens.push({ kind: 'symbol', text: span.raw, ...span });
    start = end;
  }
  tokens.push({ kind: 'end', text: '', raw: '', start: text.length, end: text.length });
  return tokens;
}

function word(raw: string): Pick<Token, 'kind' | 'text'> {
  if (constants.has(raw)) return { kind: 'keyword', text: raw };
  const upper = raw.toUpperCase();
  return keywords.has(upper) ? { kind: 'keyword', text: upper } : { kind: 'identifier', text: raw };
}

function unreadable(text: string, start: number) {
  if (/["']/.test(text[start]!))
    return new QueryError('SC1010', `Syntax error, invalid string literal token '${text.slice(start)}'.`, {
      start,
      end: text.length,
    });
  const character = String.fromCodePoint(text.codePointAt(start)!);
  return syntaxError(character, { start, end: start + character.length });
}

const escapes: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unquote(raw: string, span: Span): string {
  return raw.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|["'\\/bfnrt])|\\/g, (_, escape: string | undefined) => {
    if (escape === undefined)
      throw new QueryError('SC1010', `Syntax error, invalid string literal token '${raw}'.`, span);
    return escape.length === 5 ? String.fromCharCode(parseInt(escape.slice(1), 16)) : (escapes[escape] ?? escape);
  });
}
