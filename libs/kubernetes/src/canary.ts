import { at, type Json, textAt } from './json.ts';

/** Where a release stands with Flagger. `failed`: what is applied was rolled back; what was promoted before serves. */
export type CanaryStanding = 'at-rest' | 'underway' | 'awaiting-approval' | 'failed';

/**
 * What each of Flagger's phases means.
 * Source: https://github.com/fluxcd/flagger/blob/v1.44.0/pkg/apis/flagger/v1beta1/status.go
 */
const standings: Readonly<Record<string, CanaryStanding>> = {
  Initializing: 'underway',
  Initialized: 'at-rest',
  Waiting: 'awaiting-approval',
  Progressing: 'underway',
  WaitingPromotion: 'awaiting-approval',
  Promoting: 'underway',
  Finalising: 'underway',
  Succeeded: 'at-rest',
  Failed: 'failed',
};

const phasesThat = (...wanted: readonly CanaryStanding[]): string[] =>
  Object.entries(standings)
    .filter(([, standing]) => wanted.includes(standing))
    .map(([phase]) => phase);

/** What a Canary's status says. */
export interface CanaryReading {
  readonly phase: string;
  readonly standing: CanaryStanding;
  readonly failedChecks: number;
  /** Hashes of the pod templates that Flagger saw last, and promoted last; equal after a revert. */
  readonly lastAppliedSpec: string | undefined;
  readonly lastPromotedSpec: string | undefined;
  /** For canaries judged without traffic: checks done, of how many. */
  readonly iterations?: { readonly done: number; readonly of: number };
  /** Flagger's message why it is in this phase. */
  readonly message: string | undefined;
}

/**
 * Reads a Canary. A phase of Failed stays when Git goes back to what was promoted last, and there is nothing to judge any more: then
 * the two hashes are equal, and the canary is at rest.
 */
export function readCanary(canary: Json | undefined): CanaryReading {
  const phase = textAt(canary, 'status', 'phase') || 'Initializing';
  const [lastAppliedSpec, lastPromotedSpec] = ['lastAppliedSpec', 'lastPromotedSpec'].map((key) =>
    textAt(canary, 'status', key),
  );
  const isReverted = phase === 'Failed' && lastAppliedSpec === lastPromotedSpec;
  const iterations = at(canary, 'spec', 'analysis', 'iterations');
  const conditions = at(canary, 'status', 'conditions');
  return {
    phase,
    standing: isReverted ? 'at-rest' : (standings[phase] ?? 'underway'),
    failedChecks: numberAt(canary, 'failedChecks'),
    lastAppliedSpec,
    lastPromotedSpec,
    message: Array.isArray(conditions) ? textAt(conditions.at(-1), 'message') : undefined,
    ...(typeof iterations === 'number' && { iterations: { done: numberAt(canary, 'iterations'), of: iterations } }),
  };
}

function numberAt(canary: Json | undefined, key: string): number {
  const found = at(canary, 'status', key);
  return typeof found === 'number' ? found : 0;
}

const anyOf = (phases: readonly string[]): string => `status.phase in [${phases.map((it) => `'${it}'`).join(', ')}]`;

/**
 * The same reading for Flux, which knows no condition of a Canary: expressions of its `healthCheckExprs` (CEL).
 * Flux reads `failed` only for what is not current.
 */
export const canaryHealth = {
  apiVersion: 'flagger.app/v1beta1',
  kind: 'Canary',
  inProgress: anyOf(phasesThat('underway', 'awaiting-approval')),
  failed: "status.phase == 'Failed' && status.lastAppliedSpec != status.lastPromotedSpec",
  current: `${anyOf(phasesThat('at-rest'))} || (status.phase == 'Failed' && status.lastAppliedSpec == status.lastPromotedSpec)`,
};
