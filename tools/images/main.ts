// `npm run images`: builds the images of the platform, and pushes them. Tables and JSON go to stdout, what is going on to stderr.
import { parseArgs } from 'node:util';
import { root } from '../bundle.mjs';
import { createEngine, EngineError } from './engine.ts';
import { images, UnknownImageError } from './images.ts';
import { make, type Made } from './make.ts';
import { defaultRegistry, type ImagesRequest, planImages, RequestError, sizeLimit } from './plan.ts';
import { sourcesAt } from './sources.ts';
import { verify, VerificationError } from './verify/verify.ts';

const help = `Builds the container images of the platform, those whose sources changed, and prints name, size above the base, and digest.

  npm run images -- [options] [image…]

  images                ${images.map(({ name }) => name).join(', ')} (default: all)
  --push                push them; prints registry/name@sha256:…, which manifests pin
  --registry HOST/PATH  where they belong (default: ${defaultRegistry}); log in there first, with docker login
  --tag TAG             (default: version and content, such as 0.1.0-3f2a9c81d0e4)
  --platform OS/ARCH    such as linux/arm64; may be repeated with --push, which needs Docker's buildx (default: the engine's own)
  --network NAME        network of the build's steps, such as host, where the engine's own does not reach the package registry
  --force               build also what is unchanged
  --plan                print what would be run, as JSON, and run nothing
  --verify              then run them all together, read-only and without rights: an order is placed, its e-mail arrives
  --json                print JSON
  --help                this text

DOCKER names the engine's program (default: docker). Exit codes: 0 done, 1 failed, 2 wrong options.
`;

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  if (values.help) return void process.stdout.write(help);
  const request: ImagesRequest = {
    names: positionals,
    registry: values.registry,
    platforms: values.platform.flatMap((list) => list.split(',')),
    ...{ push: values.push, force: values.force },
    ...(values.tag !== undefined && { tag: values.tag }),
    ...(values.network !== undefined && { network: values.network }),
  };
  const plans = planImages(request, sourcesAt(root));
  if (values.plan) return console.log(JSON.stringify(plans, null, 2));
  if (values.verify && (positionals.length > 0 || request.platforms.length > 1))
    throw new RequestError('--verify runs all images on this machine: name no image, and one platform at most');

  const say = (text: string) => console.error(text);
  const engine = createEngine({ program: process.env.DOCKER ?? 'docker', root, environment: process.env });
  await engine.check();
  const made: Made[] = [];
  for (const plan of plans) made.push(await make(plan, request, { engine, say }));
  console.log(values.json ? JSON.stringify(made) : table(made));
  if (values.verify) await verify(made, { engine, root, say });
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        push: { type: 'boolean', default: false },
        registry: { type: 'string', default: defaultRegistry },
        tag: { type: 'string' },
        platform: { type: 'string', multiple: true, default: [] },
        network: { type: 'string' },
        force: { type: 'boolean', default: false },
        plan: { type: 'boolean', default: false },
        verify: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new RequestError(`${(error as Error).message.split('. ')[0]}; --help lists all options`, { cause: error });
  }
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

try {
  await main();
} catch (error) {
  const isUsage = error instanceof RequestError || error instanceof UnknownImageError;
  const isKnown = isUsage || error instanceof EngineError || error instanceof VerificationError;
  console.error(isKnown ? `images: ${(error as Error).message}` : error);
  process.exitCode = isUsage ? 2 : 1;
}
