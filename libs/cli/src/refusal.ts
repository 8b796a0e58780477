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

/** The four parts of everything a tool says no to. */
export interface RefusalParts {
  /** What happened, in one sentence. */
  readonly what: string;
  /** The file, object, option or cluster it is about. */
  readonly where: string;
  readonly why: string;
  /** The next command, or what to change. */
  readonly fix: string;
}

/** A tool refuses, and says why and what to do next. Exit code 1. */
export class Refusal extends ExplainedError {
  override readonly name = 'Refusal';
  readonly parts: RefusalParts;
  constructor(parts: RefusalParts) {
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
