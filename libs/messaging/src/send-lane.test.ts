import { createGuard, createMetrics, DependencyUnavailable } from '@halden/service-kit';
import { describe, expect, it } from '@jest/globals';
import { UnsendableMessage } from './publisher.ts';
import { createRenewable } from './renewable.ts';
import { createSendLane, SendTimeout } from './send-lane.ts';

/** A broker whose batches hold three texts of at most ten letters each; `send` may be made to fail. */
const aLane = (
  options: { send?: (texts: string[]) => Promise<void>; maxWaiting?: number; timeoutMs?: number } = {},
) => {
  const batches: string[][] = [];
  const guard = createGuard({ dependency: 'broker', metrics: createMetrics('test') });
  const send = createSendLane<string, { texts: string[]; count: number; tryAdd(text: string): boolean }>({
    sender: {
      create: async () => {
        const texts: string[] = [];
        return {
          texts,
          get count() {
            return texts.length;
          },
          tryAdd(text) {
            if (text === 'unwritable') throw new TypeError('cannot be written');
            return texts.length < 3 && text.length <= 10 && texts.push(text) > 0;
          },
        };
      },
      async send({ texts }) {
        await options.send?.(texts);
        batches.push([...texts]);
      },
    },
    guard,
    nameOf: (text) => text,
    target: 'the broker',
    refusalOf: (error) => ((error as Error).message === 'refused' ? 'refused' : undefined),
    ...options,
  });
  return { send, batches, guard };
};
const outcomes = async (sending: Promise<void>[]) =>
  (await Promise.allSettled(sending)).map((result) => (result.status === 'fulfilled' ? 'sent' : result.reason));

describe('a lane of messages to a broker', () => {
  it('sends what came in together in as few batches as it fits, in order', async () => {
    const { send, batches } = aLane();
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map(send));
    expect(batches).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it.each([
    ['first', 0],
    ['in the middle', 2],
    ['last', 4],
  ])('rejects only the message that fits into no batch, when it is %s', async (_, position) => {
    const { send, batches } = aLane();
    const texts = ['a', 'b', 'c', 'd'].toSpliced(position, 0, 'far too long');
    const results = await outcomes(texts.map(send));
    expect(results[position]).toBeInstanceOf(UnsendableMessage);
    expect(results[position]).toMatchObject({ reason: 'too_large', message: expect.stringContaining('far too long') });
    expect(results.filter((result) => result === 'sent')).toHaveLength(4);
    expect(batches.flat()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('rejects only the message that the SDK cannot write', async () => {
    const { send, batches } = aLane();
    const results = await outcomes(['a', 'unwritable', 'b'].map(send));
    expect(results).toMatchObject(['sent', { reason: 'refused' }, 'sent']);
    expect(batches.flat()).toEqual(['a', 'b']);
  });

  it('finds the one message of a batch that the broker refuses, and sends the others, with the circuit closed', async () => {
    const { send, batches, guard } = aLane({
      send: async (texts) => {
        if (texts.includes('bad')) throw new Error('refused');
      },
    });
    for (let round = 0; round < 20; round++)
      expect(await outcomes(['a', 'bad', 'b', 'c'].map(send))).toMatchObject([
        'sent',
        { reason: 'refused' },
        'sent',
        'sent',
      ]);
    expect(batches.flat().filter((text) => text === 'a')).toHaveLength(20);
    expect(guard.isOpen).toBe(false);
  });

  it('fails together what failed for no fault of a message, and keeps what was sent before', async () => {
    let sends = 0;
    const { send } = aLane({
      send: async () => {
        if (++sends === 2) throw new Error('connection lost');
      },
    });
    const results = await outcomes(['a', 'b', 'c', 'd', 'e'].map(send));
    expect(results.slice(0, 3)).toEqual(['sent', 'sent', 'sent']);
    expect(results.slice(3)).toMatchObject([{ message: 'connection lost' }, { message: 'connection lost' }]);
  });

  it('gives up a message that is not taken in time, also when the SDK does not heed its signal', async () => {
    const { send } = aLane({ timeoutMs: 30, send: () => new Promise(() => undefined) });
    const first = outcomes([send('a')]);
    const second = outcomes([send('b')]); // waits behind the first
    expect(await first).toEqual([expect.any(SendTimeout)]);
    expect(await second).toEqual([expect.any(SendTimeout)]);
  });

  it('refuses more messages than may wait', async () => {
    const { send } = aLane({ maxWaiting: 2, timeoutMs: 50, send: () => new Promise(() => undefined) });
    const results = await outcomes(['a', 'b', 'c'].map(send));
    expect(results[2]).toBeInstanceOf(DependencyUnavailable);
  });
});

describe('a client that is made anew when its connection is dead', () => {
  const aConnection = () => {
    const made: { closed: boolean; close(): Promise<void> }[] = [];
    const connection = createRenewable(() => {
      const client = { closed: false, close: async () => void (client.closed = true) };
      made.push(client);
      return client;
    });
    return { made, connection };
  };
  const forever = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));

  it('is replaced and closed when it answered nobody in the time it had', async () => {
    const { made, connection } = aConnection();
    const signal = AbortSignal.timeout(20);
    await expect(connection.use(() => forever(signal), signal)).rejects.toThrow('aborted');
    await connection.use(async (client) => expect(client).toBe(made[1]), AbortSignal.timeout(1_000));
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.map(({ closed }) => closed)).toEqual([true, false]);
    await connection.close();
  });

  it('is kept while it answers others', async () => {
    const { made, connection } = aConnection();
    const signal = AbortSignal.timeout(40);
    const hanging = connection.use(() => forever(signal), signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await connection.use(async () => undefined, AbortSignal.timeout(1_000));
    await hanging;
    expect(made).toHaveLength(1);
    await connection.close();
  });
});
