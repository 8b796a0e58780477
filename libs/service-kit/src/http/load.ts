import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { limits } from './limits.ts';

/** Whether this process has more to do than it can. */
export interface Load {
  readonly isOverloaded: boolean;
  start(): void;
  stop(): void;
}

/** What is measured: the mean delay of the event loop since the last time, and the share of the heap in use. */
export interface LoadReading {
  eventLoopDelayMs: number;
  heapShare: number;
}

const intervalMs = 500;

/** Looks twice a second. Turning requests away early costs some of them; running out of memory costs all. */
export function createLoad(read: () => LoadReading = createReader()): Load & { look(): void } {
  let timer: NodeJS.Timeout | undefined;
  let isOverloaded = false;
  let wasLate = false;
  const look = () => {
    const { eventLoopDelayMs, heapShare } = read();
    const isLate = eventLoopDelayMs > limits.shedding.eventLoopDelayMs;
    // Late once is a process that was stopped or starved for a moment; late twice is one with too much to do.
    isOverloaded = (isLate && wasLate) || heapShare > limits.shedding.heapShare;
    wasLate = isLate;
  };
  return {
    get isOverloaded() {
      return isOverloaded;
    },
    look,
    start: () => void (timer ??= setInterval(look, intervalMs).unref()),
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

function createReader(): () => LoadReading {
  const resolution = 20;
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  return () => {
    const mean = delays.mean / 1e6 - resolution;
    delays.reset();
    const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
    return { eventLoopDelayMs: Number.isFinite(mean) ? Math.max(0, mean) : 0, heapShare: used / limit };
  };
}
