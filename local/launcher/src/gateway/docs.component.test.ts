import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browser, startGateway, stop, type TestGateway } from './testing/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.stop());

describe("the APIs' documents", () => {
  it('are at /api/docs, from what each service says of itself', async () => {
    const { status, body } = await gateway.get('/api/docs', { headers: browser });
    expect(status).toBe(200);
    expect(body.toString()).toContain('/api/docs/start.js');
    expect((await gateway.get('/api/docs/start.js')).body.toString()).toContain('/api/docs/order-service.json');
    expect((await gateway.get('/api/docs/order-service.json')).json).toMatchObject({
      name: 'order',
      path: '/openapi.json',
    });
  });

  it.each([
    '/api/docs',
    '/api/docs/start.js',
    '/api/docs/swagger-ui.css',
    '/api/docs/order-service.json',
    '/api/docs/no',
  ])('are shown in nobody else’s frame, and taken for no other type: %s', async (path) => {
    const { headers } = await gateway.get(path);
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-frame-options': 'DENY', 'x-content-type-options': 'nosniff' });
  });

  it.each([
    '/api/docs/../../internal/reservations',
    '/api/docs/%2e%2e/metrics',
    '/api/docs/package.json',
    '/api/docs/nobody.json',
    '/api/docs/constructor.json',
    '/api/docs/__proto__.json',
    '/api/docs/order-service.json/x',
    '/api/docs/order-service',
  ])('are nothing but these: %s is not there', async (path) => {
    const { status, json } = await gateway.get(path, { headers: browser });
    expect({ status, code: json.code }).toEqual({ status: 404, code: 'route_not_found' });
  });

  it('say which service does not answer', async () => {
    await stop(gateway.services.payment!);
    const { status, json } = await gateway.get('/api/docs/payment-service.json');
    expect({ status, detail: json.detail }).toEqual({ status: 503, detail: 'payment-service does not answer' });
  });
});
