/** Lets a loop wait for work: until it is woken, a time has passed, or it is to stop. A wake-up that comes before the wait is not lost. */
export function createWakeup(stopped: AbortSignal): { wake(): void; wait(ms: number): Promise<void> } {
  let woken = false;
  let end: () => void = () => undefined;
  return {
    wake() {
      woken = true;
      end();
    },
    async wait(ms) {
      if (!woken && !stopped.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
          stopped.addEventListener('abort', end, { once: true });
        });
      stopped.removeEventListener('abort', end);
      woken = false;
    },
  };
}
