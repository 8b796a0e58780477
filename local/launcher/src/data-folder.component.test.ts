import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { checkDataFiles, forgetData, prepareDataFolder } from './data-folder.ts';
import { importedMark } from './demo-catalogue.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'halden data #ü-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the folder that data is kept in', () => {
  it('is made with all folders above it', () => {
    prepareDataFolder(join(folder, 'a/b c/#d'));
    prepareDataFolder(join(folder, 'a/b c/#d'));
    expect(existsSync(join(folder, 'a/b c/#d'))).toBe(true);
  });

  it('is refused where it is a file, or below one, in a sentence that names it', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const place of [file, join(file, 'below')]) {
      expect(() => prepareDataFolder(place)).toThrow(place);
      expect(() => prepareDataFolder(place)).toThrow(/is a file[^]*--data/);
    }
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('is refused at once where no folder can be made', () => {
    expect(() => prepareDataFolder('/proc/halden')).toThrow(/\/proc\/halden[^]*--data/);
    expect(() => prepareDataFolder('/proc/halden/deeper')).toThrow(/--data/);
  });
});

describe('data files', () => {
  const database = (name: string) => {
    const made = new DatabaseSync(join(folder, name));
    made.exec('CREATE TABLE t (a); INSERT INTO t VALUES (1)');
    made.close();
  };

  it('that can be read are left alone', () => {
    database('orders.db');
    mkdirSync(join(folder, 'azure'));
    database('azure/mailbox.db');
    expect(() => checkDataFiles(folder)).not.toThrow();
    expect(() => checkDataFiles(join(folder, 'not there'))).not.toThrow();
  });

  it.each(['orders.db', 'azure/mailbox.db', 'azure/blob.db', 'azure/identity.db', 'azure/cosmos.db', 'azure/amqp.db'])(
    'that are damaged are named, with the way out: %s',
    (name) => {
      mkdirSync(join(folder, 'azure'));
      writeFileSync(join(folder, name), 'damaged '.repeat(100));
      expect(() => checkDataFiles(folder)).toThrow(join(folder, name));
      expect(() => checkDataFiles(folder)).toThrow('--reset');
      forgetData(folder);
      expect(() => checkDataFiles(folder)).not.toThrow();
    },
  );

  it('are forgotten by a reset, and what is not data stays', () => {
    database('orders.db');
    writeFileSync(join(folder, 'secrets.json'), '{}');
    writeFileSync(join(folder, importedMark), '');
    forgetData(folder);
    expect(existsSync(join(folder, 'orders.db'))).toBe(false);
    expect(existsSync(join(folder, importedMark))).toBe(false);
    expect(existsSync(join(folder, 'secrets.json'))).toBe(true);
  });
});
