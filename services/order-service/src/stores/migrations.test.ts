import { describe, expect, it } from '@jest/globals';
import { type AppliedMigration, planMigrations, SchemaMismatch } from './migrations.ts';

const known = [{ name: 'orders' }, { name: 'outbox' }];
const applied = (...names: string[]): AppliedMigration[] =>
  names.map((name, index) => ({ version: index + 1, name, breaking: name.includes('breaking') }));

describe('bringing a schema up to date', () => {
  it('applies every step to an empty database, in order', () => {
    expect(planMigrations(known, []).pending).toEqual([
      { version: 1, migration: { name: 'orders' } },
      { version: 2, migration: { name: 'outbox' } },
    ]);
  });

  it('applies only what is missing', () => {
    expect(planMigrations(known, applied('orders')).pending).toEqual([{ version: 2, migration: { name: 'outbox' } }]);
    expect(planMigrations(known, applied('orders', 'outbox'))).toEqual({ pending: [], newer: [] });
  });

  it('goes on with a newer schema that only added something, and names what is newer', () => {
    const plan = planMigrations(known, applied('orders', 'outbox', 'gift wrapping').toReversed());
    expect(plan).toEqual({ pending: [], newer: [{ version: 3, name: 'gift wrapping', breaking: false }] });
  });

  it('refuses a newer schema that breaks this program, also behind one that does not', () => {
    const schema = applied('orders', 'outbox', 'breaking: amounts in another unit', 'gift wrapping');
    expect(() => planMigrations(known, schema)).toThrow(SchemaMismatch);
    expect(() => planMigrations(known, schema)).toThrow(
      "version 3 ('breaking: amounts in another unit') breaks earlier programs",
    );
  });

  it('refuses a database whose history is another, though it is as long', () => {
    expect(() => planMigrations(known, applied('orders', 'invoices'))).toThrow(
      "schema version 2 is 'invoices', expected 'outbox'",
    );
  });

  it('refuses a database that lacks a step in the middle', () => {
    const [first, , third] = applied('orders', 'outbox', 'gift wrapping');
    expect(() => planMigrations(known, [first!, third!])).toThrow('schema version 2 is missing');
  });
});
