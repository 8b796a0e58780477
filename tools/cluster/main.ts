// `npm run cluster`: the platform in a small cluster. What was done goes to stdout, what is going on to stderr.
import { parseArgs } from 'node:util';
import { Refusal } from '@halden/cli/refusal';
import { root } from '../bundle.mjs';
import { ProgramError } from '@halden/cli/program';
import { type ClusterRequest, localCluster } from './config.ts';
import { down, downWithKind } from './down.ts';
import type { Kubernetes } from '@halden/kubernetes/client';
import { podTroubles, readSteps } from './progress.ts';
import { findOrMakeTarget, findTarget } from './target.ts';
import { reconcileNow, rememberDeployed, up } from './up.ts';

const help = `Runs the platform in a small Kubernetes cluster, delivered as everywhere else: Git, Flux, Flagger.

  npm run cluster -- up        builds and pushes images, serves Git to Flux, waits until every canary is initialized, prints the shop's URL
  npm run cluster -- status    how far every Kustomization and Canary is; exit code 1 while one is not at rest
  npm run cluster -- publish   lets Flux see what was committed in the served checkout (.local/cluster/checkout)
  npm run cluster -- down      removes everything that up made, data too

The cluster is that of KUBECONFIG (without it, that of the default kubeconfig, if it is on this machine), and must have Flux, Flagger,
Prometheus' operator, a metrics server and a gateway class (up says what is missing). Where there is none, and kind and Docker are
installed, up makes a kind cluster with all that; its kubeconfig is .local/cluster/kubeconfig, and down deletes it. HEAD of this checkout is deployed; it is not written to: what is found and built is committed in a clone of its own,
where releases are made too: npm run platform -- bump … --env local --root .local/cluster/checkout --commit

  --registry HOST/PATH  where images are pushed to and pulled from (HALDEN_REGISTRY; default: apps/clusters/local.yaml)
  --git-url URL         where the cluster reaches this machine's Git server (HALDEN_GIT_URL; default: apps/clusters/local.yaml)
  --origin URL          where browsers reach the gateway (HALDEN_ORIGIN; default: the address the gateway class gives)
  --network NAME        network of the image build's steps (HALDEN_BUILD_NETWORK), such as host
  --timeout SECONDS     how long to wait for everything to be up (default: 900)
  --json                print JSON
  --help                this text

Exit codes: 0 done, 1 failed or not at rest, 2 wrong options.
`;

class UsageError extends Error {}

async function main(): Promise<void> {
  const { values, command } = readArguments();
  if (values.help) return void process.stdout.write(help);
  const { env } = process;
  const timeout = Number(values.timeout);
  if (!(timeout > 0)) throw new UsageError(`--timeout must be seconds, got '${values.timeout}'`);
  const given = {
    registry: values.registry ?? env.HALDEN_REGISTRY,
    gitUrl: values['git-url'] ?? env.HALDEN_GIT_URL,
    origin: values.origin ?? env.HALDEN_ORIGIN,
    network: values.network ?? env.HALDEN_BUILD_NETWORK,
  };
  const request: ClusterRequest = {
    ...{ root, timeout },
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
  };
  const say = (text: string) => console.error(text);
  const print = (result: unknown, text: string) => console.log(values.json ? JSON.stringify(result, null, 2) : text);
  if (command === 'up') {
    const { kubernetes, origin, gitUrl } = await findOrMakeTarget(root, request, say);
    const found = { ...(origin !== undefined && { origin }), ...(gitUrl !== undefined && { gitUrl }) };
    const deployed = await up(kubernetes, { ...found, ...request }, say);
    rememberDeployed(root, deployed);
    say(`up after ${deployed.seconds.images} s for the images and ${deployed.seconds.deployed} s for the rest`);
    return print(deployed, deployed.url);
  }
  const { kubernetes, kind } = await findTarget(root);
  if (command === 'down') {
    await (kind === undefined ? down(kubernetes, request, say) : downWithKind(kind, request, say));
    print({ down: true }, 'nothing of it is left');
  } else if (command === 'publish') {
    const { git, source } = localCluster(request);
    const commit = await git.publish();
    await reconcileNow(kubernetes, source);
    print({ commit }, commit);
  } else await status(kubernetes, request, print);
}

async function status(
  kubernetes: Kubernetes,
  request: ClusterRequest,
  print: (result: unknown, text: string) => void,
): Promise<void> {
  const { source, namespace, azureNamespace } = localCluster(request);
  const steps = await readSteps(kubernetes, { source, namespace });
  const troubles = await podTroubles(kubernetes, [namespace, azureNamespace]);
  const isAtRest = steps.length > 0 && steps.every(({ isDone }) => isDone) && troubles.length === 0;
  const rows = steps.map(({ kind, name, state, isDone, message }) =>
    [kind.padEnd(14), name.padEnd(28), state.padEnd(14), isDone ? '' : message].join(' ').trimEnd(),
  );
  const text =
    steps.length === 0 ? 'nothing of the platform is here; npm run cluster -- up' : [...rows, ...troubles].join('\n');
  print({ cluster: kubernetes.label, isAtRest, steps, troubles }, text);
  if (!isAtRest) process.exitCode = 1;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        registry: { type: 'string' },
        'git-url': { type: 'string' },
        origin: { type: 'string' },
        network: { type: 'string' },
        timeout: { type: 'string', default: '900' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const [command, ...rest] = positionals;
    if (!values.help && (!['up', 'down', 'status', 'publish'].includes(command ?? '') || rest.length > 0))
      throw new Error(`one of up, status, publish, down is needed, got '${positionals.join(' ')}'`);
    return { values, command };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}; --help lists all options`, { cause: error });
  }
}

try {
  await main();
} catch (error) {
  const isExpected = [Refusal, UsageError, ProgramError].some((kind) => error instanceof kind);
  console.error(isExpected ? `cluster: ${(error as Error).message}` : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
