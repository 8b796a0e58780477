/**
 * Items in the order of a number that only grows (creation order, change feed position). Several may share a number.
 * Appending is O(1), finding a place O(log n); removed items leave gaps that are closed when half of the list is gaps.
 */
export class SequencedList<Item> {
  #numbers: number[] = [];
  #items: (Item | undefined)[] = [];
  #gaps = 0;

  get size(): number {
    return this.#items.length - this.#gaps;
  }

  append(number: number, item: Item): void {
    this.#numbers.push(number);
    this.#items.push(item);
  }

  remove(number: number, item: Item): void {
    for (let at = this.#firstAfter(number - 1); this.#numbers[at] === number; at++) {
      if (this.#items[at] !== item) continue;
      this.#items[at] = undefined;
      this.#gaps++;
      if (this.#gaps > 32 && this.#gaps * 2 > this.#items.length) this.#close();
      return;
    }
  }

  /** The items whose number is greater than `number`, in order. */
  *after(number = -Infinity): Generator<Item, void> {
    for (let at = number === -Infinity ? 0 : this.#firstAfter(number); at < this.#items.length; at++) {
      const item = this.#items[at];
      if (item !== undefined) yield item;
    }
  }

  #firstAfter(number: number): number {
    let low = 0;
    let high = this.#numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#numbers[middle]! <= number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #close(): void {
    this.#numbers = this.#numbers.filter((_, at) => this.#items[at] !== undefined);
    this.#items = this.#items.filter((item) => item !== undefined);
    this.#gaps = 0;
  }
}
