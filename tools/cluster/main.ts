// `npm run cluster`: the platform in a small cluster. Results go to stdout, progress to stderr.
import { program, run, wholeNumber } from '@halden/cli/main';
import { root } from '../bundle.mjs';
import { type ClusterRequest, localCluster } from './config.ts';
import { down, downWithKind } from './down.ts';
import type { Kubernetes } from '@halden/kubernetes/client';
import { podTroubles, readSteps } from './progress.ts';
import { findOrMakeTarget, findTarget } from './target.ts';
import { reconcileNow, rememberDeployed, up } from './up.ts';

interface Options {
  readonly registry?: string;
  readonly gitUrl?: string;
  readonly origin?: string;
  readonly network?: string;
  readonly timeout: number;
  readonly json: boolean;
}

const about = `The cluster is that of KUBECONFIG (without it, that of the default kubeconfig, if it is on this machine), and must have Flux, Flagger,
Prometheus' operator, a metrics server and a gateway class (up says what is missing). Where there is none, and kind and Docker are
installed, up makes a kind cluster with all that; its kubeconfig is .local/cluster/kubeconfig, and down deletes it. HEAD of this
checkout is deployed; it is not written to: what is found and built is committed in a clone of its own, where releases are made too:
npm run platform -- bump … --env local --root .local/cluster/checkout --commit`;

const cluster = program(
  'npm run cluster --',
  'Runs the platform in a small Kubernetes cluster, delivered as everywhere else: Git, Flux, Flagger.',
)
  .option(
    '--registry <host/path>',
    'where images are pushed to and pulled from (HALDEN_REGISTRY; default: apps/clusters/local.yaml)',
  )
  .option(
    '--git-url <url>',
    "where the cluster reaches this machine's Git server (HALDEN_GIT_URL; default: apps/clusters/local.yaml)",
  )
  .option(
    '--origin <url>',
    'where browsers reach the gateway (HALDEN_ORIGIN; default: the address the gateway class gives)',
  )
  .option('--network <name>', "network of the image build's steps (HALDEN_BUILD_NETWORK), such as host")
  .option('--timeout <seconds>', 'how long to wait for everything to be up', wholeNumber(), 900)
  .option('--json', 'print JSON', false)
  .addHelpText('after', about);
const command = (name: string, description: string, work: (request: ClusterRequest, print: Print) => Promise<void>) =>
  cluster
    .command(name)
    .description(description)
    .action(async () => {
      const options = cluster.opts<Options>();
      await work(requestFrom(options), (result, text) =>
        console.log(options.json ? JSON.stringify(result, null, 2) : text),
      );
    });
const say = (text: string) => console.error(text);
type Print = (result: unknown, text: string) => void;

command(
  'up',
  "builds and pushes images, serves Git to Flux, waits until every canary is initialized, prints the shop's URL",
  async (request, print) => {
    const { kubernetes, origin, gitUrl } = await findOrMakeTarget(root, request, say);
    const found = { ...(origin !== undefined && { origin }), ...(gitUrl !== undefined && { gitUrl }) };
    const deployed = await up(kubernetes, { ...found, ...request }, say);
    rememberDeployed(root, deployed);
    say(`up after ${deployed.seconds.images} s for the images and ${deployed.seconds.deployed} s for the rest`);
    print(deployed, deployed.url);
  },
);
command(
  'status',
  'how far every Kustomization and Canary is; exit code 1 while one is not at rest',
  async (request, print) => status((await findTarget(root)).kubernetes, request, print),
);
command(
  'publish',
  'lets Flux see what was committed in the served checkout (.local/cluster/checkout)',
  async (request, print) => {
    const { kubernetes } = await findTarget(root);
    const { git, source } = localCluster(request);
    const commit = await git.publish();
    await reconcileNow(kubernetes, source);
    print({ commit }, commit);
  },
);
command('down', 'removes everything that up made, data too', async (request, print) => {
  const { kubernetes, kind } = await findTarget(root);
  await (kind === undefined ? down(kubernetes, request, say) : downWithKind(kind, request, say));
  print({ down: true }, 'nothing of it is left');
});
await run(cluster);

function requestFrom(options: Options): ClusterRequest {
  const { env } = process;
  const given = {
    registry: options.registry ?? env.HALDEN_REGISTRY,
    gitUrl: options.gitUrl ?? env.HALDEN_GIT_URL,
    origin: options.origin ?? env.HALDEN_ORIGIN,
    network: options.network ?? env.HALDEN_BUILD_NETWORK,
  };
  return {
    root,
    timeout: options.timeout,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== '')),
  };
}

async function status(kubernetes: Kubernetes, request: ClusterRequest, print: Print): Promise<void> {
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
