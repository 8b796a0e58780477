import {
  type Card,
  type DeclineReason,
  type OrderEventType,
  type OrderStage,
  orderStates,
  type OrderStatus,
  type PaymentResult,
  type SettlementResults,
  type Shipment,
  stageOf,
  type TimelineEntry,
} from '@halden/contracts';
import { orderEvent, requestRefund } from './messages.ts';
import type { OrderIdentity, OrderChange } from './ports.ts';
import { asMoney, type OrderRecord, type Refund, refundable } from './order.ts';

export type StockAction = 'commit' | 'release';
export type StockOutcome = SettlementResults['items'][number]['outcome'];

type Trigger =
  | 'payment.succeeded'
  /** Paid, but the reservation had ended and the goods are sold to somebody else. */
  | 'payment.without-stock'
  | 'payment.declined'
  /** A part of the charge went back. */
  | 'refund.succeeded'
  /** Nothing of the charge is kept any more. */
  | 'refund.completed'
  | 'refund.failed'
  | 'refund'
  | 'cancel'
  | 'ship';

interface Transition {
  to: OrderStage;
  /** Done before the order is written, and again with a repetition: both actions are idempotent. */
  stock?: StockAction;
  events?: readonly OrderEventType[];
  /** All that is left of the charge goes back, for this reason. */
  refund?: string;
  /** The order stays as it is: only the stock is seen to, in case that failed before. */
  stockOnly?: true;
}

/**
 * Every way an order can go, by the state it is in apart from its refunds. What is not here changes nothing. A refund under way, and a
 * charge that is all back, are shown over the state (`statusOf`), so that no result of a refund can lead anywhere else.
 */
export const lifecycle: Record<OrderStage, Partial<Record<Trigger, Transition>>> = {
  pending: {
    'payment.succeeded': { to: 'paid', stock: 'commit', events: ['order.paid'] },
    'payment.without-stock': { to: 'cancelled', events: ['order.cancelled'], refund: 'stock_unavailable' },
    'payment.declined': { to: 'declined', stock: 'release', events: ['order.declined'] },
    cancel: { to: 'cancelled', stock: 'release', events: ['order.cancelled'] },
  },
  paid: {
    cancel: { to: 'cancelled', stock: 'release', events: ['order.cancelled'], refund: 'cancelled' },
    ship: { to: 'shipped', events: ['order.shipped'] },
    refund: { to: 'paid' },
    'refund.succeeded': { to: 'paid', events: ['order.refunded'] },
    // Nobody sends what is not paid for: the goods never left.
    'refund.completed': { to: 'cancelled', stock: 'release', events: ['order.refunded'] },
    'refund.failed': { to: 'paid', events: ['order.refund-failed'] },
  },
  shipped: {
    refund: { to: 'shipped' },
    'refund.succeeded': { to: 'shipped', events: ['order.refunded'] },
    'refund.completed': { to: 'shipped', events: ['order.refunded'] },
    'refund.failed': { to: 'shipped', events: ['order.refund-failed'] },
  },
  declined: {
    // The bank took the money after it had said no.
    'payment.succeeded': { to: 'declined', stock: 'release', refund: 'declined' },
    'payment.declined': { to: 'declined', stock: 'release', stockOnly: true },
    refund: { to: 'declined' },
    'refund.succeeded': { to: 'declined', stock: 'release', events: ['order.refunded'] },
    'refund.completed': { to: 'declined', stock: 'release', events: ['order.refunded'] },
    'refund.failed': { to: 'declined', stock: 'release', events: ['order.refund-failed'] },
  },
  cancelled: {
    // The bank was still thinking when the order was cancelled.
    'payment.succeeded': { to: 'cancelled', stock: 'release', refund: 'cancelled' },
    'payment.declined': { to: 'cancelled', stock: 'release', stockOnly: true },
    cancel: { to: 'cancelled', stock: 'release', stockOnly: true },
    refund: { to: 'cancelled' },
    'refund.succeeded': { to: 'cancelled', stock: 'release', events: ['order.refunded'] },
    'refund.completed': { to: 'cancelled', stock: 'release', events: ['order.refunded'] },
    'refund.failed': { to: 'cancelled', stock: 'release', events: ['order.refund-failed'] },
  },
};

/** Every order begins here, once its goods are reserved. */
export const firstStage: OrderStage = 'pending';

/** It was taken back before: cancelling changes nothing about it any more. */
export const isCancelled = (order: OrderRecord): boolean => lifecycle[stageOf(order)].cancel?.stockOnly === true;

/** Something that happens to an order, with its facts. */
export type Happening =
  | { trigger: 'payment.succeeded' | 'payment.without-stock'; charged: number; card: Card }
  | { trigger: 'payment.declined'; reason: DeclineReason; card: Card | undefined }
  | { trigger: 'refund.succeeded' | 'refund.completed'; refund: Refund }
  | { trigger: 'refund.failed'; refund: Refund; reason: string }
  | { trigger: 'refund'; refund: Refund }
  | { trigger: 'cancel' }
  | { trigger: 'ship'; shipment: Shipment & { key: string } };

