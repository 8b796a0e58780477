import { compare, valueAt, type JsonObject, type Value } from './values.ts';

/** What an index points to: an item with a number of its own that breaks ties. */
export interface Indexed {
  readonly seq: number;
  readonly content: { readonly value: JsonObject };
}

/** One column of an index or of ORDER BY. */
export interface SortKey {
  path: readonly string[];
  descending: boolean;
}

/** A place in an index: before or after all entries with the key, or right after the entry with key and number. */
export interface Bound {
  key: readonly Value[];
  side: 'before' | 'after' | { seq: number };
}

interface Chunk<Item> {
  keys: Value[][];
  items: Item[];
}

const chunkSize = 512;

/**
 * Items in the order of one or several of their properties, then of their number. A list of sorted chunks: finding a
 * place is two binary searches, inserting and removing move at most one chunk. Every item is in it, also those that
 * lack the property (they sort first). A bound may give fewer values than there are columns: a prefix.
 */
export class OrderedIndex<Item extends Indexed> {
  readonly columns: readonly SortKey[];
  #chunks: Chunk<Item>[] = [];
  #size = 0;

  constructor(columns: readonly SortKey[], items: Iterable<Item>) {
    this.columns = columns;
    const entries = Array.from(items, (item) => ({ key: this.#keyOf(item.content.value), item }));
    entries.sort((a, b) => this.#compareKeys(a.key, b.key) || a.item.seq - b.item.seq);
    for (let at = 0; at < entries.length; at += chunkSize / 2) {
      const slice = entries.slice(at, at + chunkSize / 2);
      this.#chunks.push({ keys: slice.map(({ key }) => key), items: slice.map(({ item }) => item) });
    }
    this.#size = entries.length;
  }

  get size(): number {
    return this.#size;
  }

  add(item: Item, value: JsonObject): void {
    const key = this.#keyOf(value);
    const bound: Bound = { key, side: { seq: item.seq } };
    const at = this.#chunkOf(bound);
    const chunk = this.#chunks[at];
    this.#size++;
    if (!chunk) return void this.#chunks.push({ keys: [key], items: [item] });
    const index = this.#indexIn(chunk, bound);
    chunk.keys.splice(index, 0, key);
    chunk.items.splice(index, 0, item);
    if (chunk.items.length <= chunkSize) return;
    const half = chunk.items.length >> 1;
    this.#chunks.splice(at + 1, 0, { keys: chunk.keys.splice(half), items: chunk.items.splice(half) });
  }

  remove(item: Item, value: JsonObject): void {
    const bound: Bound = { key: this.#keyOf(value), side: { seq: item.seq - 1 } };
    for (let at = this.#chunkOf(bound); at < this.#chunks.length; at++) {
      const chunk = this.#chunks[at]!;
      const index = this.#indexIn(chunk, bound);
      if (index === chunk.items.length) continue;
      if (chunk.items[index] !== item) return;
      chunk.keys.splice(index, 1);
      chunk.items.splice(index, 1);
      if (chunk.items.length === 0) this.#chunks.splice(at, 1);
      this.#size--;
      return;
    }
  }

  /** Whether the change moves the item within this index. */
  movedBy(before: JsonObject, after: JsonObject): boolean {
    return this.columns.some(({ path }) => compare(valueAt(before, path), valueAt(after, path)) !== 0);
  }

  /** How many entries lie before a bound. */
  position(bound: Bound): number {
    const at = this.#chunkOf(bound);
    let position = 0;
    for (let before = 0; before < at; before++) position += this.#chunks[before]!.items.length;
    const chunk = this.#chunks[at];
    return chunk ? position + this.#indexIn(chunk, bound) : position;
  }

  /** The items at the positions from `from` up to, not including, `to`; `backwards` starts at the end. */
  *range(from: number, to: number, backwards = false): Generator<Item, void> {
    if (from >= to) return;
    let [at, index] = this.#locate(backwards ? to - 1 : from);
    for (let left = to - from; left > 0; left--) {
      yield this.#chunks[at]!.items[index]!;
      if (backwards) {
        if (--index < 0 && --at >= 0) index = this.#chunks[at]!.items.length - 1;
      } else if (++index === this.#chunks[at]!.items.length) {
        at++;
        index = 0;
      }
    }
  }

  #locate(position: number): [number, number] {
    let at = 0;
    while (position >= this.#chunks[at]!.items.length) position -= this.#chunks[at++]!.items.length;
    return [at, position];
  }

  #keyOf(value: JsonObject): Value[] {
    return this.columns.map(({ path }) => valueAt(value, path));
  }

  #compareKeys(left: readonly Value[], right: readonly Value[]): number {
    const length = Math.min(left.length, right.length);
    for (let column = 0; column < length; column++) {
      const order = compare(left[column], right[column]);
      if (order !== 0) return this.columns[column]!.descending ? -order : order;
    }
    return 0;
  }

  #isBefore(chunk: Chunk<Item>, index: number, { key, side }: Bound): boolean {
    const order = this.#compareKeys(chunk.keys[index]!, key);
    if (order !== 0) return order < 0;
    if (side === 'before') return false;
    return side === 'after' || chunk.items[index]!.seq <= side.seq;
  }

  /** The chunk that a bound falls into: the first whose last entry is not before it, or else the last chunk. */
  #chunkOf(bound: Bound): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const chunk = this.#chunks[middle]!;
      if (this.#isBefore(chunk, chunk.items.length - 1, bound)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #indexIn(chunk: Chunk<Item>, bound: Bound): number {
    let low = 0;
    let high = chunk.items.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#isBefore(chunk, middle, bound)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
