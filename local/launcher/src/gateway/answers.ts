import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProblemCode, problemTitles } from '@halden/contracts';

export function json(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
    .end(JSON.stringify(body));
}

/** Answers as the services do when something is wrong: problem+json with a stable code. */
export function problem(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  code: ProblemCode,
  detail?: string,
): void {
  if (response.headersSent) return void response.destroy();
  const document = {
    type: `urn:halden:problem:${code}`,
    title: problemTitles[code],
    status,
    code,
    ...(detail && { detail }),
    instance: request.url,
  };
  response
    .writeHead(status, {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...(status === 503 && { 'retry-after': '1' }),
    })
    .end(JSON.stringify(document));
}
