import type { ServiceBusClient } from '@azure/service-bus';
import type { Guard } from '@halden/service-kit';
import type { DeadLetterSink } from './event-hubs-settling.ts';

/**
 * A queue for the events that could not be handled, each unchanged, with `reason`, `description` and where it is from as application
 * properties. The event's id is the message's, so dead-lettering one twice keeps one.
 */
export function createServiceBusDeadLetters(options: {
  client: Pick<ServiceBusClient, 'createSender'>;
  queue: string;
  /** What the events are from, such as `order-events/notification-service`. */
  source: string;
  guard: Guard;
}): { sink: DeadLetterSink; close(): Promise<void> } {
  const { queue, source, guard } = options;
  const sender = options.client.createSender(queue);
  return {
    sink: ({ messageId, body, traceparent }, { reason, description }) =>
      guard.run(() =>
        sender.sendMessages({
          ...(messageId !== undefined && { messageId }),
          body,
          contentType: 'application/json',
          applicationProperties: {
            reason,
            description: description.slice(0, 1024),
            source,
            ...(traceparent && { traceparent }),
          },
        }),
      ),
    close: () => sender.close(),
  };
}
