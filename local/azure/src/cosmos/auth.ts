import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { CosmosError } from './errors.ts';

const allowedSkewMs = 15 * 60 * 1000;

/** What a signature covers. */
export interface SignedRequest {
  method: string;
  /** The kind of resource, as in the URL: dbs, colls, docs, …; empty for the account. */
  resourceType: string;
  /** The path of the resource, or of the parent for what acts on all of its children. */
  resourceLink: string;
  authorization: string | undefined;
  date: string | undefined;
  now: number;
}

/**
 * Checks the master key signature of a request.
 * Source: https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources
 * @throws CosmosError 401 that says which part is wrong
 */
export function authorize(key: KeyObject, request: SignedRequest): void {
  const { authorization, date, now } = request;
  if (authorization === undefined)
    throw unauthorized('Required Header authorization is missing. Ensure a valid Authorization token is passed.');
  const token = /^type=master&ver=1\.0&sig=([A-Za-z0-9+/=]+)$/.exec(decode(authorization));
  if (!token)
    throw unauthorized('The authorization header must be a master key token, type=master&ver=1.0&sig=…, URL encoded.');
  const sentAt = Date.parse(date ?? '');
  if (date === undefined || Number.isNaN(sentAt))
    throw unauthorized(`The x-ms-date header must be an RFC 1123 date, got '${date ?? ''}'.`);
  if (Math.abs(now - sentAt) > allowedSkewMs)
    throw unauthorized(
      `The authorization token is not valid at the current time: x-ms-date is '${date}', the server's clock says ` +
        `'${new Date(now).toUTCString()}', and they may differ by 15 minutes.`,
    );
  const { method, resourceType, resourceLink } = request;
  const lines = [method.toLowerCase(), resourceType.toLowerCase(), resourceLink, date.toLowerCase(), '', ''];
  const text = lines.join('\n');
  const wanted = createHmac('sha256', key).update(text).digest();
  const given = Buffer.from(token[1]!, 'base64');
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw unauthorized(
    `The input authorization token can't serve the request. The wrong key is being used or the expected payload is ` +
      `not built as per the protocol. The server used the following payload to sign: ${JSON.stringify(text)}.`,
  );
}

const unauthorized = (message: string) => new CosmosError(401, message);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
