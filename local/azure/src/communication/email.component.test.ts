import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmailClient, type EmailMessage } from '@azure/communication-email';
import { type CommunicationServer, developmentAccessKey, type Message, startCommunicationServer } from './index.ts';

let server: CommunicationServer;
let client: EmailClient;
beforeEach(async () => {
  server = await startCommunicationServer();
  client = impatient(server.connectionString);
});
afterEach(() => server.stop());

const impatient = (connectionString: string) =>
  new EmailClient(connectionString, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } });

const anEmail = (over: Partial<EmailMessage> = {}): EmailMessage => ({
  senderAddress: 'shop@halden.example',
  recipients: { to: [{ address: 'ada@example.com', displayName: 'Ada' }] },
  content: { subject: 'Your order', plainText: 'We are packing it.', html: '<p>We are packing it.</p>' },
  ...over,
});

async function inbox(): Promise<Message[]> {
  const response = await fetch(`${server.mailboxUrl}api/messages`);
  return ((await response.json()) as { messages: Message[] }).messages;
}

/** `{ statusCode, code }` of a refusal. */
async function refusal(promise: Promise<unknown>) {
  return promise.then(
    () => ({ statusCode: 0, code: 'accepted' }),
    (error: { statusCode: number; code: string }) => ({ statusCode: error.statusCode, code: error.code }),
  );
}

describe('EmailClient.beginSend', () => {
  it('delivers an e-mail with everything that it has', async () => {
    const poller = await client.beginSend(
      anEmail({
        recipients: {
          to: [{ address: 'ada@example.com', displayName: 'Ada' }],
          cc: [{ address: 'linus@example.com' }],
          bcc: [{ address: 'grace@example.com' }],
        },
        replyTo: [{ address: 'help@halden.example' }],
        headers: { 'X-Order': 'ord_1' },
        attachments: [
          { name: 'invoice.txt', contentType: 'text/plain', contentInBase64: Buffer.from('48.00').toString('base64') },
        ],
      }),
    );
    const result = await poller.pollUntilDone();
    expect(result.status).toBe('Succeeded');
    expect(await inbox()).toEqual([
      expect.objectContaining({
        id: result.id,
        channel: 'email',
        from: 'shop@halden.example',
        to: [{ address: 'ada@example.com', name: 'Ada' }],
        cc: [{ address: 'linus@example.com' }],
        bcc: [{ address: 'grace@example.com' }],
        replyTo: [{ address: 'help@halden.example' }],
        subject: 'Your order',
        text: 'We are packing it.',
        hasHtml: true,
        headers: { 'X-Order': 'ord_1' },
        attachments: [{ name: 'invoice.txt', contentType: 'text/plain', size: 5 }],
      }),
    ]);
  });

  it('delivers once for an operation id, however often it is sent', async () => {
    const operationId = randomUUID();
    const sends = await Promise.all(Array.from({ length: 5 }, () => client.beginSend(anEmail(), { operationId })));
    for (const poller of sends) expect((await poller.pollUntilDone()).id).toBe(operationId);
    expect(await inbox()).toHaveLength(1);
  });

  it('delivers once for an operation id even when the mailbox was emptied meanwhile', async () => {
    const operationId = randomUUID();
    await client.beginSend(anEmail(), { operationId });
    await fetch(`${server.mailboxUrl}api/messages`, { method: 'DELETE' });
    await client.beginSend(anEmail(), { operationId });
    expect(await inbox()).toEqual([]);
  });

  it('refuses another e-mail under an operation id that was used', async () => {
    const operationId = randomUUID();
    await client.beginSend(anEmail(), { operationId });
    const other = anEmail({ content: { subject: 'Another', plainText: 'x' } });
    expect(await refusal(client.beginSend(other, { operationId }))).toEqual({ statusCode: 409, code: 'Conflict' });
    expect(await inbox()).toHaveLength(1);
  });

  it('without an operation id delivers every time', async () => {
    for (let time = 0; time < 2; time++) await (await client.beginSend(anEmail())).pollUntilDone();
    expect(await inbox()).toHaveLength(2);
  });

  it.each<[string, EmailMessage, { statusCode: number; code: string }]>([
    ['no recipients', anEmail({ recipients: { to: [] } }), { statusCode: 400, code: 'BadRequest' }],
    [
      'too many recipients',
      anEmail({ recipients: { to: Array.from({ length: 51 }, (_, index) => ({ address: `a${index}@example.com` })) } }),
      { statusCode: 400, code: 'BadRequest' },
    ],
    [
      'a sender that is no address',
      anEmail({ senderAddress: 'shop' }),
      { statusCode: 400, code: 'InvalidEmailAddress' },
    ],
    [
      'a recipient that is no address',
      anEmail({ recipients: { to: [{ address: 'ada@@example' }] } }),
      { statusCode: 400, code: 'InvalidEmailAddress' },
    ],
    ['no subject', anEmail({ content: { subject: ' ', plainText: 'x' } }), { statusCode: 400, code: 'BadRequest' }],
    ['no content', anEmail({ content: { subject: 'x', plainText: '' } }), { statusCode: 400, code: 'BadRequest' }],
    [
      'an attachment that is not Base64',
      anEmail({ attachments: [{ name: 'a', contentType: 'text/plain', contentInBase64: '***' }] }),
      { statusCode: 400, code: 'BadRequest' },
    ],
    [
      'more than 10 MB',
      anEmail({ content: { subject: 'x', plainText: 'x'.repeat(10 * 1024 * 1024) } }),
      { statusCode: 413, code: 'RequestEntityTooLarge' },
    ],
  ])('refuses %s and delivers nothing', async (_what, message, expected) => {
    expect(await refusal(client.beginSend(message))).toEqual(expected);
    expect(await inbox()).toEqual([]);
  });

  it('refuses an operation id that is no UUID, and names it', async () => {
    await expect(client.beginSend(anEmail(), { operationId: 'order-1' })).rejects.toThrow();
    expect(await inbox()).toEqual([]);
  });

  it('refuses another access key', async () => {
    const wrong = server.connectionString.replace(developmentAccessKey, Buffer.from('wrong').toString('base64'));
    expect(await refusal(impatient(wrong).beginSend(anEmail()))).toEqual({ statusCode: 401, code: 'Denied' });
    expect(await inbox()).toEqual([]);
  });
});

