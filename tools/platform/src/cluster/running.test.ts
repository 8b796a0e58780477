import { describe, expect, it } from '@jest/globals';
import { readCanary } from '@halden/kubernetes/canary';
import { digest } from '../testing/small-platform.ts';
import { type CanaryState, judge, type Running, type Standing, whyNotPromotable } from './running.ts';

const subject = {
  service: 'cart',
  environment: 'prod',
  release: { repository: 'registry.example/cart', tag: '1.2.3', digest: digest(2) },
};
const image = (n: number) => `registry.example/cart@${digest(n)}`;
const canary = (phase: string, more: Partial<CanaryState> = {}): CanaryState => ({
  ...readCanary({ status: { phase, lastAppliedSpec: 'b', lastPromotedSpec: more.lastPromotedSpec ?? 'b' } }),
  ...more,
});
const running = (serving: number, applied: number, more: Partial<Running> = {}): Running => ({
  servingImage: image(serving),
  servingVersion: `1.2.${serving + 1}`,
  appliedImage: image(applied),
  replicas: { ready: 2, wanted: 2 },
  ...more,
});

describe('what runs, beside what Git says', () => {
  it.each<[string, Standing, Running | undefined, RegExp]>([
    ['nothing runs', 'absent', undefined, /nothing of cart runs/],
    ['the release serves', 'in-sync', running(2, 2, { canary: canary('Succeeded') }), /^1\.2\.3 serves$/],
    ['the first release serves', 'in-sync', running(2, 2, { canary: canary('Initialized') }), /serves$/],
    ['it has no canary and serves', 'in-sync', running(2, 2), /serves$/],
    [
      'Flux is behind',
      'not-applied',
      running(1, 1, { canary: canary('Succeeded') }),
      /Git says 1\.2\.3, 1\.2\.2 serves: Flux/,
    ],
    [
      'the analysis has not begun',
      'rolling-out',
      running(1, 2, { canary: canary('Succeeded') }),
      /Flux applied it; 1\.2\.2 still/,
    ],
    [
      'the canary is progressing',
      'rolling-out',
      running(1, 2, { canary: canary('Progressing', { weights: { primary: 80, canary: 20 }, failedChecks: 1 }) }),
      /^Progressing; 1\.2\.2 serves, canary takes 20 %, 1 failed$/,
    ],
    [
      'a consumer is judged',
      'rolling-out',
      running(1, 2, { canary: canary('Progressing', { iterations: { done: 3, of: 5 } }) }),
      /check 3 of 5$/,
    ],
    [
      'an approval is awaited',
      'waiting-for-approval',
      running(1, 2, { canary: canary('WaitingPromotion', { weights: { primary: 50, canary: 50 } }) }),
      /canary takes 50 %/,
    ],
    [
      'the analysis failed',
      'failed',
      running(1, 2, { canary: canary('Failed', { lastPromotedSpec: 'a' }) }),
      /rolled back: Git says 1\.2\.3, 1\.2\.2 serves/,
    ],
    ['a failed release was taken back', 'in-sync', running(2, 2, { canary: canary('Failed') }), /taken back in Git/],
    [
      'Git took a failed release back and Flux is behind',
      'not-applied',
      running(2, 3, { canary: canary('Failed', { lastPromotedSpec: 'a' }) }),
      /Flux has not applied it/,
    ],
    [
      'the analysis after a failed one that was taken back has not begun',
      'rolling-out',
      running(1, 2, { canary: canary('Failed') }),
      /Flux applied it; 1\.2\.2 still/,
    ],
    ['replicas are missing', 'rolling-out', running(2, 2, { replicas: { ready: 1, wanted: 2 } }), /1 of 2 replicas/],
  ])('says so when %s', (_, standing, state, text) => {
    const verdict = judge(subject, state);
    expect(verdict.standing).toBe(standing);
    expect(verdict.text).toMatch(text);
  });

  it('names the next command of a failed release', () => {
    const failed = running(1, 2, { canary: canary('Failed', { lastPromotedSpec: 'a' }) });
    expect(judge(subject, failed).next).toMatch(/rollback cart --env prod .*retry cart --env prod/);
  });

  it('blames Flux where Flux is the reason', () => {
    const flux = {
      name: 'cart -n flux-system',
      ready: 'False',
      suspended: false,
      message: 'dry-run failed',
      revision: undefined,
    } as const;
    expect(judge(subject, running(1, 1, { flux }))).toMatchObject({
      text: expect.stringContaining('Flux has not applied it: dry-run failed'),
      next: 'flux get kustomization cart -n flux-system',
    });
    expect(judge(subject, running(1, 1, { flux: { ...flux, suspended: true } })).next).toContain(
      'flux resume kustomization cart',
    );
  });
});

describe('a release', () => {
  it.each(['Initialized', 'Succeeded'])('may be promoted when its canary is %s', (phase) => {
    const state = running(2, 2, { canary: canary(phase) });
    expect(whyNotPromotable(judge(subject, state), state)).toBeUndefined();
  });

  it.each<[string, Running]>([
    ['another image serves', running(1, 1, { canary: canary('Succeeded') })],
    ['its canary is judged', running(1, 2, { canary: canary('Progressing') })],
    ['its canary failed', running(1, 2, { canary: canary('Failed', { lastPromotedSpec: 'a' }) })],
    ['its canary says Failed, though its image serves', running(2, 2, { canary: canary('Failed') })],
  ])('may not be promoted when %s', (_, state) => {
    expect(whyNotPromotable(judge(subject, state), state)).toBeDefined();
  });
});
