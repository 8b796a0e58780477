import { createHash, createHmac, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SmsClient } from '@azure/communication-sms';
import { type CommunicationServer, developmentAccessKey, type Message, startCommunicationServer } from './index.ts';

let server: CommunicationServer;
let client: SmsClient;
beforeEach(async () => {
  server = await startCommunicationServer();
  client = new SmsClient(server.connectionString, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } });
});
afterEach(() => server.stop());

async function inbox(): Promise<Message[]> {
  const response = await fetch(`${server.mailboxUrl}api/messages?channel=sms`);
  return ((await response.json()) as { messages: Message[] }).messages;
}

/** A signed request whose repeatability fields the client would not let one choose. */
async function post(smsRecipients: unknown[], message = 'Your order is on its way.') {
  const url = `http://127.0.0.1:${server.port}/sms?api-version=2021-03-07`;
  const body = JSON.stringify({ from: '+15550001111', message, smsRecipients });
  const date = new Date().toUTCString();
  const hash = createHash('sha256').update(body).digest('base64');
  const toSign = `POST\n/sms?api-version=2021-03-07\n${date};127.0.0.1:${server.port};${hash}`;
  const signature = createHmac('sha256', Buffer.from(developmentAccessKey, 'base64')).update(toSign).digest('base64');
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'x-ms-date': date,
      'x-ms-content-sha256': hash,
      authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
    },
  });
  return { status: response.status, body: (await response.json()) as { value: Record<string, unknown>[] } };
}

describe('SmsClient.send', () => {
  it('delivers one message per recipient', async () => {
    const results = await client.send(
      { from: '+15550001111', to: ['+4915112345678', '+447700900123'], message: 'Your order is on its way.' },
      { enableDeliveryReport: true, tag: 'order' },
    );
    expect(results).toEqual([
      expect.objectContaining({
        to: '+4915112345678',
        httpStatusCode: 202,
        successful: true,
        repeatabilityResult: 'accepted',
      }),
      expect.objectContaining({ to: '+447700900123', httpStatusCode: 202, successful: true }),
    ]);
    const delivered = await inbox();
    expect(delivered.map(({ id }) => id).reverse()).toEqual(results.map(({ messageId }) => messageId));
    expect(delivered[0]).toMatchObject({
      channel: 'sms',
      from: '+15550001111',
      to: [{ address: '+447700900123' }],
      text: 'Your order is on its way.',
      headers: { tag: 'order' },
    });
  });

  it('refuses one bad recipient alone', async () => {
    const results = await client.send({ from: 'HALDEN', to: ['+4915112345678', '0151'], message: 'x' });
    expect(results[1]).toEqual({
      to: '0151',
      httpStatusCode: 400,
      errorMessage: 'Invalid To phone number format.',
      successful: false,
    });
    expect(await inbox()).toHaveLength(1);
  });

  it.each([
    ['a sender that is none', { from: 'not a number!', to: ['+4915112345678'], message: 'x' }],
    ['no recipients', { from: '+15550001111', to: [], message: 'x' }],
    [
      'more than 100 recipients',
      { from: '+15550001111', to: Array.from({ length: 101 }, () => '+4915112345678'), message: 'x' },
    ],
    ['no message', { from: '+15550001111', to: ['+4915112345678'], message: '' }],
  ])('refuses %s', async (_what, request) => {
    await expect(client.send(request)).rejects.toMatchObject({ statusCode: 400, code: 'BadRequest' });
    expect(await inbox()).toEqual([]);
  });

  it('refuses another access key', async () => {
    const wrong = server.connectionString.replace(developmentAccessKey, Buffer.from('wrong').toString('base64'));
    const stranger = new SmsClient(wrong, { allowInsecureConnection: true, retryOptions: { maxRetries: 0 } });
    await expect(stranger.send({ from: '+15550001111', to: ['+4915112345678'], message: 'x' })).rejects.toMatchObject({
      statusCode: 401,
    });
  });
});

describe('the SMS endpoint', () => {
  it('delivers once for a repeatability id, with the same answer', async () => {
    const recipient = {
      to: '+4915112345678',
      repeatabilityRequestId: randomUUID(),
      repeatabilityFirstSent: new Date().toUTCString(),
    };
    const first = await post([recipient]);
    const second = await post([recipient]);
    expect(first.status).toBe(202);
    expect(second.body).toEqual(first.body);
    expect(await inbox()).toHaveLength(1);
  });

  it('rejects a repeatability id for another message, or without a date', async () => {
    const repeatabilityRequestId = randomUUID();
    const recipient = {
      to: '+4915112345678',
      repeatabilityRequestId,
      repeatabilityFirstSent: new Date().toUTCString(),
    };
    await post([recipient]);
    const rejected = { httpStatusCode: 400, repeatabilityResult: 'rejected', successful: false };
    expect((await post([recipient], 'Another text')).body.value).toEqual([expect.objectContaining(rejected)]);
    expect((await post([{ to: '+4915112345678', repeatabilityRequestId: randomUUID() }])).body.value).toEqual([
      expect.objectContaining(rejected),
    ]);
    expect(await inbox()).toHaveLength(1);
  });
});
