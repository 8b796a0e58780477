import type { Order } from '@halden/contracts';
import { createEventParser } from './events.ts';

export interface FollowOptions {
  /** Opens the stream of the order's events; rejects when there is no connection. */
  open: (signal: AbortSignal) => Promise<Response>;
  /** Reads the order once: the way that is left when streams do not come through. */
  read: (signal: AbortSignal) => Promise<Order>;
  onOrder: (order: Order) => void;
  /** False while the connection is gone. */
  onConnection: (live: boolean) => void;
  /** Resolves after that many milliseconds, or when the signal is aborted. */
  wait: (ms: number, signal: AbortSignal) => Promise<void>;
  signal: AbortSignal;
}

/** Nothing for that long, not even a heartbeat (every 15 s): the connection is dead, or something on the way holds the stream back. */
const silenceMs = 25_000;
const longestPauseMs = 10_000;
/** So many streams that brought nothing, one after the other, and the order is asked for instead; now and then a stream is tried again. */
const streamTries = 3;
const pollMs = 3_000;
const pollsBeforeStream = 10;

/**
 * Follows an order until nothing more will happen to it, or the signal. Connects again by itself; when streams bring nothing it asks
 * every few seconds. Rejects when the order is not there or not ours to see (a status in the 400s).
 */
export async function followOrder(options: FollowOptions): Promise<void> {
  const { onOrder, onConnection, read, signal, wait } = options;
  for (let failures = 0; !signal.aborted;) {
    const { ended, events } = await readStream(options);
    if (ended || signal.aborted) return;
    onConnection(false);
    failures = events > 0 ? 0 : failures + 1;
    if (failures < streamTries) {
      await wait(Math.min(500 * 2 ** failures, longestPauseMs), signal);
      continue;
    }
    for (let poll = 0; poll < pollsBeforeStream && !signal.aborted; poll++) {
      try {
        onOrder(await read(signal));
        onConnection(true);
      } catch (error) {
        if (isRefusal(error)) throw error;
        onConnection(false);
      }
      await wait(pollMs, signal);
    }
  }
}

const isRefusal = (error: unknown): boolean => {
  const status = (error as { problem?: { status?: number } } | undefined)?.problem?.status ?? 0;
  return status >= 400 && status < 500 && status !== 429;
};

async function readStream({ open, onOrder, onConnection, read, signal, wait }: FollowOptions) {
  const connection = new AbortController();
  const stop = () => connection.abort();
  signal.addEventListener('abort', stop);
  let clock = new AbortController();
  const heard = () => {
    clock.abort();
    const mine = (clock = new AbortController());
    void wait(silenceMs, mine.signal).then(() => mine.signal.aborted || connection.abort());
  };
  let events = 0;
  try {
    heard();
    const response = await open(connection.signal);
    // Why it is refused says the order itself: reading it rejects with the problem.
    if (response.status >= 400 && response.status < 500 && response.status !== 429) onOrder(await read(signal));
    if (!response.ok || !response.body) return { ended: false, events };
    const parse = createEventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard();
      for (const { event, data } of parse(piece.value)) {
        if (event === 'end') return { ended: true, events };
        if (event !== 'order') continue;
        events++;
        onConnection(true);
        onOrder(JSON.parse(data) as Order);
      }
    }
    return { ended: false, events };
  } catch (error) {
    if (isRefusal(error)) throw error;
    return { ended: false, events };
  } finally {
    clock.abort();
    connection.abort();
    signal.removeEventListener('abort', stop);
  }
}

/** A pause that ends early when the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
