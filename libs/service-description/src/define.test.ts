import { describe, expect, it } from '@jest/globals';
import type { Api, Operation } from '@halden/contracts';
import { defineService } from './define.ts';
import { routeFor, routesOf } from './routes.ts';

const operation = (path: string, access: Operation['access'] = 'public'): Operation => ({
  method: 'GET',
  path,
  summary: 'Something',
  access,
  responses: { 200: null },
});
const api = (...operations: Operation[]): Api => ({
  service: 'review-service',
  title: 'Reviews',
  description: 'Reviews',
  operations: Object.fromEntries(operations.map((each, index) => [`operation${index}`, each])),
});
const described = (change: object = {}) =>
  defineService({
    name: 'review-service',
    title: 'Reviews',
    description: 'What customers think',
    runtime: 'node',
    api: api(operation('/api/reviews/{id}')),
    slo: { availability: 99.9, latencyMs: 250 },
    local: { port: 3005 },
    ...change,
  });

describe('the description of a Node service', () => {
  it('has the routes of its API, the ports of service-kit, and an image of its own folder', () => {
    expect(described()).toMatchObject({
      routes: ['/api/reviews'],
      ports: { http: 8080, management: 9090 },
      servesMetrics: true,
      verifiesTokens: true,
      local: { port: 3005, priority: 'normal' },
      image: { target: 'service', entry: 'services/review-service/src/main.ts' },
    });
  });

  it('has a port for other services where its API has operations for them', () => {
    const both = api(operation('/api/reviews'), operation('/internal/reviews', 'internal'));
    expect(described().ports).not.toHaveProperty('internal');
    expect(described({ api: both }).ports.internal).toBe(8081);
  });

  it.each([
    ['a name that Kubernetes does not take', { name: 'Review_Service' }, /got 'Review_Service'/],
    ["another service's API", { api: { ...api(), service: 'order-service' } }, /got 'order-service'/],
    ['SQL without a folder for its file', { uses: ['sql'] }, /no keepsFiles/],
    [
      'a queue of a Service Bus that it does not use',
      { consumes: [{ kind: 'queue', queue: 'reviews', messagesPerReplica: 1 }] },
      /expected uses with 'service-bus'/,
    ],
    ['a setting that is no environment variable', { settings: { 'review-url': 'x' } }, /got 'review-url'/],
  ])('refuses %s, and says what to do', (_, change, message) => {
    expect(() => described(change)).toThrow(message);
    expect(() => described(change)).toThrow(/service\.ts of/);
  });
});

describe('the routes of an API', () => {
  it('are its first resources, each once', () =>
    expect(
      routesOf(api(operation('/api/reviews'), operation('/api/reviews/{id}'), operation('/api/ratings/{id}/x'))),
    ).toEqual(['/api/reviews', '/api/ratings']));

  it('hold no internal operation', () =>
    expect(routesOf(api(operation('/api/reviews'), operation('/internal/x', 'internal')))).toEqual(['/api/reviews']));

  it('refuse a public operation outside of /api', () =>
    expect(() => routesOf(api(operation('/reviews')))).toThrow(/got '\/reviews'/));

  it('refuse an internal operation that a public prefix would lead to', () =>
    expect(() => routesOf(api(operation('/api/reviews'), operation('/api/reviews/secret', 'internal')))).toThrow(
      /would be public/,
    ));

  it('lead by whole segments, the longest prefix first', () => {
    const routes = [
      { prefix: '/', service: 'shop' },
      { prefix: '/api/orders', service: 'orders' },
      { prefix: '/api/orders/returns', service: 'returns' },
    ];
    expect(routeFor(routes, '/api/orders?limit=1')?.service).toBe('orders');
    expect(routeFor(routes, '/api/orders/returns/1')?.service).toBe('returns');
    expect(routeFor(routes, '/api/ordersomething')?.service).toBe('shop');
    expect(routeFor(routes.slice(1), '/api/ordersomething')).toBeUndefined();
  });
});
