import type { Order } from '@halden/contracts';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { isOver } from './sentence.ts';

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
export async function followOrder({ onOrder, ...options }: FollowOptions): Promise<void> {
  const { onConnection, read, signal, wait } = options;
  let over = false;
  const heard = (order: Order) => {
    over = isOver(order);
    onOrder(order);
  };
  for (let failures = 0; !signal.aborted;) {
    const { ended, events } = await readStream({ ...options, onOrder: heard });
    if (ended || over || signal.aborted) return;
    onConnection(false);
    failures = events > 0 ? 0 : failures + 1;
    if (failures < streamTries) {
      await wait(Math.min(500 * 2 ** failures, longestPauseMs), signal);
      continue;
    }
    for (let poll = 0; poll < pollsBeforeStream && !signal.aborted; poll++) {
      try {
        heard(await read(signal));
        onConnection(true);
        if (over) return;
      } catch (error) {
        if (isRefusal(error)) throw error;
        onConnection(false);
      }
      await wait(pollMs, signal);
    }
  }
}

/** What may be answered differently a moment later: a timeout, a request that came too early, too many of them. */
const transientStatuses = [408, 425, 429];

const isRefusedStatus = (status: number): boolean =>
  status >= 400 && status < 500 && !transientStatuses.includes(status);

const isRefusal = (error: unknown): boolean =>
  isRefusedStatus((error as { problem?: { status?: number } } | undefined)?.problem?.status ?? 0);

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
    if (isRefusedStatus(response.status)) onOrder(await read(signal));
    if (!response.ok || !response.body) return { ended: false, events };
    let arrived: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (event) => arrived.push(event) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heard();
      parser.feed(piece.value);
      for (const { event, data } of arrived) {
        if (event === 'end') return { ended: true, events };
        if (event !== 'order') continue;
        events++;
        onConnection(true);
        onOrder(JSON.parse(data) as Order);
      }
      arrived = [];
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
