import { type ChangeFeedPullModelIterator, ChangeFeedStartFrom, type Container, type Resource } from '@azure/cosmos';
import type { Guard, Logger } from '@halden/service-kit';
import { callCosmos } from './cosmos-call.ts';

/** Follows what happens to the documents of a container. */
export interface ContainerFollower {
  /** Resolves once everything there is has been handed over. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Rejects when nothing could be heard of the container lately. */
  check(): Promise<void>;
  /** Seconds since the container was last asked and answered. */
  ageSeconds(): number;
  /** Seconds between the last change that came and its writing, as far as the store's whole seconds tell. */
  lagSeconds(): number;
}

export interface FollowOptions<T> {
  name: string;
  container: Container;
  guard: Guard;
  /** Reads what there is before the feed is followed. */
  load: () => Promise<void>;
  /** Takes changed documents; those it knows already may come again. */
  take: (documents: (T & Resource)[]) => void;
  intervalMs: number;
  now: () => number;
  log: Logger;
}

/**
 * The feed starts this long before the snapshot is taken, so that nothing falls between the two, also where clocks differ and a
 * replica of the database is behind.
 */
const overlapMs = 60_000;
/** After this many silent intervals the follower no longer counts as up to date. */
const patience = 10;

/** A snapshot first, then the change feed of the container, asked again and again. Source: Azure Cosmos DB change feed pull model. */
export function followContainer<T>(options: FollowOptions<T>): ContainerFollower {
  const { name, container, guard, take, intervalMs, now, log } = options;
  let iterator: ChangeFeedPullModelIterator<T & Resource> | undefined;
  let continuation: string | undefined;
  let from: Date | undefined;
  let heardAt = Number.NEGATIVE_INFINITY;
  let lag = 0;
  let failure: unknown;
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> = Promise.resolve();
  let stopped = false;

  const open = () =>
    container.items.getChangeFeedIterator<T & Resource>({
      maxItemCount: 1_000,
      changeFeedStartFrom: continuation
        ? ChangeFeedStartFrom.Continuation(continuation)
        : ChangeFeedStartFrom.Time(from ?? new Date(now() - overlapMs)),
    });
  /** Everything new, until there is no more (304). */
  const drain = async () => {
    iterator ??= open();
    const feed = iterator;
    while (!stopped) {
      const page = await callCosmos(guard, () => feed.readNext());
      continuation = page.continuationToken;
      if (page.statusCode === 304) return;
      if (page.result.length === 0) continue;
      take(page.result);
      lag = Math.max(0, now() / 1000 - Math.max(...page.result.map(({ _ts }) => _ts)));
    }
  };
  const poll = async () => {
    try {
      await drain();
      heardAt = now();
      failure = undefined;
    } catch (error) {
      if (failure === undefined) log.warn({ err: error, container: name }, 'the change feed does not answer');
      failure = error;
      iterator = undefined; // opened again where it had come to
    }
    if (!stopped) timer = setTimeout(() => void (polling = poll()), intervalMs);
  };
  return {
    async start() {
      from = new Date(now() - overlapMs);
      await options.load();
      await drain();
      heardAt = now();
      timer = setTimeout(() => void (polling = poll()), intervalMs);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await polling;
    },
    async check() {
      if (now() - heardAt <= intervalMs * patience) return;
      throw new Error(`nothing heard of the container '${name}' lately`, { cause: failure });
    },
    ageSeconds: () => Math.max(0, (now() - heardAt) / 1000),
    lagSeconds: () => lag,
  };
}
