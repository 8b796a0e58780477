import type { Adapter, AdapterPayload } from 'oidc-provider';
import { Database } from '../database.ts';
import type { Log } from '../http.ts';

const schema = `
  CREATE TABLE IF NOT EXISTS entries (
    model TEXT NOT NULL, id TEXT NOT NULL, payload TEXT NOT NULL, grant_id TEXT, uid TEXT, user_code TEXT,
    expires_at INTEGER, PRIMARY KEY (model, id)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entries_by_grant ON entries (grant_id) WHERE grant_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entries_by_uid ON entries (uid) WHERE uid IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entries_by_expiry ON entries (expires_at);
  CREATE INDEX IF NOT EXISTS entries_by_model ON entries (model, expires_at);`;

const entriesBetweenCleanups = 200;
/** Sign-ins that were begun and not finished; older ones have to begin anew. */
const mostSignInsBegun = 2_000;

/** Keeps sessions, grants, codes and refresh tokens, so that a browser stays signed in over a restart. */
export class IdentityStore {
  readonly #database: Database;
  #untilCleanup = 0;

  /**
   * @param file a SQLite file; without one everything is in memory
   * @throws DataFileError
   */
  constructor(file?: string, log?: Log) {
    this.#database = new Database({ file, schema, log });
    this.#forgetExpired();
  }

  /** Anybody may begin a sign-in: what is over is forgotten as new entries come, not only at the next start. */
  #forgetExpired(): void {
    this.#database.prepare('DELETE FROM entries WHERE expires_at < ?').run(seconds());
    const { begun } = this.#database
      .prepare("SELECT count(*) AS begun FROM entries WHERE model = 'Interaction'")
      .get() as { begun: number };
    if (begun > mostSignInsBegun)
      this.#database
        .prepare(
          `DELETE FROM entries WHERE model = 'Interaction' AND id IN
             (SELECT id FROM entries WHERE model = 'Interaction' ORDER BY expires_at LIMIT ?)`,
        )
        .run(begun - mostSignInsBegun);
    this.#untilCleanup = entriesBetweenCleanups;
  }

  /** How many entries there are. */
  size(): number {
    return Number(
      this.#database.prepare('SELECT count(*) AS n FROM entries', { wholeTable: 'it is asked by hand' }).get()?.['n'],
    );
  }

  close(): void {
    this.#database.close();
  }

  /** The adapter of one of the provider's models, such as `RefreshToken`. */
  adapter(model: string): Adapter {
    const database = this.#database;
    const findBy = (column: 'id' | 'uid' | 'user_code', value: string): AdapterPayload | undefined => {
      const row = database
        .prepare(`SELECT payload FROM entries WHERE model = ? AND ${column} = ? AND coalesce(expires_at, ?) >= ?`)
        .get(model, value, seconds(), seconds());
      return row && (JSON.parse(String(row['payload'])) as AdapterPayload);
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        if (--this.#untilCleanup <= 0) this.#forgetExpired();
        const expiresAt = expiresIn === undefined ? null : seconds() + expiresIn;
        database
          .prepare(
            `INSERT OR REPLACE INTO entries (model, id, payload, grant_id, uid, user_code, expires_at)
             VALUES (?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            model,
            id,
            JSON.stringify(payload),
            payload.grantId ?? null,
            payload.uid ?? null,
            payload.userCode ?? null,
            expiresAt,
          );
      },
      find: async (id) => findBy('id', id),
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (userCode) => findBy('user_code', userCode),
      consume: async (id) => {
        database
          .prepare(`UPDATE entries SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?`)
          .run(seconds(), model, id);
      },
      destroy: async (id) => {
        database.prepare('DELETE FROM entries WHERE model = ? AND id = ?').run(model, id);
      },
      revokeByGrantId: async (grantId) => {
        // The provider calls this for every kind of token; an interaction has a grant too and must outlive it.
        database.prepare('DELETE FROM entries WHERE model = ? AND grant_id = ?').run(model, grantId);
      },
    };
  }
}

const seconds = (): number => Math.floor(Date.now() / 1_000);
