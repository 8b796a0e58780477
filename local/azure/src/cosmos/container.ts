import { checkId, checkTimeToLive, type ContainerDefinition } from './definitions.ts';
import { itemExists, uniqueKeyViolated, type CosmosError } from './errors.ts';
import { IndexingRules } from './indexing-policy.ts';
import { ItemIndexes } from './item-indexes.ts';
import { ItemTable, type Scope } from './item-table.ts';
import { expiryOf, isExpired, newContent, type Item } from './item.ts';
import { parsePath, partitionId, partitionPrefix, type PartitionKeyValue } from './partition-key.ts';
import type { Indexes } from './query/indexes.ts';
import type { JsonObject } from './query/values.ts';
import { itemRid } from './resource-id.ts';
import type { Counter, Store } from './store.ts';
import { UniqueKeys, type UniqueKey } from './unique-keys.ts';

/** Where a container is: its number in the store, its resource id and the link that Azure calls `_self`. */
export interface ContainerLocation {
  store: Store;
  number: number;
  rid: string;
  self: string;
}

/** What a query finds in a part of a container. */
export interface Part {
  size: number;
  items: (after?: number) => Iterable<Item>;
  indexes: Indexes | undefined;
  has?: (item: Item) => boolean;
}

/** An index over fewer items costs more than it saves. */
const leastIndexed = 200;
const countedAtMost = 10_000;
const purgedAtOnce = 500;

/**
 * The items of a container. Writes take effect at once; `commit` ends a group of writes that share one position in the
 * change feed. After `begin`, `rollback` undoes those since the last commit. The store keeps them when the turn ends.
 */
export class Container {
  readonly number: number;
  readonly rid: string;
  readonly partitionKeyPaths: readonly string[][];
  readonly #self: string;
  readonly #store: Store;
  readonly #items: ItemTable;
  readonly #indexes: ItemIndexes;
  readonly #unique: UniqueKeys;
  #definition: ContainerDefinition;
  #rules: IndexingRules;
  #counter: Counter;
  #hasWritten = false;
  /** Of a group that can be undone: the counter before, and the numbers of the items that were written. */
  #group: { counter: Counter; written: Set<number>; isMarked: boolean } | undefined;

  constructor(definition: ContainerDefinition, { number, rid, self, store }: ContainerLocation) {
    this.number = number;
    this.rid = rid;
    this.#self = self;
    this.#store = store;
    this.#items = new ItemTable(store, number);
    this.#indexes = new ItemIndexes(store, number, this.#items);
    this.#definition = definition;
    this.#rules = new IndexingRules(definition.indexingPolicy);
    this.#unique = new UniqueKeys(definition.uniqueKeyPolicy);
    this.partitionKeyPaths = definition.partitionKey.paths.map((path) => parsePath(path) ?? []);
    this.#counter = store.counter(number);
  }

  get definition(): ContainerDefinition {
    return this.#definition;
  }
  get indexing(): IndexingRules {
    return this.#rules;
  }
  /** The change feed position of the last change of all. */
  get lastLsn(): number {
    return this.#counter.lsn;
  }
  get size(): number {
    return this.#counter.items;
  }

  /** Makes the tables of a new container. */
  create(): void {
    this.#items.create();
  }

  drop(): void {
    this.#items.drop();
    this.#indexes.drop();
    this.#store.deleteCounter(this.number);
  }

