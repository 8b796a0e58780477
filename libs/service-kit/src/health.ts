export interface CheckResult {
  ok: boolean;
  ms: number;
  error?: string;
}
export interface Readiness {
  status: 'ready' | 'starting' | 'stopping' | 'unready';
  checks: Record<string, CheckResult>;
}

/** Whether this process lives, and whether it can do its work: its state and what it depends on. */
export interface Health {
  /** A check rejects when what it looks at does not work. */
  addCheck(name: string, check: () => Promise<unknown>): void;
  setState(state: 'starting' | 'running' | 'stopping'): void;
  readiness(): Promise<Readiness>;
}

/**
 * Results are kept for a second, so that probes cannot become load; a check that takes longer than two seconds has failed.
 * `monotonic` returns milliseconds that never run back: a clock that is set back would keep a result for as long as the step.
 */
export function createHealth(monotonic = (): number => performance.now()): Health {
  const checks = new Map<string, () => Promise<unknown>>();
  let state: 'starting' | 'running' | 'stopping' = 'starting';
  let latest: { at: number; results: Promise<Record<string, CheckResult>> } | undefined;

  const runAll = async () => {
    const results = await Promise.all(
      [...checks].map(async ([name, check]): Promise<[string, CheckResult]> => {
        const began = monotonic();
        try {
          await within(2_000, check());
          return [name, { ok: true, ms: Math.round(monotonic() - began) }];
        } catch (error) {
          return [
            name,
            {
              ok: false,
              ms: Math.round(monotonic() - began),
              error: error instanceof Error ? error.message : String(error),
            },
          ];
        }
      }),
    );
    return Object.fromEntries(results);
  };
  return {
    addCheck(name, check) {
      checks.set(name, check);
      latest = undefined;
    },
    setState(next) {
      state = next;
    },
    async readiness() {
      if (!latest || monotonic() - latest.at > 1_000) latest = { at: monotonic(), results: runAll() };
      const results = await latest.results;
      const ok = Object.values(results).every((result) => result.ok);
      const status = state === 'running' ? (ok ? 'ready' : 'unready') : state;
      return { status, checks: results };
    },
  };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
