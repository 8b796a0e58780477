import { createHash, randomUUID } from 'node:crypto';
import { badRequest, CommunicationError } from './errors.ts';
import type { Address, Attachment, Delivery, Mailbox } from './mailbox.ts';

/** The largest e-mail request, attachments included; what Azure Communication Services takes without asking for more. */
export const largestEmail = 10 * 1024 * 1024;
const mostRecipients = 50;
const repeatabilityWindow = 5 * 60 * 1_000;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const emailAddress = /^[^\s@<>",;]{1,64}@[^\s@<>",;]+\.[^\s@<>",;]{2,}$/;

export interface EmailRequest {
  /** The parsed JSON body. */
  message: unknown;
  /** Its bytes, to distinguish a repeated request from another one. */
  body: Buffer;
  /** `Operation-Id`. */
  operationId: string | undefined;
  /** `Repeatability-Request-ID` and `Repeatability-First-Sent`, of clients that send them. */
  repeatability: { id: string | undefined; firstSent: string | undefined };
}

/**
 * Email - Send: delivers to the mailbox and gives the operation's id.
 *
 * The same request again delivers nothing more. By `Repeatability-Request-ID` that is what Azure promises, for five
 * minutes: 412 for a first-sent time before that, 400 when the body is another. For `Operation-Id`, the only one that the
 * JavaScript client can send, Azure documents just that it names the operation; here it is as good, without an end, and
 * another body under a used id is 409 Conflict.
 * Source: https://learn.microsoft.com/rest/api/communication/repeatable-requests and …/dataplane/email/send.
 */
export function sendEmail(mailbox: Mailbox, request: EmailRequest, now: number): string {
  const { operationId = randomUUID(), repeatability } = request;
  if (!uuid.test(operationId)) throw badRequest('Operation-Id', `must be a UUID, not '${operationId}'`);
  checkRepeatability(repeatability, now);
  const delivery = readEmail(request.message);
  const digest = createHash('sha256').update(request.body).digest('base64');

  const repeated = repeatability.id && mailbox.answered(`repeat:${repeatability.id.toLowerCase()}`);
  if (repeated) {
    if (repeated.digest === digest) return repeated.result;
    throw badRequest('Repeatability-Request-ID', 'was used for another request');
  }
  const known = mailbox.answered(`operation:${operationId.toLowerCase()}`);
  if (known) {
    if (known.digest === digest) return known.result;
    throw new CommunicationError(
      409,
      'Conflict',
      `Operation-Id ${operationId} was used for another e-mail.`,
      'Operation-Id',
    );
  }
  const ids = [`operation:${operationId.toLowerCase()}`];
  if (repeatability.id) ids.push(`repeat:${repeatability.id.toLowerCase()}`);
  const answered = ids.map((id) => ({ id, digest, result: operationId }));
  mailbox.deliver([{ ...delivery, id: operationId }], answered, now);
  return operationId;
}

function checkRepeatability({ id, firstSent }: EmailRequest['repeatability'], now: number): void {
  if (id === undefined && firstSent === undefined) return;
  if (!uuid.test(id ?? '')) throw badRequest('Repeatability-Request-ID', 'must be a UUID');
  const sent = Date.parse(firstSent ?? '');
  if (Number.isNaN(sent))
    throw badRequest('Repeatability-First-Sent', 'must be a date such as Tue, 26 Mar 2019 16:06:51 GMT');
  if (now - sent > repeatabilityWindow)
    throw new CommunicationError(412, 'PreconditionFailed', 'Repeatability-First-Sent is more than five minutes ago.');
}

type Fields = Record<string, unknown>;

function fields(value: unknown, target: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw badRequest(target, 'must be an object');
}

function list(value: unknown, target: string): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value as unknown[];
  throw badRequest(target, 'must be a list');
}

function optionalText(value: unknown, target: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  throw badRequest(target, 'must be a string');
}

function requiredText(value: unknown, target: string): string {
  const text = optionalText(value, target)?.trim();
  if (!text) throw badRequest(target, 'is required');
  return text;
}

/** The e-mail of a request's body; throws what is wrong with it, as Azure refuses it. */
function readEmail(message: unknown): Omit<Delivery, 'id'> {
  const email = fields(message, 'the message');
  const from = address(email.senderAddress, 'senderAddress');
  const content = fields(email.content, 'content');
  const subject = requiredText(content.subject, 'content.subject');
  const text = optionalText(content.plainText, 'content.plainText') ?? '';
  const html = optionalText(content.html, 'content.html');
  if (!text && !html) throw badRequest('content', 'needs plainText or html');

  const recipients = fields(email.recipients, 'recipients');
  const [to, cc, bcc] = [
    addresses(recipients.to, 'recipients.to'),
    addresses(recipients.cc, 'recipients.cc'),
    addresses(recipients.bcc, 'recipients.bcc'),
  ];
  const count = to.length + cc.length + bcc.length;
  if (count === 0) throw badRequest('recipients', 'must name at least one recipient');
  if (count > mostRecipients)
    throw badRequest('recipients', `must name at most ${mostRecipients} recipients, not ${count}`);

  const custom = email.headers === undefined || email.headers === null ? {} : fields(email.headers, 'headers');
  const headers = Object.fromEntries(
    Object.entries(custom).map(([name, value]) => [name, optionalText(value, `headers.${name}`) ?? '']),
  );
  const attachments = list(email.attachments, 'attachments').map(attachment);
  const replyTo = addresses(email.replyTo, 'replyTo');
  return { channel: 'email', from, to, cc, bcc, replyTo, subject, text, html, headers, attachments };
}

function addresses(value: unknown, target: string): Address[] {
  return list(value, target).map((entry, index) => {
    const place = `${target}[${index}]`;
    const { address: given, displayName } = fields(entry, place);
    const name = optionalText(displayName, `${place}.displayName`);
    return { address: address(given, `${place}.address`), ...(name && { name }) };
  });
}

function address(value: unknown, target: string): string {
  const given = requiredText(value, target);
  if (given.length > 320 || !emailAddress.test(given))
    throw new CommunicationError(400, 'InvalidEmailAddress', `${target} is not an e-mail address: '${given}'.`, target);
  return given;
}

function attachment(value: unknown, index: number): Attachment {
  const place = `attachments[${index}]`;
  const given = fields(value, place);
  const encoded = requiredText(given.contentInBase64, `${place}.contentInBase64`);
  const content = Buffer.from(encoded, 'base64');
  if (content.toString('base64').replace(/=+$/, '') !== encoded.replace(/=+$/, ''))
    throw badRequest(`${place}.contentInBase64`, 'is not Base64');
  return {
    name: requiredText(given.name, `${place}.name`),
    contentType: requiredText(given.contentType, `${place}.contentType`),
    content,
  };
}
