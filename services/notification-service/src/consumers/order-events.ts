import type { OrderEvent } from '@halden/contracts';
import { type BatchHandler, complete, type Delivery, retry, retryTransient, type Verdict } from '@halden/messaging';
import { DependencyUnavailable, type Logger, traceFrom, withTrace } from '@halden/service-kit';
import { NotificationInProgress, SendingFailed } from '../domain/ports.ts';

/** Tells customers what happened, the events of one order one after the other: "paid" never arrives before "placed". */
export function orderEventsHandler(deps: {
  tell: (event: OrderEvent) => Promise<void>;
  log: Logger;
}): BatchHandler<OrderEvent> {
  const { tell, log } = deps;
  const handle = async ({ message, traceparent }: Delivery<OrderEvent>): Promise<Verdict> => {
    try {
      await withTrace(traceFrom(traceparent), () => tell(message));
      return complete;
    } catch (error) {
      const reason = passingReason(error);
      log[reason ? 'warn' : 'error']({ err: error, eventId: message.id }, 'customer could not be told; trying again');
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

/** What is nobody's fault here, and passes by; `undefined` for a fault of ours. */
function passingReason(error: unknown): string | undefined {
  if (error instanceof DependencyUnavailable) return 'dependency_unavailable';
  if (error instanceof SendingFailed) return 'sending_failed';
  return error instanceof NotificationInProgress ? 'notification_in_progress' : undefined;
}
