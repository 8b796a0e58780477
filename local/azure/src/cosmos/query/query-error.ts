import { CosmosError } from '../errors.ts';

/** A part of the query text, as character offsets; `end` is not part of it. */
export interface Span {
  start: number;
  end: number;
}

/** A query that cannot be run. The message carries the JSON that Azure puts there, so that tools can read it. */
export class QueryError extends CosmosError {
  constructor(code: string, message: string, location: Span) {
    const { start, end } = location;
    super(
      400,
      `Message: ${JSON.stringify({ errors: [{ severity: 'Error', location: { start, end }, code, message }] })}`,
    );
    this.name = 'QueryError';
  }
}

/** A query that is understood but cannot be served, in the form without a place in the text. */
export function notServable(message: string): CosmosError {
  return new CosmosError(400, `Message: ${JSON.stringify({ Errors: [message] })}`);
}

export const syntaxError = (text: string, span: Span) =>
  text === ''
    ? new QueryError('SC1002', 'Syntax error, unexpected end-of-file.', span)
    : new QueryError('SC1001', `Syntax error, incorrect syntax near '${text}'.`, span);

/** Runs a part of a query; when it is nested so deeply that the stack ends, that is the query's mistake. */
export function withinStack<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError && /call stack/i.test(error.message))
      throw notServable('The query is nested too deeply, or joins too many conditions by AND or OR.');
    throw error;
  }
}
