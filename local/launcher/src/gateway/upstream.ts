import { type Dispatcher, Pool } from 'undici';
import type { GatewayLimits } from './limits.ts';

/** One that wants to be answered by an upstream. */
export interface Waiting {
  /** It is its turn. */
  start(): void;
  /** There is no room. */
  refuse(): void;
}

/** A service behind the gateway: connections to it, and how many requests and streams it is given at once. */
export class Upstream {
  readonly #pool: Pool;
  readonly #limits: GatewayLimits;
  readonly #waiting = new Set<Waiting>();
  readonly #streamsOf = new Map<string, number>();
  #requests = 0;
  #streams = 0;

  constructor(address: string, limits: GatewayLimits) {
    this.#limits = limits;
    // How many there are is bounded by requests and streams, how long they wait by whoever waits. The service says how long it keeps an
    // idle connection; it is given up a second before that.
    this.#pool = new Pool(address, {
      connections: null,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      connect: { timeout: 2_000 },
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 60_000,
      keepAliveTimeoutThreshold: 1_000,
    });
  }

  /** Starts it, now or when another has left; refuses it where too many wait already. */
  enter(waiting: Waiting): void {
    if (this.#requests < this.#limits.requestsPerUpstream) {
      this.#requests++;
      waiting.start();
    } else if (this.#waiting.size < this.#limits.waitingPerUpstream) this.#waiting.add(waiting);
    else waiting.refuse();
  }

  /** One that waited has gone away. */
  giveUp(waiting: Waiting): void {
    this.#waiting.delete(waiting);
  }

  /** One that was started has its answer. */
  leave(): void {
    const [next] = this.#waiting;
    if (!next) return void this.#requests--;
    this.#waiting.delete(next);
    next.start();
  }

  /** One that was started turned out to be a stream of events. `false`: its caller, or everybody, has too many. */
  openStream(caller: string): boolean {
    const { streamsPerCaller, streamsPerUpstream } = this.#limits;
    const before = this.#streamsOf.get(caller) ?? 0;
    if (before >= streamsPerCaller || this.#streams >= streamsPerUpstream) return false;
    this.#streamsOf.set(caller, before + 1);
    this.#streams++;
    return true;
  }

  closeStream(caller: string): void {
    const left = (this.#streamsOf.get(caller) ?? 1) - 1;
    if (left > 0) this.#streamsOf.set(caller, left);
    else this.#streamsOf.delete(caller);
    this.#streams--;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#pool.dispatch(options, handler);
  }

  close(): void {
    void this.#pool.destroy();
  }
}
