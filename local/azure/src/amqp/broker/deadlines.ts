/** An item that becomes due; keep it to take it out again. */
export interface Deadline<Item> {
  readonly at: number;
  readonly item: Item;
  /** Its place in the heap; -1 when it is out. */
  index: number;
}

/** Items in the order in which they become due: a binary heap whose entries can be taken out from the middle. */
export class Deadlines<Item> {
  readonly #heap: Deadline<Item>[] = [];

  /** When the first is due; `Infinity` when there is none. */
  get next(): number {
    return this.#heap[0]?.at ?? Infinity;
  }

  add(at: number, item: Item): Deadline<Item> {
    const deadline: Deadline<Item> = { at, item, index: this.#heap.length };
    this.#heap.push(deadline);
    this.#up(deadline);
    return deadline;
  }

  remove(deadline: Deadline<Item> | undefined): void {
    if (!deadline || deadline.index < 0) return;
    const last = this.#heap.pop() as Deadline<Item>;
    if (last !== deadline) {
      this.#put(last, deadline.index);
      this.#up(last);
      this.#down(last);
    }
    deadline.index = -1;
  }

  /** Takes out the first item that is due at `now`. */
  takeDue(now: number): Item | undefined {
    const first = this.#heap[0];
    if (!first || first.at > now) return undefined;
    this.remove(first);
    return first.item;
  }

  #up(deadline: Deadline<Item>): void {
    while (deadline.index > 0) {
      const parent = this.#heap[(deadline.index - 1) >> 1] as Deadline<Item>;
      if (parent.at <= deadline.at) return;
      this.#swap(parent, deadline);
    }
  }

  #down(deadline: Deadline<Item>): void {
    for (;;) {
      const left = this.#heap[2 * deadline.index + 1];
      const right = this.#heap[2 * deadline.index + 2];
      const child = right && left && right.at < left.at ? right : left;
      if (!child || child.at >= deadline.at) return;
      this.#swap(deadline, child);
    }
  }

  #swap(upper: Deadline<Item>, lower: Deadline<Item>): void {
    const { index } = upper;
    this.#put(upper, lower.index);
    this.#put(lower, index);
  }

  #put(deadline: Deadline<Item>, index: number): void {
    this.#heap[index] = deadline;
    deadline.index = index;
  }
}
