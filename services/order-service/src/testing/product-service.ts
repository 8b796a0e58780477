import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type DomainError, problemTitles } from '@halden/contracts';
import { MemoryCatalogue } from './fakes.ts';

/** product-service's internal operations over HTTP, with a catalogue in memory behind them. */
export async function startFakeProductService(stock: Record<string, number>) {
  const catalogue = new MemoryCatalogue(stock);
  const operations: Record<string, (body: never) => Promise<unknown>> = {
    '/internal/prices': (body) => catalogue.price(body),
    '/internal/reservations': (body) => catalogue.reserve(body),
    '/internal/reservations/settlements': async ({ items }: { items: never }) => ({
      items: await catalogue.settle(items),
    }),
  };
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: unknown) =>
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
    if (request.url === '/health') return answer(200, 'application/json', { status: 'ok' });
    void text(request)
      .then((body) => operations[request.url ?? '']?.(JSON.parse(body) as never))
      .then(
        (result) => answer(request.url === '/internal/reservations' ? 201 : 200, 'application/json', result),
        (error: DomainError) => {
          const status = error.code === 'dependency_unavailable' ? 503 : error.code === 'out_of_stock' ? 409 : 422;
          answer(status, 'application/problem+json', {
            type: 'test',
            title: problemTitles[error.code],
            status,
            code: error.code,
            ...error.extra,
          });
        },
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    catalogue,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}
