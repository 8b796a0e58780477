import { OrderedIndex, type Indexed, type SortKey } from './ordered-index.ts';
import { valueAt, type JsonObject, type Value } from './values.ts';

const maximumIndexes = 64;

/**
 * The secondary indexes of a container. Each is built when a query first asks for it and kept up to date by every
 * write from then on. They change no result, only what a query costs.
 */
export class Indexes<Item extends Indexed> {
  readonly #items: () => Iterable<Item>;
  readonly #ordered = new Map<string, OrderedIndex<Item>>();
  readonly #elements = new Map<string, ElementIndex<Item>>();

  constructor(items: () => Iterable<Item>) {
    this.#items = items;
  }

  /** The index over the columns, or undefined when the container has so many already that this one is not worth it. */
  ordered(columns: readonly SortKey[]): OrderedIndex<Item> | undefined {
    return this.#have(this.#ordered, JSON.stringify(columns), () => new OrderedIndex(columns, this.#items()));
  }

  /** The index over the elements of the array at the path. */
  elements(path: readonly string[]): ElementIndex<Item> | undefined {
    return this.#have(this.#elements, JSON.stringify(path), () => new ElementIndex(path, this.#items()));
  }

  add(item: Item, after: JsonObject): void {
    for (const index of this.#ordered.values()) index.add(item, after);
    for (const index of this.#elements.values()) index.add(item, after);
  }

  change(item: Item, before: JsonObject, after: JsonObject): void {
    for (const index of this.#ordered.values()) {
      if (!index.movedBy(before, after)) continue;
      index.remove(item, before);
      index.add(item, after);
    }
    for (const index of this.#elements.values()) {
      index.remove(item, before);
      index.add(item, after);
    }
  }

  remove(item: Item, before: JsonObject): void {
    for (const index of this.#ordered.values()) index.remove(item, before);
    for (const index of this.#elements.values()) index.remove(item, before);
  }

  #have<Index>(indexes: Map<string, Index>, name: string, build: () => Index): Index | undefined {
    const known = indexes.get(name);
    if (known || this.#ordered.size + this.#elements.size >= maximumIndexes) return known;
    const index = build();
    indexes.set(name, index);
    return index;
  }
}

/** Items by the scalar elements of one of their arrays. */
export class ElementIndex<Item extends Indexed> {
  readonly #path: readonly string[];
  readonly #items = new Map<Value, Set<Item>>();

  constructor(path: readonly string[], items: Iterable<Item>) {
    this.#path = path;
    for (const item of items) this.add(item, item.content.value);
  }

  /** The items that have the element, in no particular order. */
  having(element: string | number | boolean | null): ReadonlySet<Item> {
    return this.#items.get(element) ?? nothing;
  }

  add(item: Item, value: JsonObject): void {
    for (const element of this.#elementsOf(value)) {
      const items = this.#items.get(element);
      if (items) items.add(item);
      else this.#items.set(element, new Set([item]));
    }
  }

  remove(item: Item, value: JsonObject): void {
    for (const element of this.#elementsOf(value)) {
      const items = this.#items.get(element);
      items?.delete(item);
      if (items?.size === 0) this.#items.delete(element);
    }
  }

  #elementsOf(value: JsonObject): Value[] {
    const array = valueAt(value, this.#path);
    return Array.isArray(array) ? array.filter((element) => typeof element !== 'object' || element === null) : [];
  }
}

const nothing: ReadonlySet<never> = new Set<never>();
