import type { OrderStatus } from '@halden/contracts';

/** What the shop wants to know of a state of an order. */
export const orderFacts: Record<OrderStatus, { final: boolean; money: 'awaited' | 'taken' | 'none'; mood: string }> = {
  pending: { final: false, money: 'awaited', mood: 'waiting' },
  paid: { final: false, money: 'taken', mood: 'good' },
  declined: { final: true, money: 'none', mood: 'bad' },
  cancelled: { final: true, money: 'none', mood: 'quiet' },
  refunding: { final: false, money: 'taken', mood: 'waiting' },
  refunded: { final: true, money: 'none', mood: 'quiet' },
};
