import { describe, expect, it } from '@jest/globals';
import { orderApi } from './apis/order-api.ts';
import { productApi } from './apis/product-api.ts';
import { ApiProblem, createClient, type TransportRequest, UnexpectedResponse } from './client.ts';
import { orderId } from './ids.ts';

const anOrderId = orderId(`ord_${'0'.repeat(26)}`);

function answering(
  status: number,
  body: string,
  contentType = 'application/json',
  headers: Record<string, string> = {},
) {
  const seen: TransportRequest[] = [];
  const transport = async (request: TransportRequest) => {
    seen.push(request);
    return { status, headers: new Headers({ 'content-type': contentType, ...headers }), text: async () => body };
  };
  return { seen, transport };
}

describe('the typed client', () => {
  it('fills the path, repeats array parameters and leaves out what is undefined', async () => {
    const { seen, transport } = answering(200, '{"items":[]}');
    const client = createClient(productApi, transport);
    await client.listProducts({ query: { colour: ['clay', 'ink'], q: 'arc lamp', type: undefined } });
    await client.getProduct({ params: { idOrSlug: 'a/b' } });
    expect(seen.map(({ path }) => path)).toEqual([
      '/api/products?colour=clay&colour=ink&q=arc+lamp',
      '/api/products/a%2Fb',
    ]);
  });

  it('rejects with the problem that the service answers, and how long to wait', async () => {
    const problem = { type: 't', title: 'Slow down', status: 429, code: 'rate_limited' };
    const { transport } = answering(429, JSON.stringify(problem), 'application/problem+json', { 'retry-after': '7' });
    const error = await createClient(orderApi, transport)
      .getOrder({ params: { orderId: anOrderId } })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ problem, retryAfterSeconds: 7 });
  });

  it("says so when what comes back is not the contract's", async () => {
    const { transport } = answering(502, '<h1>Bad gateway</h1>', 'text/html');
    await expect(createClient(orderApi, transport).getOrder({ params: { orderId: anOrderId } })).rejects.toBeInstanceOf(
      UnexpectedResponse,
    );
  });

  it('knows how long to wait also by a date, and from an answer that is not of the contract', async () => {
    const call = (status: number, type: string, retryAfter: string) => {
      const { transport } = answering(status, '<h1>Busy</h1>', type, { 'retry-after': retryAfter });
      return createClient(orderApi, transport)
        .getOrder({ params: { orderId: anOrderId } })
        .catch((error: unknown) => (error as UnexpectedResponse).retryAfterSeconds);
    };
    expect(await call(503, 'text/html', '20')).toBe(20);
    expect(await call(503, 'text/html', new Date(Date.now() + 3_600_000).toUTCString())).toBeGreaterThan(3_000);
    expect(await call(503, 'text/html', new Date(Date.now() - 5_000).toUTCString())).toBeUndefined();
    expect(await call(503, 'text/html', 'soon')).toBeUndefined();
  });

  it.each([
    ['of another status', { type: 't', title: 't', status: 409, code: 'out_of_stock' }],
    ['without a code', { type: 't', title: 't', status: 502 }],
    ['that is null', null],
  ])('takes no problem document for the word of the service %s', async (_, document) => {
    const { transport } = answering(502, JSON.stringify(document), 'application/problem+json');
    await expect(createClient(orderApi, transport).getOrder({ params: { orderId: anOrderId } })).rejects.toBeInstanceOf(
      UnexpectedResponse,
    );
  });

  it('sends defaults on every call, and the body as JSON', async () => {
    const { seen, transport } = answering(200, '{}');
    const client = createClient(orderApi, transport, { headers: () => ({ authorization: 'Bearer x' }) });
    await client.quote({ body: { currency: 'EUR', lines: [] } });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      body: '{"currency":"EUR","lines":[]}',
    });
  });
});
