import { checkId, checkTimeToLive, type ContainerDefinition } from './definitions.ts';
import { itemExists, uniqueKeyViolated, type CosmosError } from './errors.ts';
import { IndexingRules } from './indexing-policy.ts';
import { expiryOf, isExpired, newContent, Partition, type Content, type Item } from './item.ts';
import { parsePath, partitionId, partitionKeyOf, type PartitionKeyValue } from './partition-key.ts';
import { Indexes } from './query/indexes.ts';
import type { JsonObject } from './query/values.ts';
import { itemRid } from './resource-id.ts';
import { SequencedList } from './sequenced-list.ts';
import type { Store, StoredItem } from './store.ts';
import { UniqueKeys } from './unique-keys.ts';

/** Where a container is: its number in the store, its resource id and the link that Azure calls `_self`. */
export interface Place {
  store: Store;
  number: number;
  rid: string;
  self: string;
}

/**
 * The items of a container. Writes take effect at once in `read` and `partitions`; `commit` puts all writes since the
 * last one into the change feed, under one position, into the indexes and into the store; `rollback` undoes them.
 */
export class Container {
  readonly number: number;
  readonly rid: string;
  readonly partitionKeyPaths: readonly string[][];
  /** All items in order of creation, and in order of their last change. */
  readonly items = new SequencedList<Item>();
  readonly changes = new SequencedList<Item>();
  readonly indexes = new Indexes<Item>(() => this.items.after());
  readonly #self: string;
  readonly #store: Store;
  readonly #partitions = new Map<string, Partition>();
  readonly #unique: UniqueKeys<Item>;
  readonly #expiring = new Set<Item>();
  /** The items written since the last commit, each with its version before; created ones had none. */
  readonly #written = new Map<Item, Content | undefined>();
  #definition: ContainerDefinition;
  #rules: IndexingRules;
  #lastSeq = 0;
  #lastLsn = 0;

  constructor(definition: ContainerDefinition, { number, rid, self, store }: Place) {
    this.number = number;
    this.rid = rid;
    this.#self = self;
    this.#store = store;
    this.#definition = definition;
    this.#rules = new IndexingRules(definition.indexingPolicy);
    this.#unique = new UniqueKeys(definition.uniqueKeyPolicy);
    this.partitionKeyPaths = definition.partitionKey.paths.map((path) => parsePath(path) ?? []);
  }

  get definition(): ContainerDefinition {
    return this.#definition;
  }
  get indexing(): IndexingRules {
    return this.#rules;
  }
  /** The change feed position of the last change of all. */
  get lastLsn(): number {
    return this.#lastLsn;
  }

  /** Takes a changed definition; a time to live counts from each item's last write. */
  redefine(definition: ContainerDefinition): void {
    this.#definition = definition;
    this.#rules = new IndexingRules(definition.indexingPolicy);
    for (const item of this.items.after()) this.#schedule(item);
  }

