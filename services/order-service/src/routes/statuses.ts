import type { StatusTable } from '@halden/service-kit';

/** Which status each of our codes has. */
export const statuses = {
  order_not_found: 404,
  out_of_stock: 409,
  price_changed: 409,
  reservation_conflict: 409,
  order_not_cancellable: 409,
  order_not_refundable: 409,
  order_not_shippable: 409,
  unknown_product: 422,
  idempotency_key_reused: 422,
  refund_exceeds_charge: 422,
} satisfies StatusTable;
