/** In order; one that was released is never changed. */
export const sqliteMigrations: readonly { name: string; sql: string }[] = [
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
];
