/** One row of the gateway's table: requests whose path starts with `prefix` (as whole segments) go to `service`. */
export interface Route {
  prefix: string;
  service: string;
}

/**
 * Which public path belongs to which service. The local gateway and the cluster's HTTPRoutes are made from this table;
 * what is not in it (`/internal/…`, `/metrics`, `/health`) cannot be reached from outside.
 */
export const routes: readonly Route[] = [
  { prefix: '/api/products', service: 'product-service' },
  { prefix: '/api/categories', service: 'product-service' },
  { prefix: '/api/collections', service: 'product-service' },
  { prefix: '/api/artwork', service: 'product-service' },
  { prefix: '/api/catalogue', service: 'product-service' },
  { prefix: '/api/stock', service: 'product-service' },
  { prefix: '/api/orders', service: 'order-service' },
  { prefix: '/api/payments', service: 'payment-service' },
  { prefix: '/api/notifications', service: 'notification-service' },
];

/** The row a path belongs to, if any. */
export function routeFor(path: string): Route | undefined {
  return routes.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`));
}
