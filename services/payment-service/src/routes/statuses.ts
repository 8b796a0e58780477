import type { StatusTable } from '@halden/service-kit';

/** Which status each of our codes has. */
export const statuses = { order_not_found: 404, card_invalid: 422 } satisfies StatusTable;
