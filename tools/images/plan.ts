import { UsageError } from '@halden/cli/refusal';
import { type ImageDescription, images, imageCalled } from './images.ts';

/** Where images go when nothing else is said: what `apps/<service>/dev.yaml` names. */
export const defaultRegistry = 'crhalden.azurecr.io/halden';
/** Above its base, in bytes: what a node pulls for a new release, and what an image may have at most. */
export const sizeLimit = 25_000_000;
const inputsLabel = 'example.halden.inputs';

/** The options of the command line. */
export interface ImagesRequest {
  /** Images by name; none: all. */
  readonly names: readonly string[];
  readonly registry: string;
  /** @default version and content, such as `0.1.0-3f2a9c…` */
  readonly tag?: string;
  /** Such as `linux/arm64`; none: that of the engine. */
  readonly platforms: readonly string[];
  readonly push: boolean;
  /** Also builds images that exist already. */
  readonly force: boolean;
  /** The network of the build's steps, where the engine's own does not reach the package registry. */
  readonly network?: string;
}

/** What is known of the sources of one image. */
export interface SourceFacts {
  /** Of everything it is made of. */
  readonly hash: string;
  /** The last commit that changed any of it; with `-dirty` when there are changes that no commit has. */
  readonly revision: string;
  /** When that was, in seconds since 1970. */
  readonly epoch: number;
  readonly version: string;
  /** Where the repository is. */
  readonly source: string;
}

/** How one image is made: data, which nothing has been done with yet. */
export interface ImagePlan {
  readonly name: string;
  readonly base: string;
  /** `registry/name` */
  readonly repository: string;
  readonly tag: string;
  /** `registry/name:tag` */
  readonly reference: string;
  readonly hash: string;
  /** The label by which an image of exactly these sources is found among those the engine has. */
  readonly madeOf: string;
  /** Whether the tag names the content, so that a registry which has it has this image. */
  readonly tagNamesContent: boolean;
  /** Arguments of the engine's program that build it. */
  readonly build: readonly string[];
  /** Several platforms in one image are built and pushed in one step. */
  readonly pushesWhileBuilding: boolean;
}

/** A request that cannot be fulfilled: exit code 2. */
export class RequestError extends UsageError {
  override readonly name = 'RequestError';
}

/** Plans every image that is asked for. Throws `UnknownImageError`, {@link RequestError}. */
export function planImages(request: ImagesRequest, facts: (image: ImageDescription) => SourceFacts): ImagePlan[] {
  const { registry, tag, platforms, push } = request;
  if (!/^[a-z0-9][a-z0-9._:/-]*[a-z0-9]$/.test(registry) || registry.includes('://'))
    throw new RequestError(
      `--registry must be a host with an optional path, such as localhost:5001/halden, got '${registry}'`,
    );
  if (tag !== undefined && !/^\w[\w.-]{0,127}$/.test(tag))
    throw new RequestError(`--tag must be letters, digits, '.', '_' and '-', 128 at most, got '${tag}'`);
  for (const platform of platforms)
    if (!/^[a-z]+\/[a-z0-9]+(\/v\d)?$/.test(platform))
      throw new RequestError(`--platform must be such as linux/amd64 or linux/arm64, got '${platform}'`);
  if (platforms.length > 1 && !push)
    throw new RequestError(
      'several platforms make an image that only a registry can hold; add --push, or name one platform',
    );
  const chosen = request.names.length > 0 ? [...new Set(request.names)].map(imageCalled) : images;
  return chosen.map((image) => planImage(image, facts(image), request));
}

function planImage(image: ImageDescription, facts: SourceFacts, request: ImagesRequest): ImagePlan {
  const { platforms } = request;
  const contentTag = `${facts.version}-${facts.hash.slice(0, 12)}`;
  const tag = request.tag ?? contentTag;
  const repository = `${request.registry}/${image.name}`;
  const reference = `${repository}:${tag}`;
  const several = platforms.length > 1;
  const labels = labelsOf(image, facts, platforms);
  const build = [
    ...(several ? ['buildx', 'build', '--push'] : ['build']),
    '--file',
    'tools/images/Dockerfile',
    '--target',
    image.target,
    '--tag',
    reference,
    '--build-arg',
    `IMAGE=${image.name}`,
    '--build-arg',
    `SOURCE_DATE_EPOCH=${facts.epoch}`,
    ...Object.entries(labels).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...(platforms.length > 0 ? ['--platform', platforms.join(',')] : []),
    ...(request.network === undefined ? [] : ['--network', request.network]),
    '.',
  ];
  return {
    name: image.name,
    base: image.base,
    repository,
    tag,
    reference,
    hash: facts.hash,
    build,
    madeOf: `${inputsLabel}=${labels[inputsLabel]}`,
    tagNamesContent: tag === contentTag && platforms.length === 0,
    pushesWhileBuilding: several,
  };
}

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md; the same for the same commit, wherever it is built. */
function labelsOf(image: ImageDescription, facts: SourceFacts, platforms: readonly string[]) {
  return {
    'org.opencontainers.image.title': image.title,
    'org.opencontainers.image.source': facts.source,
    'org.opencontainers.image.revision': facts.revision,
    'org.opencontainers.image.version': facts.version,
    'org.opencontainers.image.created': new Date(facts.epoch * 1000).toISOString(),
    'org.opencontainers.image.licenses': 'MIT',
    'org.opencontainers.image.base.name': image.base,
    [inputsLabel]: [facts.hash, ...platforms].join(' '),
  };
}