/** What a payment result means for an order; `undefined` when it was applied before. `stock`: what became of the reservation, once that is known. */
export function happeningOf(order: OrderRecord, result: PaymentResult, stock?: StockOutcome): Happening | undefined {
  switch (result.type) {
    case 'payment.succeeded': {
      const { charged, card } = result.data;
      if (order.charged > 0) return undefined;
      const trigger = stock === 'unavailable' ? 'payment.without-stock' : 'payment.succeeded';
      return { trigger, charged: charged.amount, card };
    }
    case 'payment.declined':
      return { trigger: result.type, reason: result.data.reason, card: result.data.card };
    case 'refund.succeeded':
    case 'refund.failed': {
      const { refundId } = result.data;
      const refund = order.refunds.find(({ id, status }) => id === refundId && status === 'requested');
      if (!refund) return undefined;
      if (result.type === 'refund.failed') return { trigger: result.type, refund, reason: result.data.reason };
      const all = order.refunded + refund.amount === order.charged;
      return { trigger: all ? 'refund.completed' : 'refund.succeeded', refund };
    }
  }
}

/** When something happens, and what a guest opens the order with. */
export const contextOf = (order: OrderRecord, { identity, now }: { identity: OrderIdentity; now: () => number }) => ({
  at: new Date(now()).toISOString(),
  guestKey: order.customerId ? undefined : identity.guestKey(order.id),
});

/** What is done with the goods before the order is changed. */
export const stockActionFor = (order: OrderRecord, { trigger }: Happening): StockAction | undefined =>
  lifecycle[stageOf(order)][trigger]?.stock;

/** The order after what happened; `undefined` when that changes nothing about it. */
export function advance(
  order: OrderRecord,
  happening: Happening,
  { at, guestKey }: { at: string; guestKey: string | undefined },
): OrderChange | undefined {
  const transition = lifecycle[stageOf(order)][happening.trigger];
  if (!transition || transition.stockOnly) return undefined;
  const version = order.version + 1;
  const changed = { ...order, ...factsOf(order, happening), version, updatedAt: at };
  const rest = transition.refund === undefined ? 0 : refundable(changed);
  const refund: Refund | undefined =
    rest > 0
      ? { id: `v${version}`, amount: rest, reason: transition.refund ?? '', status: 'requested', all: true }
      : happening.trigger === 'refund'
        ? happening.refund
        : undefined;
  if (refund) changed.refunds = [...changed.refunds, refund];
  const next: OrderRecord = { ...changed, status: statusOf(transition.to, changed) };
  if (owes(transition.to, next)) next.attention = 'refund_failed';
  next.timeline = [...order.timeline, ...entriesOf(order, next, transition.to, happening)];
  const events = (transition.events ?? []).map((type) => orderEvent(type, next, guestKey));
  return { from: order, order: next, outbox: [...events, ...(refund ? [requestRefund(next, refund)] : [])] };
}

/** What an order in this state is called while money goes back, or has all gone back. */
function statusOf(stage: OrderStage, { charged, refunded, refunds }: OrderRecord): OrderStatus {
  if (refunds.some(({ status }) => status === 'requested')) return 'refunding';
  return charged > 0 && refunded === charged ? 'refunded' : stage;
}

/** Money is kept for nothing, and none of it is on its way back: a refund failed, or gave back a part only. */
const owes = (stage: OrderStage, { charged, refunded, refunds }: OrderRecord): boolean =>
  orderStates[stage].money === 'none' && charged > refunded && !refunds.some(({ status }) => status === 'requested');

function factsOf(order: OrderRecord, happening: Happening): Partial<OrderRecord> {
  const withStatus = (refund: Refund, status: Refund['status']) =>
    order.refunds.map((each) => (each === refund ? { ...each, status } : each));
  switch (happening.trigger) {
    case 'payment.succeeded':
      return { charged: happening.charged, card: happening.card };
    case 'payment.without-stock':
      return { charged: happening.charged, card: happening.card, declineReason: 'stock_unavailable' };
    case 'payment.declined':
      return { declineReason: happening.reason, card: happening.card };
    case 'refund':
      return { attention: undefined };
    case 'refund.succeeded':
    case 'refund.completed': {
      const { refund, trigger } = happening;
      const refunds = withStatus(refund, 'succeeded');
      const attention = trigger === 'refund.completed' ? undefined : order.attention;
      return { refunds, refunded: order.refunded + refund.amount, attention };
    }
    case 'refund.failed':
      return { refunds: withStatus(happening.refund, 'failed'), attention: 'refund_failed' };
    case 'ship':
      return { shipment: happening.shipment };
    case 'cancel':
      return {};
  }
}

/** The state that is left or entered, and what is shown over it; a refund's result stands in the timeline even when the status stays. */
function entriesOf(before: OrderRecord, after: OrderRecord, stage: OrderStage, happening: Happening): TimelineEntry[] {
  const at = after.updatedAt;
  const detail = detailOf(happening);
  const given = after.refunded - before.refunded;
  const entry = (status: OrderStatus): TimelineEntry => ({ status, at, ...(detail && { detail }) });
  const isResult = 'refund' in happening && happening.trigger !== 'refund';
  const entered = stage === stageOf(before) ? [] : [entry(stage)];
  const shown = entered.at(-1)?.status ?? before.status;
  if (after.status === shown && !isResult) return entered;
  return [...entered, { ...entry(after.status), ...(given > 0 && { refunded: asMoney(after, given) }) }];
}

function detailOf(happening: Happening): string | undefined {
  switch (happening.trigger) {
    case 'payment.without-stock':
      return 'stock_unavailable';
    case 'payment.declined':
    case 'refund.failed':
      return happening.reason;
    case 'refund':
    case 'refund.succeeded':
    case 'refund.completed':
      return happening.refund.reason;
    default:
      return undefined;
  }
}
