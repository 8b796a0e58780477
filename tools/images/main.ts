// `npm run images`: builds the images of the platform, and pushes them. Tables and JSON go to stdout, progress to stderr.
import { program, run } from '@halden/cli/main';
import { Option } from 'commander';
import { root } from '../bundle.mjs';
import { createEngine } from './engine.ts';
import { images } from './images.ts';
import { make, type Made } from './make.ts';
import { defaultRegistry, type ImagesRequest, planImages, RequestError, sizeLimit } from './plan.ts';
import { sourcesAt } from './sources.ts';
import { verify } from './verify/verify.ts';

interface Options {
  readonly push: boolean;
  readonly registry: string;
  readonly tag?: string;
  readonly platform: readonly string[];
  readonly network?: string;
  readonly force: boolean;
  readonly plan: boolean;
  readonly verify: boolean;
  readonly json: boolean;
}

const names = images.map(({ name }) => name).join(', ');
await run(
  program(
    'npm run images --',
    'Builds the container images of the platform, those whose sources changed, and prints name, size above the base, and digest.',
  )
    .argument('[image...]', `${names} (default: all)`)
    .option('--push', 'push them; prints registry/name@sha256:…, which manifests pin', false)
    .option('--registry <host/path>', 'where they belong; log in there first, with docker login', defaultRegistry)
    .option('--tag <tag>', '(default: version and content, such as 0.1.0-3f2a9c81d0e4)')
    .addOption(
      new Option(
        '--platform <os/arch>',
        "such as linux/arm64; may be repeated with --push, which needs Docker's buildx (default: the engine's own)",
      )
        .argParser<string[]>((list, before) => [...before, ...list.split(',')])
        .default([], 'none'),
    )
    .option(
      '--network <name>',
      "network of the build's steps, such as host, where the engine's own does not reach npm's registry",
    )
    .option('--force', 'build also what is unchanged', false)
    .option('--plan', 'print what would be run, as JSON, and run nothing', false)
    .option(
      '--verify',
      'then run them all together, read-only and without rights: an order is placed, its e-mail arrives',
      false,
    )
    .option('--json', 'print JSON', false)
    .addHelpText('after', "DOCKER names the engine's program (default: docker).")
    .action(build),
);

async function build(
  asked: readonly string[],
  { push, registry, tag, platform, network, force, plan: planOnly, verify: isVerified, json }: Options,
): Promise<void> {
  const request: ImagesRequest = {
    names: asked,
    registry,
    platforms: platform,
    push,
    force,
    ...(tag !== undefined && { tag }),
    ...(network !== undefined && { network }),
  };
  const plans = planImages(request, sourcesAt(root));
  if (planOnly) return console.log(JSON.stringify(plans, null, 2));
  if (isVerified && (asked.length > 0 || platform.length > 1))
    throw new RequestError('--verify runs all images on this machine: name no image, and one platform at most');

  const say = (text: string) => console.error(text);
  const engine = createEngine({ program: process.env.DOCKER ?? 'docker', root, environment: process.env });
  await engine.check();
  const made: Made[] = [];
  for (const plan of plans) made.push(await make(plan, request, { engine, say }));
  console.log(json ? JSON.stringify(made) : table(made));
  if (isVerified) await verify(made, { engine, root, say });
}

/** One row for each image; of one that is not pushed the tag instead of the digest. */
function table(made: readonly Made[]): string {
  const rows = made.map(({ name, action, sizeAboveBase, pinned, reference }) => [
    name,
    action,
    sizeAboveBase === null
      ? '-'
      : `${(sizeAboveBase / 1e6).toFixed(1)} MB${sizeAboveBase > sizeLimit ? ' (too large)' : ''}`,
    pinned ?? reference,
  ]);
  const all = [['image', '', 'above base', 'where'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}
