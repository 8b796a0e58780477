import type { EmailClient, EmailMessage, EmailSendOptionalParams } from '@azure/communication-email';
import { type Messenger, type Once, RecipientRefused } from '../domain/ports.ts';
import { oneLine } from '../domain/one-line.ts';
import { answerWithinMs, repeatability, statusOf, toFailure } from './communication.ts';

/**
 * E-mail by Azure Communication Services. A message counts as sent when the service has accepted it under its operation id; whether
 * it reached the mailbox is known minutes later, and is the service's to report.
 *
 * Sent once: the operation id and the repeatability id are the notification's, so a request made again within five minutes is
 * answered as the first one was. Past those, or
 * where the service takes it for another request, it is asked what it knows of the operation.
 */
export function createEmailSender(options: { client: EmailClient; from: string }): Messenger['email'] {
  const { client, from } = options;
  return async ({ id, firstTriedAt, to, content }) => {
    const message: EmailMessage = {
      senderAddress: from,
      recipients: { to: [{ address: to.address, displayName: oneLine(to.name) }] },
      content: { subject: content.subject, plainText: content.text, html: content.html },
    };
    try {
      await send(client, message, { id, firstTriedAt });
    } catch (error) {
      const isRepetition = await settleRepetition(client, message, id, error).catch((failure: unknown) => {
        throw toFailure(failure);
      });
      if (!isRepetition) throw toFailure(error);
    }
  };
}

async function send(client: EmailClient, message: EmailMessage, once: Once): Promise<void> {
  let accepted = false;
  const request: EmailSendOptionalParams = {
    operationId: once.id,
    abortSignal: AbortSignal.timeout(answerWithinMs),
    requestOptions: { customHeaders: repeatability(once) },
    onResponse: ({ request: { method }, status }) => (accepted ||= method === 'POST' && status === 202),
  };
  try {
    await client.beginSend(message, request);
  } catch (error) {
    // The client asks once how far the operation is. That question failing changes nothing; the operation having failed does.
    if (accepted && hasFailed(error)) throw new RecipientRefused(error.message, { cause: error });
    if (!accepted) throw error;
  }
}

/** Whether a refusal was for a message that the service had taken before; one that it refuses for its age alone is sent as new. */
async function settleRepetition(
  client: EmailClient,
  message: EmailMessage,
  id: string,
  error: unknown,
): Promise<boolean> {
  const status = statusOf(error);
  if (status !== 400 && status !== 409 && status !== 412) return false;
  if (await isKnown(client, message, id)) return true;
  if (status !== 412) return false;
  await send(client, message, { id, firstTriedAt: new Date().toISOString() });
  return true;
}

/** What core-lro says of an operation that ended badly, as opposed to the errors of HTTP and of aborting. */
const hasFailed = (error: unknown): error is Error =>
  error instanceof Error && error.message.startsWith('The long-running operation has failed');

/** Whether the service has an operation under this id. */
async function isKnown(client: EmailClient, message: EmailMessage, id: string): Promise<boolean> {
  const config = { operationLocation: `/emails/operations/${id}`, metadata: { mode: 'OperationLocation' } };
  const resumeFrom = JSON.stringify({ state: { status: 'running', config } });
  try {
    await client.beginSend(message, { resumeFrom, abortSignal: AbortSignal.timeout(answerWithinMs) });
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    if (hasFailed(error)) throw new RecipientRefused(error.message, { cause: error });
    throw error;
  }
}
