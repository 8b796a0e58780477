import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CommunicationServer, type Message as Mail, startCommunicationServer } from '@halden/local-azure';
import { createGuard, createMetrics, DependencyUnavailable } from '@halden/service-kit';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Messenger, RecipientRefused, SendingFailed } from '../domain/ports.ts';
import { createMessenger } from './messenger.ts';

let server: CommunicationServer;
let messenger: Messenger;
beforeEach(async () => {
  server = await startCommunicationServer();
  messenger = await messengerAt(server.connectionString);
});
afterEach(() => server.stop());

const messengerAt = (connectionString: string) =>
  createMessenger({
    connectionString,
    endpoint: undefined,
    emailSender: 'orders@halden.example',
    smsSender: 'Halden',
    guard: createGuard({
      dependency: 'communication',
      metrics: createMetrics('test'),
      maxConcurrent: 2,
      isFailure: (error) => !(error instanceof RecipientRefused),
    }),
  });

const anEmail = (overrides: Partial<Parameters<Messenger['email']>[0]> = {}) => ({
  id: randomUUID(),
  firstTriedAt: new Date().toISOString(),
  to: { address: 'ada@example.com', name: 'Ada' },
  content: { subject: 'Paid', text: 'Paid.', html: '<p>Paid.</p>' },
  ...overrides,
});
const anSms = (overrides: Partial<Parameters<Messenger['sms']>[0]> = {}) => ({
  id: randomUUID(),
  firstTriedAt: new Date().toISOString(),
  to: '+4915112345678',
  text: 'Paid.',
  ...overrides,
});
const tenMinutesAgo = () => new Date(Date.now() - 600_000).toISOString();
/** A messenger of a service that nobody runs any more. */
const messengerOfNobody = async () => {
  const gone = await startCommunicationServer();
  await gone.stop();
  return messengerAt(gone.connectionString);
};
/** A messenger of a service that accepts every e-mail, and then answers so when asked how far it is. */
const messengerOf = async (answer: { status: number; body: object }) => {
  const service = createServer((request, response) => {
    const accepted = request.method === 'POST';
    request.resume();
    response.writeHead(accepted ? 202 : answer.status, {
      'content-type': 'application/json',
      'operation-location': `http://${request.headers.host}/emails/operations/1?api-version=1`,
    });
    response.end(JSON.stringify(accepted ? { id: '1', status: 'Running' } : answer.body));
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { port } = service.address() as AddressInfo;
  return {
    messenger: await messengerAt(`endpoint=http://127.0.0.1:${port}/;accesskey=a2V5`),
    stop: () => new Promise<void>((resolve) => service.close(() => resolve()).closeAllConnections()),
  };
};
const mailbox = async () =>
  ((await (await fetch(`${server.mailboxUrl}api/messages`)).json()) as { messages: Mail[] }).messages;

describe('an e-mail', () => {
  it('is accepted under its own id', async () => {
    const email = anEmail();
    await messenger.email(email);
    expect(await mailbox()).toMatchObject([{ id: email.id, channel: 'email', subject: 'Paid', text: 'Paid.' }]);
  });

  it('is sent once however often, and from wherever, it is sent', async () => {
    const email = anEmail();
    const other = await messengerAt(server.connectionString);
    await Promise.all([messenger.email(email), other.email(email), messenger.email(email)]);
    expect(await mailbox()).toHaveLength(1);
  });

  it('is known to have been sent when the attempt before was too long ago to be distinguished from a new one', async () => {
    const email = anEmail();
    await messenger.email(email);
    await messenger.email({ ...email, firstTriedAt: tenMinutesAgo() });
    expect(await mailbox()).toHaveLength(1);
  });

  it('is sent now when the attempt before was too long ago and never arrived', async () => {
    await messenger.email(anEmail({ firstTriedAt: tenMinutesAgo() }));
    expect(await mailbox()).toHaveLength(1);
  });

  it('is not sent again although its text has changed since', async () => {
    const email = anEmail();
    await messenger.email(email);
    await messenger.email({ ...email, content: { ...email.content, subject: 'Your order is paid' } });
    expect(await mailbox()).toMatchObject([{ subject: 'Paid' }]);
  });

  it('is refused for good when nobody can be reached there', async () => {
    const email = anEmail({ to: { address: 'ada@nowhere', name: 'Ada' } });
    await expect(messenger.email(email)).rejects.toThrow(RecipientRefused);
    await expect(messenger.email(email)).rejects.toThrow('InvalidEmailAddress');
  });

  it('is refused for good when the service has dropped it by the time it is asked', async () => {
    const error = { code: 'EmailDropped', message: 'The recipient is on the suppression list.' };
    const { messenger: dropping, stop } = await messengerOf({
      status: 200,
      body: { id: '1', status: 'Failed', error },
    });
    const sending = dropping.email(anEmail());
    await expect(sending).rejects.toThrow(RecipientRefused);
    await expect(sending).rejects.toThrow('EmailDropped');
    await stop();
  });

  it('counts as sent when it was accepted, although the service does not say how far it is', async () => {
    const { messenger: silent, stop } = await messengerOf({ status: 500, body: {} });
    await silent.email(anEmail());
    await stop();
  });

  it('fails for now when the key is wrong, or nobody answers', async () => {
    const key = Buffer.from('another key').toString('base64');
    const stranger = await messengerAt(server.connectionString.replace(/accesskey=.*/, `accesskey=${key}`));
    await expect(stranger.email(anEmail())).rejects.toThrow(SendingFailed);
    const nobodys = await messengerOfNobody();
    await expect(nobodys.email(anEmail())).rejects.toThrow(SendingFailed);
  });
});

describe('a text message', () => {
  it('is sent once however often, and from wherever, it is sent', async () => {
    const sms = anSms();
    const other = await messengerAt(server.connectionString);
    await Promise.all([messenger.sms(sms), other.sms(sms), messenger.sms(sms)]);
    expect(await mailbox()).toMatchObject([{ channel: 'sms', from: 'Halden', text: 'Paid.' }]);
  });

  it('is refused for good when the number is none', async () => {
    await expect(messenger.sms(anSms({ to: '+49' }))).rejects.toThrow(RecipientRefused);
  });

  it('fails for now when nobody answers', async () => {
    const nobodys = await messengerOfNobody();
    await expect(nobodys.sms(anSms())).rejects.toThrow(SendingFailed);
  });
});

describe('the messenger', () => {
  it('does not ask for what is known to be down', async () => {
    const nobodys = await messengerOfNobody();
    for (let attempt = 0; attempt < 20; attempt++) await nobodys.email(anEmail()).catch(() => undefined);
    await expect(nobodys.email(anEmail())).rejects.toThrow(DependencyUnavailable);
  });

  it('needs to know where Communication Services are', async () => {
    const guard = createGuard({ dependency: 'communication', metrics: createMetrics('test') });
    const nowhere = {
      connectionString: undefined,
      endpoint: undefined,
      emailSender: 'a@b.example',
      smsSender: undefined,
    };
    await expect(createMessenger({ ...nowhere, guard })).rejects.toThrow('COMMUNICATION_CONNECTION_STRING');
  });
});
