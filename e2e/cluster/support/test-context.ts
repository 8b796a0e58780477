import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import type { Sku } from '@halden/contracts';
import { signIn } from '@halden/launcher/demo/local';
import type { Shop } from '@halden/shop-client/shop';
import { type LocalCluster, localCluster } from '@halden/cluster/config';
import type { Kubernetes } from '@halden/kubernetes/client';
import { findTarget } from '@halden/cluster/target';
import { reconcileNow } from '@halden/cluster/up';
import { staffShop, stockUp } from '../../shop/staff.ts';
import { deriveImage, type Fault, type Image } from './images.ts';
import { type RolloutObservation, sampleRollout, watchRelease } from './rollout.ts';

const root = resolve(import.meta.dirname, '../../..');

/** What a command of the platform's CLI came to. */
export interface CliAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The platform as it runs in the cluster, and what people do with it. */
export interface TestContext {
  readonly kubernetes: Kubernetes;
  readonly cluster: LocalCluster;
  readonly namespace: string;
  /** Where browsers find the shop. */
  readonly url: string;
  readonly checkout: string;
  /** What Git says runs of a service. */
  desired(service: string): Image;
  /** `npm run platform -- …` in the served checkout. */
  platform(...args: string[]): Promise<CliAnswer>;
  /** Pushes what was committed, and has Flux sampleRollout. */
  publish(): Promise<string>;
  /** A further release of what Git says now, pushed to the registry and to nothing else. */
  derive(service: string, fault: Fault): Promise<Image>;
  /** `platform bump`, published, and watched until it is judged. */
  release(service: string, image: Image, options?: { readonly seconds?: number }): Promise<RolloutObservation>;
  /** `platform rollback`, published; resolves when the service is at rest with the release before. */
  rollBack(service: string): Promise<void>;
  /** Signs in one of the demo's people. */
  signIn(email: string): Promise<string>;
  /** Staff who may change stock and read payments. */
  staff(): Promise<Shop>;
  /** So many SKUs, each with so much stock that nobody runs out. */
  stocked(count: number, onHand: number): Promise<Map<Sku, number>>;
}

let serial = 0;

/** Rejects when nothing of the platform runs in the cluster of KUBECONFIG. */
export async function openTestContext(): Promise<TestContext> {
  const { kubernetes, kind } = await findTarget(root);
  const cluster = localCluster({ root });
  const { checkout } = cluster.git;
  const { namespace } = cluster;
  const facts = parse(readFileSync(join(checkout, 'apps/clusters/local.yaml'), 'utf8')) as { origin: string };
  const url = facts.origin;

  const context: TestContext = {
    kubernetes,
    cluster,
    namespace,
    url,
    checkout,
    desired(service) {
      const file = join(checkout, 'apps', service, 'local.yaml');
      return (parse(readFileSync(file, 'utf8')) as { image: Image }).image;
    },
    platform: (...args) => runCli([...args, '--root', checkout], kind),
    async publish() {
      const commit = await cluster.git.publish();
      await reconcileNow(kubernetes, cluster.source);
      return commit;
    },
    derive: (service, fault) =>
      deriveImage(context.desired(service), fault, `${process.pid}-${Date.now().toString(36)}-${++serial}`),
    async release(service, image, { seconds = 240 } = {}) {
      const before = await sampleRollout(kubernetes, namespace, service);
      const { tag, digest } = image;
      await succeeded(
        context.platform('bump', service, '--env', 'local', '--tag', tag, '--digest', digest, '--commit'),
      );
      await context.publish();
      return watchRelease(kubernetes, namespace, service, { digest, before, seconds });
    },
    async rollBack(service) {
      await succeeded(context.platform('rollback', service, '--env', 'local', '--commit'));
      const { digest } = context.desired(service);
      await context.publish();
      for (const began = Date.now(); ;) {
        const { phase, standing, primary, target } = await sampleRollout(kubernetes, namespace, service);
        if (target === digest && primary === digest && standing === 'at-rest') return;
        if (Date.now() - began > 240_000) throw new Error(`${service} is not at rest: ${phase}, ${primary} serves`);
        await pause(500);
      }
    },
    signIn: (email) => signIn(url, email),
    staff: () => staffShop(url),
    async stocked(count, wanted) {
      const staff = await context.staff();
      const { items } = await staff.products.listProducts({ query: { pageSize: count } });
      for (const { defaultSku } of items) await stockUp(staff, defaultSku, wanted);
      return new Map(items.map(({ defaultSku }) => [defaultSku, wanted]));
    },
  };
  return context;
}

/** Rejects with what the command said when it ended with anything but 0. */
export async function succeeded(answer: Promise<CliAnswer>): Promise<CliAnswer> {
  const { exitCode, stdout, stderr } = await answer;
  if (exitCode !== 0) throw new Error(`platform ended with ${exitCode}: ${stderr}${stdout}`);
  return { exitCode, stdout, stderr };
}

function runCli(args: readonly string[], kubeconfig = process.env.KUBECONFIG): Promise<CliAnswer> {
  const program = join(root, 'tools/platform/src/main.ts');
  return new Promise((done) =>
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, ...args],
      { timeout: 120_000, maxBuffer: 64 << 20, env: { ...process.env, KUBECONFIG: kubeconfig, NODE_OPTIONS: '' } },
      (error, stdout, stderr) => done({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    ),
  );
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
