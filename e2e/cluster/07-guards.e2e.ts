import { podUser } from '@halden/charts/names';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { poll } from '@halden/cli/poll';
import { ApiRefusal, type Manifest } from '@halden/kubernetes/client';
import { at, textAt } from '@halden/kubernetes/json';
import { report } from './support/report.ts';
import { openTestContext, type TestContext } from './support/test-context.ts';

let context: TestContext;
beforeAll(async () => {
  context = await openTestContext();
});

describe('admission', () => {
  interface Container {
    image?: string;
    resources?: object;
    securityContext?: object;
  }
  const refusalOf = async (change: Container, pod: object = {}): Promise<string> => {
    const { repository, digest } = context.desired('order-service');
    const labels = { app: 'intruder' };
    const container = {
      name: 'intruder',
      image: `${repository}@${digest}`,
      resources: { limits: { cpu: '100m', memory: '64Mi' } },
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        ...change.securityContext,
      },
    };
    const manifest: Manifest = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'intruder', namespace: context.namespace },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            securityContext: {
              runAsNonRoot: true,
              runAsUser: podUser,
              seccompProfile: { type: 'RuntimeDefault' },
              ...pod,
            },
            containers: [{ ...container, ...change, securityContext: container.securityContext }],
          },
        },
      },
    };
    return context.kubernetes.apply(manifest, { dryRun: true }).then(
      () => 'admitted',
      (error: unknown) => (error instanceof ApiRefusal ? error.message : Promise.reject(error as Error)),
    );
  };

  it('takes what is as it should be', async () => {
    expect(await refusalOf({})).toBe('admitted');
  });

  it.each([
    {
      says: 'a tag without digest',
      message: 'image must be pinned by digest',
      change: () => ({ image: `${context.desired('order-service').repository}:latest` }),
    },
    {
      says: 'a foreign registry',
      message: 'image must come from our registry',
      change: () => ({ image: `docker.io/evil/miner@sha256:${'a'.repeat(64)}` }),
    },
    {
      says: 'a missing limit',
      message: 'container must have limits',
      change: () => ({ resources: { requests: { cpu: '10m' } } }),
    },
    {
      says: 'a privileged container',
      message: 'privilege',
      change: () => ({ securityContext: { privileged: true, allowPrivilegeEscalation: true } }),
    },
  ])('refuses $says, and says what to do', async ({ message, change }) => {
    const refusal = await refusalOf(change());
    expect(refusal).toContain(message);
    expect(refusal).toMatch(/got .*expected /s);
  });

  it('refuses a pod that runs as root', async () => {
    const refusal = await refusalOf(
      { securityContext: { runAsNonRoot: false } },
      { runAsNonRoot: false, runAsUser: 0 },
    );
    expect(refusal).toMatch(/root.*got .*expected /s);
  });
});

describe('Git', () => {
  it('wins over a Deployment that was edited by hand', async () => {
    const reference = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'order-service', namespace: context.namespace },
    };
    const limit = async () => at(await context.kubernetes.read(reference), 'spec', 'revisionHistoryLimit');
    const wanted = await limit();
    const began = Date.now();
    await context.kubernetes.merge(reference, { spec: { revisionHistoryLimit: 9 } });
    expect(await limit()).toBe(9);
    const back = await poll(async () => ((await limit()) === wanted ? true : undefined), { seconds: 120 });
    report(`drift was put back after ${Math.round((Date.now() - began) / 1000)} s`);
    expect(back).toBe(true);
  });

  describe('without a service', () => {
    const service = 'frontend';
    const file = `kustomization-apps-${service}.yaml`;
    let isRemoved = false;
    const git = (...args: string[]) => execFileSync('git', ['-C', context.checkout, ...args], { encoding: 'utf8' });
    const isThere = async () => {
      const name = `${service}-primary`;
      const found = await context.kubernetes.read({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name, namespace: context.namespace },
      });
      return found !== undefined;
    };
    const isServing = async () => {
      const canary = {
        apiVersion: 'flagger.app/v1beta1',
        kind: 'Canary',
        metadata: { name: service, namespace: context.namespace },
      };
      const isInitialized = textAt(await context.kubernetes.read(canary), 'status', 'phase') === 'Initialized';
      return isInitialized && (await fetch(`${context.url}/`)).ok;
    };
    afterAll(async () => {
      if (!isRemoved) return;
      const began = Date.now();
      git('revert', '--no-edit', 'HEAD');
      await context.publish();
      if (!(await poll(async () => ((await isServing()) ? true : undefined), { seconds: 240 })))
        throw new Error(`${service} did not come back`);
      report(`${service} was back ${Math.round((Date.now() - began) / 1000)} s after the revert`);
    });

    it('has it pruned from the cluster', async () => {
      const folder = join(context.checkout, 'clusters/local/flux');
      const list = join(folder, 'kustomization.yaml');
      writeFileSync(list, readFileSync(list, 'utf8').replace(`  - ${file}\n`, ''));
      rmSync(join(folder, file));
      git('commit', '--quiet', '--all', '-m', `feat: ${service} is no more`);
      isRemoved = true;
      const began = Date.now();
      await context.publish();
      const isGone = await poll(async () => ((await isThere()) ? undefined : true), { seconds: 180 });
      report(`${service} was pruned after ${Math.round((Date.now() - began) / 1000)} s`);
      expect(isGone).toBe(true);
    });
  });
});