  /** Takes a changed definition; a time to live counts from each item's last write. */
  redefine(definition: ContainerDefinition): void {
    const isSameTtl = definition.defaultTtl === this.#definition.defaultTtl;
    this.#definition = definition;
    this.#rules = new IndexingRules(definition.indexingPolicy);
    if (isSameTtl) return;
    for (const item of this.#items.inOrder(undefined))
      this.#items.setExpiry(item, expiryOf(item.content, definition.defaultTtl));
  }

  read(key: readonly PartitionKeyValue[], id: string, { now }: { now: number }): Item | undefined {
    const seq = this.#items.find(partitionId(key), id);
    const item = seq === undefined ? undefined : this.#items.get(seq);
    return item && !isExpired(item, now) ? item : undefined;
  }

  item(seq: number): Item | undefined {
    return this.#items.get(seq);
  }

  /** The items whose partition key starts with the given values: all, those under a prefix, or those of one. */
  part(key: readonly PartitionKeyValue[] = []): Part {
    const scope = this.#scopeOf(key);
    const size = scope ? this.#items.count(scope, countedAtMost) : this.#counter.items;
    const partition = scope && 'partition' in scope ? scope.partition : undefined;
    const part = {
      size,
      items: (after?: number) => this.#items.inOrder(scope, after),
      indexes: size > leastIndexed ? this.#indexes.of(partition) : undefined,
    };
    if (!scope || 'partition' in scope) return part;
    return { ...part, has: (item) => item.partition >= scope.from && item.partition < scope.to };
  }

  /** The items that were changed after a position and not before `since` (seconds), in order of change. */
  *changes(position = 0, since = 0): Generator<Item> {
    for (const seq of this.#items.changes(position, since)) {
      const item = this.#items.get(seq);
      if (item) yield item;
    }
  }

  /** Writes a new item, or a new version of `old`. The body is taken over. @throws CosmosError 400, 409 or 413 */
  write(key: readonly PartitionKeyValue[], body: JsonObject, { old, now }: { old?: Item; now: number }): Item {
    const id = checkId(body['id'], 'item');
    checkTimeToLive(body['ttl'], 'The input ttl');
    const partition = old?.partition ?? partitionId(key);
    const unique = this.#unique.of(partition, body);
    const seq = old?.seq ?? this.#counter.seq + 1;
    const content = newContent(body, { rid: itemRid(this.rid, seq), container: this.#self, now });
    // Nothing is refused any more once something is written.
    this.#makeRoom({ partition, id, old, unique, now });
    const expiresAt = expiryOf(content, this.#definition.defaultTtl);
    this.#writing(seq);
    const item: Item = { seq, id, partition, content, expiresAt, lsn: this.#counter.lsn + 1 };
    if (old) {
      this.#items.update(item);
      this.#indexes.change(old, item);
      for (const { key: held } of this.#unique.of(partition, old.content.value)) this.#items.release(held, seq);
    } else {
      this.#items.insert(item);
      this.#indexes.add(item);
      this.#counter = { ...this.#counter, seq, items: this.#counter.items + 1 };
    }
    for (const { key: claimed } of unique) this.#items.claim(claimed, seq);
    return item;
  }

  remove(item: Item): void {
    this.#writing(item.seq);
    this.#items.delete(item.seq);
    this.#indexes.remove(item);
    for (const { key } of this.#unique.of(item.partition, item.content.value)) this.#items.release(key, item.seq);
    this.#counter = { ...this.#counter, items: this.#counter.items - 1 };
  }

  /** Deletes every item of a partition key. */
  removePartition(key: readonly PartitionKeyValue[]): void {
    for (const item of this.part(key).items()) this.remove(item);
  }

  /** From now on, writes can be undone until they are committed. */
  begin(): void {
    this.#group = { counter: this.#counter, written: new Set(), isMarked: false };
  }

  commit(): void {
    const { turn, database } = this.#store;
    if (this.#group?.isMarked) turn.within(() => database.control('RELEASE container'));
    this.#group = undefined;
    if (!this.#hasWritten) return;
    this.#hasWritten = false;
    this.#counter = { ...this.#counter, lsn: this.#counter.lsn + 1 };
    this.#store.counterChanged(this.number, () => this.#counter);
  }

  rollback(): void {
    const { turn, database } = this.#store;
    const group = this.#group;
    this.#group = undefined;
    this.#hasWritten = false;
    if (!group?.isMarked) return;
    this.#counter = group.counter;
    for (const seq of group.written) this.#items.forget(seq);
    // After a failure of the file itself the whole turn is undone, and this container is made anew.
    if (turn.hasFailed) return;
    turn.within(() => {
      database.control('ROLLBACK TO container');
      database.control('RELEASE container');
    });
  }

  /** Deletes what has expired, some at once. Returns whether more may be left. */
  purge(now: number): { deleted: number; isMore: boolean } {
    const expired = this.#items.expired(now, purgedAtOnce);
    for (const seq of expired) {
      const item = this.#items.get(seq);
      if (item) this.remove(item);
    }
    this.commit();
    return { deleted: expired.length, isMore: expired.length === purgedAtOnce };
  }

  #writing(seq: number): void {
    this.#hasWritten = true;
    const group = this.#group;
    if (!group) return;
    if (!group.isMarked) this.#store.turn.within(() => this.#store.database.control('SAVEPOINT container'));
    group.isMarked = true;
    group.written.add(seq);
  }

  #scopeOf(key: readonly PartitionKeyValue[]): Scope {
    if (key.length === 0) return undefined;
    if (key.length === this.partitionKeyPaths.length) return { partition: partitionId(key) };
    return partitionPrefix(key);
  }

  /** Expired items in the way of a new one are deleted; one that lives is an error, and nothing is deleted. */
  #makeRoom(wanted: { partition: string; id: string; old?: Item | undefined; unique: UniqueKey[]; now: number }): void {
    const { partition, id, old, unique, now } = wanted;
    const expired = new Map<number, Item>();
    const give = (seq: number | undefined, error: () => CosmosError) => {
      const taken = seq === undefined || seq === old?.seq ? undefined : this.#items.get(seq);
      if (!taken) return;
      if (!isExpired(taken, now)) throw error();
      expired.set(taken.seq, taken);
    };
    if (old?.id !== id) give(this.#items.find(partition, id), itemExists);
    for (const { key, paths } of unique) give(this.#items.holder(key), () => uniqueKeyViolated(paths));
    for (const item of expired.values()) this.remove(item);
  }
}
