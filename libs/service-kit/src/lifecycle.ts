import type { Logger } from './log.ts';

export interface Part {
  start?: () => unknown;
  stop?: () => unknown;
}

/** What starts can stop: parts start in the order they were added and stop in the reverse order. */
export interface Lifecycle {
  add(name: string, part: Part): void;
  /** Starts every part. When one fails, those already started are stopped and the error says which it was. */
  start(): Promise<void>;
  /** Stops all parts, the last started first; continues when a part fails or takes too long. Rejects with all errors. */
  stop(): Promise<void>;
}

export function createLifecycle(log: Logger, options: { stopTimeoutMs?: number } = {}): Lifecycle {
  const { stopTimeoutMs = 10_000 } = options;
  const parts: { name: string; part: Part }[] = [];
  const started: { name: string; part: Part }[] = [];
  let stopping: Promise<void> | undefined;

  const stopAll = async () => {
    const failures: Error[] = [];
    for (const { name, part } of started.splice(0).reverse()) {
      let timer: NodeJS.Timeout | undefined;
      try {
        await Promise.race([
          Promise.resolve(part.stop?.()),
          new Promise<never>((_, reject) => {
            timer = setTimeout(() => reject(new Error(`did not stop within ${stopTimeoutMs} ms`)), stopTimeoutMs);
          }),
        ]);
        log.debug({ part: name }, 'stopped');
      } catch (error) {
        log.error({ err: error, part: name }, 'did not stop cleanly');
        failures.push(new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`));
      } finally {
        clearTimeout(timer);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, failures.map(({ message }) => message).join('; '));
  };
  return {
    add: (name, part) => void parts.push({ name, part }),
    async start() {
      for (const { name, part } of parts) {
        try {
          started.push({ name, part });
          await part.start?.();
          log.debug({ part: name }, 'started');
        } catch (error) {
          await stopAll().catch(() => undefined);
          throw new Error(`${name} did not start: ${error instanceof Error ? error.message : String(error)}`, {
            cause: error,
          });
        }
      }
    },
    stop: () => (stopping ??= stopAll()),
  };
}
