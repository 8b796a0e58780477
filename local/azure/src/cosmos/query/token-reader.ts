import { tokenize, type Token } from './lexer.ts';
import { syntaxError } from './query-error.ts';

const maximumDepth = 200;

/** Walks the tokens of a query; what is not as expected is a syntax error at its place. */
export class TokenReader {
  readonly #tokens: Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
  }

  get current(): Token {
    return this.#tokens[this.#at]!;
  }
  /** Where the last token that was taken ends. */
  get previousEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }

  take(): Token {
    return this.#tokens[this.#at++]!;
  }
  /** Whether the current token is this keyword or symbol. */
  is(text: string): boolean {
    const { kind, text: actual } = this.current;
    return (kind === 'keyword' || kind === 'symbol') && actual === text;
  }
  accept(text: string): boolean {
    if (!this.is(text)) return false;
    this.#at++;
    return true;
  }
  acceptBoth(first: string, second: string): boolean {
    if (!this.accept(first)) return false;
    this.expect(second);
    return true;
  }
  expect(text: string): void {
    if (!this.accept(text)) throw this.unexpected();
  }
  identifier(): string {
    if (this.current.kind !== 'identifier') throw this.unexpected();
    return this.take().text;
  }
  list<Item>(item: () => Item): Item[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }
  /** Reads something that may contain itself, to a depth that the stack can bear. */
  nested<Result>(read: () => Result): Result {
    if (++this.#depth > maximumDepth) throw this.unexpected();
    const result = read();
    this.#depth--;
    return result;
  }
  unexpected() {
    return syntaxError(this.current.raw, this.current);
  }
}
