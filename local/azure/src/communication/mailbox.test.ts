import { describe, expect, it } from '@jest/globals';
import { type Delivery, Mailbox } from './mailbox.ts';

const aDelivery = (over: Partial<Delivery> = {}): Delivery => ({
  ...{ id: 'm1', channel: 'email', from: 'shop@halden.example', to: [{ address: 'Ada@Example.com' }], cc: [], bcc: [] },
  ...{ replyTo: [], subject: 'Hello', text: 'Text', headers: {}, attachments: [] },
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

  it('tells its watchers until they leave', () => {
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
