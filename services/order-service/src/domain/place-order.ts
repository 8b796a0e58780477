import { DomainError, type IdempotencyKey, type Order, type PlaceOrder } from '@halden/contracts';
import type { CustomerId } from '@halden/contracts';
import { firstStage } from './order-lifecycle.ts';
import { orderEvent, requestPayment } from './messages.ts';
import { type OrderRecord, toOrder } from './order.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import type { Attempt, CatalogueClient, OrderIdentity, OrderStore, PlacedOrder } from './ports.ts';
import { totalsFor } from './pricing.ts';

export interface PlaceOrderRequest {
  /** Absent: a guest. */
  customerId: CustomerId | undefined;
  key: IdempotencyKey;
  body: PlaceOrder;
}

interface Deps {
  orders: OrderStore;
  catalogue: CatalogueClient;
  identity: OrderIdentity;
  now: () => number;
}
type PlaceOrderUseCase = (request: PlaceOrderRequest) => Promise<{ order: Order; placed: boolean }>;

/**
 * Places an order: stock first, then order and messages in one transaction; payment follows by itself. The order's id is made from the
 * attempt, so a repetition after a crash finds its own reservation, and two at the same time place one order. Those of one key that come to
 * this process together are answered one after the other, so that none takes back what another is about to use.
 * Rejects with `unknown_product`, `out_of_stock`, `price_changed`, `idempotency_key_reused`, `validation_failed`, `dependency_unavailable`.
 */
export const placeOrder = ({ orders, catalogue, identity, now }: Deps): PlaceOrderUseCase => {
  const oneByOne = createKeyedQueue();
  const place: PlaceOrderUseCase = async ({ customerId, key, body }) => {
    refuseRepeatedSkus(body);
    refuseOtherCurrency(body);
    const attempt = { key, requestHash: identity.requestHash(body) };
    const answer = (placed: PlacedOrder) => repeatable(placed, { customerId, ...attempt }, identity);
    const earlier = await orders.findAttempt(key);
    if (earlier) return { order: answer(earlier), placed: false };

    const id = identity.orderId(key);
    const { currency, lines, locale = 'en' } = body;
    const reservation = await catalogue.reserve({ orderId: id, currency, locale, lines }).catch(asReusedKey);
    const totals = totalsFor(reservation.lines, { currency, method: body.delivery, country: body.address.country });
    if (totals.total.amount !== body.agreedTotal.amount) {
      // A reservation that cannot be given back now ends by itself.
      await catalogue.settle([{ orderId: id, action: 'release', lines }]).catch(() => undefined);
      throw new DomainError('price_changed', undefined, { totals });
    }
    const at = new Date(now()).toISOString();
    const order: OrderRecord = {
      id,
      customerId,
      status: firstStage,
      version: 1,
      currency,
      lines: reservation.lines,
      totals,
      contact: body.contact,
      address: body.address,
      delivery: body.delivery,
      locale,
      card: undefined,
      declineReason: undefined,
      charged: 0,
      refunded: 0,
      refunds: [],
      shipment: undefined,
      attention: undefined,
      timeline: [{ status: firstStage, at }],
      placedAt: at,
      updatedAt: at,
    };
    const guestKey = customerId ? undefined : identity.guestKey(id);
    const outcome = await orders.place(order, attempt, [
      requestPayment(order, body.paymentToken),
      orderEvent('order.placed', order, guestKey),
    ]);
    return { order: answer(outcome), placed: outcome.placed };
  };
  return (request) => oneByOne(request.key, () => place(request));
};

/**
 * What was placed under the key, for who asks again with the same request. Who has no session any more has to sign in for what was
 * placed while signed in; a stranger learns nothing of it. A guest is known by the key and the request alone.
 */
function repeatable(
  { order, requestHash }: PlacedOrder,
  attempt: Attempt & { customerId: CustomerId | undefined },
  identity: OrderIdentity,
): Order {
  const { customerId } = attempt;
  const isOthers = order.customerId !== undefined && customerId !== undefined && order.customerId !== customerId;
  if (requestHash !== attempt.requestHash || isOthers) throw new DomainError('idempotency_key_reused');
  if (order.customerId !== undefined && customerId === undefined)
    throw new DomainError(
      'unauthenticated',
      'sign in again: the order under this Idempotency-Key was placed while signed in',
    );
  return toOrder(order, order.customerId ? undefined : identity.guestKey(order.id));
}

/** The reservation is named by the key: other lines under it are another request at the same moment. */
function asReusedKey(error: unknown): never {
  const isConflict = error instanceof DomainError && error.code === 'reservation_conflict';
  throw isConflict ? new DomainError('idempotency_key_reused') : error;
}

/** One SKU, one line: else it would be unclear which of the two a fault is about. */
export function refuseRepeatedSkus({ lines }: { lines: { sku: string }[] }): void {
  const seen = new Set<string>();
  lines.forEach(({ sku }, index) => {
    if (seen.has(sku))
      throw new DomainError('validation_failed', `body /lines/${index}/sku stands in an earlier line`, {
        errors: [{ in: 'body', pointer: `/lines/${index}/sku`, detail: 'stands in an earlier line' }],
      });
    seen.add(sku);
  });
}

function refuseOtherCurrency({ currency, agreedTotal }: PlaceOrder): void {
  if (agreedTotal.currency === currency) return;
  const fault = { pointer: '/agreedTotal/currency', detail: `must be ${currency}, the currency of the order` };
  throw new DomainError('validation_failed', `body ${fault.pointer} ${fault.detail}`, {
    errors: [{ in: 'body', ...fault }],
  });
}
