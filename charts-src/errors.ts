import { Refusal, Refusals } from '@halden/cli/refusal';

/** Something that cannot be rendered: what, got, expected, and what to do. */
export class SynthError extends Refusal {
  override readonly name = 'SynthError';
  constructor({ what, got, expected, fix }: { what: string; got: string; expected: string; fix: string }) {
    super({ what, where: 'charts-src', why: `got ${got}, expected ${expected}`, fix });
  }
}

/** Every fault of the desired state, in one error. */
export class DesiredStateError extends Refusals {
  override readonly name = 'DesiredStateError';
}
