import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventHubConfig } from '../entity-config.ts';
import type { BrokerError } from '../errors.ts';
import { EventHub, type EventReader } from './event-hub.ts';
import type { StoredEvent } from '../storage/event-log.ts';
import { Journal } from '../storage/journal.ts';
import { partitionOf } from './partition-key.ts';
import { FakeScheduler } from '../testing/fake-scheduler.ts';

let journal: Journal;
let scheduler: FakeScheduler;

beforeEach(() => {
  const rethrow = (error: unknown) => {
    throw error;
  };
  journal = new Journal(undefined, { rolledBack: rethrow, callbackFailed: rethrow });
  scheduler = new FakeScheduler();
});
afterEach(() => journal.close());

const hour = 3_600_000;

function aHub(given: Partial<EventHubConfig> = {}): EventHub {
  const config = { name: 'hub', partitionCount: 1, consumerGroups: [], retentionMs: 24 * hour, ...given };
  return new EventHub({ scheduler, journal }, config, journal.entity(config.name, scheduler.now()));
}

function publish(hub: EventHub, count: number, bytes = 10): void {
  const event = { bytes: Buffer.alloc(bytes), partitionKey: undefined };
  hub.append(
    Array.from({ length: count }, () => event),
    {},
  );
}

class Recorder implements EventReader {
  readonly consumerGroup = 'group';
  readonly ownerLevel = undefined;
  next = 0;
  credit: number;
  events: StoredEvent[] = [];
  closed: BrokerError | undefined;

  constructor(credit: number) {
    this.credit = credit;
  }

  capacity(): number {
    return this.credit - this.events.length;
  }

  deliver(event: StoredEvent): void {
    this.events.push(event);
  }

  idle(): void {}

  close(reason: BrokerError): void {
    this.closed = reason;
  }
}

const committed = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('an event hub', () => {
  it('drops events when they are older than its retention, and goes on numbering', () => {
    const hub = aHub({ retentionMs: 2 * hour });
    const { log } = hub.partition('0');
    publish(hub, 3);
    scheduler.advance(hour);
    publish(hub, 2);
    scheduler.advance(hour + 61_000);
    expect([log.first, log.next, log.isEmpty]).toEqual([3, 5, false]);
    scheduler.advance(2 * hour);
    expect([log.first, log.next, log.isEmpty]).toEqual([5, 5, true]);
    expect(log.last).toMatchObject({ sequence: 4, offset: 40 });
    publish(hub, 1);
    expect(log.last).toMatchObject({ sequence: 5, offset: 50 });
  });

  it('does not give out an offset again after all events were dropped and it was started anew', async () => {
    const first = aHub({ retentionMs: hour });
    publish(first, 3);
    scheduler.advance(2 * hour);
    await committed();
    const again = aHub({ retentionMs: hour });
    const { log } = again.partition('0');
    expect([log.first, log.next, log.isEmpty]).toEqual([3, 3, true]);
    publish(again, 1);
    expect(log.last.sequence).toBe(3);
    expect(log.last.offset).toBeGreaterThanOrEqual(30);
  });

  it('drops a backlog in steps, so that nobody waits for it', () => {
    const hub = aHub({ retentionMs: hour });
    publish(hub, 12_000);
    const { log } = hub.partition('0');
    scheduler.advance(hour + 60_001);
    expect(log.isEmpty).toBe(false);
    scheduler.advance(1_000);
    expect(log.isEmpty).toBe(true);
  });

  it('reads old events from the data file and new ones from memory, without a gap', async () => {
    const hub = aHub();
    publish(hub, 10_000, 1_000);
    const reader = new Recorder(10_000);
    hub.partition('0').addReader(reader);
    hub.partition('0').pump();
    await committed();
    expect(reader.events.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(reader.events.at(-1)?.offset).toBe(9_999_000);
  });

  it('delivers only what a reader can take, and nothing that is dropped before it is read', async () => {
    const hub = aHub({ retentionMs: hour });
    publish(hub, 5);
    const reader = new Recorder(2);
    hub.partition('0').addReader(reader);
    hub.partition('0').pump();
    await committed();
    expect(reader.events).toHaveLength(2);
    scheduler.advance(2 * hour);
    publish(hub, 1);
    reader.credit = 10;
    hub.partition('0').pump();
    await committed();
    expect(reader.events.map(({ sequence }) => sequence)).toEqual([0, 1, 5]);
  });

  it('finds a position by time among many events, in no more than a few reads', () => {
    const hub = aHub();
    const times: number[] = [];
    for (let index = 0; index < 500; index++) {
      publish(hub, 1);
      times.push(scheduler.now());
      scheduler.advance(100);
    }
    const partition = hub.partition('0');
    expect(partition.positionOf(`amqp.annotation.x-opt-enqueued-time > '${times[321]}'`)).toBe(322);
    expect(partition.positionOf(`amqp.annotation.x-opt-enqueued-time > '0'`)).toBe(0);
    expect(partition.positionOf(`amqp.annotation.x-opt-enqueued-time > '${scheduler.now()}'`)).toBe(500);
  });

  it('refuses a position that it does not understand', () => {
    expect(() => aHub().partition('0').positionOf("amqp.annotation.x-opt-color > '5'")).toThrow('is not understood');
  });
});

describe('the partition of a key', () => {
  // Computed with @azure/event-hubs 6.0.4, mapPartitionKeyToId.
  it.each([
    ['', 0, 0],
    ['a', 0, 28],
    ['order-1', 3, 7],
    ['0123456789ab', 2, 30],
    ['0123456789abc', 3, 7],
    ['0123456789abcdefghijklmno', 1, 25],
    ['größe 🎉 key', 3, 23],
    ['x'.repeat(100), 2, 6],
  ])('is the one that the SDK computes, for %j', (key, ofFour, ofThirtyTwo) => {
    expect([partitionOf(key, 4), partitionOf(key, 32)]).toEqual([ofFour, ofThirtyTwo]);
  });
});
