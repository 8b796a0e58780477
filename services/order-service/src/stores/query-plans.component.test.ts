import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@halden/service-kit/testing';
import { orderEvent, requestPayment } from '../domain/messages.ts';
import { aChange, ada, aKey, anOrder, anOrderRequest } from '../testing/builders.ts';
import { openSqliteOrderStore } from './sqlite-order-store.ts';

/** Every statement that the store prepares while it is used in every way, with how SQLite carries it out. */
async function plansOfEveryStatement(): Promise<Map<string, string[]>> {
  const texts = new Set<string>();
  const { prepare } = DatabaseSync.prototype;
  const plans = new Map<string, string[]>();
  const opened: DatabaseSync[] = [];
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, text: string) {
    opened.push(this);
    texts.add(text);
    return prepare.call(this, text);
  };
  try {
    const store = openSqliteOrderStore({ file: ':memory:', log: silentLog, now: Date.now });
    texts.clear(); // what brings the schema up to date looks at all of it
    const order = anOrder();
    const attempt = { key: aKey(), requestHash: 'h' };
    await store.place(order, attempt, [requestPayment(order, anOrderRequest().paymentToken)]);
    const event = orderEvent('order.cancelled', order, undefined);
    await store.save([{ ...aChange(order, { status: 'cancelled' }), outbox: [event], inboxId: 'i' }]);
    await store.find([order.id]);
    await store.findAttempt(attempt.key);
    await store.list({ customerId: ada, limit: 5, status: 'paid', after: '9' });
    await store.list({ attention: 'refund_failed', limit: 5 });
    await store.list({ limit: 5, after: '9' });
    await store.countAttention();
    await store.seen(['i']);
    await store.versions([order.id]);
    await store.prune(0);
    await store.check();
    const { outbox } = store;
    await outbox.destinations();
    await outbox.claim({ destination: 'order-events', limit: 5, leaseMs: 1 });
    await outbox.postpone([event.id], { notBefore: 0 });
    await outbox.postpone([event.id], { notBefore: 0, error: 'no' });
    await outbox.expedite({ destination: 'order-events', after: 0 });
    await outbox.park([event.id], { reason: 'refused', error: 'no' });
    for (const filter of [{}, { ids: [event.id] }, { destination: 'order-events' }, { reason: 'refused' as const }]) {
      await outbox.parked({ ...filter, limit: 5 });
      await outbox.replay(filter);
    }
    await outbox.countParked();
    await outbox.markSent([event.id]);
    for (const text of texts) {
      const parameters: SQLInputValue[] = [...text.matchAll(/\?/g)].map(() => null);
      const rows = prepare.call(opened[0]!, `EXPLAIN QUERY PLAN ${text}`).all(...parameters);
      plans.set(
        text,
        rows.map(({ detail }) => String(detail)),
      );
    }
    await store.close();
  } finally {
    DatabaseSync.prototype.prepare = prepare;
  }
  return plans;
}

describe('the statements of the embedded order store', () => {
  it('all find their rows by an index, and none sorts what it has not limited', async () => {
    const plans = await plansOfEveryStatement();
    expect(plans.size).toBeGreaterThanOrEqual(25);
    const slow = [...plans].filter(([text, steps]) =>
      steps.some(
        (step) =>
          // A list that was given as a parameter is gone through, and a constant has one row.
          (step.startsWith('SCAN') && !/^SCAN (json_each|CONSTANT ROW)/.test(step)) ||
          // What is parked is little; it may be grouped.
          (step.startsWith('USE TEMP B-TREE') && !text.includes('parked_at IS NOT NULL')),
      ),
    );
    expect(slow).toEqual([]);
  });

  it('are few, whatever the number of ids they are asked for', async () => {
    const plans = await plansOfEveryStatement();
    expect([...plans.keys()].filter((text) => text.includes('?,?'))).toEqual([]);
  });
});
