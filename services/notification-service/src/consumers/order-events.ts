import type { OrderEvent } from '@halden/contracts';
import { type BatchHandler, complete, type Delivery, retry, retryTransient, type Verdict } from '@halden/messaging';
import { DependencyUnavailable, type Logger, traceFrom, withTrace } from '@halden/service-kit';
import { NotificationInProgress, SendingFailed } from '../domain/ports.ts';

/** Notifies customers; the events of one order are handled one after the other: "paid" never arrives before "placed". */
export function orderEventsHandler(deps: {
  notify: (event: OrderEvent) => Promise<void>;
  log: Logger;
}): BatchHandler<OrderEvent> {
  const { notify, log } = deps;
  const handle = async ({ message, traceparent }: Delivery<OrderEvent>): Promise<Verdict> => {
    try {
      await withTrace(traceFrom(traceparent), () => notify(message));
      return complete;
    } catch (error) {
      const reason = transientReason(error);
      log[reason ? 'warn' : 'error'](
        { err: error, eventId: message.id },
        'customer could not be notified; trying again',
      );
      return reason ? retryTransient(reason) : retry('handler_failed');
    }
  };
  return async (deliveries) => {
    const verdicts = new Map<Delivery, Verdict>();
    const orders = Map.groupBy(deliveries, ({ message }) => message.subject);
    await Promise.all(
      [...orders.values()].map(async (events) => {
        for (const delivery of events) {
          const verdict = await handle(delivery);
          verdicts.set(delivery, verdict);
          if (verdict.kind === 'retry') return; // what came after it waits for it
        }
      }),
    );
    return deliveries.map((delivery) => verdicts.get(delivery) ?? retryTransient('after_an_earlier_event'));
  };
}

/** The reason of a transient failure; `undefined` for a fault of this service. */
function transientReason(error: unknown): string | undefined {
  if (error instanceof DependencyUnavailable) return 'dependency_unavailable';
  if (error instanceof SendingFailed) return 'sending_failed';
  return error instanceof NotificationInProgress ? 'notification_in_progress' : undefined;
}
