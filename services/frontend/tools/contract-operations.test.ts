import { describe, expect, it } from '@jest/globals';
import { notificationApi, orderApi, paymentApi, productApi } from '@halden/contracts';
import { operationRows, operationsModule } from './contract-operations.ts';

describe("the browser's table of operations", () => {
  it('has what a shopper may call, and nothing of staff or of services among themselves', () => {
    const names = [productApi, orderApi, paymentApi, notificationApi].flatMap((api) => Object.keys(operationRows(api)));
    expect(names).toEqual(
      expect.arrayContaining(['listProducts', 'quote', 'placeOrder', 'listOrders', 'setPreferences']),
    );
    expect(names).not.toEqual(expect.arrayContaining(['reserveStock']));
    expect(names).not.toEqual(expect.arrayContaining(['refundOrder']));
    expect(names).not.toEqual(expect.arrayContaining(['adjustStock']));
  });

  it('says of an operation how it is called and how it answers, without a schema', () => {
    expect(operationRows(orderApi)).toMatchObject({
      placeOrder: { method: 'POST', path: '/api/orders', body: true, responses: { 200: true, 201: true } },
      watchOrder: { method: 'GET', produces: 'text/event-stream', responses: { 200: null } },
    });
    expect(operationRows(orderApi).getOrder).toEqual({
      method: 'GET',
      path: '/api/orders/{orderId}',
      responses: { 200: true },
    });
  });

  it('is a small module: under four kilobytes before compression', async () => {
    const source = operationsModule({ productApi, orderApi, paymentApi, notificationApi });
    const exported = (await import(`data:text/javascript,${encodeURIComponent(source)}`)) as Record<string, unknown>;
    expect(exported.orderApi).toEqual({ operations: operationRows(orderApi) });
    expect(source.length).toBeLessThan(4096);
  });
});
