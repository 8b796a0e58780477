import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { StorageUnavailableError } from '../database.ts';
import { whileFull } from '../testing/full-disk.ts';
import { type Delivery, Mailbox, type Query } from './mailbox.ts';

const aDelivery = (over: Partial<Delivery> = {}): Delivery => ({
  id: 'm1',
  channel: 'email',
  from: 'shop@halden.example',
  to: [{ address: 'Ada@Example.com' }],
  cc: [],
  bcc: [],
  replyTo: [],
  subject: 'Hello',
  text: 'Text',
  headers: {},
  attachments: [],
  ...over,
});

describe('a mailbox', () => {
  it('that is full drops the oldest, with their attachments', () => {
    const mailbox = new Mailbox({ capacity: 3 });
    const attachments = [{ name: 'a', contentType: 'text/plain', content: Buffer.from('x') }];
    const first = aDelivery({ id: 'm0', attachments });
    mailbox.deliver([first], [], 0);
    const kept = mailbox.get('m0')!;
    for (let index = 1; index <= 3; index++) mailbox.deliver([aDelivery({ id: `m${index}` })], [], index);
    expect(mailbox.list({ limit: 10 }).map(({ id }) => id)).toEqual(['m3', 'm2', 'm1']);
    expect(mailbox.get('m0')).toBeUndefined();
    expect(mailbox.attachment(kept, 0)).toBeUndefined();
    mailbox.close();
  });

  it('keeps neither message nor answer when one of them fails', () => {
    const mailbox = new Mailbox({});
    const answered = [{ id: 'operation:1', digest: 'd', result: 'm1' }];
    mailbox.deliver([aDelivery()], answered, 0);
    expect(() => mailbox.deliver([aDelivery({ id: 'm2' })], answered, 0)).toThrow();
    expect(mailbox.list({ limit: 10 }).map(({ id }) => id)).toEqual(['m1']);
    mailbox.close();
  });

  it('notifies its watchers until they leave', () => {
    const mailbox = new Mailbox({});
    const heard: string[] = [];
    const stop = mailbox.watch({ delivered: ({ id }) => heard.push(id), cleared: () => heard.push('cleared') });
    mailbox.deliver([aDelivery()], [], 0);
    mailbox.clear();
    stop();
    mailbox.deliver([aDelivery({ id: 'm2' })], [], 0);
    expect(heard).toEqual(['m1', 'cleared']);
    mailbox.close();
  });

  it('never uses a sequence again, so a reader after a break misses nothing', () => {
    const mailbox = new Mailbox({});
    mailbox.deliver([aDelivery()], [], 0);
    mailbox.clear();
    mailbox.deliver([aDelivery({ id: 'm2' })], [], 0);
    expect(mailbox.list({ after: 1, limit: 10 }).map(({ id }) => id)).toEqual(['m2']);
    mailbox.close();
  });
});

describe('a mailbox in a file', () => {
  const withFile = (use: (file: string) => void): void => {
    const folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
    try {
      use(join(folder, 'mailbox.db'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('of the first version is opened with its messages, and finds them by recipient', () => {
    withFile((file) => {
      const old = new DatabaseSync(file);
      old.exec(`CREATE TABLE messages (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, channel TEXT NOT NULL, sent_at INTEGER NOT NULL,
        recipients TEXT NOT NULL, searched TEXT NOT NULL, content TEXT NOT NULL
      )`);
      const insert = old.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?)');
      const content = JSON.stringify({ ...aDelivery(), attachments: [] });
      insert.run(7, 'm7', 'email', 1, '\nada@example.com\nbob@example.com\n', 'hello', content);
      insert.run(8, 'm8', 'email', 2, '\ncy@example.com\n', 'hello', content);
      old.close();
      const mailbox = new Mailbox({ file });
      const sequences = (to: string) => mailbox.list({ to, limit: 10 }).map(({ sequence }) => sequence);
      expect([sequences('Bob@Example.com'), sequences('cy@example.com'), sequences('dan@example.com')]).toEqual([
        [7],
        [8],
        [],
      ]);
      mailbox.deliver([aDelivery({ id: 'm9', to: [{ address: 'cy@example.com' }] })], [], 3);
      expect(sequences('cy@example.com')).toEqual([9, 8]);
      mailbox.close();
    });
  });

  it('that cannot be written keeps nothing of a delivery, says so once with the remedy, and goes on when there is room', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mailbox-'));
    const file = join(folder, 'mailbox.db');
    const logged: [string, object | undefined][] = [];
    const mailbox = new Mailbox({ file, log: (event, details) => logged.push([event, details]) });
    mailbox.deliver([aDelivery()], [], 0);
    const heard: string[] = [];
    mailbox.watch({ delivered: ({ id }) => heard.push(id), cleared: () => {} });
    const large = (id: string) => aDelivery({ id, text: 'x'.repeat(100_000) });
    await whileFull('mailbox.db', () => {
      for (const id of ['m2', 'm3'])
        expect(() => mailbox.deliver([large(id)], [{ id: `operation:${id}`, digest: 'd', result: id }], 0)).toThrow(
          StorageUnavailableError,
        );
    });
    expect(mailbox.list({ limit: 10 }).map(({ id }) => id)).toEqual(['m1']);
    expect(mailbox.answered('operation:m2')).toBeUndefined();
    mailbox.deliver([large('m4')], [], 0);
    expect(heard).toEqual(['m4']);
    expect(logged).toEqual([
      [
        'storage-unavailable',
        {
          message: `The data file '${file}' cannot be written: database or disk is full. Make room on its disk; it goes on by itself.`,
        },
      ],
      ['storage-available', { message: `The data file '${file}' can be written again.` }],
    ]);
    mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('finds what is searched for by recipient, text, channel and time', () => {
    const mailbox = new Mailbox({});
    mailbox.deliver(
      [aDelivery({ id: 'm1', to: [{ address: 'ada@example.com' }, { address: 'ADA@example.com' }] })],
      [],
      10,
    );
    mailbox.deliver(
      [aDelivery({ id: 'm2', channel: 'sms', to: [{ address: '+4712345678' }], text: 'Shipped' })],
      [],
      20,
    );
    mailbox.deliver([aDelivery({ id: 'm3', bcc: [{ address: 'cy@example.com' }], text: 'shipped too' })], [], 30);
    const found = (query: Omit<Query, 'limit'>) => mailbox.list({ ...query, limit: 10 }).map(({ id }) => id);
    expect(found({ to: 'ada@example.com' })).toEqual(['m3', 'm1']);
    expect(found({ to: 'cy@example.com', contains: 'SHIPPED', since: 10, after: 1, channel: 'email' })).toEqual(['m3']);
    expect(found({ contains: 'shipped' })).toEqual(['m3', 'm2']);
    expect(found({ channel: 'sms' })).toEqual(['m2']);
    expect(found({ since: 20 })).toEqual(['m3']);
    mailbox.close();
  });
});