  /** The partitions whose key starts with the given values: all, those under a prefix, or the one. */
  partitions(prefix: readonly PartitionKeyValue[]): Partition[] {
    if (prefix.length === this.partitionKeyPaths.length) {
      const partition = this.#partitions.get(partitionId(prefix));
      return partition ? [partition] : [];
    }
    return [...this.#partitions.values()].filter(({ values }) => prefix.every((value, at) => value === values[at]));
  }

  read(key: readonly PartitionKeyValue[], id: string, { now }: { now: number }): Item | undefined {
    const item = this.#partitions.get(partitionId(key))?.items.get(id);
    return item && !isExpired(item, now) ? item : undefined;
  }

  /** Writes a new item, or a new version of `old`. The body is taken over. @throws CosmosError 400, 409 or 413 */
  write(key: readonly PartitionKeyValue[], body: JsonObject, { old, now }: { old?: Item; now: number }): Item {
    const id = checkId(body['id'], 'item');
    checkTimeToLive(body['ttl'], 'The input ttl');
    const partition = old?.partition ?? this.#partitions.get(partitionId(key)) ?? new Partition(key);
    const taken = partition.items.get(id);
    if (taken && taken !== old) this.#makeRoom(taken, itemExists, { now });
    for (const { holder, paths } of this.#unique.holders(partition.id, body))
      if (holder !== old) this.#makeRoom(holder, () => uniqueKeyViolated(paths), { now });
    const rid = old ? (old.content.value['_rid'] as string) : itemRid(this.rid, this.#lastSeq + 1);
    const content = newContent(body, { rid, container: this.#self, now });
    if (old) {
      if (!this.#written.has(old)) this.#written.set(old, old.content);
      this.#unique.release(old, partition.id, old.content.value);
      if (old.content.value['id'] !== id) partition.items.delete(old.content.value['id'] as string);
      old.content = content;
      this.#place(old);
      return old;
    }
    const item = { seq: ++this.#lastSeq, partition, content, lsn: 0, expiresAt: Infinity, isDeleted: false };
    this.#written.set(item, undefined);
    this.#place(item);
    return item;
  }

  remove(item: Item): void {
    if (!this.#written.has(item)) this.#written.set(item, item.content);
    this.#unplace(item);
    item.isDeleted = true;
  }

  commit(): void {
    if (this.#written.size === 0) return;
    const lsn = ++this.#lastLsn;
    for (const [item, before] of this.#written) {
      if (item.isDeleted) {
        if (before) this.#forget(item, before);
        continue;
      }
      const { seq, content } = item;
      if (before) {
        this.changes.remove(item.lsn, item);
        this.indexes.change(item, before.value, content.value);
      } else {
        this.items.append(seq, item);
        this.indexes.add(item, content.value);
      }
      item.lsn = lsn;
      this.changes.append(lsn, item);
      this.#store.putItem(this.number, { seq, lsn, body: content.json });
    }
    this.#written.clear();
  }

  rollback(): void {
    for (const item of this.#written.keys()) if (!item.isDeleted) this.#unplace(item);
    for (const [item, before] of this.#written) {
      if (!before) continue;
      item.isDeleted = false;
      item.content = before;
      this.#place(item);
    }
    this.#written.clear();
  }

  /** Deletes what has expired; returns how many items that were. */
  purge(now: number): number {
    const expired = [...this.#expiring].filter((item) => isExpired(item, now));
    for (const item of expired) this.remove(item);
    this.commit();
    return expired.length;
  }

  /** Puts items from the store back, in order of creation, and the highest numbers that were given out. */
  restore(stored: Iterable<StoredItem>, counter: { seq: number; lsn: number } | undefined): void {
    for (const { seq, lsn, body } of stored) {
      const value = JSON.parse(body) as JsonObject;
      const key = partitionKeyOf(value, this.partitionKeyPaths);
      const partition = this.#partitions.get(partitionId(key)) ?? new Partition(key);
      const content = { json: body, value, etag: value['_etag'] as string, ts: value['_ts'] as number };
      const item = { seq, partition, content, lsn, expiresAt: Infinity, isDeleted: false };
      this.items.append(seq, item);
      this.#place(item);
    }
    const items = [...this.items.after()];
    const byChange = items.toSorted((a, b) => a.lsn - b.lsn);
    for (const item of byChange) this.changes.append(item.lsn, item);
    this.#lastSeq = Math.max(items.at(-1)?.seq ?? 0, counter?.seq ?? 0);
    this.#lastLsn = Math.max(byChange.at(-1)?.lsn ?? 0, counter?.lsn ?? 0);
  }

  /** An expired item in the way of a new one is deleted; one that lives is an error. */
  #makeRoom(item: Item, error: () => CosmosError, { now }: { now: number }): void {
    if (!isExpired(item, now)) throw error();
    this.remove(item);
  }

  #forget(item: Item, before: Content): void {
    this.changes.remove(item.lsn, item);
    this.items.remove(item.seq, item);
    this.indexes.remove(item, before.value);
    this.#store.deleteItem(this.number, item.seq);
    this.#store.putCounter(this.number, this.#lastSeq, this.#lastLsn);
  }

  #place(item: Item): void {
    const { partition, content } = item;
    partition.items.set(content.value['id'] as string, item);
    this.#partitions.set(partition.id, partition);
    this.#unique.claim(item, partition.id, content.value);
    this.#schedule(item);
  }

  #unplace(item: Item): void {
    const { partition, content } = item;
    partition.items.delete(content.value['id'] as string);
    if (partition.items.size === 0) this.#partitions.delete(partition.id);
    this.#unique.release(item, partition.id, content.value);
    this.#expiring.delete(item);
  }

  #schedule(item: Item): void {
    item.expiresAt = expiryOf(item.content, this.#definition.defaultTtl);
    if (item.expiresAt === Infinity) this.#expiring.delete(item);
    else this.#expiring.add(item);
  }
}
