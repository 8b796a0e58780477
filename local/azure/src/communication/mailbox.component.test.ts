import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailClient } from '@azure/communication-email';
import { type CommunicationServer, type Message, startCommunicationServer } from './index.ts';

let server: CommunicationServer;
beforeEach(async () => {
  server = await startCommunicationServer({ basePath: '/mailbox' });
});
afterEach(() => server.stop());

interface Mail {
  to?: string;
  subject?: string;
  text?: string;
  html?: string;
  attachments?: { name: string; contentType: string; contentInBase64: string }[];
}

async function send(
  { to = 'ada@example.com', subject = 'Hello', text = 'Text', html, attachments }: Mail = {},
  of = server,
): Promise<string> {
  const client = new EmailClient(of.connectionString, { allowInsecureConnection: true });
  const poller = await client.beginSend({
    senderAddress: 'shop@halden.example',
    recipients: { to: [{ address: to }] },
    content: { subject, plainText: text, ...(html !== undefined && { html }) },
    ...(attachments && { attachments }),
  });
  return (await poller.pollUntilDone()).id;
}

async function search(query = '', of = server) {
  const response = await fetch(`${of.mailboxUrl}api/messages${query}`);
  return { status: response.status, body: (await response.json()) as { messages: Message[]; detail: string } };
}

const subjects = async (query = ''): Promise<string[]> =>
  (await search(query)).body.messages.map(({ subject }) => subject);

describe('GET api/messages', () => {
  it('gives the newest first, without the HTML', async () => {
    for (const subject of ['first', 'second', 'third']) await send({ subject, html: '<b>x</b>' });
    const { messages } = (await search()).body;
    expect(messages.map(({ subject }) => subject)).toEqual(['third', 'second', 'first']);
    expect(messages[0]).toMatchObject({ hasHtml: true });
    expect(messages[0]).not.toHaveProperty('html');
  });

  it('finds by recipient, text, channel and time, and stops at a limit', async () => {
    await send({ to: 'ada@example.com', subject: 'Your order', text: 'for Ada' });
    await send({ to: 'grace@example.com', subject: 'Your refund', html: '<p>An <b>unusual</b> word</p>' });
    expect(await subjects('?to=ADA@example.com')).toEqual(['Your order']);
    expect(await subjects('?to=ada')).toEqual([]);
    expect(await subjects('?contains=UNUSUAL')).toEqual(['Your refund']);
    expect(await subjects('?contains=your&limit=1')).toEqual(['Your refund']);
    expect(await subjects('?channel=sms')).toEqual([]);
    const [newest] = (await search()).body.messages;
    expect(await subjects(`?since=${newest!.sentAt}`)).toEqual([]);
    expect(await subjects(`?since=${new Date(Date.parse(newest!.sentAt) - 60_000).toISOString()}`)).toHaveLength(2);
  });

  it.each(['?channel=fax', '?since=yesterday', '?limit=0', '?limit=many'])(
    'refuses %s with an explanation',
    async (query) => {
      const { status, body } = await search(query);
      expect(status).toBe(400);
      expect(body.detail).toMatch(/must be/);
    },
  );
});

describe('one message', () => {
  it('comes whole, and says when it is gone', async () => {
    const id = await send({ html: '<p>Hi</p>' });
    const found = await fetch(`${server.mailboxUrl}api/messages/${id}`);
    expect(await found.json()).toMatchObject({ id, html: '<p>Hi</p>', text: 'Text' });
    expect((await fetch(`${server.mailboxUrl}api/messages/none`)).status).toBe(404);
    expect((await fetch(`${server.mailboxUrl}api/messages/%E0%A4%A`)).status).toBe(404);
  });

  it('shows its HTML where nothing of it can run', async () => {
    const id = await send({ html: '<script>alert(1)</script><a href="https://shop.example">x</a>' });
    const response = await fetch(`${server.mailboxUrl}api/messages/${id}/html`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^sandbox (?!.*allow-scripts)(?!.*allow-same-origin)/);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('script-src');
    expect(await response.text()).toContain('<a href="https://shop.example">');
  });

  it('without HTML has none to show', async () => {
    const id = await send();
    expect((await fetch(`${server.mailboxUrl}api/messages/${id}/html`)).status).toBe(404);
  });

  it('gives its attachments only to be saved', async () => {
    const contentInBase64 = Buffer.from('<script>').toString('base64');
    const id = await send({ attachments: [{ name: 'rechnung ä.html', contentType: 'text/html', contentInBase64 }] });
    const response = await fetch(`${server.mailboxUrl}api/messages/${id}/attachments/0`);
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''rechnung%20%C3%A4.html");
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe('<script>');
    expect((await fetch(`${server.mailboxUrl}api/messages/${id}/attachments/1`)).status).toBe(404);
  });
});

