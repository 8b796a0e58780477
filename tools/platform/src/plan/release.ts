import { isUnbuilt } from '@halden/charts/unbuilt';
import { assertKnown, Refusal } from '@halden/cli/refusal';
import {
  appPath,
  editValues,
  describeRelease,
  readRelease,
  type ImageRelease,
  sameRelease,
  shortDigest,
} from '../desired/app-file.ts';
import { type Overlays, releaseIn, releasePath, withRelease } from '../desired/overlay.ts';
import { desiredText, type Plan, planTexts, type State } from './edit.ts';

export interface BumpRequest {
  readonly service: string;
  readonly environment: string;
  readonly tag: string;
  readonly digest: string;
  /** Write a later environment directly, past the promotion order. */
  readonly force: boolean;
}

export interface PromotionRequest {
  readonly service: string;
  /** The environment the release comes from; by default the one before `to`. */
  readonly from?: string;
  readonly to: string;
  /** Skip environments. */
  readonly force: boolean;
  /** Refuse unless the source holds exactly this tag or digest. */
  readonly expect?: string;
}

export interface Promotion extends Plan {
  readonly from: string;
  readonly to: string;
  readonly release: ImageRelease;
  /** What `to` runs until then: where a rollback goes back to. */
  readonly replaces: ImageRelease;
}

/** Puts an image that was just built into an environment: the first of the promotion order, or one that stands apart. */
export async function planBump(state: State, request: BumpRequest): Promise<Plan> {
  const { service, environment, tag, digest, force } = request;
  assertPlace(state, service, environment);
  assertTag(tag);
  assertDigest(digest);
  const { environments, standalone } = state.renderer;
  const first = environments[0];
  if (!force && environment !== first && !standalone.includes(environment))
    throw new Refusal({
      what: `a new image does not go to ${environment} directly`,
      where: appPath(service, environment),
      why: `releases enter at ${first} and are promoted from there with the digest that was tested`,
      fix: `npm run platform -- promote ${service} --to ${environment}; or, if you must, add --force`,
    });
  const path = appPath(service, environment);
  if (isUnbuilt(digest))
    refuseUnbuilt(path, 'the digest given', 'build and push the image; the push prints its digest');
  return {
    changes: await setRelease(state, { service, place: environment, tag, digest }),
    notes: movedTag(state, request),
  };
}

/** Copies the release of one environment to the next: tag and digest as they stand in Git, never resolved again. */
export async function planPromotion(state: State, request: PromotionRequest): Promise<Promotion> {
  const { service, to, force, expect } = request;
  assertPlace(state, service, to);
  const from = request.from ?? environmentBefore(state, to);
  assertPlace(state, service, from);
  if (!force) assertNextInOrder(state, service, from, to);
  const overlays = overlaysOf(state);
  const source = releasePath(overlays, service, from);
  const target = releasePath(overlays, service, to);
  const release = readRelease(source, desiredText(state, source));
  const replaces = readRelease(target, desiredText(state, target));
  if (expect !== undefined && expect !== release.tag && expect !== release.digest)
    throw new Refusal({
      what: `${from} does not hold the release '${expect}' of ${service}`,
      where: source,
      why: `it holds ${describeRelease(release)}; only what ran in ${from} is promoted from there`,
      fix: 'npm run platform -- status shows which environment holds what',
    });
  if (isUnbuilt(release.digest)) refuseUnbuilt(source, `what ${from} holds`, howToFill(state, service, from));
  return {
    changes: await setRelease(state, { service, place: to, ...release }),
    notes: [],
    from,
    to,
    release,
    replaces,
  };
}

/** Puts a release of the past back. Only the image changes: sizes, policy and comments stay as they are today. */
export async function planRollback(
  state: State,
  request: { readonly service: string; readonly environment: string; readonly release: ImageRelease },
): Promise<Plan> {
  const { service, environment, release } = request;
  assertPlace(state, service, environment);
  const path = releasePath(overlaysOf(state), service, environment);
  if (isUnbuilt(release.digest)) refuseUnbuilt(path, 'the release before it', howToFill(state, service, environment));
  const current = readRelease(path, desiredText(state, path));
  const notes =
    current.repository === release.repository
      ? []
      : [`the image was ${release.repository} then and is ${current.repository} now: that digest must be there too`];
  return { changes: await setRelease(state, { service, place: environment, ...release }), notes };
}

/** Starts the analysis of the same image again by changing an annotation of the pod template. */
export async function planRetry(
  state: State,
  request: { readonly service: string; readonly environment: string; readonly mark: string },
): Promise<Plan> {
  const { service, environment, mark } = request;
  assertPlace(state, service, environment);
  const path = appPath(service, environment);
  const isOverlay = state.renderer.follows.has(environment);
  const text =
    state.files.get(path) ??
    (isOverlay ? `# What differs of ${service} in ${environment}.\n` : desiredText(state, path));
  return { changes: await planTexts(state, new Map([[path, editValues(path, text, [[['retry'], mark]])]])), notes: [] };
}

