import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { BlockList, isIPv4 } from 'node:net';
import { headerText, sameSignature } from '../http.ts';
import { StorageError } from './errors.ts';

/** Who asks, and what that lets them do. */
export interface Access {
  /** True for the account's key: everything is permitted. */
  owner: boolean;
  /** Whether any of these permission letters (`r`, `w`, `d`, `l`, …) was granted. */
  allows(permissions: string): boolean;
}

export interface Credentials {
  account: string;
  /** Base64. */
  key: string;
}

/** What the request is about; empty strings where it is about something larger. */
export interface Target {
  container: string;
  blob: string;
}

const owner: Access = { owner: true, allows: () => true };

/**
 * Checks a request's Shared Key signature or shared access signature and says what it permits.
 * Throws `NoAuthenticationInformation`, `AuthenticationFailed`.
 * Source: https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key.
 */
export function authorize(message: IncomingMessage, credentials: Credentials, target: Target, now: number): Access {
  const authorization = message.headers.authorization;
  if (authorization) {
    checkSharedKey(message, authorization, credentials, now);
    return owner;
  }
  const query = new URLSearchParams((message.url ?? '').split('?')[1]);
  if (query.has('sig')) return checkSharedAccess(message, query, credentials, target, now);
  throw new StorageError('NoAuthenticationInformation');
}

const toleratedSkew = 15 * 60 * 1_000;

function checkSharedKey(
  message: IncomingMessage,
  authorization: string,
  { account, key }: Credentials,
  now: number,
): void {
  const [, name, signature] = /^SharedKey ([^:]+):(.+)$/.exec(authorization) ?? [];
  if (!name || !signature) throw failed('the Authorization header is not "SharedKey <account>:<signature>"');
  if (name !== account) throw failed(`the account is ${account}, not ${name}`);
  const sent = Date.parse(headerText(message, 'x-ms-date') || headerText(message, 'date'));
  if (Number.isNaN(sent)) throw failed('the request has no valid x-ms-date or Date header');
  if (Math.abs(now - sent) > toleratedSkew)
    throw failed('the request is more than 15 minutes off the clock of the server');

  const length = headerText(message, 'content-length');
  const standard = ['content-md5', 'content-type', 'date', 'if-modified-since', 'if-match', 'if-none-match'];
  const toSign = [
    message.method ?? '',
    headerText(message, 'content-encoding'),
    headerText(message, 'content-language'),
    length === '0' ? '' : length,
    ...standard.map((header) => headerText(message, header)),
    headerText(message, 'if-unmodified-since'),
    headerText(message, 'range'),
    ...canonicalHeaders(message),
    ...canonicalResource(message.url ?? '/', account),
  ];
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(toSign.join('\n'), 'utf8').digest('base64');
  if (!sameSignature(expected, signature)) throw failed('the signature does not fit the request and the account key');
}

/** The `x-ms-…` headers, one `name:value` each, in the service's order. */
function canonicalHeaders(message: IncomingMessage): string[] {
  return Object.keys(message.headers)
    .filter((name) => name.startsWith('x-ms-'))
    .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    .map((name) => `${name}:${headerText(message, name).trim()}`);
}

// The service sorts as .NET's en-US culture does: a hyphen counts only between names that are otherwise equal.
const sortKey = (name: string): string => name.replaceAll('-', '').replaceAll('_', '!') + ' ' + name;

/** Account and path as they were sent, then the decoded query parameters in order, one `name:value` each. */
function canonicalResource(url: string, account: string): string[] {
  const [path = '/', query = ''] = url.split('?');
  const parameters = new Map<string, string[]>();
  for (const pair of query.split('&').filter(Boolean)) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/.exec(pair) ?? [];
    const key = decodeURIComponent(name).toLowerCase();
    parameters.set(key, [...(parameters.get(key) ?? []), decodeURIComponent(value)]);
  }
  const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
  return [`/${account}${path}`, ...sorted.map(([name, values]) => `${name}:${values.sort().join(',')}`)];
}

/**
 * Checks a service SAS of a container or a blob, or an account SAS, of version 2020-12-06 or later.
 * Source: https://learn.microsoft.com/rest/api/storageservices/create-service-sas and create-account-sas.
 */
function checkSharedAccess(
  message: IncomingMessage,
  query: URLSearchParams,
  { account, key }: Credentials,
  target: Target,
  now: number,
): Access {
  const field = (name: string): string => query.get(name) ?? '';
  if (field('sv') < '2020-12-06')
    throw failed(`shared access signatures before 2020-12-06 are not supported: ${field('sv')}`);
  const isAccount = query.has('ss');
  const toSign = isAccount
    ? [account, ...['sp', 'ss', 'srt', 'st', 'se', 'sip', 'spr', 'sv', 'ses'].map(field), '']
    : [
        ...['sp', 'st', 'se'].map(field),
        `/blob/${account}/${target.container}${field('sr') === 'b' ? `/${target.blob}` : ''}`,
        ...['si', 'sip', 'spr', 'sv', 'sr'].map(field),
        '',
        ...['ses', 'rscc', 'rscd', 'rsce', 'rscl', 'rsct'].map(field),
      ];
  const expected = createHmac('sha256', Buffer.from(key, 'base64')).update(toSign.join('\n'), 'utf8').digest('base64');
  if (!sameSignature(expected, field('sig')))
    throw failed('the shared access signature does not fit its fields and the account key');
  if (field('st') && now < Date.parse(field('st')))
    throw failed(`the shared access signature begins at ${field('st')}`);
  if (!(now < Date.parse(field('se')))) throw failed(`the shared access signature ended at ${field('se')}`);

  if (field('spr') && !field('spr').split(',').includes('http'))
    throw new StorageError('AuthorizationProtocolMismatch');
  const caller = message.socket.remoteAddress ?? '';
  if (field('sip') && !isWithin(caller, field('sip')))
    throw new StorageError('AuthorizationSourceIPMismatch', { SourceIP: caller });

  const covers = isAccount
    ? field('ss').includes('b') && field('srt').includes(target.blob ? 'o' : target.container ? 'c' : 's')
    : target.container !== '' && (field('sr') === 'c' || target.blob !== '');
  return {
    owner: false,
    allows: (permissions) => covers && Array.from(permissions).some((letter) => field('sp').includes(letter)),
  };
}

/** Whether an address is the one, or in the range `first-last`, that a shared access signature is for. IPv4, as in Azure. */
function isWithin(address: string, range: string): boolean {
  const [first = '', last = first] = range.split('-');
  if (![first, last].every(isIPv4)) return false;
  const list = new BlockList();
  list.addRange(first, last);
  return list.check(address.replace(/^::ffff:/, ''), isIPv4(address.replace(/^::ffff:/, '')) ? 'ipv4' : 'ipv6');
}

const failed = (detail: string): StorageError =>
  new StorageError('AuthenticationFailed', { AuthenticationErrorDetail: detail });
