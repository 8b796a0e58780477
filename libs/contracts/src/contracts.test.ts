import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { notificationApi } from './apis/notification-api.ts';
import { orderApi } from './apis/order-api.ts';
import { paymentApi } from './apis/payment-api.ts';
import { productApi } from './apis/product-api.ts';
import { openApiDocument } from './openapi.ts';
import type { Api } from './operation.ts';
import { problemCodes } from './problem-codes.ts';

const apis: Api[] = [productApi, orderApi, paymentApi, notificationApi];
describe('the OpenAPI documents', () => {
  it.each(apis.map((api): [string, Api] => [api.service, api]))(
    'of %s refer only to components they define',
    (_, api) => {
      const document = openApiDocument(api, '1.0.0');
      const text = JSON.stringify(document);
      const defined = Object.keys((document.components as { schemas: object }).schemas);
      const referred = [...text.matchAll(/#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
      expect(new Set(referred)).toEqual(new Set(defined));
      expect(text).not.toContain('[object');
    },
  );

  it('name who may call, and the problems to expect', () => {
    const { paths } = openApiDocument(orderApi, '1.0.0') as {
      paths: Record<string, Record<string, { description: string }>>;
    };
    expect(paths['/api/orders/{orderId}/refunds']?.post?.description).toContain('`orders.refund`');
    expect(paths['/api/orders']?.post?.description).toContain('`out_of_stock`');
  });
});

describe('docs/errors.md', () => {
  it('lists every problem code, and no other', () => {
    const text = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');
    const listed = [...text.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, code]) => code);
    expect(listed.toSorted()).toEqual(problemCodes.toSorted());
  });
});
