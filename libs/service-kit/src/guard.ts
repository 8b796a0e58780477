import { DomainError } from '@halden/contracts';
import {
  BrokenCircuitError,
  bulkhead,
  BulkheadRejectedError,
  circuitBreaker,
  CircuitState,
  handleWhen,
  SamplingBreaker,
} from 'cockatiel';
import type { Metrics } from './metrics.ts';

/** What stands between us and something that may fail: at most so many calls at once, and none while it is known to be down. */
export interface Guard {
  readonly dependency: string;
  /** Rejects with `DependencyUnavailable` when the bulkhead is full or the circuit is open; else with what `work` rejects with. */
  run<T>(work: () => Promise<T>): Promise<T>;
  readonly isOpen: boolean;
}

/** The dependency does not answer, or must not be asked now. Callers receive `dependency_unavailable`. */
export class DependencyUnavailable extends DomainError {
  readonly dependency: string;
  readonly retryAfterSeconds: number;
  constructor(dependency: string, why: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super('dependency_unavailable', `${dependency} ${why}`);
    this.dependency = dependency;
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1;
    if (options.cause !== undefined) this.cause = options.cause;
  }
}

export interface GuardOptions {
  dependency: string;
  metrics: Metrics;
  /** Calls under way at once. Default 64. */
  maxConcurrent?: number;
  /** Calls that may wait for a place. Default 1024. */
  maxQueued?: number;
  /** The circuit opens when at least this share of calls failed within ten seconds. Default 0.5. */
  failureRatio?: number;
  /** And at least so many calls a second were made. Default 1. */
  minimumRps?: number;
  /** How long it stays open before one call may try again, in milliseconds. Default 2,000. */
  openForMs?: number;
  /** Which errors say that the dependency is unwell. Default: all but `DomainError`. */
  isFailure?: (error: unknown) => boolean;
}

export function createGuard(options: GuardOptions): Guard {
  const { dependency, metrics, openForMs = 2_000 } = options;
  const isFailure =
    options.isFailure ??
    ((error: unknown) => !(error instanceof DomainError) || error instanceof DependencyUnavailable);
  const places = bulkhead(options.maxConcurrent ?? 64, options.maxQueued ?? 1024);
  const state = metrics.circuitState.labels(dependency);
  let opened = { monotonic: 0, wall: 0 };
  const closedCircuit = () => {
    const made = circuitBreaker(handleWhen(isFailure), {
      halfOpenAfter: openForMs,
      breaker: new SamplingBreaker({
        threshold: options.failureRatio ?? 0.5,
        duration: 10_000,
        minimumRps: options.minimumRps ?? 1,
      }),
    });
    state.set(0);
    made.onStateChange((now) => {
      if (now === CircuitState.Open) opened = { monotonic: performance.now(), wall: Date.now() };
      state.set(now === CircuitState.Open ? 1 : now === CircuitState.HalfOpen ? 2 : 0);
    });
    return made;
  };
  let circuit = closedCircuit();
  /**
   * The library counts by the wall clock: when that is set back, a circuit would stay open for as long. One whose time is over by a clock
   * that nobody sets, and not by the library's, is replaced.
   */
  const replaceOverdue = () => {
    if (circuit.state !== CircuitState.Open) return;
    const isOver = performance.now() - opened.monotonic >= openForMs;
    if (isOver && Date.now() - opened.wall < openForMs) circuit = closedCircuit();
  };
  const count = (outcome: 'ok' | 'failed' | 'rejected') => metrics.dependencyCalls.labels(dependency, outcome).inc();

  return {
    dependency,
    get isOpen() {
      return circuit.state === CircuitState.Open;
    },
    async run(work) {
      try {
        const result = await places.execute(() => {
          replaceOverdue();
          return circuit.execute(work);
        });
        count('ok');
        return result;
      } catch (error) {
        if (error instanceof BrokenCircuitError) {
          count('rejected');
          throw new DependencyUnavailable(dependency, 'is known to be down', {
            retryAfterSeconds: Math.ceil(openForMs / 1000),
          });
        }
        if (error instanceof BulkheadRejectedError) {
          count('rejected');
          throw new DependencyUnavailable(dependency, 'has too many calls waiting');
        }
        count(isFailure(error) ? 'failed' : 'ok');
        throw error;
      }
    },
  };
}