describe('DELETE api/messages', () => {
  it('empties the mailbox', async () => {
    await send();
    expect((await fetch(`${server.mailboxUrl}api/messages`, { method: 'DELETE' })).status).toBe(204);
    expect(await subjects()).toEqual([]);
  });
});

/** Server-sent events, one at a time; `next` waits for the one after. */
async function listen(lastEventId?: string) {
  const reading = request(`${server.mailboxUrl}api/messages/stream`, {
    headers: lastEventId ? { 'last-event-id': lastEventId } : {},
  });
  const chunks: string[] = [];
  let wake = (): void => {};
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    reading.on('response', resolve).on('error', reject).end();
  });
  response.setEncoding('utf8').on('data', (chunk: string) => {
    chunks.push(chunk);
    wake();
  });
  const blocks = (): string[] => chunks.join('').split('\n\n').filter(Boolean);
  let seen = 0;
  const next = async (): Promise<string> => {
    while (blocks().length <= seen) await new Promise<void>((resolve) => (wake = resolve));
    return blocks()[seen++] ?? '';
  };
  return { next, close: () => reading.destroy() };
}

describe('the stream of new messages', () => {
  it('reports each as it is delivered, and of clearing', async () => {
    const stream = await listen();
    expect(await stream.next()).toBe(': connected');
    await send({ subject: 'Live' });
    const event = await stream.next();
    expect(event).toMatch(/^id: 1\nevent: message\ndata: \{/);
    expect(event).toContain('"subject":"Live"');
    await fetch(`${server.mailboxUrl}api/messages`, { method: 'DELETE' });
    expect(await stream.next()).toBe('event: cleared\ndata: {}');
    stream.close();
  });

  it('after a break begins with what was missed', async () => {
    for (const subject of ['one', 'two', 'three']) await send({ subject });
    const stream = await listen('1');
    expect(await stream.next()).toContain('"subject":"two"');
    expect(await stream.next()).toContain('"subject":"three"');
    stream.close();
  });

  it('ends when the server stops', async () => {
    const own = await startCommunicationServer();
    const response = await fetch(`${own.mailboxUrl}api/messages/stream`);
    await own.stop();
    expect(await response.text()).toContain(': connected');
  });
});

describe('the page', () => {
  it('is served below its path, with its files, and may run no other script', async () => {
    const page = await fetch(server.mailboxUrl.slice(0, -1));
    expect(page.url).toBe(server.mailboxUrl);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const body = await page.text();
    expect(body).not.toMatch(/<script(?![^>]* src=)|<style| style=| onclick=/);
    for (const [name, type] of [
      ['mailbox.js', 'text/javascript'],
      ['mailbox.css', 'text/css'],
    ] as const) {
      expect(body).toContain(`"${name}"`);
      const file = await fetch(`${server.mailboxUrl}${name}`);
      expect(file.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    }
  });

  it('elsewhere says where it is', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('/mailbox/') });
    expect((await fetch(`${server.mailboxUrl}api/messages`, { method: 'PUT' })).status).toBe(405);
  });
});

describe('the data file', () => {
  it('keeps messages and answered operation ids over a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'halden-mailbox-'));
    const dataFile = join(folder, 'mailbox.db');
    const mail = {
      senderAddress: 'shop@halden.example',
      recipients: { to: [{ address: 'ada@example.com' }] },
      content: { subject: 'Kept', plainText: 'x' },
    };
    const operationId = '11111111-2222-4333-8444-555555555555';
    for (let round = 0; round < 2; round++) {
      const own = await startCommunicationServer({ dataFile });
      await new EmailClient(own.connectionString, { allowInsecureConnection: true }).beginSend(mail, { operationId });
      expect((await search('', own)).body.messages.map(({ subject }) => subject)).toEqual(['Kept']);
      await own.stop();
    }
    await rm(folder, { recursive: true, force: true });
  });
});

describe('starting', () => {
  it('on a taken port is refused with the system code', async () => {
    await expect(startCommunicationServer({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('with a path that begins nowhere is refused', async () => {
    await expect(startCommunicationServer({ basePath: 'mailbox' })).rejects.toThrow(/must begin with '\/'/);
  });
});
