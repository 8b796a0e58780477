import type { UniqueKeyPolicy } from './definitions.ts';
import { parsePath } from './partition-key.ts';
import { canonical, valueAt, type JsonObject } from './query/values.ts';

/** What no two items of a partition may share. */
export interface UniqueKey {
  /** The values of the paths, with the partition, as bytes. */
  key: Buffer;
  paths: readonly string[];
}

/** The unique keys that a policy asks for. A key is unique within a partition; a missing property counts as a value. */
export class UniqueKeys {
  readonly #keys: { paths: readonly string[]; parsed: string[][] }[];

  constructor(policy: UniqueKeyPolicy | undefined) {
    this.#keys = (policy?.uniqueKeys ?? []).map(({ paths }) => ({
      paths,
      parsed: paths.map((path) => parsePath(path) ?? []),
    }));
  }

  /** The keys that an item with this value has. */
  of(partition: string, value: JsonObject): UniqueKey[] {
    return this.#keys.map(({ paths, parsed }, number) => ({
      key: Buffer.from(`${number}${partition}${parsed.map((path) => canonical(valueAt(value, path))).join()}`),
      paths,
    }));
  }
}
