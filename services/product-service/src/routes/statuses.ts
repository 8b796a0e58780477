import type { StatusTable } from '@halden/service-kit';

/** Which status each of our codes has. */
export const statuses = {
  product_not_found: 404,
  sku_not_found: 404,
  product_exists: 409,
  out_of_stock: 409,
  reservation_conflict: 409,
  stock_below_reserved: 409,
  stale_version: 412,
  idempotency_key_reused: 422,
  unknown_product: 422,
} satisfies StatusTable;
