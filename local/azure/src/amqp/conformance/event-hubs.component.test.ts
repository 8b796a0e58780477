import { describe, expect, it } from '@jest/globals';
import {
  earliestEventPosition,
  latestEventPosition,
  type EventHubConsumerClient,
  type EventPosition,
  type ReceivedEventData,
  type SubscribeOptions,
} from '@azure/event-hubs';
import { aHub } from '../testing/builders.ts';
import { busForEachTest, errorOf, eventually } from '../testing/harness.ts';
import { MemoryCheckpointStore } from '../testing/memory-checkpoint-store.ts';

const startBus = busForEachTest();

/** What a reader gets, and the errors that it receives. */
function reading(consumer: EventHubConsumerClient, options: SubscribeOptions & { partitionId?: string } = {}) {
  const events: ReceivedEventData[] = [];
  const errors: (Error & { code?: string })[] = [];
  const { partitionId, ...rest } = { maxWaitTimeInSeconds: 1, startPosition: earliestEventPosition, ...options };
  const handlers = {
    processEvents: async (batch: ReceivedEventData[]) => void events.push(...batch),
    processError: async (error: Error) => void errors.push(error),
  };
  const subscription =
    partitionId === undefined ? consumer.subscribe(handlers, rest) : consumer.subscribe(partitionId, handlers, rest);
  return {
    events,
    errors,
    close: () => subscription.close(),
    bodies: async (count: number): Promise<unknown[]> => {
      await eventually(() => events.length >= count || (errors.length > 0 && Promise.reject(errors[0]!)));
      return events.map(({ body }) => body as unknown);
    },
  };
}

const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, index) => ({ body: from + index }));

