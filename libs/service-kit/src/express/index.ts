import type { ServerResponse } from 'node:http';
import { type Api, openApiDocument, type Operation } from '@halden/contracts';
import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { type ApiServers, serversOf } from '../api-servers.ts';
import { admissionOf } from '../http/admission.ts';
import { deliver } from '../http/deliver.ts';
import { descriptionPath, toPattern } from '../http/route-table.ts';
import { createApiServer } from '../http/server.ts';
import {
  createRunner,
  type Handler,
  type HandlerRequest,
  type Handlers,
  type HttpServiceOptions,
} from '../operations.ts';

/**
 * The servers of an API on Express. Every operation needs a handler, those named in `S` one that streams: the types see to it.
 */
export const createExpressServers = <A extends Api, S extends keyof A['operations'] = never>(
  options: HttpServiceOptions & { api: A },
  handlers: Handlers<A, S> & { [K in S]: StreamHandler<A['operations'][K]> },
): Promise<ApiServers> =>
  serversOf(options.api, async (api) => {
    const app = createApp({ ...options, api });
    addOperations(app, { ...options, api }, handlers);
    const onError: ErrorRequestHandler = (thrown, request, _response, _next) => admissionOf(request).refuse(thrown);
    app.use(onError);
    return createApiServer({ ...options, api }, app as (...exchange: unknown[]) => void);
  });

/** What is common to all requests happens before Express, in `createApiServer`; it routes and answers. */
function createApp(options: HttpServiceOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.disable('query parser'); // the runner reads the query, for both frameworks
  const description = JSON.stringify(openApiDocument(options.api, options.version));
  app.get(descriptionPath, (request, response) =>
    send(request, response, 'application/json; charset=utf-8', { status: 200, body: description }),
  );
  return app;
}

function addOperations(app: Express, options: HttpServiceOptions, handlers: Handlers<Api>): void {
  // Express takes the first route that fits: fixed paths come before those with parameters.
  const operations = Object.entries(options.api.operations).sort(([, a], [, b]) => specificity(b) - specificity(a));
  for (const [name, operation] of operations) {
    const handler = handlers[name] as Handler<typeof operation>;
    const run = createRunner(operation, handler, options.verifier);
    app[operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](
      toPattern(operation.path),
      async (request: Request, response: Response) => {
        const answer = await run(request, { ...request.params });
        if (response.writableEnded) return;
        if ('stream' in answer) return stream(answer as unknown as Streaming, request, response);
        const { status, headers = {} } = answer;
        response.set(headers);
        const type = headers['content-type'] ?? operation.produces ?? 'application/json; charset=utf-8';
        await send(request, response, type, { status, body: bodyOf(answer, operation) });
      },
    );
  }
}

/** JSON, unless the operation produces text of another type, has no body, or made its bytes itself. */
function bodyOf(
  answer: { body?: unknown; encoded?: Uint8Array },
  operation: Operation,
): string | Uint8Array | undefined {
  if (answer.encoded !== undefined) return answer.encoded;
  if (answer.body === undefined) return undefined;
  return operation.produces === undefined ? JSON.stringify(answer.body) : (answer.body as string);
}

const specificity = ({ path }: Operation): number => -(path.match(/\{/g)?.length ?? 0);

async function send(
  request: Request,
  response: Response,
  type: string,
  answer: { status: number; body: string | Uint8Array | undefined },
): Promise<void> {
  const etag = response.getHeader('etag') as string | undefined;
  const { status, headers, body } = await deliver(request.headers, { ...answer, type, etag });
  response.status(status).set(headers);
  if (body === null || body === undefined) return void response.end();
  response.setHeader('content-type', type);
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

/** An answer that is written for as long as there is something to say. */
interface Streaming {
  stream: (response: ServerResponse) => void;
}
/** A handler that writes the response itself, for as long as it likes. */
export type StreamHandler<O extends Operation> = (request: HandlerRequest<O>) => Promise<Streaming>;

/** HEAD asks whether there is a stream, and gets none. */
function stream(answer: Streaming, request: Request, response: Response): void {
  admissionOf(request).becameStream();
  if (request.method === 'HEAD') response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' }).end();
  else answer.stream(response);
}
