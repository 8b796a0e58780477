import { distance } from 'fastest-levenshtein';

/** An error whose message says all that a person needs to know: it is shown without a stack. */
export class ExplainedError extends Error {
  override readonly name: string = 'ExplainedError';
  readonly exitCode: number = 1;
}

/** The command line is wrong in a way that its parser cannot see. Exit code 2. */
export class UsageError extends ExplainedError {
  override readonly name: string = 'UsageError';
  override readonly exitCode = 2;
}

/** Something that is wrong, in four parts: the one shape of all that tools refuse and find. */
export interface Fault {
  /** What is wrong, or what was got. */
  readonly what: string;
  /** The object, field, option or cluster it is about. */
  readonly where: string;
  /** The file it stands in, relative to the root of the checkout, where it is about one. */
  readonly file?: string;
  /** Why that is wrong, or what was expected. */
  readonly why: string;
  /** The next command, or what to change. */
  readonly fix: string;
}

/** A value that is another one than expected. */
export const mismatch = ({
  got,
  expected,
  ...rest
}: Omit<Fault, 'what' | 'why'> & { readonly got: string; readonly expected: string }): Fault => ({
  what: `got ${got}`,
  why: `expected ${expected}`,
  ...rest,
});

/** `file: where: what (why); fix` */
export const inOneLine = ({ file = '', where, what, why, fix }: Fault): string =>
  `${[file, where].filter(Boolean).join(': ')}: ${what} (${why}); ${fix}`;

/** A tool refuses for several reasons, and says all of them. Exit code 1. */
export class Refusals extends ExplainedError {
  override readonly name: string = 'Refusals';
  readonly faults: readonly Fault[];
  /** @param what what cannot be used, such as `the desired state` */
  constructor(what: string, faults: readonly Fault[]) {
    const lines = faults.map((fault) => `  - ${inOneLine(fault)}`);
    super(`${what} has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/** A tool refuses, and says why and what to do next. Exit code 1. */
export class Refusal extends ExplainedError {
  override readonly name: string = 'Refusal';
  readonly parts: Fault;
  constructor(parts: Fault) {
    super(`${parts.what}\n  where: ${parts.where}\n  why:   ${parts.why}\n  fix:   ${parts.fix}`);
    this.parts = parts;
  }
}

/** Refuses an unknown name, suggesting the nearest known one. */
export function assertKnown(kind: string, given: string, known: readonly string[], where: string): void {
  if (known.includes(given)) return;
  const near = nearest(given, known);
  throw new Refusal({
    what: `unknown ${kind} '${given}'`,
    where,
    why: `known are: ${known.join(', ') || '(none)'}`,
    fix: near ? `did you mean '${near}'?` : `name one of them`,
  });
}

/** The candidate closest to what was given, if it is close enough to be a slip of the fingers. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  const wanted = given.toLowerCase();
  const byEdits = candidates
    .map((name) => ({ name, edits: name.startsWith(wanted) ? 1 : distance(wanted, name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = byEdits[0];
  return best && best.edits <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
