import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import rhea, { type Connection, type Delivery, type EventContext } from 'rhea';
import { fixRheaSettlement } from '@halden/rhea-fixes';
import { eventually } from './testing/harness.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A rhea server and a connection of a rhea client to it. */
async function connected(onServer: (container: ReturnType<typeof rhea.create_container>) => void): Promise<Connection> {
  const container = rhea.create_container();
  container.on('disconnected', () => {});
  onServer(container);
  const server = container.listen({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = rhea.create_container().connect({ port, host: '127.0.0.1', reconnect: false });
  client.on('disconnected', () => {});
  cleanups.push(
    () => new Promise((resolve) => server.close(resolve)),
    async () => {
      client.close();
      await once(client, 'connection_close');
    },
  );
  return client;
}

const outcomes = [
  'accepted',
  'modified',
  'accepted',
  'accepted',
  'rejected',
  'rejected',
  'accepted',
  'released',
] as const;

/** Gives every delivery its outcome of the list, all in one turn of the event loop. */
function settle(deliveries: Delivery[]): void {
  deliveries.forEach((delivery, index) => {
    const outcome = outcomes[index];
    if (outcome === 'modified') delivery.modified({ undeliverable_here: true });
    else if (outcome === 'rejected') delivery.reject({ condition: `test:${index}`, description: '' });
    else if (outcome === 'released') delivery.release();
    else delivery.accept();
  });
}

describe('fixRheaSettlement', () => {
  it('lets the outcomes of a receiver reach the sender as they were given', async () => {
    fixRheaSettlement();
    fixRheaSettlement(); // again, which must change nothing
    const seen: string[] = [];
    const client = await connected((server) => {
      server.on('sender_open', ({ sender }: EventContext) => {
        for (const event of ['accepted', 'rejected', 'modified', 'released'])
          sender?.on(event, ({ delivery }: EventContext) => (seen[Number(delivery?.tag)] = event));
      });
      server.on('sendable', ({ sender }: EventContext) => {
        outcomes.forEach((_, index) => sender?.send({ body: index }, String(index)));
      });
    });
    const deliveries: Delivery[] = [];
    const receiver = client.open_receiver({ source: 'x', autoaccept: false, credit_window: outcomes.length });
    receiver.on('message', ({ delivery }: EventContext) => {
      if (delivery) deliveries.push(delivery);
      if (deliveries.length === outcomes.length) settle(deliveries);
    });
    await eventually(() => seen.filter(Boolean).length === outcomes.length);
    expect(seen).toEqual(outcomes);
  });

  it('lets the refusals of a broker reach the sender, each with its own reason', async () => {
    fixRheaSettlement();
    const held: Delivery[] = [];
    const client = await connected((server) => {
      server.options['receiver_options'] = { autoaccept: false };
      server.on('message', ({ delivery }: EventContext) => {
        if (delivery) held.push(delivery);
        if (held.length === outcomes.length) settle(held);
      });
    });
    const seen: (string | undefined)[] = [];
    const sender = client.open_sender('x');
    sender.once('sendable', () => outcomes.forEach((_, index) => sender.send({ body: index })));
    for (const event of ['accepted', 'rejected', 'released'])
      sender.on(event, ({ delivery }: EventContext) => {
        const error = delivery?.remote_state?.['error'] as { condition?: string } | undefined;
        seen[delivery?.id ?? 0] = error?.condition ?? event;
      });
    await eventually(() => seen.filter(Boolean).length === outcomes.length);
    // rhea's sender reports what is modified as released, too.
    expect(seen).toEqual(['accepted', 'released', 'accepted', 'accepted', 'test:4', 'test:5', 'accepted', 'released']);
  });
});