describe('publishing to an event hub', () => {
  it('delivers an event with everything that its publisher set', async () => {
    const bus = await startBus({ eventHubs: [aHub()] });
    const before = Date.now();
    await bus.producer('telemetry').sendBatch(
      [
        {
          body: { temperature: 21.5 },
          properties: { sensor: 'a', ok: true },
          contentType: 'application/json',
          correlationId: 'c-1',
          messageId: 'm-1',
        },
      ],
      { partitionKey: 'sensor-a' },
    );
    const reader = reading(bus.consumer('telemetry'));
    await reader.bodies(1);
    const [event] = reader.events;
    expect(event).toMatchObject({
      body: { temperature: 21.5 },
      properties: { sensor: 'a', ok: true },
      contentType: 'application/json',
      correlationId: 'c-1',
      messageId: 'm-1',
      partitionKey: 'sensor-a',
      sequenceNumber: 0,
      offset: '0',
    });
    expect(event!.enqueuedTimeUtc.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('keeps the events of one key on one partition, the one that the SDK would choose', async () => {
    const bus = await startBus({ eventHubs: [aHub({ partitionCount: 32 })] });
    const producer = bus.producer('telemetry');
    const chosen = { 'order-1': '7', '0123456789abc': '7', 'größe 🎉 key': '23' }; // @azure/event-hubs, mapPartitionKeyToId
    for (const partitionKey of Object.keys(chosen)) {
      await producer.sendBatch([{ body: partitionKey }], { partitionKey });
      await producer.sendBatch([{ body: partitionKey }], { partitionKey });
    }
    const last = async (id: string) => (await producer.getPartitionProperties(id)).lastEnqueuedSequenceNumber;
    expect([await last('7'), await last('23'), await last('0')]).toEqual([3, 1, -1]);
  });

  it('takes turns between partitions where neither a key nor a partition is given', async () => {
    const bus = await startBus({ eventHubs: [aHub({ partitionCount: 3 })] });
    const producer = bus.producer('telemetry');
    for (let batch = 0; batch < 6; batch++) await producer.sendBatch(numbers(2));
    for (const id of ['0', '1', '2'])
      expect((await producer.getPartitionProperties(id)).lastEnqueuedSequenceNumber).toBe(3);
  });

  it('sends to the partition that is asked for, and refuses one that is not there', async () => {
    const bus = await startBus({ eventHubs: [aHub()] });
    const producer = bus.producer('telemetry');
    await producer.sendBatch(numbers(3), { partitionId: '2' });
    expect((await producer.getPartitionProperties('2')).lastEnqueuedSequenceNumber).toBe(2);
    expect(await errorOf(producer.sendBatch(numbers(1), { partitionId: '9' }))).toMatchObject({
      name: 'MessagingError',
    });
    expect(await errorOf(producer.getPartitionProperties('9'))).toMatchObject({ code: 'ArgumentOutOfRangeError' });
  });

  it('fills a batch up to 1 MiB and takes it, and refuses what is larger', async () => {
    const bus = await startBus({ eventHubs: [aHub()] });
    const producer = bus.producer('telemetry');
    const batch = await producer.createBatch({ partitionId: '0' });
    expect(batch.maxSizeInBytes).toBe(1024 * 1024);
    while (batch.tryAdd({ body: 'x'.repeat(10_000) }));
    expect(batch.count).toBeGreaterThan(100);
    await producer.sendBatch(batch);
    expect((await producer.getPartitionProperties('0')).lastEnqueuedSequenceNumber).toBe(batch.count - 1);
    const tooLarge = producer.sendBatch([{ body: 'x'.repeat(1_100_000) }]);
    expect(await errorOf(tooLarge)).toMatchObject({ name: 'MessagingError', code: 'MessageTooLargeError' });
  });
});

describe('the properties of an event hub', () => {
  it('name its partitions and when it was made', async () => {
    const bus = await startBus({ eventHubs: [aHub({ partitionCount: 3 })] });
    const producer = bus.producer('TELEMETRY');
    const hub = await producer.getEventHubProperties();
    expect(hub).toMatchObject({ name: 'telemetry', partitionIds: ['0', '1', '2'] });
    expect(Math.abs(hub.createdOn.getTime() - Date.now())).toBeLessThan(60_000);
    expect(await bus.consumer('telemetry').getPartitionIds()).toEqual(['0', '1', '2']);
  });

  it('say what a partition holds', async () => {
    const bus = await startBus({ eventHubs: [aHub()] });
    const producer = bus.producer('telemetry');
    expect(await producer.getPartitionProperties('1')).toMatchObject({
      eventHubName: 'telemetry',
      partitionId: '1',
      isEmpty: true,
      beginningSequenceNumber: 0,
      lastEnqueuedSequenceNumber: -1,
      lastEnqueuedOffset: '-1',
    });
    const before = Date.now();
    await producer.sendBatch(numbers(5), { partitionId: '1' });
    const full = await producer.getPartitionProperties('1');
    expect(full).toMatchObject({ isEmpty: false, beginningSequenceNumber: 0, lastEnqueuedSequenceNumber: 4 });
    expect(Number(full.lastEnqueuedOffset)).toBeGreaterThan(0);
    expect(full.lastEnqueuedOnUtc.getTime()).toBeGreaterThanOrEqual(before);
  });
});

describe('reading a partition', () => {
  async function withEvents(count: number) {
    const bus = await startBus({ eventHubs: [aHub({ consumerGroups: ['second'] })] });
    const producer = bus.producer('telemetry');
    await producer.sendBatch(numbers(count), { partitionId: '0' });
    const read = (startPosition: EventPosition, more: SubscribeOptions = {}) =>
      reading(bus.consumer('telemetry'), { partitionId: '0', startPosition, ...more });
    return { bus, producer, read };
  }

  it('begins at the oldest event', async () => {
    const { read } = await withEvents(5);
    expect(await read(earliestEventPosition).bodies(5)).toEqual([0, 1, 2, 3, 4]);
  });

  it('begins after the newest event', async () => {
    const { bus, producer } = await withEvents(5);
    const consumer = bus.consumer('telemetry', { client: {} });
    const initialized: string[] = [];
    const events: unknown[] = [];
    consumer.subscribe(
      '0',
      {
        processInitialize: async ({ partitionId }) => void initialized.push(partitionId),
        processEvents: async (batch) => void events.push(...batch.map(({ body }) => body as unknown)),
        processError: async (error) => void events.push(error),
      },
      { startPosition: latestEventPosition, maxWaitTimeInSeconds: 1 },
    );
    await eventually(() => initialized.length === 1);
    // The position is taken when the link is attached, shortly after the initialization.
    let next = 100;
    await eventually(async () => {
      await producer.sendBatch([{ body: next++ }], { partitionId: '0' });
      return events.length > 0;
    });
    expect(events[0]).toBeGreaterThanOrEqual(100);
  });

  it('begins at a sequence number, with it or after it', async () => {
    const { read } = await withEvents(5);
    expect(await read({ sequenceNumber: 2 }).bodies(2)).toEqual([3, 4]);
    expect(await read({ sequenceNumber: 2, isInclusive: true }).bodies(3)).toEqual([2, 3, 4]);
  });

  it('begins at an offset, with it or after it', async () => {
    const { read } = await withEvents(5);
    const all = read(earliestEventPosition);
    await all.bodies(5);
    const { offset } = all.events[2]!;
    expect(await read({ offset }).bodies(2)).toEqual([3, 4]);
    expect(await read({ offset, isInclusive: true }).bodies(3)).toEqual([2, 3, 4]);
  });

  it('begins after a time', async () => {
    const { producer, read } = await withEvents(3);
    const { lastEnqueuedOnUtc } = await producer.getPartitionProperties('0');
    await eventually(() => Date.now() > lastEnqueuedOnUtc.getTime());
    await producer.sendBatch(numbers(2, 3), { partitionId: '0' });
    expect(await read({ enqueuedOn: lastEnqueuedOnUtc }).bodies(2)).toEqual([3, 4]);
    expect(await read({ enqueuedOn: 0 }).bodies(5)).toHaveLength(5);
  });

  it('refuses a position after the end, as a checkpoint of lost data would be', async () => {
    const { read } = await withEvents(5);
    const reader = read({ sequenceNumber: 700 });
    const error = await eventually(() => reader.errors[0]);
    expect(error).toMatchObject({ name: 'MessagingError', code: 'ArgumentError' });
    expect(error.message).toContain("The supplied sequence number '700' is invalid. The last in the system is '4'.");
  });

  it('goes on with what is published later, in order, however much it is', async () => {
    const { producer, read } = await withEvents(1);
    const reader = read(earliestEventPosition, { maxBatchSize: 500 });
    for (let batch = 0; batch < 10; batch++)
      await producer.sendBatch(numbers(1_000, 1 + batch * 1_000), { partitionId: '0' });
    expect(await reader.bodies(10_001)).toEqual(Array.from({ length: 10_001 }, (_, index) => index));
  });

  it('is independent for every consumer group', async () => {
    const { bus } = await withEvents(3);
    const first = reading(bus.consumer('telemetry'), { partitionId: '0' });
    const second = reading(bus.consumer('telemetry', { group: 'SECOND' }), { partitionId: '0' });
    expect([await first.bodies(3), await second.bodies(3)]).toEqual([
      [0, 1, 2],
      [0, 1, 2],
    ]);
  });

  it('refuses a consumer group that is not configured', async () => {
    const { bus } = await withEvents(1);
    const reader = reading(bus.consumer('telemetry', { group: 'nobody' }), { partitionId: '0' });
    expect(await eventually(() => reader.errors[0])).toMatchObject({ code: 'MessagingEntityNotFoundError' });
  });

  it('answers the newest event of the partition to who tracks it', async () => {
    const { bus } = await withEvents(4);
    const seen: (number | undefined)[] = [];
    bus.consumer('telemetry').subscribe(
      '0',
      {
        processEvents: async (_events, { lastEnqueuedEventProperties }) =>
          void seen.push(lastEnqueuedEventProperties?.sequenceNumber),
        processError: async () => {},
      },
      { startPosition: earliestEventPosition, trackLastEnqueuedEventProperties: true, maxWaitTimeInSeconds: 1 },
    );
    expect(await eventually(() => seen[0])).toBe(3);
  });
});

describe('the owner of a partition', () => {
  async function owned(...levels: (number | undefined)[]) {
    const bus = await startBus({ eventHubs: [aHub({ consumerGroups: ['second'] })] });
    await bus.producer('telemetry').sendBatch(numbers(1), { partitionId: '0' });
    const own = (ownerLevel: number | undefined, group = '$Default') =>
      reading(bus.consumer('telemetry', { group, client: { retryOptions: { maxRetries: 0 } } }), {
        partitionId: '0',
        ...(ownerLevel !== undefined && { ownerLevel }),
      });
    const readers = [];
    for (const level of levels) {
      const reader = own(level);
      await reader.bodies(1);
      readers.push(reader);
    }
    return { own, readers };
  }

  it('is disconnected by one with a higher level, and by one with the same', async () => {
    const { own, readers } = await owned(1);
    const higher = own(2);
    await higher.bodies(1);
    expect(await eventually(() => readers[0]!.errors[0])).toMatchObject({ code: 'ReceiverDisconnectedError' });
    await own(2).bodies(1);
    expect(await eventually(() => higher.errors[0])).toMatchObject({ code: 'ReceiverDisconnectedError' });
  });

  it('keeps out those with a lower level or none', async () => {
    const { own, readers } = await owned(5);
    for (const level of [4, undefined]) {
      const late = own(level);
      expect(await eventually(() => late.errors[0])).toMatchObject({ code: 'ReceiverDisconnectedError' });
    }
    expect(readers[0]!.errors).toEqual([]);
  });

  it('disconnects those without a level, and leaves other groups alone', async () => {
    const { own, readers } = await owned(undefined);
    const other = own(undefined, 'second');
    await other.bodies(1);
    await own(1).bodies(1);
    expect(await eventually(() => readers[0]!.errors[0])).toMatchObject({ code: 'ReceiverDisconnectedError' });
    expect(other.errors).toEqual([]);
  });

  it('is alone or one of at most five', async () => {
    const { own } = await owned(undefined, undefined, undefined, undefined, undefined);
    const sixth = own(undefined);
    expect(await eventually(() => sixth.errors[0])).toMatchObject({ code: 'QuotaExceededError' });
  });
});

describe('subscribing with a checkpoint store', () => {
  const balancing = {
    loadBalancingOptions: {
      strategy: 'greedy' as const,
      updateIntervalInMs: 100,
      partitionOwnershipExpirationIntervalInMs: 2_000,
    },
  };

  it('shares the partitions between two clients, and goes on from the checkpoints', async () => {
    const bus = await startBus({ eventHubs: [aHub({ partitionCount: 4 })] });
    const producer = bus.producer('telemetry');
    const publish = async (from: number) => {
      for (const id of ['0', '1', '2', '3'])
        await producer.sendBatch(numbers(5, from + Number(id) * 5), { partitionId: id });
    };
    const store = new MemoryCheckpointStore();
    const seen: number[] = [];
    const join = (consumer: EventHubConsumerClient) =>
      consumer.subscribe(
        {
          processEvents: async (events, context) => {
            seen.push(...events.map(({ body }) => body as number));
            if (events.length > 0) await context.updateCheckpoint(events[events.length - 1]!);
          },
          processError: async () => {},
        },
        { startPosition: earliestEventPosition, maxWaitTimeInSeconds: 1 },
      );
    const make = () => bus.consumer('telemetry', { store, client: balancing });
    const subscriptions = [join(make()), join(make())];
    await eventually(() => store.shares().sort().join() === '2,2');
    await publish(0);
    await eventually(() => new Set(seen).size === 20);
    await Promise.all(subscriptions.map((subscription) => subscription.close()));
    const before = seen.length;
    await publish(100);
    const again = join(make());
    await eventually(() => seen.length === before + 20);
    expect(seen.slice(before).filter((body) => body < 100)).toEqual([]);
    await again.close();
  });
});
