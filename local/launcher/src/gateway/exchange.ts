import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { problem } from './answers.ts';
import { requestHeaders, responseHeaders } from './headers.ts';
import type { Target } from './target.ts';
import type { Upstream, Waiting } from './upstream.ts';

export interface ExchangeParts {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly target: Target;
  readonly upstream: Upstream;
  readonly body: Buffer | null;
  /** Called once the caller has the answer, or has gone away. */
  readonly onClose: (exchange: Exchange) => void;
}

/** Methods that may be sent twice (RFC 9110, 9.2.2). */
const repeatable: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
/** A connection that the service had closed while the request was on its way. */
const closedConnections: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** One request on its way to a service, and the answer on its way back. */
export class Exchange implements Dispatcher.DispatchHandler, Waiting {
  /** Whether anything happened since this was last set to `false`. */
  moved = true;
  /** Its place among those under way. */
  place = 0;
  readonly #parts: ExchangeParts;
  #state: 'waiting' | 'asked' | 'answering' | 'streaming' | 'over' = 'waiting';
  #attempts = 0;
  #caller = '';
  #controller: Dispatcher.DispatchController | undefined;
  /** The newest piece of the answer: the last one is sent together with the end. */
  #held: Buffer | undefined;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    // Both when the answer is complete and when the caller has gone away.
    parts.response.once('close', () => {
      this.#abandon();
      parts.onClose(this);
    });
    parts.upstream.enter(this);
  }

  start(): void {
    const { request, target, upstream, body } = this.#parts;
    this.#state = 'asked';
    this.#attempts++;
    const headers = requestHeaders(request, target.authority);
    if (!headers) return this.#refuse(400, 'malformed_request', 'there is more than one Host header');
    try {
      const method = request.method as Dispatcher.HttpMethod;
      upstream.dispatch({ path: target.path + target.search, method, headers, body }, this);
    } catch (error) {
      this.#refuse(400, 'malformed_request', (error as Error).message);
    }
  }

  refuse(): void {
    this.#refuse(503, 'dependency_unavailable', 'too many requests are waiting; try again');
  }

  /** Nothing happened for too long. */
  expire(): void {
    // A stream of events may be silent; one whose reader takes nothing is not.
    if (this.#state === 'streaming' && !this.#controller?.paused) return;
    if (this.#state === 'waiting') return this.refuse();
    // The caller does not read the answer.
    if (this.#state === 'over') return void this.#parts.response.destroy();
    this.#refuse(504, 'dependency_unavailable', `what serves ${this.#parts.target.path} does not answer in time`);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#state === 'over') controller.abort(callerIsGone);
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    // 100 and 103 concern this connection only.
    if (status < 200 || this.#state === 'over') return;
    const { response, upstream } = this.#parts;
    this.moved = true;
    this.#state = 'answering';
    if (headers['content-type']?.startsWith('text/event-stream')) {
      this.#caller = callerOf(this.#parts);
      if (!upstream.openStream(this.#caller))
        return this.#refuse(429, 'rate_limited', 'too many streams of events are open; close one, or wait');
      this.#state = 'streaming';
      // It takes no request's place: it may last for minutes.
      upstream.leave();
    }
    response.writeHead(status, responseHeaders(headers));
    if (this.#state !== 'streaming') return;
    response.flushHeaders();
    response.socket?.setTimeout(0);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { response } = this.#parts;
    if (this.#state === 'over') return;
    this.moved = true;
    const next = this.#state === 'streaming' ? chunk : this.#held;
    if (this.#state !== 'streaming') this.#held = chunk;
    if (!next || response.write(next)) return;
    controller.pause();
    response.once('drain', () => {
      this.moved = true;
      controller.resume();
    });
  }

  onResponseEnd(): void {
    if (this.#state === 'over') return;
    // In one piece with the headers where it is small: Node joins texts, not buffers.
    if (this.#held && this.#held.length < joined) this.#parts.response.end(this.#held.toString('latin1'), 'latin1');
    else this.#parts.response.end(this.#held);
    this.#held = undefined;
    this.#finish();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    if (this.#state === 'over') return;
    const { request, target } = this.#parts;
    const { code = '' } = error as NodeJS.ErrnoException;
    const mayRepeat = repeatable.has(request.method ?? '') || request.headers['idempotency-key'] !== undefined;
    if (this.#state === 'asked' && this.#attempts === 1 && mayRepeat && closedConnections.has(code))
      return this.start();
    const isAbsent = this.#state === 'asked' && error.name !== 'HTTPParserError' && !code.startsWith('UND_ERR_RES');
    this.#refuse(isAbsent ? 503 : 502, 'dependency_unavailable', `what serves ${target.path} does not answer`);
  }

  /** Answers, or cuts an answer that has begun: the caller must not take it for complete. */
  #refuse(status: number, code: Parameters<typeof problem>[3], detail: string): void {
    const { request, response } = this.#parts;
    const controller = this.#controller;
    this.#finish();
    controller?.abort(refused);
    if (status === 400) response.shouldKeepAlive = false;
    problem(response, request, status, code, detail);
  }

  #abandon(): void {
    if (this.#state === 'over') return;
    const controller = this.#controller;
    this.#finish();
    controller?.abort(callerIsGone);
  }

  /** Gives back what it holds. */
  #finish(): void {
    const { upstream } = this.#parts;
    if (this.#state === 'waiting') upstream.giveUp(this);
    else if (this.#state === 'streaming') upstream.closeStream(this.#caller);
    else upstream.leave();
    this.#state = 'over';
  }
}

const callerIsGone = new Error('the caller has gone away');
const refused = new Error('the answer is not wanted any more');
const joined = 16 * 1024;

/** Whose streams are counted together: one token's, else one guest order's. Tokens are not kept, only a hash that distinguishes them. */
function callerOf({ request, target }: ExchangeParts): string {
  const { authorization, 'order-key': guestKey } = request.headers;
  return createHash('sha256')
    .update(authorization ?? guestKey?.toString() ?? target.path + target.search)
    .digest('base64');
}
