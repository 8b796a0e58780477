import type { CanaryReading } from '@halden/kubernetes/canary';
import { parseImage } from '../diff/dangers.ts';
import { type ImageRelease, shortDigest } from '../desired/app-file.ts';

/** What a cluster says about one service. */
export interface Running {
  /** Image of the Deployment that serves: the canary's `-primary`, or the service's own where it has no canary. */
  readonly servingImage: string | undefined;
  /** The version it was built as; images are named by digest alone. */
  readonly servingVersion: string | undefined;
  /** Image of the Deployment that Flux applies; with a canary it differs from the serving one during an analysis and after a failed one. */
  readonly appliedImage: string | undefined;
  readonly canary?: CanaryState;
  /** How the serving Deployment's replicas are doing. */
  readonly replicas: { readonly ready: number; readonly wanted: number };
  readonly flux?: FluxState;
}

export interface CanaryState extends CanaryReading {
  /** Percent of traffic, read from the HTTPRoute: while an approval is awaited, the canary's own status says 0. */
  readonly weights?: { readonly primary: number; readonly canary: number };
}

export interface FluxState {
  readonly name: string;
  readonly ready: 'True' | 'False' | 'Unknown';
  readonly suspended: boolean;
  readonly message: string | undefined;
  /** As Flux writes it: `main@sha1:<commit>`. */
  readonly revision: string | undefined;
}

/** `in-sync` alone is healthy: what serves is what Git says, and nothing is being judged. */
export type Standing = 'in-sync' | 'absent' | 'not-applied' | 'rolling-out' | 'waiting-for-approval' | 'failed';

export interface Verdict {
  readonly standing: Standing;
  /** In one sentence. */
  readonly text: string;
  /** The command to run next, if there is one. */
  readonly next?: string;
}

/** Compares what Git says with what runs. Flux's own readiness is an alarm, not a proof: the images decide. */
export function judge(
  { service, environment, release }: { service: string; environment: string; release: ImageRelease },
  running: Running | undefined,
): Verdict {
  if (!running || (running.servingImage === undefined && running.appliedImage === undefined))
    return heldUp({ standing: 'absent', text: `nothing of ${service} runs there` }, running?.flux);
  const { canary, flux } = running;
  const serving = parseImage(running.servingImage ?? '');
  const isServing = serving.digest === release.digest;
  const isApplied = parseImage(running.appliedImage ?? '').digest === release.digest;
  const keeps = running.servingVersion ?? serving.tag ?? (serving.digest ? shortDigest(serving.digest) : 'nothing');
  const says = `Git says ${release.tag}`;
  if (canary?.standing === 'awaiting-approval')
    return { standing: 'waiting-for-approval', text: `waits for an approval; ${keeps} serves${share(canary)}` };
  // Once Git says something else, the failure is the past's.
  if (isApplied && canary?.standing === 'failed')
    return {
      standing: 'failed',
      text: `the analysis failed and was rolled back: ${says}, ${keeps} serves`,
      next: `npm run platform -- rollback ${service} --env ${environment} (or retry ${service} --env ${environment})`,
    };
  if (canary?.standing === 'underway')
    return { standing: 'rolling-out', text: `${canary.phase}; ${keeps} serves${share(canary)}` };
  if (!isApplied)
    return heldUp({ standing: 'not-applied', text: `${says}, ${keeps} serves: Flux has not applied it` }, flux);
  // Between Flux's apply and Flagger's next look the phase is that of the release before.
  if (!isServing) return { standing: 'rolling-out', text: `${says} and Flux applied it; ${keeps} still serves` };
  const { ready, wanted } = running.replicas;
  if (wanted === 0 || ready < wanted)
    return { standing: 'rolling-out', text: `${release.tag} has ${ready} of ${wanted} replicas ready` };
  // Flagger leaves the phase when Git goes back to what it promoted last.
  const reverted = canary?.phase === 'Failed' ? ' (a failed release was taken back in Git)' : '';
  return { standing: 'in-sync', text: `${release.tag} serves${reverted}` };
}

function share({ weights, iterations, failedChecks }: CanaryState): string {
  const parts = [
    ...(weights ? [`canary takes ${weights.canary} %`] : []),
    ...(iterations ? [`check ${iterations.done} of ${iterations.of}`] : []),
    ...(failedChecks > 0 ? [`${failedChecks} failed`] : []),
  ];
  return parts.length > 0 ? `, ${parts.join(', ')}` : '';
}

/** The verdict, with Flux's part in it where Flux is what holds it up. */
function heldUp(verdict: Verdict, flux: FluxState | undefined): Verdict {
  if (flux?.suspended)
    return { ...verdict, text: `${verdict.text}; it is suspended`, next: `flux resume kustomization ${flux.name}` };
  if (flux?.ready === 'False')
    return {
      ...verdict,
      text: `${verdict.text}: ${flux.message ?? 'not ready'}`,
      next: `flux get kustomization ${flux.name}`,
    };
  return verdict;
}

/**
 * Whether a release may be promoted from where it runs: it serves there, and its analysis is over.
 * @returns why not, or undefined.
 */
export function whyNotPromotable(verdict: Verdict, running: Running | undefined): string | undefined {
  if (verdict.standing !== 'in-sync') return verdict.text;
  const { phase, standing } = running?.canary ?? {};
  // After a failed release the phase stays, although Git went back: nothing was judged that could be promoted.
  return phase === 'Failed' || (standing !== undefined && standing !== 'at-rest')
    ? `its canary is ${phase}`
    : undefined;
}
