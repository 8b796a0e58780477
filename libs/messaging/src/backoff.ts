/** How long to wait before the next attempt: doubling from 100 ms, at most 15 s, in milliseconds. */
export const backoffMs = (previousAttempts: number): number =>
  Math.min(15_000, 100 * 2 ** Math.min(previousAttempts, 20));

/** Waits, or returns at once when the signal says stop. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}
