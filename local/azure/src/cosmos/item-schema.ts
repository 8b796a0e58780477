/** The tables for the items of one container. */
export const itemSchema = (number: number) => `
  CREATE TABLE item_${number} (seq INTEGER PRIMARY KEY, lsn INTEGER NOT NULL, partition TEXT NOT NULL, id TEXT NOT NULL,
    ts INTEGER NOT NULL, expires INTEGER, etag TEXT NOT NULL, body TEXT NOT NULL);
  CREATE UNIQUE INDEX item_${number}_id ON item_${number} (partition, id);
  CREATE INDEX item_${number}_partition ON item_${number} (partition);
  CREATE INDEX item_${number}_change ON item_${number} (lsn, ts);
  CREATE INDEX item_${number}_expiry ON item_${number} (expires) WHERE expires IS NOT NULL;
  CREATE TABLE unique_${number} (key BLOB PRIMARY KEY, seq INTEGER NOT NULL) WITHOUT ROWID;`;
