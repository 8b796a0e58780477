import { createMetrics, DependencyUnavailable } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createOutboxRelay, type OutboxRelay } from './outbox.ts';
import type { OutboxStore } from './outbox-store.ts';
import { type Publisher, UnsendableMessage } from './publisher.ts';
import { until } from './testing/consumer-contract.ts';
import { aPaymentRequest } from './testing/index.ts';
import { MemoryOutbox } from './testing/memory-outbox.ts';

/** Writes a message, about an order of its own unless an ordering key is given. */
const add = (store: MemoryOutbox, destination: string, overrides: { key?: string; time?: string } = {}) => {
  const { key, ...rest } = overrides;
  const message = aPaymentRequest({ time: new Date().toISOString(), ...rest });
  store.add({ id: message.id, destination, orderingKey: key ?? message.subject, message });
  return message.id;
};
const addMany = (count: number, ...args: Parameters<typeof add>) => Array.from({ length: count }, () => add(...args));

const hanging: (() => void)[] = [];
/** Does not end before the test does. */
const hang = () => new Promise<never>((_, reject) => hanging.push(() => reject(new Error('the test is over'))));

/** A publisher that remembers what it sent, unless `fault` returns an error for it or never answers. */
const publisherWith = (fault: (id: string) => Error | 'hangs' | undefined = () => undefined) => {
  const sent: string[] = [];
  const asked: string[] = [];
  const publisher: Publisher = {
    async publish(messages) {
      for (const { message } of messages) {
        asked.push(message.id);
        const found = fault(message.id);
        if (found === 'hangs') await hang();
        else if (found) throw found;
        sent.push(message.id);
      }
    },
    close: async () => undefined,
  };
  return { sent, asked, publisher };
};

let running: OutboxRelay | undefined;
const start = async (
  store: OutboxStore,
  publishers: Record<string, Publisher>,
  options: Partial<Parameters<typeof createOutboxRelay>[0]> = {},
) => {
  const metrics = createMetrics('test');
  running = createOutboxRelay({
    store,
    publishers,
    log: silentLog,
    metrics,
    now: Date.now,
    pollMs: 20,
    batchSize: 10,
    sweepMs: 20,
    ...options,
  });
  await running.start();
  return { relay: running, metrics };
};
afterEach(async () => {
  const stopping = running?.stop();
  for (const end of hanging.splice(0)) end();
  await stopping;
  running = undefined;
});

