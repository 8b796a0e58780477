/** Something that has to act at a certain time. */
export interface Wakeable {
  wake(now: number): void;
}

/** The clock and the alarm of everything that waits for a time. Times are milliseconds since 1970. */
export interface Scheduler {
  now(): number;
  /** Wakes `target` at `time`, or earlier if it is already due earlier. It is then to ask again for what comes after. */
  wakeAt(time: number, target: Wakeable): void;
}

const longestTimer = 2 ** 31 - 1;
const pauseMs = 500;

/** One timer for all. */
export class TimerScheduler implements Scheduler {
  readonly #onError: (error: unknown) => void;
  readonly #isPaused: () => boolean;
  readonly #due = new Map<Wakeable, number>();
  #timer: NodeJS.Timeout | undefined;
  #timerAt = Infinity;

  /**
   * @param onError takes what goes wrong when something is woken: nobody else is there to catch it
   * @param isPaused whether nothing may be woken at the moment
   */
  constructor(onError: (error: unknown) => void, { isPaused = () => false }: { isPaused?: () => boolean } = {}) {
    this.#onError = onError;
    this.#isPaused = isPaused;
  }

  now(): number {
    return Date.now();
  }

  wakeAt(time: number, target: Wakeable): void {
    if (time >= (this.#due.get(target) ?? Infinity)) return;
    this.#due.set(target, time);
    if (time < this.#timerAt) this.#arm(time);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#due.clear();
  }

  #arm(time: number): void {
    clearTimeout(this.#timer);
    this.#timerAt = time;
    const delay = Math.min(Math.max(time - Date.now(), 0), longestTimer);
    this.#timer = setTimeout(() => this.#fire(), delay);
  }

  #fire(): void {
    const now = Date.now();
    if (this.#isPaused()) return this.#arm(now + pauseMs);
    for (const [target, time] of [...this.#due])
      if (time <= now) {
        this.#due.delete(target);
        try {
          target.wake(now);
        } catch (error) {
          this.#onError(error);
        }
      }
    this.#timerAt = Infinity;
    const next = Math.min(Infinity, ...this.#due.values());
    if (next < Infinity) this.#arm(next);
  }
}
