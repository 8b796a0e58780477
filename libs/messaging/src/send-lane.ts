import { BatchFailure, createBatcher, DependencyUnavailable, type Guard } from '@halden/service-kit';
import { UnsendableMessage } from './publisher.ts';

/** A batch of the SDK, as far as it is needed here. */
interface Batch<T> {
  readonly count: number;
  /** False when it does not fit any more. */
  tryAdd(item: T): boolean;
}

/** How a batch is made and sent; both end when the signal says so. */
export interface BatchSender<T, B extends Batch<T>> {
  create(signal: AbortSignal): Promise<B>;
  send(batch: B, signal: AbortSignal): Promise<void>;
}

interface Item<T> {
  content: T;
  deadline: number;
}

/** How long a message may take, from when it was handed over, before it counts as not sent. Shorter than an outbox lease. */
export const sendTimeoutMs = 10_000;

/**
 * Sends what belongs in one order (an entity, a partition): batch after batch, each filled with what came in meanwhile, behind a guard and
 * a time limit of its own. A message that does not fit into an empty batch, or that the broker refuses, rejects alone: the rest of its
 * batch is sent without it. What fails for a reason that is not the messages' fails together, to be tried again by the caller.
 */
export function createSendLane<T, B extends Batch<T>>(options: {
  sender: BatchSender<T, B>;
  guard: Guard;
  /** Names a message in errors. */
  nameOf: (content: T) => string;
  /** What the messages are for, such as the entity's name. */
  target: string;
  /** Why the broker will never take a message, by its error; undefined when another try may help. */
  refusalOf: (error: unknown) => UnsendableMessage['reason'] | undefined;
  /** Messages that may wait. Default 1,000. */
  maxWaiting?: number;
  /** Default `sendTimeoutMs`. */
  timeoutMs?: number | undefined;
}): (content: T) => Promise<void> {
  const { sender, guard, nameOf, target, refusalOf, maxWaiting = 1_000, timeoutMs = sendTimeoutMs } = options;
  let waiting = 0;

  const unsendable = (item: Item<T>, reason: UnsendableMessage['reason'], cause?: unknown) => {
    const why = reason === 'too_large' ? `is larger than ${target} takes` : `is refused by ${target}`;
    return new UnsendableMessage(reason, `message ${nameOf(item.content)} ${why}`, { cause });
  };
  /** Within the time that the oldest of the messages has left; undefined, or why the broker refused the messages. */
  const attempt = async (batch: B, items: readonly Item<T>[]): Promise<unknown> =>
    guard.run(() =>
      limited(items, target, async (signal) => {
        try {
          await sender.send(batch, signal);
          return undefined;
        } catch (error) {
          // The broker answered, so it is well: the circuit must not open because of a message.
          if (refusalOf(error)) return error;
          throw error;
        }
      }),
    );
  const newBatch = (items: readonly Item<T>[]) =>
    guard.run(() => limited(items, target, (signal) => sender.create(signal)));

  /** Sends messages that fit into one batch; a refused one is found by bisection. */
  const sendFitting = async (batch: B, items: readonly Item<T>[], results: Map<Item<T>, BatchFailure | undefined>) => {
    const refused = await attempt(batch, items);
    if (refused === undefined) return items.forEach((item) => results.set(item, undefined));
    if (items.length === 1) {
      const [item] = items as [Item<T>];
      return void results.set(item, new BatchFailure(unsendable(item, refusalOf(refused) ?? 'refused', refused)));
    }
    const middle = Math.ceil(items.length / 2);
    for (const half of [items.slice(0, middle), items.slice(middle)]) await sendAll(half, results);
  };
  const sendAll = async (items: readonly Item<T>[], results: Map<Item<T>, BatchFailure | undefined>): Promise<void> => {
    for (let rest = items; rest.length > 0;) {
      const batch = await newBatch(rest);
      const taken: Item<T>[] = [];
      let failed: Item<T> | undefined;
      for (const item of rest) {
        const added = tryAdd(batch, item.content);
        if (added !== true) {
          if (added instanceof Error) results.set(item, new BatchFailure(unsendable(item, 'refused', added)));
          else if (batch.count === 0) results.set(item, new BatchFailure(unsendable(item, 'too_large')));
          else break;
          failed = item;
          break;
        }
        taken.push(item);
      }
      rest = rest.slice(taken.length + (failed ? 1 : 0));
      if (taken.length > 0) await sendFitting(batch, taken, results);
    }
  };
  const inBatches = createBatcher<Item<T>, void>({
    maxSize: 500,
    run: async (items) => {
      const results = new Map<Item<T>, BatchFailure | undefined>();
      const inTime = items.filter(({ deadline }) => deadline > performance.now());
      let failure: unknown = new SendTimeout(target);
      try {
        await sendAll(inTime, results);
      } catch (error) {
        failure = error;
      }
      return items.map((item) => (results.has(item) ? results.get(item) : new BatchFailure(failure)));
    },
  });

  return async (content) => {
    if (waiting >= maxWaiting) throw new DependencyUnavailable(guard.dependency, 'has too many messages waiting');
    waiting++;
    try {
      await inBatches({ content, deadline: performance.now() + timeoutMs });
    } finally {
      waiting--;
    }
  };
}

/** The broker did not take the message in time; it may have it all the same. */
export class SendTimeout extends Error {
  constructor(target: string) {
    super(`${target} did not take the message in time`);
  }
}

function tryAdd<T>(batch: Batch<T>, content: T): boolean | Error {
  try {
    return batch.tryAdd(content);
  } catch (error) {
    return error as Error; // the SDK cannot even write it
  }
}

/** Ends with `SendTimeout` when the oldest message's time is up, whether or not the SDK heeds its signal. */
async function limited<R>(
  items: readonly { deadline: number }[],
  target: string,
  work: (signal: AbortSignal) => Promise<R>,
): Promise<R> {
  const left = Math.min(...items.map(({ deadline }) => deadline)) - performance.now();
  const timeout = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timedOut = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => {
        reject(new SendTimeout(target));
        timeout.abort();
      },
      Math.max(0, left),
    );
  });
  try {
    return await Promise.race([work(timeout.signal), timedOut]);
  } finally {
    clearTimeout(timer);
  }
}
