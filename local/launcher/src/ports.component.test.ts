import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PortReservedError, reservePorts, tryListen } from './ports.ts';

const host = '127.0.0.1';
let folder: string;
let book: string;
let free: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halden-ports-'));
  book = join(folder, 'ports.db');
  free = await tryListen(0, host);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('ports that are reserved', () => {
  it('are the preferred ones where they are free, and others where not', async () => {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { chosen } = await reservePorts(host, async ({ near }) => [await near(free), await near(port)], book);
    expect(chosen[0]).toBe(free);
    expect(chosen[1]).not.toBe(port);
    taken.close();
  });

  it('go to nobody else while nothing listens on them yet, also to who asks at the same moment', async () => {
    const both = await Promise.all([1, 2].map(() => reservePorts(host, ({ near }) => near(free), book)));
    expect(new Set(both.map(({ chosen }) => chosen)).size).toBe(2);
    await expect(reservePorts(host, ({ exactly }) => exactly(free), book)).rejects.toThrow(PortReservedError);
  });

  it('are free again when they are given back', async () => {
    const first = await reservePorts(host, ({ exactly }) => exactly(free), book);
    await first.release();
    const second = await reservePorts(host, ({ exactly }) => exactly(free), book);
    expect(second.chosen).toBe(free);
  });

  it('are free again when their process has died', async () => {
    await (await reservePorts(host, ({ near }) => near(free), book)).release();
    const database = new DatabaseSync(book);
    database.prepare('INSERT INTO port (port, pid) VALUES (?, ?)').run(free, 2 ** 22 + 1);
    database.close();
    expect((await reservePorts(host, ({ near }) => near(free), book)).chosen).toBe(free);
  });

  it('are not kept by who could not choose all of them', async () => {
    const failing = reservePorts(host, ({ near }) => near(free).then(() => Promise.reject(new Error('no'))), book);
    await expect(failing).rejects.toThrow('no');
    expect((await reservePorts(host, ({ exactly }) => exactly(free), book)).chosen).toBe(free);
  });

  it('can be had where the book is broken', async () => {
    writeFileSync(book, 'this is no database, whatever its name says; it is long enough to be one');
    expect((await reservePorts(host, ({ near }) => near(free), book)).chosen).toBe(free);
  });
});
