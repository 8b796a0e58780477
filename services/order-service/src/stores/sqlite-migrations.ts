import type { Migration } from './migrations.ts';

/** In order; one that was released is never changed. Foreign keys are off while they run, so that a table can be made anew. */
export const sqliteMigrations: readonly (Migration & { sql: string })[] = [
  {
    name: 'orders, lines, outbox, inbox',
    sql: `
      CREATE TABLE orders (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        customer_id TEXT,
        attempt_scope TEXT NOT NULL,
        attempt_key TEXT NOT NULL,
        request_hash TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('pending', 'paid', 'declined', 'cancelled', 'refunding', 'refunded')),
        version INTEGER NOT NULL CHECK (version >= 1),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        total INTEGER NOT NULL CHECK (total >= 0),
        charged INTEGER NOT NULL CHECK (charged >= 0),
        refunded INTEGER NOT NULL CHECK (refunded >= 0 AND refunded <= charged),
        item_count INTEGER NOT NULL CHECK (item_count >= 1),
        placed_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (attempt_scope, attempt_key)
      ) STRICT;
      CREATE INDEX orders_by_customer ON orders (customer_id, seq) WHERE customer_id IS NOT NULL;
      CREATE TABLE order_lines (
        order_id TEXT NOT NULL REFERENCES orders (id),
        line INTEGER NOT NULL,
        sku TEXT NOT NULL,
        product_id TEXT NOT NULL,
        slug TEXT NOT NULL,
        name TEXT NOT NULL,
        variant TEXT NOT NULL,
        image TEXT,
        quantity INTEGER NOT NULL CHECK (quantity >= 1),
        unit_price INTEGER NOT NULL CHECK (unit_price >= 0),
        PRIMARY KEY (order_id, line)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE outbox (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        destination TEXT NOT NULL,
        message TEXT NOT NULL,
        traceparent TEXT,
        held_until INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE TABLE inbox (
        message_id TEXT PRIMARY KEY,
        handled_at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX inbox_by_age ON inbox (handled_at);`,
  },
  {
    name: 'outbox by destination and ordering key; states and texts as the contract has them',
    // SQLite cannot drop a CHECK, so the table is made anew: https://sqlite.org/lang_altertable.html#otheralter
    sql: `
      CREATE TABLE orders_new (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        customer_id TEXT,
        attempt_scope TEXT NOT NULL,
        attempt_key TEXT NOT NULL,
        request_hash TEXT NOT NULL,
        status TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        currency TEXT NOT NULL CHECK (length(currency) = 3),
        total INTEGER NOT NULL CHECK (total >= 0),
        charged INTEGER NOT NULL CHECK (charged >= 0),
        refunded INTEGER NOT NULL CHECK (refunded >= 0 AND refunded <= charged),
        item_count INTEGER NOT NULL CHECK (item_count >= 1),
        placed_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        document TEXT NOT NULL,
        UNIQUE (attempt_scope, attempt_key)
      ) STRICT;
      INSERT INTO orders_new SELECT * FROM orders;
      DROP TABLE orders;
      ALTER TABLE orders_new RENAME TO orders;
      CREATE INDEX orders_by_customer ON orders (customer_id, seq) WHERE customer_id IS NOT NULL;
      ALTER TABLE outbox ADD COLUMN ordering_key TEXT;
      ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE outbox ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE outbox ADD COLUMN last_error TEXT;
      ALTER TABLE outbox ADD COLUMN parked_at INTEGER;
      ALTER TABLE outbox ADD COLUMN parked_reason TEXT;
      UPDATE outbox SET ordering_key = json_extract(message, '$.subject');
      CREATE INDEX outbox_due ON outbox (destination, not_before, seq) WHERE parked_at IS NULL;
      CREATE INDEX outbox_order ON outbox (destination, ordering_key, seq) WHERE parked_at IS NULL;
      CREATE INDEX outbox_parked ON outbox (seq) WHERE parked_at IS NOT NULL;`,
  },
  {
    name: 'attempts by their key alone; what staff must look at',
    sql: `
      ALTER TABLE orders ADD COLUMN attention TEXT;
      CREATE INDEX orders_by_attempt_key ON orders (attempt_key);
      CREATE INDEX orders_by_attention ON orders (attention, seq) WHERE attention IS NOT NULL;`,
  },
];
