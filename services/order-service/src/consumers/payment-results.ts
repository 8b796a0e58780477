import type { OrderId, PaymentResult } from '@halden/contracts';
import { type BatchHandler, complete, deadLetter, type Delivery, retry, type Verdict } from '@halden/messaging';
import { traceFrom, withTrace } from '@halden/service-kit';
import { advance, contextOf, happeningOf, stockActionFor, type StockOutcome } from '../domain/order-lifecycle.ts';
import type { OrderRecord } from '../domain/order.ts';
import type { CatalogueClient, OrderIdentity, OrderStore } from '../domain/ports.ts';

interface Deps {
  orders: OrderStore;
  catalogue: CatalogueClient;
  identity: OrderIdentity;
  now: () => number;
}

/**
 * Applies payment results to orders: the stock first (it is idempotent), then order, inbox and outbox in one transaction. Results
 * of one order that come together are applied one after the other.
 */
export function paymentResultsHandler({ orders, catalogue, identity, now }: Deps): BatchHandler<PaymentResult> {
  return async (deliveries) => {
    const verdicts: Verdict[] = [];
    const waiting = deliveries.map((delivery, index) => ({ delivery, index }));
    while (waiting.length > 0) {
      const busy = new Set<OrderId>();
      const round = waiting.filter(
        ({ delivery: { message } }) => !busy.has(message.subject) && busy.add(message.subject),
      );
      round.forEach((entry) => waiting.splice(waiting.indexOf(entry), 1));
      const outcomes = await applyRound(round.map(({ delivery }) => delivery));
      round.forEach(({ index }, position) => (verdicts[index] = outcomes[position] ?? retry('no_outcome')));
    }
    return verdicts;
  };

  async function applyRound(deliveries: readonly Delivery<PaymentResult>[]): Promise<Verdict[]> {
    const results = deliveries.map(({ message }) => message);
    const known = await orders.find(results.map(({ subject }) => subject));
    const stock = await settleStock(results, known);
    return Promise.all(
      deliveries.map(async ({ message, traceparent }) => {
        const order = known.get(message.subject);
        if (!order) return deadLetter('order_not_found', `there is no order ${message.subject}`);
        // What is written because of a message belongs to its trace.
        return withTrace(traceFrom(traceparent), () => applyResult(order, message, stock.get(order.id)));
      }),
    );
  }

  async function applyResult(order: OrderRecord, result: PaymentResult, stock?: StockOutcome): Promise<Verdict> {
    const happening = happeningOf(order, result, stock);
    const change = happening && advance(order, happening, contextOf(order, { identity, now }));
    // No change: it was applied before.
    if (!change) return complete;
    const [outcome] = await orders.save([{ ...change, inboxId: result.id }]);
    // The order changed meanwhile, so look at it again.
    return outcome === 'conflict' ? retry('order_changed') : complete;
  }

  async function settleStock(
    results: readonly PaymentResult[],
    known: ReadonlyMap<OrderId, OrderRecord>,
  ): Promise<Map<OrderId, StockOutcome>> {
    const items = results.flatMap((result) => {
      const order = known.get(result.subject);
      const happening = order && happeningOf(order, result);
      const action = happening && stockActionFor(order, happening);
      return action
        ? [{ orderId: order.id, action, lines: order.lines.map(({ sku, quantity }) => ({ sku, quantity })) }]
        : [];
    });
    if (items.length === 0) return new Map();
    return new Map((await catalogue.settle(items)).map(({ orderId, outcome }) => [orderId, outcome]));
  }
}
