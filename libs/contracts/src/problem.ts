import { type Static, StringEnum, Type } from './brand.ts';
import { Totals } from './orders.ts';
import { type ProblemCode, problemCodes, problemTitles } from './problem-codes.ts';

/** One fault of a request: where it is (JSON pointer into what `in` names) and what is wrong. */
export const Fault = Type.Object(
  {
    in: StringEnum(['body', 'query', 'path', 'header'] as const),
    pointer: Type.String({ examples: ['/lines/0/quantity'] }),
    detail: Type.String({ examples: ['must be >= 1'] }),
  },
  { title: 'Fault' },
);
export type Fault = Static<typeof Fault>;

/** An error as the API answers it: RFC 9457 problem details, `application/problem+json`. */
export const Problem = Type.Object(
  {
    type: Type.String({ examples: ['urn:halden:problem:out_of_stock'] }),
    title: Type.String(),
    status: Type.Integer(),
    code: StringEnum(problemCodes),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String()),
    traceId: Type.Optional(Type.String()),
    errors: Type.Optional(Type.Array(Fault)),
    skus: Type.Optional(Type.Array(Type.String(), { description: 'The SKUs the problem is about' })),
    totals: Type.Optional(Totals),
  },
  { title: 'Problem' },
);
export type Problem = Static<typeof Problem>;

/** Facts of a problem that a program reads: which fields, which SKUs, what it costs now. */
export type ProblemExtra = Pick<Problem, 'errors' | 'skus' | 'totals'>;

/**
 * Something the domain says no to. It knows a code, not HTTP: the routes know which status a code has.
 * `extra` travels in the problem document.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ProblemCode;
  readonly extra: ProblemExtra;
  constructor(code: ProblemCode, detail?: string, extra: ProblemExtra = {}) {
    super(detail ?? problemTitles[code]);
    this.code = code;
    this.extra = extra;
  }
}
