import type { Money, Order, OrderState, OrderStatus, TimelineAhead } from '@halden/contracts';
import { orderStates } from '@halden/contracts/order-states';
import type { BuyingMessages } from '../i18n/en-buying.ts';

/** The state of an order as a short sentence. */
export function sentenceOf(
  { status, charged, refunded, declineReason }: Order,
  messages: BuyingMessages['order'],
  format: (money: Money) => string,
): string {
  const { sentences, declines } = messages;
  const { mood, money, refund } = orderStates[status];
  if (mood === 'bad' && declineReason) return declines[declineReason];
  if (money === 'none' && charged.amount > refunded.amount) return sentences.cancelledPaid;
  if (money === 'taken' && !refund && refunded.amount > 0) return sentences.partlyRefunded(format(refunded));
  return sentences[status];
}

/** How a state is meant: by colour and sign. */
export const moodOf = (status: OrderStatus): OrderState['mood'] => orderStates[status].mood;

/** It came to nothing: neither goods nor money change hands. */
export const isLost = (status: OrderStatus): boolean => {
  const { refund, money } = orderStates[status];
  return !refund && money === 'none';
};

/** Nothing more will happen: the state is final, and no money is owed. */
export const isOver = ({ status, charged, refunded }: Order): boolean =>
  orderStates[status].final && charged.amount === refunded.amount;

export interface TimelineStep {
  key: string;
  label: string;
  /** ISO 8601; absent for what is still to come. */
  at: string | undefined;
  state: 'done' | 'now' | 'ahead' | 'failed';
}

/** What has happened to an order, and what comes next, from the first to the last. */
export function timelineOf({ status, timeline }: Order, messages: BuyingMessages['order']): TimelineStep[] {
  const { steps } = messages;
  const happened = timeline.map(({ status: each, at }, index): TimelineStep => {
    const state = isLost(each) ? 'failed' : 'done';
    return { key: `${index} ${each}`, label: steps[each], at, state };
  });
  const { now, ahead } = orderStates[status];
  const stepAt = (key: TimelineAhead, state: 'now' | 'ahead'): TimelineStep => ({
    key,
    label: steps[key],
    at: undefined,
    state,
  });
  return [...happened, ...(now ? [stepAt(now, 'now')] : []), ...ahead.map((key) => stepAt(key, 'ahead'))];
}
