import type { UniqueKeyPolicy } from './definitions.ts';
import { parsePath } from './partition-key.ts';
import { canonical, valueAt, type JsonObject } from './query/values.ts';

/** Who holds which unique key. A key is unique within a partition; a missing property counts as a value. */
export class UniqueKeys<Holder> {
  readonly #keys: { paths: readonly string[]; parsed: string[][]; holders: Map<string, Holder> }[];

  constructor(policy: UniqueKeyPolicy | undefined) {
    this.#keys = (policy?.uniqueKeys ?? []).map(({ paths }) => ({
      paths,
      parsed: paths.map((path) => parsePath(path) ?? []),
      holders: new Map(),
    }));
  }

  /** The holders of the keys that an item with this value would have, with the paths of each key. */
  *holders(partition: string, value: JsonObject): Generator<{ holder: Holder; paths: readonly string[] }> {
    for (const { paths, parsed, holders } of this.#keys) {
      const holder = holders.get(keyOf(partition, parsed, value));
      if (holder !== undefined) yield { holder, paths };
    }
  }

  claim(holder: Holder, partition: string, value: JsonObject): void {
    for (const { parsed, holders } of this.#keys) holders.set(keyOf(partition, parsed, value), holder);
  }

  release(holder: Holder, partition: string, value: JsonObject): void {
    for (const { parsed, holders } of this.#keys) {
      const key = keyOf(partition, parsed, value);
      if (holders.get(key) === holder) holders.delete(key);
    }
  }
}

function keyOf(partition: string, paths: string[][], value: JsonObject): string {
  return `${partition}${paths.map((path) => canonical(valueAt(value, path))).join()}`;
}
