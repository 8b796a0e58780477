import type { Migration } from './migrations.ts';

/**
 * In order; one that was released is never changed. `{schema}` is filled in. Each statement is a batch of its own: T-SQL wants it so
 * for some, and it keeps the line of an error near.
 */
export const sqlMigrations: readonly (Migration & { statements: readonly string[] })[] = [
  {
    name: 'orders, lines, outbox, inbox',
    statements: [
      `CREATE TABLE {schema}.orders (
        seq bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_orders PRIMARY KEY,
        id varchar(40) NOT NULL CONSTRAINT uq_orders_id UNIQUE,
        customer_id varchar(64) NULL,
        attempt_scope varchar(300) NOT NULL,
        attempt_key varchar(64) NOT NULL,
        request_hash varchar(64) NOT NULL,
        status varchar(16) NOT NULL CONSTRAINT ck_orders_status
          CHECK (status IN ('pending', 'paid', 'declined', 'cancelled', 'refunding', 'refunded')),
        version int NOT NULL CONSTRAINT ck_orders_version CHECK (version >= 1),
        currency varchar(3) NOT NULL,
        total bigint NOT NULL CONSTRAINT ck_orders_total CHECK (total >= 0),
        charged bigint NOT NULL CONSTRAINT ck_orders_charged CHECK (charged >= 0),
        refunded bigint NOT NULL,
        item_count int NOT NULL CONSTRAINT ck_orders_item_count CHECK (item_count >= 1),
        placed_at datetime2(3) NOT NULL,
        updated_at datetime2(3) NOT NULL,
        document nvarchar(max) NOT NULL,
        CONSTRAINT uq_orders_attempt UNIQUE (attempt_scope, attempt_key),
        CONSTRAINT ck_orders_refunded CHECK (refunded >= 0 AND refunded <= charged)
      )`,
      'CREATE INDEX ix_orders_customer ON {schema}.orders (customer_id, seq) WHERE customer_id IS NOT NULL',
      `CREATE TABLE {schema}.order_lines (
        order_id varchar(40) NOT NULL CONSTRAINT fk_order_lines_order REFERENCES {schema}.orders (id),
        line int NOT NULL,
        sku varchar(40) NOT NULL,
        product_id varchar(90) NOT NULL,
        slug varchar(90) NOT NULL,
        name nvarchar(400) NOT NULL,
        variant nvarchar(400) NOT NULL,
        image nvarchar(500) NULL,
        quantity int NOT NULL CONSTRAINT ck_order_lines_quantity CHECK (quantity >= 1),
        unit_price bigint NOT NULL CONSTRAINT ck_order_lines_unit_price CHECK (unit_price >= 0),
        CONSTRAINT pk_order_lines PRIMARY KEY (order_id, line)
      )`,
      `CREATE TABLE {schema}.outbox (
        seq bigint IDENTITY(1,1) NOT NULL CONSTRAINT pk_outbox PRIMARY KEY,
        id varchar(128) NOT NULL CONSTRAINT uq_outbox_id UNIQUE,
        destination varchar(64) NOT NULL,
        message nvarchar(max) NOT NULL,
        traceparent varchar(64) NULL,
        held_until datetime2(3) NULL
      )`,
      `CREATE TABLE {schema}.inbox (
        message_id varchar(128) NOT NULL CONSTRAINT pk_inbox PRIMARY KEY,
        handled_at datetime2(3) NOT NULL
      )`,
      'CREATE INDEX ix_inbox_handled_at ON {schema}.inbox (handled_at)',
    ],
  },
  {
    name: 'outbox by destination and ordering key; states and texts as the contract has them',
    statements: [
      'ALTER TABLE {schema}.orders DROP CONSTRAINT ck_orders_status',
      'ALTER TABLE {schema}.orders ALTER COLUMN status varchar(32) NOT NULL',
      // The contract counts characters, nvarchar(n) UTF-16 units: 4,000 of the one may be 8,000 of the other.
      'ALTER TABLE {schema}.order_lines ALTER COLUMN name nvarchar(max) NOT NULL',
      'ALTER TABLE {schema}.order_lines ALTER COLUMN variant nvarchar(max) NOT NULL',
      'ALTER TABLE {schema}.order_lines ALTER COLUMN image nvarchar(max) NULL',
      `ALTER TABLE {schema}.outbox ADD
        ordering_key varchar(128) NULL,
        attempts int NOT NULL CONSTRAINT df_outbox_attempts DEFAULT 0,
        not_before datetime2(3) NOT NULL CONSTRAINT df_outbox_not_before DEFAULT '1970-01-01',
        last_error nvarchar(1000) NULL,
        parked_at datetime2(3) NULL,
        parked_reason varchar(32) NULL`,
      `UPDATE {schema}.outbox SET ordering_key = JSON_VALUE(message, '$.subject')`,
      'CREATE INDEX ix_outbox_due ON {schema}.outbox (destination, not_before, seq) WHERE parked_at IS NULL',
      'CREATE INDEX ix_outbox_order ON {schema}.outbox (destination, ordering_key, seq) WHERE parked_at IS NULL',
      'CREATE INDEX ix_outbox_parked ON {schema}.outbox (seq) WHERE parked_at IS NOT NULL',
    ],
  },
  {
    name: 'attempts by their key alone; what staff must look at',
    statements: [
      'ALTER TABLE {schema}.orders ADD attention varchar(32) NULL',
      'CREATE INDEX ix_orders_attempt_key ON {schema}.orders (attempt_key)',
      'CREATE INDEX ix_orders_attention ON {schema}.orders (attention, seq) WHERE attention IS NOT NULL',
    ],
  },
];
