import { DomainError, type IdempotencyKey, type Order, type OrderId, orderStates } from '@halden/contracts';
import type { RefundOrder, ShipOrder } from '@halden/contracts';
import { advance, contextOf, type Happening, isCancelled } from './order-lifecycle.ts';
import { isCancellable, type OrderRecord, refundable, toOrder } from './order.ts';
import type { CatalogueClient, OrderIdentity, OrderStore } from './ports.ts';

interface Deps {
  orders: OrderStore;
  catalogue: CatalogueClient;
  identity: OrderIdentity;
  now: () => number;
}

/**
 * Cancels: before payment at once, after payment with a refund. The goods are given back right away, and again with the payment's or
 * refund's result, should we be stopped in between. Whatever became of a cancelled order since, cancelling it again is the same answer.
 * Rejects with `order_not_cancellable`.
 */
export const cancelOrder = (deps: Deps) => {
  const change = changing(deps);
  return async (id: OrderId): Promise<Order> => {
    const order = await change(id, (current) => {
      if (!isCancelled(current) && !isCancellable(current))
        throw new DomainError('order_not_cancellable', `the order is ${current.status}`);
      return { trigger: 'cancel' };
    });
    // Not needed for the answer: what is not given back now follows with the result, or ends with the reservation.
    await deps.catalogue.settle([{ orderId: id, action: 'release', lines: order.lines }]).catch(() => undefined);
    return toOrder(order);
  };
};

/** Gives money back, all that is left or a part. The same key is one refund; another request under it is `idempotency_key_reused`. */
export const refundOrder =
  (deps: Deps) =>
  (id: OrderId, key: IdempotencyKey, { amount, reason }: RefundOrder): Promise<Order> =>
    changing(deps)(id, (current) => {
      const earlier = current.refunds.find((refund) => refund.id === key);
      if (earlier && ((earlier.all ? undefined : earlier.amount) !== amount || earlier.reason !== reason))
        throw new DomainError('idempotency_key_reused');
      if (earlier) return undefined;
      const left = refundable(current);
      if (left <= 0)
        throw new DomainError('order_not_refundable', `the order is ${current.status}; nothing is left of the charge`);
      if (amount !== undefined && amount > left)
        throw new DomainError('refund_exceeds_charge', `${left} of ${current.charged} are left`);
      const refund = {
        id: key,
        amount: amount ?? left,
        reason,
        status: 'requested' as const,
        all: amount === undefined,
      };
      return { trigger: 'refund', refund };
    }).then((order) => toOrder(order));

/** Hands the goods to a carrier. The same key is one shipment; another request under it is `idempotency_key_reused`. */
export const shipOrder =
  (deps: Deps) =>
  (id: OrderId, key: IdempotencyKey, { carrier, trackingCode }: ShipOrder): Promise<Order> =>
    changing(deps)(id, ({ shipment, status }) => {
      if (shipment?.key === key) {
        if (shipment.carrier === carrier && shipment.trackingCode === trackingCode) return undefined;
        throw new DomainError('idempotency_key_reused');
      }
      if (!orderStates[status].shippable) throw new DomainError('order_not_shippable', `the order is ${status}`);
      const shippedAt = new Date(deps.now()).toISOString();
      return { trigger: 'ship', shipment: { key, carrier, ...(trackingCode && { trackingCode }), shippedAt } };
    }).then((order) => toOrder(order));

/** Applies what happens to the newest version, again when somebody else was faster. `undefined` from `decide` leaves the order as it is. */
const changing =
  ({ orders, identity, now }: Omit<Deps, 'catalogue'>) =>
  async (id: OrderId, decide: (order: OrderRecord) => Happening | undefined): Promise<OrderRecord> => {
    for (let attempt = 0; attempt < 10; attempt++) {
      const order = (await orders.find([id])).get(id);
      if (!order) throw new DomainError('order_not_found');
      const happening = decide(order);
      const change = happening && advance(order, happening, contextOf(order, { identity, now }));
      if (!change) return order;
      const [outcome] = await orders.save([change]);
      if (outcome === 'saved') return change.order;
    }
    throw new DomainError('dependency_unavailable', 'the order is being changed by others; try again');
  };