describe('the e-mail endpoint', () => {
  // The JavaScript client has no option for these headers; clients of other languages send them.
  const repeated = async (headers: Record<string, string>, subject = 'Repeated') => {
    const sender = impatient(server.connectionString);
    const requestOptions = { customHeaders: headers };
    return refusal(sender.beginSend(anEmail({ content: { subject, plainText: 'x' } }), { requestOptions }));
  };

  it('executes a repeatable request once, and refuses what does not match it', async () => {
    const headers = { 'Repeatability-Request-ID': randomUUID(), 'Repeatability-First-Sent': new Date().toUTCString() };
    for (let time = 0; time < 3; time++) expect(await repeated(headers)).toMatchObject({ code: 'accepted' });
    expect(await inbox()).toHaveLength(1);
    expect(await repeated(headers, 'Different')).toEqual({ statusCode: 400, code: 'BadRequest' });
  });

  it('refuses repeatability headers that are malformed, incomplete or more than five minutes old', async () => {
    const id = randomUUID();
    const now = new Date().toUTCString();
    const old = new Date(Date.now() - 6 * 60_000).toUTCString();
    expect(await repeated({ 'Repeatability-Request-ID': 'x', 'Repeatability-First-Sent': now })).toMatchObject({
      statusCode: 400,
    });
    expect(await repeated({ 'Repeatability-Request-ID': id })).toMatchObject({ statusCode: 400 });
    expect(await repeated({ 'Repeatability-Request-ID': id, 'Repeatability-First-Sent': old })).toMatchObject({
      statusCode: 412,
    });
    expect(await inbox()).toEqual([]);
  });

  it('answers in the shape of the service', async () => {
    const response = await fetch(`http://127.0.0.1:${server.port}/emails:send?api-version=2025-09-01`, {
      method: 'POST',
      body: '{}',
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('x-ms-error-code')).toBe('Denied');
    expect(await response.json()).toEqual({
      error: { code: 'Denied', message: expect.stringContaining('Authorization') },
    });
  });

  it('knows only operations that were sent', async () => {
    const poller = await client.beginSend(anEmail());
    expect(poller.getOperationState().status).toBe('succeeded');
    const resumeFrom = poller
      .toString()
      .replace('"succeeded"', '"running"')
      .replace(/operations\/[^?]+/, `operations/${randomUUID()}`);
    const resumed = client.beginSend(anEmail(), { resumeFrom }).then((other) => other.pollUntilDone());
    expect(await refusal(resumed)).toMatchObject({ statusCode: 404 });
  });
});
