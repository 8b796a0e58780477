import { at, type JsonObject, textAt } from '@halden/kubernetes/json';
import { type CanaryReading, readCanary } from '@halden/kubernetes/canary';
import type { Kubernetes } from '@halden/kubernetes/client';

/** A service's canary at one moment. */
export interface RolloutSample extends CanaryReading {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Percent of the traffic on the canary, as the HTTPRoute says; undefined where no route divides traffic. */
  readonly weight: number | undefined;
  /** `sha256:…` of what serves. */
  readonly primary: string;
  /** `sha256:…` of what Flux applied. */
  readonly target: string;
}

const digestIn = (deployment: JsonObject | undefined): string =>
  textAt(at(deployment, 'spec', 'template', 'spec', 'containers', 0), 'image')?.split('@')[1] ?? '';

/** Reads the state of a rollout once. */
export async function sampleRollout(
  kubernetes: Kubernetes,
  namespace: string,
  service: string,
): Promise<RolloutSample> {
  const read = (apiVersion: string, kind: string, name: string) =>
    kubernetes.read({ apiVersion, kind, metadata: { name, namespace } });
  const [canary, route, target, primary] = await Promise.all([
    read('flagger.app/v1beta1', 'Canary', service),
    read('gateway.networking.k8s.io/v1', 'HTTPRoute', service),
    read('apps/v1', 'Deployment', service),
    read('apps/v1', 'Deployment', `${service}-primary`),
  ]);
  const backends = at(route, 'spec', 'rules', 0, 'backendRefs');
  const toCanary = Array.isArray(backends)
    ? backends.find((backend) => textAt(backend, 'name') === `${service}-canary`)
    : undefined;
  const weight = at(toCanary, 'weight');
  return {
    ...readCanary(canary),
    at: Date.now(),
    weight: typeof weight === 'number' ? weight : undefined,
    primary: digestIn(primary),
    target: digestIn(target),
  };
}

export interface RolloutObservation {
  readonly samples: readonly RolloutSample[];
  /** Phases in their order, each once in a row. */
  readonly phases: readonly string[];
  readonly outcome: RolloutSample;
  /** Seconds from the commit: until Flux had applied it, until the analysis began, until it was over. */
  readonly seconds: { readonly applied: number; readonly analysed: number; readonly completed: number };
}

/**
 * Watches a service from a commit on until Flagger has judged it: promoted (`Succeeded`) or rolled back (`Failed`).
 * Rejects when that takes longer than `seconds`, saying how far it came.
 */
export async function watchRelease(
  kubernetes: Kubernetes,
  namespace: string,
  service: string,
  { digest, before, seconds }: { readonly digest: string; readonly before: RolloutSample; readonly seconds: number },
): Promise<RolloutObservation> {
  const began = Date.now();
  const samples: RolloutSample[] = [before];
  for (;;) {
    const sample = await sampleRollout(kubernetes, namespace, service);
    samples.push(sample);
    // After a failed release the phase is `Failed` until the analysis begins.
    const isBegun = samples.some(({ phase, target }) => phase === 'Progressing' && target === digest);
    if (isBegun && ['Succeeded', 'Failed'].includes(sample.phase)) break;
    if (Date.now() - began > seconds * 1000) {
      const { phase, weight, failedChecks, target } = sample;
      const state = JSON.stringify({ phase, weight, failedChecks, isApplied: target === digest });
      throw new Error(
        `${service} was not judged within ${seconds} s: ${state}; phases: ${phasesOf(samples).join(' → ')}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const after = (found: RolloutSample | undefined) => Math.round(((found?.at ?? Date.now()) - began) / 100) / 10;
  const outcome = samples.at(-1) ?? before;
  return {
    samples,
    outcome,
    phases: phasesOf(samples),
    seconds: {
      applied: after(samples.find(({ target }) => target === digest)),
      analysed: after(samples.find(({ lastAppliedSpec }) => lastAppliedSpec !== before.lastAppliedSpec)),
      completed: after(outcome),
    },
  };
}

const phasesOf = (samples: readonly RolloutSample[]): string[] =>
  samples.map(({ phase }) => phase).filter((phase, index, all) => phase !== all[index - 1]);
