import type { Database } from '../../database.ts';

export const version = 1;

/** The rows of an entity's messages and of a partition's events: its id and their sequence number in one integer. */
export const entitySpan = 2 ** 36;

/** The tables, one schema for everything the broker keeps. `name` of an entity is its address in lower case. */
export const schema = `
  PRAGMA wal_autocheckpoint = 8000;
  CREATE TABLE IF NOT EXISTS entities (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, next_sequence INTEGER NOT NULL, created_at INTEGER NOT NULL,
    configured_rules TEXT
  );
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, sequence INTEGER NOT NULL, enqueued_sequence INTEGER NOT NULL,
    state TEXT NOT NULL, delivery_count INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, scheduled_for INTEGER,
    ttl INTEGER, expires_at INTEGER, session_id TEXT, partition_key TEXT, dead_letter_source TEXT, hops INTEGER NOT NULL,
    properties_length INTEGER NOT NULL, application_properties_length INTEGER NOT NULL, foreign_annotations BLOB,
    content BLOB NOT NULL
  );
  CREATE INDEX IF NOT EXISTS messages_by_time ON messages (entity, scheduled_for) WHERE state = 'scheduled';
  CREATE INDEX IF NOT EXISTS messages_by_expiry ON messages (entity, expires_at)
    WHERE state = 'active' AND expires_at IS NOT NULL;
  DROP INDEX IF EXISTS messages_by_session;
  CREATE INDEX IF NOT EXISTS messages_of_session ON messages (entity, session_id) WHERE session_id IS NOT NULL;
  CREATE TABLE IF NOT EXISTS duplicates (
    entity INTEGER NOT NULL, message_id TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (entity, message_id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS duplicates_by_age ON duplicates (entity, seen_at);
  CREATE TABLE IF NOT EXISTS sessions (
    entity INTEGER NOT NULL, session_id TEXT NOT NULL, state BLOB NOT NULL, PRIMARY KEY (entity, session_id)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rules (
    id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, name TEXT NOT NULL, rule TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS rules_by_entity ON rules (entity);
  CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY, event_offset INTEGER NOT NULL, enqueued_at INTEGER NOT NULL, partition_key TEXT,
    foreign_annotations BLOB, content BLOB NOT NULL
  );
  CREATE TABLE IF NOT EXISTS purged_partitions (
    entity INTEGER PRIMARY KEY, last_offset INTEGER NOT NULL, last_enqueued_at INTEGER NOT NULL
  );
  CREATE TABLE IF NOT EXISTS definitions (
    address TEXT PRIMARY KEY, configured TEXT, current TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS probe (id INTEGER PRIMARY KEY, content BLOB NOT NULL);
`;

/** Files of the time before numbered messages in the order of their arrival anywhere. */
export function migrateMessages(database: Database): void {
  database.exec(schema);
  database.exec(`UPDATE messages SET id = entity * ${entitySpan} + sequence`);
}