/** Refuses services and environments the platform does not have. */
export function assertPlace({ renderer }: State, service: string, environment: string): void {
  assertKnown('service', service, [...renderer.services.keys()], 'apps/');
  assertKnown('environment', environment, [...renderer.environments, ...renderer.standalone], `apps/${service}/`);
  assertKnown(
    `environment of ${service}`,
    environment,
    renderer.services.get(service) ?? [],
    appPath(service, environment),
  );
}

/** The files of desired state as they decide what runs where. */
export const overlaysOf = ({ files, renderer }: State): Overlays => ({ files, follows: renderer.follows });

function setRelease(state: State, to: { service: string; place: string; tag: string; digest: string }) {
  // An absent file is reported by its path.
  desiredText(state, releasePath(overlaysOf(state), to.service, to.place));
  return planTexts(
    state,
    withRelease(overlaysOf(state), to, ({ digest }) => !isUnbuilt(digest)),
  );
}

/** How an environment comes by a release. */
function howToFill({ renderer: { environments } }: State, service: string, environment: string): string {
  return environments.indexOf(environment) > 0
    ? `npm run platform -- promote ${service} --to ${environment}`
    : `npm run platform -- bump ${service} --env ${environment} --tag … --digest sha256:…`;
}

function environmentBefore({ renderer: { environments, standalone } }: State, to: string): string {
  const before = standalone.includes(to) ? environments[0] : environments[environments.indexOf(to) - 1];
  if (before !== undefined) return before;
  throw new Refusal({
    what: `nothing is promoted to ${to}`,
    where: `--to ${to}`,
    why: `it is the first environment: ${environments.join(' → ')}`,
    fix: `npm run platform -- bump <service> --env ${to} --tag … --digest sha256:…`,
  });
}

function assertNextInOrder(state: State, service: string, from: string, to: string): void {
  const { environments, standalone } = state.renderer;
  if (from === to || standalone.includes(from))
    throw new Refusal({
      what: from === to ? `${from} cannot be promoted to itself` : `${from} takes no part in promotions`,
      where: `--from ${from} --to ${to}`,
      why: `the order is ${environments.join(' → ')}`,
      fix: `npm run platform -- promote ${service} --to ${to}`,
    });
  if (standalone.includes(to)) return;
  const steps = environments.indexOf(to) - environments.indexOf(from);
  if (steps === 1) return;
  throw new Refusal({
    what:
      steps > 1
        ? `a promotion from ${from} to ${to} skips ${environments[environments.indexOf(from) + 1]}`
        : `${to} comes before ${from}`,
    where: `--from ${from} --to ${to}`,
    why: `the order is ${environments.join(' → ')}; every environment finds what the one before it cannot`,
    fix: `npm run platform -- promote ${service} --to ${environments[environments.indexOf(from) + 1] ?? to}; or, if you must, add --force`,
  });
}

const movingTags = new Set(['latest', 'main', 'master', 'stable', 'edge']);

function assertTag(tag: string): void {
  const moving = movingTags.has(tag.toLowerCase());
  if (!moving && /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/.test(tag)) return;
  throw new Refusal({
    what: `'${tag}' is not a release's tag`,
    where: '--tag',
    why: moving
      ? 'such a tag names another image every day'
      : 'a tag has 1 to 128 letters, digits, dots, dashes and underscores, and begins with none of the signs',
    fix: 'name the version that was built, as in --tag 1.2.3',
  });
}

function assertDigest(digest: string): void {
  if (/^sha256:[0-9a-f]{64}$/.test(digest)) return;
  throw new Refusal({
    what: `'${digest}' is not the digest of an image`,
    where: '--digest',
    why: 'it is sha256: and 64 hexadecimal digits in small letters',
    fix: 'take it from what the push of the image printed',
  });
}

function refuseUnbuilt(path: string, subject: string, fix: string): never {
  throw new Refusal({
    what: `${subject} is no image yet`,
    where: path,
    why: 'the digest only holds the place of an image that was never built',
    fix,
  });
}

/** A tag that names another image elsewhere was moved: worth a word, since people read tags and clusters read digests. */
function movedTag(state: State, { service, environment, tag, digest }: BumpRequest): string[] {
  const { environments, standalone } = state.renderer;
  if (standalone.includes(environment)) return [];
  return environments.flatMap((other) => {
    const held = releaseIn(overlaysOf(state), service, other);
    if (held === undefined) return [];
    if (held.tag !== tag || held.digest === digest) return [];
    return [
      `tag ${tag} is ${shortDigest(held.digest)} in ${other} and ${shortDigest(digest)} here: it was built twice`,
    ];
  });
}

/** The release to go back to: the one that was there before the current one came for the first time. */
export function previousRelease<R extends ImageRelease>(current: ImageRelease, history: readonly R[]): R | undefined {
  const cameFirst = history.findLastIndex((past) => sameRelease(past, current));
  return cameFirst === -1 ? history[0] : history[cameFirst + 1];
}
