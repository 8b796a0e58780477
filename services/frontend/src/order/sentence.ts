import type { Money, Order, OrderStatus } from '@halden/contracts';
import type { BuyingMessages } from '../i18n/en-buying.ts';

/** The state of an order as a short sentence. */
export function sentenceOf(
  { status, charged, refunded, declineReason }: Order,
  messages: BuyingMessages['order'],
  format: (money: Money) => string,
): string {
  const { sentences, declines } = messages;
  if (status === 'declined') return declineReason ? declines[declineReason] : sentences.declined;
  if (status === 'cancelled') return charged.amount > 0 ? sentences.cancelledPaid : sentences.cancelled;
  if (status === 'paid' && refunded.amount > 0) return sentences.partlyRefunded(format(refunded));
  return sentences[status];
}

/** How a state is meant: by colour and sign. */
export const moodOf = (status: OrderStatus): 'waiting' | 'good' | 'bad' | 'quiet' =>
  status === 'pending' || status === 'refunding'
    ? 'waiting'
    : status === 'paid'
      ? 'good'
      : status === 'declined'
        ? 'bad'
        : 'quiet';

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
    const state = each === 'declined' || each === 'cancelled' ? 'failed' : 'done';
    return { key: `${index} ${each}`, label: steps[each], at, state };
  });
  const ahead = (key: 'waiting' | 'packing' | 'refunded', state: 'now' | 'ahead'): TimelineStep => ({
    key,
    label: steps[key],
    at: undefined,
    state,
  });
  if (status === 'pending') return [...happened, ahead('waiting', 'now'), ahead('packing', 'ahead')];
  if (status === 'paid') return [...happened, ahead('packing', 'now')];
  if (status === 'refunding') return [...happened, ahead('refunded', 'ahead')];
  return happened;
}
