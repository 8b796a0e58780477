import type { Scheduler, Wakeable } from '../broker/scheduler.ts';

/** A clock that stands still until it is advanced. */
export class FakeScheduler implements Scheduler {
  #now = 1_000_000;
  readonly #due = new Map<Wakeable, number>();

  now(): number {
    return this.#now;
  }

  wakeAt(time: number, target: Wakeable): void {
    this.#due.set(target, Math.min(time, this.#due.get(target) ?? Infinity));
  }

  /** Lets time pass, stopping wherever something is due. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [target, time] = [...this.#due].sort((left, right) => left[1] - right[1])[0] ?? [];
      if (!target || time === undefined || time > end) break;
      this.#due.delete(target);
      this.#now = Math.max(this.#now, time);
      target.wake(this.#now);
    }
    this.#now = end;
  }
}
