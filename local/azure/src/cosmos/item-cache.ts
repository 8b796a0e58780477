import type { Item } from './item.ts';

/** Items that were used last, up to a number of bytes of their texts; parsed, they take some three times as many. */
export class ItemCache {
  readonly #capacity: number;
  readonly #items = new Map<number, Item>();
  #bytes = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get(number: number): Item | undefined {
    const item = this.#items.get(number);
    if (!item) return undefined;
    // A map keeps the order of insertion: what is used goes to the end, and the first is the one to give up.
    this.#items.delete(number);
    this.#items.set(number, item);
    return item;
  }

  /** Keeps an item if that drives no other out: going through very many would else leave none of what is used. */
  offer(number: number, item: Item): void {
    if (this.#bytes + item.content.json.length <= this.#capacity) this.set(number, item);
  }

  set(number: number, item: Item): void {
    this.delete(number);
    this.#items.set(number, item);
    this.#bytes += item.content.json.length;
    for (const oldest of this.#items.keys()) {
      if (this.#bytes <= this.#capacity) return;
      this.delete(oldest);
    }
  }

  delete(number: number): void {
    const item = this.#items.get(number);
    if (item && this.#items.delete(number)) this.#bytes -= item.content.json.length;
  }

  clear(): void {
    this.#items.clear();
    this.#bytes = 0;
  }
}
