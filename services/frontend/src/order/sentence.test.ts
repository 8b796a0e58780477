import { describe, expect, it } from '@jest/globals';
import { declineReasons, type Order, orderStatuses } from '@halden/contracts';
import { buying as en } from '../i18n/en-buying.ts';
import { moodOf, sentenceOf, timelineOf } from './sentence.ts';

const money = (amount: number) => ({ amount, currency: 'EUR' as const });
const anOrder = (change: Partial<Order>) =>
  ({ status: 'pending', charged: money(0), refunded: money(0), timeline: [], ...change }) as Order;
const say = (change: Partial<Order>) => sentenceOf(anOrder(change), en.order, ({ amount }) => `€${amount / 100}`);

describe('the sentence of an order', () => {
  it('says for every state how things are', () => {
    const sentences = orderStatuses.map((status) => say({ status }));
    expect(new Set(sentences).size).toBe(orderStatuses.length);
    expect(say({ status: 'paid' })).toBe('Paid. We are packing it.');
  });

  it('says for every reason of a decline what to do next', () => {
    const sentences = declineReasons.map((declineReason) => say({ status: 'declined', declineReason }));
    expect(new Set(sentences).size).toBe(declineReasons.length);
    for (const sentence of sentences) expect(sentence).toContain('Nothing was charged.');
  });

  it('distinguishes a cancellation before the payment from one after it', () => {
    expect(say({ status: 'cancelled' })).toBe('Cancelled. Nothing was charged.');
    expect(say({ status: 'cancelled', charged: money(4800) })).toBe('Cancelled. Your money is on its way back.');
  });

  it('says how much of a paid order went back', () => {
    expect(say({ status: 'paid', charged: money(4800), refunded: money(1000) })).toContain('€10');
  });

  it('has a mood for colour and sign', () => {
    expect(orderStatuses.map(moodOf)).toEqual(['waiting', 'good', 'good', 'bad', 'quiet', 'waiting', 'quiet']);
  });
});

describe('the timeline of an order', () => {
  const at = '2026-11-22T12:00:00.000Z';

  it('shows what comes next while there is something to come', () => {
    const pending = timelineOf(anOrder({ timeline: [{ status: 'pending', at }] }), en.order);
    expect(pending.map(({ label, state }) => [label, state])).toEqual([
      ['Order received', 'done'],
      ['Payment', 'now'],
      ['Packing', 'ahead'],
      ['On its way', 'ahead'],
    ]);
  });

  it('ends where an order ends', () => {
    const timeline = [
      { status: 'pending' as const, at },
      { status: 'declined' as const, at },
    ];
    expect(timelineOf(anOrder({ status: 'declined', timeline }), en.order).at(-1)).toMatchObject({
      label: 'Payment declined',
      state: 'failed',
      at,
    });
  });
});
