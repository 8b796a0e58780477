import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { StorageUnavailableError } from '../database.ts';
import { allowHosts, forHosts, urlHost } from '../hosts.ts';
import { BodyTooLargeError, headerText, type Log, listen, readBody } from '../http.ts';
import { checkSignature } from './auth.ts';
import { largestEmail, sendEmail } from './email.ts';
import { CommunicationError } from './errors.ts';
import { Mailbox } from './mailbox.ts';
import { MailboxSite } from './mailbox-site.ts';
import { sendSms } from './sms.ts';

export type { Message } from './mailbox.ts';

/** The access key that everybody knows: for loopback only. */
export const developmentAccessKey = Buffer.from('halden local communication services').toString('base64');

export interface CommunicationServerOptions {
  /** @default '127.0.0.1' */
  host?: string;
  /** The host name in the addresses that clients are given. @default `host` */
  advertise?: string;
  /** @default 0 (a free one) */
  port?: number;
  /** Where the mailbox is mounted, such as `/mailbox` behind a gateway. @default '' */
  basePath?: string;
  /** A SQLite file that keeps the messages. @default in memory */
  dataFile?: string;
  /** Names that the mailbox answers to besides this machine's own and `advertise`. @default none */
  allowedHosts?: readonly string[];
  /** The access key, base64. @default {@link developmentAccessKey} */
  key?: string;
  log?: Log;
  /** Milliseconds since 1970. @default Date.now */
  now?: () => number;
}

export interface CommunicationServer {
  host: string;
  port: number;
  /** For `EmailClient` and `SmsClient`. */
  connectionString: string;
  /** The page, without the gateway; its API is at `api/messages` below. */
  mailboxUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts Azure Communication Services' e-mail and SMS, for `@azure/communication-email` and `@azure/communication-sms`
 * unchanged. Nothing leaves the machine: every message ends in a mailbox with a page and a JSON API (see
 * {@link MailboxSite}). Rejects with code EADDRINUSE when the port is taken.
 */
export async function startCommunicationServer(options: CommunicationServerOptions = {}): Promise<CommunicationServer> {
  const {
    host = '127.0.0.1',
    advertise = options.host ?? '127.0.0.1',
    port = 0,
    dataFile,
    key = developmentAccessKey,
    log = () => {},
    now = Date.now,
  } = options;
  const base = (options.basePath ?? '').replace(/\/+$/, '');
  if (base !== '' && !base.startsWith('/'))
    throw new TypeError(`communication: basePath must begin with '/', got '${base}'`);
  const mailbox = new Mailbox({ file: dataFile, log });
  const site = new MailboxSite(mailbox, base);
  const serveOne = (request: IncomingMessage, response: ServerResponse) => {
    const answering = isService(request)
      ? serve({ mailbox, key, now: now() }, request, response)
      : (async () => site.handle(request, response))();
    answering.catch((error: unknown) => {
      const refusal = asRefusal(error);
      if (refusal.status === 500)
        log('communication-request-failed', { method: request.method, url: request.url, error });
      request.resume();
      if (response.headersSent) response.destroy();
      else answer(response, refusal.status, refusal, { 'x-ms-error-code': refusal.code });
    });
  };
  const server = createServer(forHosts(allowHosts([host, advertise, ...(options.allowedHosts ?? [])]), serveOne));
  try {
    const listening = await listen(server, { host, port });
    let stopped = false;
    const endpoint = `http://${urlHost(advertise)}:${listening.port}/`;
    return {
      host,
      port: listening.port,
      connectionString: `endpoint=${endpoint};accesskey=${key}`,
      mailboxUrl: `http://${urlHost(advertise)}:${listening.port}${base}/`,
      stop: async () => {
        if (stopped) return;
        stopped = true;
        site.close();
        await listening.stop();
        mailbox.close();
      },
    };
  } catch (error) {
    mailbox.close();
    throw error;
  }
}

const isService = ({ url = '' }: IncomingMessage): boolean => /^\/(?:emails[:/]|sms(?:$|\?))/.test(url);

interface Service {
  mailbox: Mailbox;
  key: string;
  /** Milliseconds since 1970. */
  now: number;
}

async function serve(
  { mailbox, key, now }: Service,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request, largestEmail);
  checkSignature(request, body, key, now);
  const [path = '', search = ''] = (request.url ?? '').split('?');
  const version = new URLSearchParams(search).get('api-version');
  if (!version)
    throw new CommunicationError(400, 'MissingApiVersionParameter', 'The query parameter api-version is required.');

  const operation = /^\/emails\/operations\/([^/]+)$/.exec(path)?.[1];
  if (request.method === 'POST' && path === '/emails:send') {
    const id = sendEmail(mailbox, { message: parse(body), body, ...requestIds(request) }, now);
    const location = `http://${request.headers.host ?? ''}/emails/operations/${id}?api-version=${version}`;
    answer(response, 202, { id, status: 'Running' }, { 'operation-location': location, 'retry-after': '1' });
  } else if (request.method === 'GET' && operation) {
    const known = mailbox.answered(`operation:${operation.toLowerCase()}`);
    if (!known) throw new CommunicationError(404, 'NotFound', `There is no operation ${operation}.`);
    answer(response, 200, { id: known.result, status: 'Succeeded' });
  } else if (request.method === 'POST' && path === '/sms') {
    answer(response, 202, { value: sendSms(mailbox, parse(body), now) });
  } else {
    throw new CommunicationError(
      404,
      'NotFound',
      `${request.method ?? ''} ${path} is not an operation of this service.`,
    );
  }
}

function requestIds(request: IncomingMessage) {
  const one = (name: string): string | undefined => headerText(request, name) || undefined;
  const repeatability = { id: one('repeatability-request-id'), firstSent: one('repeatability-first-sent') };
  return { operationId: one('operation-id'), repeatability };
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new CommunicationError(400, 'BadRequest', 'The body is not JSON.');
  }
}

function asRefusal(error: unknown): CommunicationError {
  if (error instanceof CommunicationError) return error;
  if (error instanceof BodyTooLargeError)
    return new CommunicationError(413, 'RequestEntityTooLarge', `The request is larger than ${error.limit} bytes.`);
  if (error instanceof StorageUnavailableError) return new CommunicationError(503, 'ServiceUnavailable', error.message);
  return new CommunicationError(500, 'InternalServerError', 'The server encountered an internal error.');
}

function answer(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}
