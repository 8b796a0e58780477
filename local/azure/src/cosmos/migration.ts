import type { Database } from '../database.ts';
import type { ContainerDefinition } from './definitions.ts';
import { itemSchema } from './item-schema.ts';
import { expiryOf } from './item.ts';
import { parsePath, partitionId, partitionKeyOf } from './partition-key.ts';
import type { JsonObject } from './query/values.ts';
import { UniqueKeys } from './unique-keys.ts';

const pageSize = 500;

/** The first version kept of an item its number, position and text; where it belongs was found out at each start. */
export function migrateItems(database: Database, schema: string): void {
  database.exec('ALTER TABLE counter ADD COLUMN items INTEGER NOT NULL DEFAULT 0');
  database.exec(schema);
  const containers = database.prepare("SELECT number, body FROM resource WHERE kind = 'container'").all();
  for (const { number, body } of containers)
    migrateContainer(database, Number(number), JSON.parse(String(body)) as ContainerDefinition);
}

function migrateContainer(database: Database, number: number, definition: ContainerDefinition): void {
  database.exec(`ALTER TABLE item_${number} RENAME TO old_item_${number}; ${itemSchema(number)}`);
  const insert = database.prepare(
    `INSERT INTO item_${number} (seq, lsn, partition, id, ts, expires, etag, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const claim = database.prepare(`INSERT OR REPLACE INTO unique_${number} (key, seq) VALUES (?, ?)`);
  const unique = new UniqueKeys(definition.uniqueKeyPolicy);
  const paths = definition.partitionKey.paths.map((path) => parsePath(path) ?? []);
  let [last, lsn, items] = [0, 0, 0];
  for (;;) {
    const sql = `SELECT seq, lsn, body FROM old_item_${number} WHERE seq > ? ORDER BY seq LIMIT ${pageSize}`;
    const rows = database.prepare(sql).all(last);
    for (const row of rows) {
      const json = String(row['body']);
      const value = JSON.parse(json) as JsonObject;
      const partition = partitionId(partitionKeyOf(value, paths));
      const content = { json, value, etag: value['_etag'] as string, ts: Number(value['_ts']) };
      const expires = expiryOf(content, definition.defaultTtl);
      last = Number(row['seq']);
      lsn = Math.max(lsn, Number(row['lsn']));
      items++;
      insert.run(
        last,
        Number(row['lsn']),
        partition,
        value['id'] as string,
        content.ts,
        expires === Infinity ? null : expires,
        content.etag,
        json,
      );
      for (const { key } of unique.of(partition, value)) claim.run(key, last);
    }
    if (rows.length < pageSize) break;
  }
  database.forget(`old_item_${number}`);
  database.exec(`DROP TABLE old_item_${number}`);
  const sql = `INSERT INTO counter (container, seq, lsn, items) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq), lsn = max(lsn, excluded.lsn), items = excluded.items`;
  database.prepare(sql).run(number, last, lsn, items);
}
