import { type Engine, EngineError } from './engine.ts';
import type { ImagePlan, ImagesRequest } from './plan.ts';

/** What became of one image. */
export interface Made {
  readonly name: string;
  readonly reference: string;
  /** `registry/name@sha256:…`, what manifests pin; null until it is pushed. */
  readonly pinned: string | null;
  readonly digest: string | null;
  /** Of the image's configuration; null for an image of several platforms, which the engine does not hold. */
  readonly id: string | null;
  /** Bytes, unpacked. */
  readonly size: number | null;
  /** Of those, what it adds to its base. */
  readonly sizeAboveBase: number | null;
  readonly action: 'built' | 'unchanged';
}

const buildLimit = 30 * 60;
const transferLimit = 10 * 60;

/** Builds an image unless the engine or the registry has one of exactly these sources, and pushes it where that is asked for. */
export async function make(
  plan: ImagePlan,
  request: ImagesRequest,
  { engine, say }: { engine: Engine; say: (text: string) => void },
): Promise<Made> {
  const { name, reference, repository } = plan;
  const isThere = !request.force && !plan.pushesWhileBuilding && (await find(plan, request, engine));
  if (isThere) say(`${name}: unchanged`);
  else {
    say(`${name}: building …`);
    await engine.run(plan.build, buildLimit);
  }
  const action = isThere ? 'unchanged' : 'built';
  if (plan.pushesWhileBuilding) {
    const digest = await engine.ask(['buildx', 'imagetools', 'inspect', reference, '--format', '{{.Manifest.Digest}}']);
    return {
      name,
      reference,
      digest,
      pinned: `${repository}@${digest}`,
      id: null,
      size: null,
      sizeAboveBase: null,
      action,
    };
  }
  if (request.push) {
    say(`${name}: pushing to ${repository} …`);
    await engine.ask(['push', reference], transferLimit);
  }
  const facts = await engine.inspect(reference);
  if (!facts)
    throw new EngineError(
      `${reference} was built and is not there; was it removed meanwhile? Run the same command again`,
    );
  const digest = facts.digests.get(repository) ?? null;
  if (request.push && digest === null)
    throw new EngineError(`${reference} was pushed and has no digest of ${repository}; run the same command again`);
  return {
    name,
    reference,
    digest,
    pinned: digest && `${repository}@${digest}`,
    id: facts.id,
    action,
    size: facts.size,
    sizeAboveBase: facts.size - (await sizeOf(plan.base, engine)),
  };
}

/** Whether there is an image of these sources; if so it has the name of the plan afterwards. */
async function find(
  { madeOf, reference, tagNamesContent }: ImagePlan,
  request: ImagesRequest,
  engine: Engine,
): Promise<boolean> {
  const ids = () => engine.ask(['image', 'ls', '--quiet', '--no-trunc', '--filter', `label=${madeOf}`]);
  let [id] = (await ids()).split('\n').filter(Boolean);
  if (!id && request.push && tagNamesContent) {
    // On a machine that never built it, the registry may have it. Any failure to get it only means that it is built.
    await engine.ask(['pull', reference], transferLimit).catch(() => undefined);
    [id] = (await ids()).split('\n').filter(Boolean);
  }
  if (!id) return false;
  await engine.ask(['tag', id, reference]);
  return true;
}

/** The size of what an image is built upon; fetched where the build has not left it with the engine. */
async function sizeOf(base: string, engine: Engine): Promise<number> {
  if (!(await engine.inspect(base))) await engine.ask(['pull', base], transferLimit);
  const facts = await engine.inspect(base);
  if (!facts) throw new EngineError(`${base} was pulled and is not there; run the same command again`);
  return facts.size;
}
