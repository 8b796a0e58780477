import type { OrderId, PaymentResult } from '@halden/contracts';
import { type BatchHandler, complete, deadLetter, retry, type Verdict } from '@halden/messaging';
import { applyPaymentResult, stockActionFor, type StockOutcome } from '../domain/payment-results.ts';
import type { OrderRecord } from '../domain/order.ts';
import type { Catalogue, Keys, OrderChange, OrderStore } from '../domain/ports.ts';

interface Deps {
  orders: OrderStore;
  catalogue: Catalogue;
  keys: Keys;
  now: () => number;
  /** Orders that reached a new version. */
  onChanged: (orders: readonly OrderRecord[]) => void;
}

/**
 * Applies payment results to orders: the stock first (it is idempotent), then order, inbox and outbox in one transaction. Results
 * of one order that come together are applied one after the other.
 */
export function paymentResultsHandler({ orders, catalogue, keys, now, onChanged }: Deps): BatchHandler<PaymentResult> {
  return async (deliveries) => {
    const verdicts: Verdict[] = [];
    const waiting = deliveries.map(({ message }, index) => ({ message, index }));
    while (waiting.length > 0) {
      const busy = new Set<OrderId>();
      const round = waiting.filter(({ message }) => !busy.has(message.subject) && busy.add(message.subject));
      round.forEach((entry) => waiting.splice(waiting.indexOf(entry), 1));
      const outcomes = await applyRound(round.map(({ message }) => message));
      round.forEach(({ index }, position) => (verdicts[index] = outcomes[position] ?? retry('no_outcome')));
    }
    return verdicts;
  };

  async function applyRound(results: PaymentResult[]): Promise<Verdict[]> {
    const known = await orders.find(results.map(({ subject }) => subject));
    const stock = await settleStock(results, known);
    const at = new Date(now()).toISOString();
    const changes: (OrderChange | undefined)[] = results.map((result) => {
      const order = known.get(result.subject);
      const guestKey = order && !order.customerId ? keys.guestKey(order.id) : undefined;
      const next = order && applyPaymentResult(order, result, { stock: stock.get(order.id), at, guestKey });
      return next && { ...next, inboxId: result.id };
    });
    const written = changes.filter((change) => change !== undefined);
    const outcomes = new Map((await orders.save(written)).map((outcome, index) => [written[index], outcome]));
    onChanged(written.filter((change) => outcomes.get(change) === 'saved').map(({ order }) => order));
    return results.map((result, index) => {
      if (!known.has(result.subject)) return deadLetter('order_not_found', `there is no order ${result.subject}`);
      const change = changes[index];
      // No change: it was applied before. Conflict: the order changed meanwhile, so look at it again.
      return change && outcomes.get(change) === 'conflict' ? retry('order_changed') : complete;
    });
  }

  async function settleStock(
    results: PaymentResult[],
    known: ReadonlyMap<OrderId, OrderRecord>,
  ): Promise<Map<OrderId, StockOutcome>> {
    const items = results.flatMap((result) => {
      const order = known.get(result.subject);
      const action = order && stockActionFor(order, result);
      return action
        ? [{ orderId: order.id, action, lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })) }]
        : [];
    });
    if (items.length === 0) return new Map();
    return new Map((await catalogue.settle(items)).map(({ orderId, outcome }) => [orderId, outcome]));
  }
}
