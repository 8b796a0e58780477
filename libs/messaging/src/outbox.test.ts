import { createMetrics } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { createOutboxRelay, type OutboxRecord, type OutboxStore } from './outbox.ts';
import type { Publisher } from './publisher.ts';
import { aPaymentRequest } from './testing/index.ts';

/** An outbox in memory that keeps the promises of the port. */
class MemoryOutbox implements OutboxStore {
  readonly rows: (OutboxRecord & { held: boolean })[] = [];
  add(destination: string) {
    const message = aPaymentRequest();
    this.rows.push({ id: message.id, destination, message, held: false });
    return message.id;
  }
  async claim({ limit }: { limit: number }) {
    const free = this.rows.filter(({ held }) => !held).slice(0, limit);
    for (const row of free) row.held = true;
    return free;
  }
  async markSent(ids: readonly string[]) {
    for (const id of ids)
      this.rows.splice(
        this.rows.findIndex((row) => row.id === id),
        1,
      );
  }
  async release(ids: readonly string[]) {
    for (const row of this.rows) if (ids.includes(row.id)) row.held = false;
  }
}

const recording = (failures = 0) => {
  const sent: string[] = [];
  const publisher: Publisher = {
    async publish(messages) {
      if (failures-- > 0) throw new Error('broker gone');
      sent.push(...messages.map(({ message }) => message.id));
    },
    close: async () => undefined,
  };
  return { sent, publisher };
};
const until = async (condition: () => boolean) => {
  for (let n = 0; n < 500 && !condition(); n++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(condition()).toBe(true);
};
const relayOf = (store: OutboxStore, publishers: Record<string, Publisher>, batchSize = 2) =>
  createOutboxRelay({ store, publishers, log: silentLog, metrics: createMetrics('test'), pollMs: 20, batchSize });

describe('the outbox relay', () => {
  it('sends everything in the order it was written, batch by batch, and removes it', async () => {
    const store = new MemoryOutbox();
    const ids = Array.from({ length: 5 }, () => store.add('queue'));
    const { sent, publisher } = recording();
    const relay = relayOf(store, { queue: publisher });
    await relay.start();
    await until(() => store.rows.length === 0);
    await relay.stop();
    expect(sent).toEqual(ids);
  });

  it('tries again what could not be sent', async () => {
    const store = new MemoryOutbox();
    const id = store.add('queue');
    const { sent, publisher } = recording(2);
    const relay = relayOf(store, { queue: publisher });
    await relay.start();
    await until(() => store.rows.length === 0);
    await relay.stop();
    expect(sent).toEqual([id]);
  });

  it('lets one destination that is down, or unknown, hold up only itself', async () => {
    const store = new MemoryOutbox();
    store.add('down');
    store.add('nowhere');
    const id = store.add('queue');
    const { sent, publisher } = recording();
    const relay = relayOf(store, { down: recording(Infinity).publisher, queue: publisher }, 10);
    await relay.start();
    await until(() => sent.includes(id));
    await relay.stop();
    expect(store.rows.map(({ destination }) => destination)).toEqual(['down', 'nowhere']);
  });

  it('sends at once when nudged, and goes on when the table cannot be read', async () => {
    const store = new MemoryOutbox();
    let broken = true;
    const flaky: OutboxStore = {
      claim: (options) => (broken ? Promise.reject(new Error('database gone')) : store.claim(options)),
      markSent: (ids) => store.markSent(ids),
      release: (ids) => store.release(ids),
    };
    const { sent, publisher } = recording();
    const relay = createOutboxRelay({
      store: flaky,
      publishers: { queue: publisher },
      log: silentLog,
      metrics: createMetrics('test'),
      pollMs: 60_000,
    });
    await relay.start();
    broken = false;
    await until(() => sent.length === 0); // the relay is now idle for a minute unless nudged
    const id = store.add('queue');
    await until(() => {
      relay.nudge();
      return sent.includes(id);
    });
    await relay.stop();
  });
});
