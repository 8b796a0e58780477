import {
  DomainError,
  type CustomerId,
  type OrderId,
  type Quote,
  type QuoteRequest,
  type Role,
} from '@halden/contracts';
import type { OrderRecord } from './order.ts';
import { refuseRepeatedSkus } from './place-order.ts';
import type { CatalogueClient, OrderIdentity, OrderStore } from './ports.ts';
import { deliveryOptionsFor, totalsFor } from './pricing.ts';

/** Who asks for an order: a signed-in person, a guest with the order's key, or both. */
export interface Reader {
  customerId: CustomerId | undefined;
  roles: readonly Role[];
  orderKey: string | undefined;
}

/**
 * The order, when it is the reader's to see; whoever may not see it learns nothing, not even that it exists (`order_not_found`).
 * `staff` lets the role `orders.read` see all.
 */
export const readOrder =
  ({ orders, identity }: { orders: OrderStore; identity: OrderIdentity }) =>
  async (id: OrderId, reader: Reader, options: { staff: boolean }): Promise<OrderRecord> => {
    const order = (await orders.find([id])).get(id);
    const owner = order?.customerId !== undefined && order.customerId === reader.customerId;
    const guest =
      order?.customerId === undefined && reader.orderKey !== undefined && identity.matchesGuestKey(id, reader.orderKey);
    const staff = options.staff && reader.roles.includes('orders.read');
    if (!order || !(owner || guest || staff)) throw new DomainError('order_not_found');
    return order;
  };

/** What a cart would cost. Nothing is reserved; lines that are not sold any more are named and not counted. */
export const quoteOrder =
  ({ catalogue }: { catalogue: CatalogueClient }) =>
  async (request: QuoteRequest): Promise<Quote> => {
    refuseRepeatedSkus(request);
    const { currency, lines, locale = 'en', delivery = 'standard', country } = request;
    const priced = await catalogue.price({ currency, locale, lines });
    const totals = totalsFor(priced.lines, { currency, method: delivery, country });
    return { ...priced, totals, deliveryOptions: deliveryOptionsFor(totals.subtotal) };
  };
