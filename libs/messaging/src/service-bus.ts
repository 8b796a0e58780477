import {
  type ProcessErrorArgs,
  ServiceBusClient,
  type ServiceBusMessage,
  type ServiceBusMessageBatch,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import type { Message } from '@halden/contracts';
import { createBatcher, type Guard, type Logger, type Metrics, traceparent } from '@halden/service-kit';
import { azureCredential } from '@halden/service-kit/azure-credential';
import { backoffMs, pause } from './backoff.ts';
import { type BatchHandler, type Consumer, type Decoded, type Verdict } from './consumer.ts';
import { createProcessor } from './processing.ts';
import { allSent, type Publisher } from './publisher.ts';
import { refusalOf } from './refusals.ts';
import { createSendLane } from './send-lane.ts';
import { fixRhea } from '@halden/rhea-fixes';

/** Connects with a connection string where one is given (the embedded Azure), else to the namespace with the workload identity. */
export async function createServiceBusClient(options: {
  connectionString: string | undefined;
  namespace: string | undefined;
}): Promise<ServiceBusClient> {
  fixRhea();
  const { connectionString, namespace } = options;
  // The SDK waits 30 s before it reconnects a stream by default.
  const retryOptions = { maxRetries: 5, retryDelayInMs: 500, maxRetryDelayInMs: 5_000, timeoutInMs: 20_000 };
  if (connectionString) return new ServiceBusClient(connectionString, { retryOptions });
  if (!namespace) throw new TypeError('a Service Bus needs a connection string or the name of its namespace');
  return new ServiceBusClient(namespace, await azureCredential(), { retryOptions });
}

/** How long a message is held and handled again before it is given back, in milliseconds. */
const longestHoldMs = 10 * 60_000;

/** How long an answer is waited for that says whether trouble is over; shorter than what a probe waits. */
const checkTimeoutMs = 2_000;

/** Where messages come from. */
export type ServiceBusSource = { queue: string } | { topic: string; subscription: string };

/**
 * Consumes a queue or a subscription in peek-lock. What is delivered together is handled together, up to `maxBatch`. `retry` holds the
 * message for a growing while before it is given back; for a transient failure it is held, its lock renewed, and handled again without
 * being given back, so that an outage does not use up the delivery count.
 */
export function createServiceBusConsumer<M extends Message>(options: {
  client: ServiceBusClient;
  source: ServiceBusSource;
  decode: (body: unknown) => Decoded<M>;
  handle: BatchHandler<M>;
  log: Logger;
  metrics: Metrics;
  /** Messages held at once. Default 200. */
  maxConcurrent?: number;
  /** Messages handled together. Default 50. */
  maxBatch?: number;
}): Consumer {
  const { client, source, log, maxConcurrent = 200, maxBatch = 50 } = options;
  const name = 'queue' in source ? source.queue : `${source.topic}/${source.subscription}`;
  const process = createProcessor({ consumer: name, ...options });
  const inBatches = createBatcher({
    maxSize: maxBatch,
    concurrency: 4,
    run: (messages: ServiceBusReceivedMessage[]) => process(messages.map(toRaw)),
  });
  const stopped = new AbortController();
  let receiver: ServiceBusReceiver | undefined;
  let subscription: { close(): Promise<void> } | undefined;
  let trouble: Error | undefined;
  let underWay = 0;
  let idle: (() => void) | undefined;

  const onMessage = async (message: ServiceBusReceivedMessage) => {
    underWay++;
    try {
      const verdict = await handle(message);
      trouble = undefined;
      await settle(receiver as ServiceBusReceiver, message, verdict);
    } catch (error) {
      // The lock is lost or the broker gone: the message comes again, and the handler knows it by then.
      log.warn({ err: error, consumer: name, messageId: message.messageId }, 'message could not be settled');
    } finally {
      if (--underWay === 0) idle?.();
    }
  };
  /** Until there is a verdict that the broker should know. */
  const handle = async (message: ServiceBusReceivedMessage): Promise<Verdict> => {
    const heldUntil = performance.now() + longestHoldMs;
    for (let attempt = 0; ; attempt++) {
      const verdict = await inBatches(message);
      const isHeld = verdict.kind === 'retry' && verdict.transient && performance.now() < heldUntil;
      if (!isHeld || stopped.signal.aborted) return verdict;
      await pause(backoffMs(attempt), stopped.signal);
    }
  };
  const settle = async (from: ServiceBusReceiver, message: ServiceBusReceivedMessage, verdict: Verdict) => {
    switch (verdict.kind) {
      case 'complete':
        return from.completeMessage(message);
      case 'retry':
        await pause(backoffMs(message.deliveryCount ?? 0), stopped.signal);
        return from.abandonMessage(message);
      case 'dead-letter':
        return from.deadLetterMessage(message, {
          deadLetterReason: verdict.reason,
          deadLetterErrorDescription: verdict.description.slice(0, 1024),
        });
    }
  };
  const onError = async ({ error, errorSource }: ProcessErrorArgs) => {
    trouble = error;
    log.warn({ err: error, errorSource, consumer: name }, 'receiving failed; trying again');
  };

  return {
    async start() {
      const renewal = { maxAutoLockRenewalDurationInMs: longestHoldMs + 60_000 };
      receiver =
        'queue' in source
          ? client.createReceiver(source.queue, renewal)
          : client.createReceiver(source.topic, source.subscription, renewal);
      subscription = receiver.subscribe(
        { processMessage: onMessage, processError: onError },
        { autoCompleteMessages: false, maxConcurrentCalls: maxConcurrent },
      );
    },
    async stop() {
      await subscription?.close();
      stopped.abort();
      if (underWay > 0) await new Promise<void>((resolve) => (idle = resolve));
      await receiver?.close();
    },
    async check() {
      if (!trouble) return;
      // A message may not come for hours, or go to another replica: whether the trouble is over is asked of the broker.
      await receiver?.peekMessages(1, { abortSignal: AbortSignal.timeout(checkTimeoutMs) });
      trouble = undefined;
    },
  };
}

const toRaw = (message: ServiceBusReceivedMessage) => ({
  messageId: message.messageId?.toString(),
  body: message.body as unknown,
  previousAttempts: message.deliveryCount ?? 0,
  traceparent: message.applicationProperties?.traceparent as string | undefined,
});

/**
 * Sends to a queue or topic, in order; the message's id is the broker's, so a duplicate is dropped by its duplicate detection.
 */
export function createServiceBusPublisher(options: {
  client: ServiceBusClient;
  entity: string;
  guard: Guard;
  /** How long a message may take before it counts as not sent. */
  timeoutMs?: number;
}): Publisher {
  const { client, entity, guard, timeoutMs } = options;
  const sender = client.createSender(entity);
  const send = createSendLane<ServiceBusMessage, Batch>({
    sender: {
      async create(abortSignal) {
        const batch = await sender.createMessageBatch({ abortSignal });
        return {
          batch,
          tryAdd: (message) => batch.tryAddMessage(message),
          get count() {
            return batch.count;
          },
        };
      },
      send: ({ batch }, abortSignal) => sender.sendMessages(batch, { abortSignal }),
    },
    guard,
    nameOf: ({ messageId }) => String(messageId),
    target: entity,
    refusalOf,
    timeoutMs,
  });
  return {
    publish: (messages, { scheduledAt } = {}) =>
      allSent(
        messages.map(({ message, traceparent: trace }) => send(toServiceBusMessage(message, trace, scheduledAt))),
      ),
    close: () => sender.close(),
  };
}

interface Batch {
  readonly batch: ServiceBusMessageBatch;
  readonly count: number;
  tryAdd(message: ServiceBusMessage): boolean;
}

function toServiceBusMessage(
  message: Message,
  trace: string | undefined,
  scheduledAt: Date | undefined,
): ServiceBusMessage {
  const carried = trace ?? traceparent();
  return {
    messageId: message.id,
    subject: message.type,
    correlationId: message.subject,
    contentType: 'application/json',
    body: message,
    applicationProperties: { type: message.type, version: message.version, ...(carried && { traceparent: carried }) },
    ...(scheduledAt && { scheduledEnqueueTimeUtc: scheduledAt }),
  };
}
