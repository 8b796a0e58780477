import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { headerText, sameSignature } from '../http.ts';
import { CommunicationError } from './errors.ts';

const toleratedSkew = 15 * 60 * 1_000;

/**
 * Checks the HMAC signature of a request with its body. Throws 401 Denied and says what does not fit.
 * @param key the access key, base64
 * Source: https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial.
 */
export function checkSignature(request: IncomingMessage, body: Buffer, key: string, now: number): void {
  const { authorization = '', host = '' } = request.headers;
  const date = headerText(request, 'x-ms-date') || headerText(request, 'date');
  const contentHash = headerText(request, 'x-ms-content-sha256');
  const [, signedHeaders = '', signature = ''] =
    /^HMAC-SHA256 SignedHeaders=([^&]+)&Signature=(.+)$/.exec(authorization) ?? [];
  if (signature === '') throw denied('the request has no Authorization header with an HMAC-SHA256 signature');
  if (!/^(?:x-ms-date|date);host;x-ms-content-sha256$/.test(signedHeaders))
    throw denied('the signed headers must be x-ms-date;host;x-ms-content-sha256');
  const sent = Date.parse(date);
  if (Number.isNaN(sent) || Math.abs(now - sent) > toleratedSkew)
    throw denied('the request has no x-ms-date within 15 minutes of the clock of the server');
  if (!sameSignature(createHash('sha256').update(body).digest('base64'), contentHash))
    throw denied('x-ms-content-sha256 is not the hash of the body');
  const toSign = `${request.method ?? ''}\n${request.url ?? ''}\n${date};${host};${contentHash}`;
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(toSign).digest('base64');
  if (!sameSignature(expected, signature)) throw denied('the signature does not fit the request and the access key');
}

const denied = (reason: string): CommunicationError => new CommunicationError(401, 'Denied', `Denied: ${reason}.`);
