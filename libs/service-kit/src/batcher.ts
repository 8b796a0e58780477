/** Returned by `run` in place of a result, to reject only the call it belongs to. */
export class BatchFailure {
  readonly error: unknown;
  constructor(error: unknown) {
    this.error = error;
  }
}

/**
 * Collects calls that come in while an earlier batch is under way and runs them together: under load many callers share one round
 * trip, and a single caller does not wait. `run` returns one result for each item, in order; a `BatchFailure` in that list rejects only
 * the call it belongs to, a rejection of `run` rejects them all.
 */
export function createBatcher<In, Out>(options: {
  run: (items: In[]) => Promise<(Out | BatchFailure)[]>;
  maxSize: number;
  /** How many batches may be under way at once; @default 1 */
  concurrency?: number;
}): (item: In) => Promise<Out> {
  const { run, maxSize, concurrency = 1 } = options;
  const waiting: { item: In; resolve: (value: Out) => void; reject: (reason: unknown) => void }[] = [];
  let underWay = 0;
  let scheduled = false;

  // Callers that arrive in the same turn of the event loop go together.
  const schedule = () => {
    if (scheduled || underWay >= concurrency || waiting.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void next();
    });
  };
  const next = async () => {
    if (underWay >= concurrency) return;
    const batch = waiting.splice(0, maxSize);
    if (batch.length === 0) return;
    underWay++;
    schedule();
    try {
      const results = await run(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const result = results[index];
        if (result instanceof BatchFailure) reject(result.error);
        else resolve(result as Out);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    } finally {
      underWay--;
      schedule();
    }
  };
  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
