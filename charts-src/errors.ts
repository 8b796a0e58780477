/** One thing that is wrong, in four parts: where it is, what it is, why it matters, and what to do about it. */
export interface Finding {
  /** Path relative to the repository's root. */
  readonly file: string;
  /** The object or field, such as `Deployment/order-service spec.template`. */
  readonly where: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
}

/** `file: where: what (why); fix` on one line. */
export const sayFinding = ({ file, where, what, why, fix }: Finding): string =>
  `${[file, where].filter(Boolean).join(': ')}: ${what} (${why}); ${fix}`;

/** Something that cannot be rendered: what, got, expected, and what to do. */
export class SynthError extends Error {
  override readonly name = 'SynthError';
  readonly parts: { readonly what: string; readonly got: string; readonly expected: string; readonly fix: string };
  constructor(parts: SynthError['parts']) {
    super(`${parts.what}: got ${parts.got}, expected ${parts.expected}; ${parts.fix}`);
    this.parts = parts;
  }
}

/** Every fault of the desired state, in one error. */
export class DesiredStateError extends Error {
  override readonly name = 'DesiredStateError';
  readonly faults: readonly DesiredStateFault[];
  constructor(faults: readonly DesiredStateFault[]) {
    const lines = faults.map(
      ({ file, path, got, expected, fix }) =>
        `  - ${file}${path && ` ${path}`}: got ${got}, expected ${expected}; ${fix}`,
    );
    super(`The desired state has ${faults.length} fault${faults.length === 1 ? '' : 's'}:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

export interface DesiredStateFault {
  /** Relative to the repository's root. */
  readonly file: string;
  /** Within the file, as a JSON pointer; empty for the file itself. */
  readonly path: string;
  readonly got: string;
  readonly expected: string;
  readonly fix: string;
}