describe('the outbox relay', () => {
  it('sends everything in the order it was written, batch by batch, and removes it', async () => {
    const store = new MemoryOutbox();
    const ids = addMany(25, store, 'queue');
    const { sent, publisher } = publisherWith();
    await start(store, { queue: publisher });
    await until(() => store.rows.length === 0);
    expect(sent).toEqual(ids);
  });

  it('sends the messages of one ordering key one after the other, also when the first fails for a while', async () => {
    const store = new MemoryOutbox();
    const ids = addMany(4, store, 'queue', { key: 'order' });
    let failures = 2;
    const { sent, asked, publisher } = publisherWith((id) =>
      id === ids[0] && failures-- > 0 ? new Error('gone') : undefined,
    );
    await start(store, { queue: publisher });
    await until(() => store.rows.length === 0);
    expect(sent).toEqual(ids);
    expect(asked).toEqual([ids[0], ids[0], ...ids]);
  });

  it('counts attempts and keeps the last error on the row', async () => {
    const store = new MemoryOutbox();
    add(store, 'queue');
    await start(store, { queue: publisherWith(() => new Error('broker gone')).publisher });
    await until(() => (store.rows[0]?.record.attempts ?? 0) >= 2);
    expect(store.rows[0]).toMatchObject({ lastError: 'broker gone', notBefore: expect.any(Number) });
  });

  it.each([
    ['refuses everything', () => new Error('broker gone')],
    ['is known to be down', () => new DependencyUnavailable('hub', 'is known to be down')],
    ['never answers', () => 'hangs' as const],
  ])('lets a destination that %s hold up no other, with far more than a batch of messages for it', async (_, fault) => {
    const store = new MemoryOutbox();
    addMany(400, store, 'hub');
    const payments = addMany(400, store, 'queue');
    const { sent, publisher } = publisherWith();
    const hub = publisherWith(fault);
    await start(store, { hub: hub.publisher, queue: publisher });
    await until(() => sent.length >= 400);
    expect(sent).toEqual(payments);
    expect(hub.sent).toEqual([]);
    expect(store.waiting('hub')).toHaveLength(400);
  });

  it('lets a message that fails each time hold up only the later ones of its key', async () => {
    const store = new MemoryOutbox();
    const poison = add(store, 'hub', { key: 'bad order' });
    const behind = add(store, 'hub', { key: 'bad order' });
    const others = addMany(50, store, 'hub');
    const { sent, publisher } = publisherWith((id) => (id === poison ? new Error('refused for now') : undefined));
    await start(store, { hub: publisher });
    await until(() => sent.length >= 50);
    expect(sent).toEqual(others);
    expect(store.waiting().map(({ id }) => id)).toEqual([poison, behind]);
  });

  it('lets messages that never end (a partition that does not answer) take no place from the others for long', async () => {
    const store = new MemoryOutbox();
    const stuck = new Set(addMany(30, store, 'hub'));
    const others = addMany(30, store, 'hub');
    const { sent, publisher } = publisherWith((id) => (stuck.has(id) ? 'hangs' : undefined));
    await start(store, { hub: publisher }, { leaseMs: 3_600_000 });
    await until(() => sent.length >= 30);
    expect(sent).toEqual(others);
  });

  it('parks what can never be sent, at once, and sends the later messages of its key', async () => {
    const store = new MemoryOutbox();
    const poison = add(store, 'hub', { key: 'order' });
    const behind = add(store, 'hub', { key: 'order' });
    const { sent, publisher } = publisherWith((id) =>
      id === poison ? new UnsendableMessage('too_large', 'larger than the hub takes') : undefined,
    );
    const { metrics } = await start(store, { hub: publisher });
    await until(() => sent.length >= 1);
    expect(sent).toEqual([behind]);
    expect(await store.parked({ limit: 9 })).toMatchObject([
      { id: poison, reason: 'too_large', lastError: 'larger than the hub takes', attempts: 1 },
    ]);
    const series = /^outbox_parked_messages\{.*destination="hub",reason="too_large".*\} 1$/m;
    await until(async () => series.test(await metrics.registry.metrics()));
  });

  it('parks what failed many times over a long time while its destination took others', async () => {
    const store = new MemoryOutbox();
    const old = new Date(Date.now() - 86_400_000).toISOString();
    const poison = add(store, 'hub', { time: old });
    const young = add(store, 'hub');
    const { publisher } = publisherWith((id) => (id === poison || id === young ? new Error('no') : undefined));
    add(store, 'hub');
    await start(store, { hub: publisher }, { patience: { attempts: 2, ms: 3_600_000 } });
    await until(async () => (await store.parked({ limit: 9 })).length > 0);
    expect(await store.parked({ limit: 9 })).toMatchObject([{ id: poison, reason: 'attempts_exhausted', attempts: 2 }]);
    expect(store.waiting().map(({ id }) => id)).toEqual([young]);
  });

  it('parks what goes where nobody here sends to, and takes it up again once somebody does', async () => {
    const store = new MemoryOutbox();
    const id = add(store, 'nowhere');
    await start(store, {});
    await until(async () => (await store.parked({ limit: 9 })).length > 0);
    expect(await store.parked({ limit: 9 })).toMatchObject([{ id, reason: 'unknown_destination' }]);
    await running?.stop();
    const { sent, publisher } = publisherWith();
    await start(store, { nowhere: publisher });
    await until(() => sent.length > 0);
    expect(sent).toEqual([id]);
  });

  it('sends at once what waited out an outage, when the outage is over', async () => {
    const store = new MemoryOutbox();
    const waiting = addMany(3, store, 'hub');
    await store.postpone(waiting, { notBefore: Date.now() + 240_000, error: 'gone' });
    let isDown = true;
    const { sent, publisher } = publisherWith(() => (isDown ? new Error('gone') : undefined));
    const probe = add(store, 'hub');
    await start(store, { hub: publisher });
    await until(() => (store.rows.find(({ record }) => record.id === probe)?.record.attempts ?? 0) >= 5);
    isDown = false;
    await until(() => sent.length >= 4);
    expect(sent.toSorted()).toEqual([probe, ...waiting].toSorted());
  });

  it('sends what was postponed by a clock that was ahead', async () => {
    const store = new MemoryOutbox();
    const id = add(store, 'hub');
    await store.postpone([id], { notBefore: Date.now() + 86_400_000 });
    const { sent, publisher } = publisherWith();
    await start(store, { hub: publisher });
    await until(() => sent.length > 0);
    expect(sent).toEqual([id]);
  });

  it('does not send a message twice at once when its lease ends too early', async () => {
    let ahead = 0;
    const now = () => Date.now() + ahead;
    const store = new MemoryOutbox(now);
    const id = add(store, 'hub');
    const { asked, publisher } = publisherWith(() => 'hangs');
    const { relay } = await start(store, { hub: publisher }, { now });
    await until(() => asked.length === 1);
    ahead = 3_600_000; // the clock was set
    const other = add(store, 'hub');
    relay.wake();
    await until(() => asked.length === 2);
    expect(asked).toEqual([id, other]);
  });

  it('sends at once when woken, and goes on when the table cannot be read', async () => {
    const store = new MemoryOutbox();
    let reads = 0;
    const flaky = Object.assign(Object.create(store) as MemoryOutbox, {
      claim: (options: Parameters<OutboxStore['claim']>[0]) =>
        reads++ < 2 ? Promise.reject(new Error('database gone')) : store.claim(options),
    });
    const { sent, publisher } = publisherWith();
    const { relay } = await start(flaky, { queue: publisher }, { pollMs: 3_600_000, sweepMs: 3_600_000 });
    await until(() => reads >= 3); // it waits for an hour now, unless woken
    const id = add(store, 'queue');
    relay.wake();
    await until(() => sent.length > 0);
    expect(sent).toEqual([id]);
  });
});
