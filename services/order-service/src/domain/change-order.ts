import { DomainError, type Order, type OrderId } from '@halden/contracts';
import { announce, requestRefund } from './messages.ts';
import { advance, isCancellable, type OrderRecord, refundable, toOrder } from './order.ts';
import { giveBackAll, type Transition } from './payment-results.ts';
import type { Catalogue, Keys, OrderStore } from './ports.ts';

interface Deps {
  orders: OrderStore;
  catalogue: Catalogue;
  keys: Keys;
  now: () => number;
}

/**
 * Cancels: before payment at once, after payment with a refund. The goods are given back right away, and again with the payment's or
 * refund's result, should we be stopped in between. Rejects with `order_not_cancellable`.
 */
export const cancelOrder =
  ({ orders, catalogue, keys, now }: Deps) =>
  async (id: OrderId): Promise<Order> => {
    const cancelled = await change(orders, id, (order) => {
      if (order.status === 'cancelled') return undefined;
      if (!isCancellable(order)) throw new DomainError('order_not_cancellable', `the order is ${order.status}`);
      const at = new Date(now()).toISOString();
      const guestKey = order.customerId ? undefined : keys.guestKey(id);
      if (order.status === 'pending') {
        const next = advance(order, { status: 'cancelled' }, at);
        return { order: next, outbox: [announce('order.cancelled', next, guestKey)] };
      }
      const next = advance(order, { status: 'refunding', returnsStock: true, detail: 'cancelled' }, at);
      return giveBackAll(next, 'cancelled', [announce('order.cancelled', next, guestKey)]);
    });
    // Not needed for the answer: what is not given back now follows with the result, or ends with the reservation.
    await catalogue.settle([{ orderId: id, action: 'release', lines: cancelled.lines }]).catch(() => undefined);
    return toOrder(cancelled);
  };

/** Gives money back, all that is left or a part. The same refund id twice is one refund. */
export const refundOrder =
  ({ orders, now }: Pick<Deps, 'orders' | 'now'>) =>
  async (id: OrderId, request: { refundId: string; amount: number | undefined; reason: string }): Promise<Order> => {
    const order = await change(orders, id, (current) => {
      const earlier = current.refunds.find((refund) => refund.id === request.refundId);
      if (earlier && (request.amount ?? earlier.amount) !== earlier.amount)
        throw new DomainError('idempotency_key_reused');
      if (earlier) return undefined;
      const left = refundable(current);
      if (left <= 0)
        throw new DomainError('order_not_refundable', `the order is ${current.status}; nothing is left of the charge`);
      const amount = request.amount ?? left;
      if (amount > left) throw new DomainError('refund_exceeds_charge', `${left} of ${current.charged} are left`);
      const refund = { id: request.refundId, amount, reason: request.reason, status: 'requested' as const };
      const at = new Date(now()).toISOString();
      const status = current.status === 'paid' ? 'refunding' : current.status;
      const next = advance(current, { status, refunds: [...current.refunds, refund], detail: request.reason }, at);
      return { order: next, outbox: [requestRefund(next, refund)] };
    });
    return toOrder(order);
  };

/** Applies a change to the newest version, again when somebody else was faster. `undefined` from `decide` leaves it as it is. */
async function change(
  orders: OrderStore,
  id: OrderId,
  decide: (order: OrderRecord) => Transition | undefined,
): Promise<OrderRecord> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const order = (await orders.find([id])).get(id);
    if (!order) throw new DomainError('order_not_found');
    const next = decide(order);
    if (!next) return order;
    const [outcome] = await orders.save([next]);
    if (outcome === 'saved') return next.order;
  }
  throw new DomainError('dependency_unavailable', 'the order is being changed by others; try again');
}
