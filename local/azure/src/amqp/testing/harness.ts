import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from '@jest/globals';
import {
  EventHubConsumerClient,
  EventHubProducerClient,
  type CheckpointStore,
  type EventHubClientOptions,
  type EventHubConsumerClientOptions,
} from '@azure/event-hubs';
import {
  ServiceBusClient,
  type ServiceBusClientOptions,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import type { EntityConfig } from '../entity-config.ts';
import { startAmqpServer, type AmqpServer, type AmqpServerOptions } from '../index.ts';
import { entities } from './builders.ts';

/** Fails fast: a test that expects a refusal does not wait for the SDK's retries. */
export const noRetries = { retryOptions: { maxRetries: 0, timeoutInMs: 10_000, retryDelayInMs: 50 } };

/** A broker and the clients that a test makes of it. Closed after the test, clients first. */
export interface Bus {
  readonly server: AmqpServer;
  serviceBus(options?: ServiceBusClientOptions & { connectionString?: string }): ServiceBusClient;
  producer(hub: string, options?: EventHubClientOptions): EventHubProducerClient;
  consumer(hub: string, options?: ConsumerOptions): EventHubConsumerClient;
  /** Stops the broker and starts another one on the same port and data file. */
  restart(changed?: Partial<EntityConfig>): Promise<void>;
}

export interface ConsumerOptions {
  /** @default '$Default' */
  group?: string;
  store?: CheckpointStore;
  client?: EventHubConsumerClientOptions;
}

/** `startBus` for the tests of one file. */
export function busForEachTest(): (
  given: Partial<EntityConfig>,
  options?: Partial<Omit<AmqpServerOptions, 'entities'>>,
) => Promise<Bus> {
  const cleanups: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const clean of cleanups.splice(0).reverse()) await clean();
  });
  return async (given, options = {}) => {
    const bus = await StartedBus.start(given, options);
    cleanups.push(() => bus.stop());
    return bus;
  };
}

class StartedBus implements Bus {
  server: AmqpServer;
  readonly #options: AmqpServerOptions;
  readonly #clients: { close(): Promise<void> }[] = [];

  private constructor(server: AmqpServer, options: AmqpServerOptions) {
    this.server = server;
    this.#options = options;
  }

  static async start(given: Partial<EntityConfig>, options: Partial<AmqpServerOptions>): Promise<StartedBus> {
    const all = { log: failOnInternalError, ...options, entities: entities(given) };
    return new StartedBus(await startAmqpServer(all), all);
  }

  serviceBus({ connectionString = this.server.serviceBus, ...options }: Parameters<Bus['serviceBus']>[0] = {}) {
    return this.#closing(new ServiceBusClient(connectionString, { ...noRetries, ...options }));
  }

  producer(hub: string, options: EventHubClientOptions = noRetries): EventHubProducerClient {
    return this.#closing(new EventHubProducerClient(this.server.eventHubs, hub, options));
  }

  consumer(hub: string, { group = '$Default', store, client }: ConsumerOptions = {}): EventHubConsumerClient {
    const options = { retryOptions: { maxRetries: 3, retryDelayInMs: 50, timeoutInMs: 10_000 }, ...client };
    return this.#closing(
      store
        ? new EventHubConsumerClient(group, this.server.eventHubs, hub, store, options)
        : new EventHubConsumerClient(group, this.server.eventHubs, hub, options),
    );
  }

  async restart(changed?: Partial<EntityConfig>): Promise<void> {
    const { port } = this.server;
    await this.server.stop();
    this.server = await startAmqpServer({
      ...this.#options,
      ...(changed && { entities: entities(changed) }),
      port,
    });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.server.stop();
  }

  #closing<Client extends { close(): Promise<void> }>(client: Client): Client {
    this.#clients.push(client);
    return client;
  }
}

/** Nothing in a conformance test may run into an error that the broker does not know. */
function failOnInternalError(event: string, details?: object): void {
  if (event.endsWith('-failed'))
    throw new Error(`${event}: ${JSON.stringify(details, Object.getOwnPropertyNames(details ?? {}))}`, details);
}

/** A directory that is gone after the test. */
export function directoryForEachTest(): () => string {
  const directories: string[] = [];
  afterEach(() => {
    for (const directory of directories.splice(0)) rmSync(directory, { recursive: true, force: true });
  });
  return () => {
    const directory = mkdtempSync(join(tmpdir(), 'amqp-'));
    directories.push(directory);
    return directory;
  };
}

/** Waits until `condition` gives something other than false or undefined, which is returned. */
export async function eventually<Value>(
  condition: () => Promise<Value> | Value,
  timeoutMs = 10_000,
): Promise<Exclude<Value, undefined | false>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== undefined) return value as Exclude<Value, undefined | false>;
    if (Date.now() > deadline) throw new Error(`not fulfilled within ${timeoutMs} ms: ${condition.toString()}`);
    await sleep(10);
  }
}

/** Receives one message; the test fails when none comes. */
export async function receiveOne(
  receiver: ServiceBusReceiver,
  maxWaitTimeInMs = 5_000,
): Promise<ServiceBusReceivedMessage> {
  const [message] = await receiver.receiveMessages(1, { maxWaitTimeInMs });
  if (!message) throw new Error('no message came');
  return message;
}

/** Receives exactly `count` messages, in as many calls as it takes. */
export async function receiveAll(receiver: ServiceBusReceiver, count: number): Promise<ServiceBusReceivedMessage[]> {
  const messages: ServiceBusReceivedMessage[] = [];
  while (messages.length < count) {
    const more = await receiver.receiveMessages(count - messages.length, { maxWaitTimeInMs: 5_000 });
    if (more.length === 0) throw new Error(`only ${messages.length} of ${count} messages came`);
    messages.push(...more);
  }
  return messages;
}

/** Whether nothing can be received, for as long as a delivery would take many times over. */
export async function isEmpty(receiver: ServiceBusReceiver): Promise<boolean> {
  return (await receiver.receiveMessages(1, { maxWaitTimeInMs: 50 })).length === 0;
}

/** The error that `work` fails with. */
export async function errorOf(work: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await work;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('it did not fail');
}
