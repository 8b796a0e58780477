import { createHash, randomUUID } from 'node:crypto';
import { badRequest } from './errors.ts';
import type { Delivery, Mailbox, Repeated } from './mailbox.ts';

const longestMessage = 2_048;
const mostRecipients = 100;
const telephone = /^\+[1-9]\d{6,14}$/;
// A number of one's own, a short code, or an alphanumeric sender id.
const sender = /^(?:\+[1-9]\d{6,14}|\d{5,6}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What was done for one recipient; in the field names of the service. */
export interface SmsResult {
  to: string;
  messageId?: string;
  httpStatusCode: number;
  successful: boolean;
  repeatabilityResult?: 'accepted' | 'rejected';
  errorMessage?: string;
}

interface Recipient {
  to: string;
  repeatabilityRequestId?: unknown;
  repeatabilityFirstSent?: unknown;
}

/**
 * Sms - Send: one message per recipient into the mailbox. What is wrong with the request as a whole is thrown (400); what
 * is wrong with one recipient stands in its result, and the others get theirs.
 *
 * A recipient with a `repeatabilityRequestId` that was answered before gets the same answer and no second message. The
 * JavaScript client makes a new id for every call of `send`, so that covers its own retries, not a call made again.
 * Source: https://learn.microsoft.com/rest/api/communication/dataplane/sms/send (2021-03-07).
 */
export function sendSms(mailbox: Mailbox, message: unknown, now: number): SmsResult[] {
  const { from, text, recipients, tag } = readSms(message);
  return recipients.map((recipient) => sendOne(mailbox, { from, text, tag, recipient }, now));
}

function readSms(message: unknown) {
  if (typeof message !== 'object' || message === null) throw badRequest('the message', 'must be an object');
  const { from, message: text, smsRecipients, smsSendOptions } = message as Record<string, unknown>;
  if (typeof from !== 'string' || !sender.test(from))
    throw badRequest('from', 'must be a telephone number such as +15551234567, a short code or a sender id');
  if (typeof text !== 'string' || text === '') throw badRequest('message', 'is required');
  if (text.length > longestMessage) throw badRequest('message', `must have at most ${longestMessage} characters`);
  if (!Array.isArray(smsRecipients) || smsRecipients.length === 0 || smsRecipients.length > mostRecipients)
    throw badRequest('smsRecipients', `must name 1 to ${mostRecipients} recipients`);
  const recipients = (smsRecipients as unknown[]).map((entry, index) => {
    if (typeof entry === 'object' && entry !== null && 'to' in entry && typeof entry.to === 'string')
      return entry as Recipient;
    throw badRequest(`smsRecipients[${index}].to`, 'is required');
  });
  const { tag } = (smsSendOptions ?? {}) as { tag?: unknown };
  return { from, text, recipients, tag: typeof tag === 'string' ? tag : undefined };
}

interface OneSms {
  from: string;
  text: string;
  tag: string | undefined;
  recipient: Recipient;
}

function sendOne(mailbox: Mailbox, { from, text, tag, recipient }: OneSms, now: number): SmsResult {
  const { to, repeatabilityRequestId: requestId, repeatabilityFirstSent: firstSent } = recipient;
  const rejected = (errorMessage: string): SmsResult => ({
    to,
    httpStatusCode: 400,
    repeatabilityResult: 'rejected',
    errorMessage,
    successful: false,
  });
  if (!telephone.test(to))
    return { to, httpStatusCode: 400, errorMessage: 'Invalid To phone number format.', successful: false };
  const isRepeatable = requestId !== undefined || firstSent !== undefined;
  if (isRepeatable && !(typeof requestId === 'string' && uuid.test(requestId)))
    return rejected('Request sent with an invalid repeatability-request-id. Expected is a UUID.');
  if (isRepeatable && !(typeof firstSent === 'string' && !Number.isNaN(Date.parse(firstSent))))
    return rejected('Request sent with an invalid repeatability-first-sent. Expected is a date as in RFC 1123.');

  const digest = createHash('sha256')
    .update(JSON.stringify([from, to, text]))
    .digest('base64');
  const key = `sms:${String(requestId).toLowerCase()}`;
  const repeated: Repeated | undefined = isRepeatable ? mailbox.answered(key) : undefined;
  if (repeated && repeated.digest !== digest)
    return rejected('Request sent with a repeatability-request-id that was used for another message.');
  const messageId =
    repeated?.result ?? `Outgoing_${new Date(now).toISOString().replace(/\D/g, '').slice(0, 14)}${randomUUID()}`;
  if (!repeated) {
    const delivery: Delivery = {
      id: messageId,
      channel: 'sms',
      from,
      to: [{ address: to }],
      text,
      cc: [],
      bcc: [],
      replyTo: [],
      subject: '',
      attachments: [],
      headers: tag === undefined ? {} : { tag },
    };
    mailbox.deliver([delivery], isRepeatable ? [{ id: key, digest, result: messageId }] : [], now);
  }
  return {
    to,
    messageId,
    httpStatusCode: 202,
    successful: true,
    ...(isRepeatable && { repeatabilityResult: 'accepted' }),
  };
}
