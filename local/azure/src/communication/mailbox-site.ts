import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Mailbox, Message, Query } from './mailbox.ts';

const folder = join(import.meta.dirname, 'page');
const read = (...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-src 'self'; img-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
// A message is somebody's HTML: it may show pictures and its own styles, and links open outside; nothing of it runs.
const sandbox = 'allow-popups allow-popups-to-escape-sandbox';
const messagePolicy =
  `sandbox ${sandbox}; default-src 'none'; img-src data: http: https:; style-src 'unsafe-inline'; font-src data:; ` +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/**
 * The mailbox over HTTP, below `base`: the page at `/`, and
 * - `GET api/messages?to=&contains=&channel=&since=&limit=`: `{ messages }`, newest first, each without its HTML;
 * - `GET api/messages/{id}`: one with everything; `…/html`: its HTML, unable to run script; `…/attachments/{n}`;
 * - `GET api/messages/stream`: server-sent events `message` (as in the list) and `cleared`;
 * - `DELETE api/messages`: empties it, 204.
 * Errors are `application/problem+json`.
 */
export class MailboxSite {
  readonly #mailbox: Mailbox;
  readonly #base: string;
  readonly #streams = new Set<ServerResponse>();
  readonly #files: Record<string, { type: string; body: string }>;

  constructor(mailbox: Mailbox, base: string) {
    this.#mailbox = mailbox;
    this.#base = base;
    this.#files = {
      '/': { type: 'text/html', body: read('index.html') },
      '/mailbox.js': { type: 'text/javascript', body: read('mailbox.js') },
      '/mailbox.css': { type: 'text/css', body: read('..', '..', 'ui', 'tokens.css') + read('mailbox.css') },
    };
  }

  /** Ends the streams, which otherwise never would. */
  close(): void {
    for (const stream of this.#streams) stream.end();
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    const [path = '', search = ''] = (request.url ?? '/').split('?');
    if (path === this.#base && this.#base !== '') {
      response.writeHead(308, { location: `${this.#base}/` }).end();
      return;
    }
    const route = path.startsWith(`${this.#base}/`) ? path.slice(this.#base.length) : '';
    const file = this.#files[route];
    const [, id, part] = /^\/api\/messages\/([^/]+)(\/.+)?$/.exec(route) ?? [];
    if (request.method === 'GET' && file) this.#sendFile(response, file);
    else if (route === '/api/messages') this.#collection(request, response, new URLSearchParams(search));
    else if (request.method !== 'GET') problem(response, 405, `${request.method ?? ''} is not possible here`);
    else if (id === 'stream' && !part) this.#stream(request, response);
    else if (id !== undefined) this.#one(response, id, part);
    else problem(response, 404, `nothing is here; the mailbox is at ${this.#base}/`);
  }

  #sendFile(response: ServerResponse, { type, body }: { type: string; body: string }): void {
    response.writeHead(200, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': pagePolicy,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    response.end(body);
  }

  #collection(request: IncomingMessage, response: ServerResponse, search: URLSearchParams): void {
    if (request.method === 'DELETE') {
      this.#mailbox.clear();
      response.writeHead(204).end();
    } else if (request.method === 'GET') {
      const query = readQuery(search);
      if (typeof query === 'string') problem(response, 400, query);
      else json(response, 200, { messages: this.#mailbox.list(query).map(summary) });
    } else {
      problem(response, 405, 'GET lists the messages, DELETE empties the mailbox');
    }
  }

  #one(response: ServerResponse, id: string, part: string | undefined): void {
    const message = this.#mailbox.get(id);
    if (!message) return problem(response, 404, `there is no message ${id}; it may have been dropped or cleared`);
    if (part === undefined) return json(response, 200, { ...message, hasHtml: message.html !== undefined });
    const position = /^\/attachments\/(\d+)$/.exec(part)?.[1];
    if (part === '/html' && message.html !== undefined) {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': messagePolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      response.end(`<base target="_blank">${message.html}`);
      return;
    }
    const attachment = position === undefined ? undefined : message.attachments[Number(position)];
    const content = attachment && this.#mailbox.attachment(message, Number(position));
    if (!content) return problem(response, 404, `message ${id} has no ${part.slice(1)}`);
    response.writeHead(200, {
      // Always to be saved: a type that a browser would run is none of ours.
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(attachment.name)}`,
      'content-security-policy': messagePolicy,
      'x-content-type-options': 'nosniff',
    });
    response.end(content);
  }

  /** New messages as they come; after `Last-Event-ID`, first those that were missed. */
  #stream(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const send = (message: Message): void => {
      response.write(`id: ${message.sequence}\nevent: message\ndata: ${JSON.stringify(summary(message))}\n\n`);
    };
    const last = Number(request.headers['last-event-id']);
    if (last > 0) for (const missed of this.#mailbox.list({ after: last, limit: 500 }).reverse()) send(missed);
    response.write(': connected\n\n');
    const stop = this.#mailbox.watch({
      delivered: send,
      cleared: () => response.write('event: cleared\ndata: {}\n\n'),
    });
    const beat = setInterval(() => response.write(': \n\n'), 25_000).unref();
    this.#streams.add(response);
    response.on('close', () => {
      stop();
      clearInterval(beat);
      this.#streams.delete(response);
    });
  }
}

/** What the list shows of a message: everything but its HTML. */
function summary({ html, ...message }: Message) {
  return { ...message, hasHtml: html !== undefined };
}

/** The parameters of a search, or what is wrong with them. */
function readQuery(search: URLSearchParams): Query | string {
  const value = (name: string): string | undefined => search.get(name) ?? undefined;
  const channel = value('channel') || undefined;
  if (channel !== undefined && channel !== 'email' && channel !== 'sms')
    return `channel must be email or sms, not '${channel}'`;
  const since = value('since') ? Date.parse(value('since') ?? '') : undefined;
  if (Number.isNaN(since)) return `since must be a time such as 2026-01-31T12:00:00Z, not '${value('since') ?? ''}'`;
  const limit = Number(value('limit') ?? 50);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1_000)
    return `limit must be 1 to 1000, not '${value('limit') ?? ''}'`;
  return { to: value('to') || undefined, contains: value('contains') || undefined, channel, since, limit };
}

function json(response: ServerResponse, status: number, body: unknown, type = 'application/json'): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(JSON.stringify(body));
}

function problem(response: ServerResponse, status: number, detail: string): void {
  json(response, status, { status, detail }, 'application/problem+json');
}
