import type { MessageOf, PaymentCheckDue, PaymentCommand, PaymentRequested, RefundRequested } from '@halden/contracts';
import {
  type BatchHandler,
  complete,
  deadLetter,
  type Delivery,
  type Publisher,
  retry,
  retryTransient,
  type Verdict,
} from '@halden/messaging';
import { DependencyUnavailable, type Logger, traceFrom, withTrace } from '@halden/service-kit';
import { PaymentChanged } from '../domain/ports.ts';
import type { FollowUp } from '../domain/take-payment.ts';

interface Deps {
  take: (command: MessageOf<typeof PaymentRequested>) => Promise<FollowUp>;
  check: (command: MessageOf<typeof PaymentCheckDue>) => Promise<FollowUp | undefined>;
  refund: (command: MessageOf<typeof RefundRequested>) => Promise<FollowUp>;
  results: Publisher;
  reminders: Publisher;
  log: Logger;
  now: () => number;
}

/** A delivery with its outcome: something to publish before it is complete, or another verdict. */
interface Handled {
  delivery: Delivery<PaymentCommand>;
  outcome: FollowUp | Verdict;
}

/**
 * Executes a batch of commands, those of one order one after the other, and publishes all that follows at once. Only then are
 * the commands complete: after a crash at any point they come again, and the same results are sent under the same ids.
 */
export function paymentCommandsHandler(deps: Deps): BatchHandler<PaymentCommand> {
  return async (deliveries) => {
    const orders = Map.groupBy(deliveries, ({ message }) => message.subject);
    const outcomes = new Map<Delivery, FollowUp | Verdict>();
    await Promise.all(
      [...orders.values()].map(async (commands) => {
        for (const delivery of commands) outcomes.set(delivery, await execute(deps, delivery));
      }),
    );
    const handled = deliveries.map((delivery) => ({
      delivery,
      outcome: outcomes.get(delivery) ?? retry('no_outcome'),
    }));
    await Promise.all([sendResults(deps, handled), sendReminders(deps, handled)]);
    return handled.map(({ outcome }) => ('kind' in outcome ? outcome : complete));
  };
}

async function execute(deps: Deps, { message, traceparent }: Delivery<PaymentCommand>): Promise<FollowUp | Verdict> {
  if (message.type !== 'payment.check-due' && message.data.amount.amount <= 0)
    return deadLetter('invalid_amount', `an amount must be more than nothing, got ${message.data.amount.amount}`);
  return withTrace(traceFrom(traceparent), async () => {
    try {
      return (await run(deps, message)) ?? deadLetter('payment_not_found', `${message.subject} has no payment`);
    } catch (error) {
      const reason = retryReasonOf(error);
      deps.log[reason ? 'warn' : 'error'](
        { err: error, messageId: message.id },
        'command failed; it will be delivered again',
      );
      return reason ? retryTransient(reason) : retry('handler_failed');
    }
  });
}

/** The reason of a transient failure; `undefined` for a fault of this service. */
function retryReasonOf(error: unknown): string | undefined {
  if (error instanceof DependencyUnavailable) return 'dependency_unavailable';
  return error instanceof PaymentChanged ? 'payment_changed' : undefined;
}

function run({ take, check, refund }: Deps, message: PaymentCommand): Promise<FollowUp | undefined> {
  switch (message.type) {
    case 'payment.requested':
      return take(message);
    case 'payment.check-due':
      return check(message);
    case 'refund.requested':
      return refund(message);
  }
}

async function sendResults({ results }: Deps, handled: Handled[]): Promise<void> {
  const messages = handled.flatMap(({ delivery: { traceparent }, outcome }) =>
    'result' in outcome ? [{ message: outcome.result, ...(traceparent && { traceparent }) }] : [],
  );
  if (messages.length > 0) await results.publish(messages);
}

async function sendReminders({ reminders, now }: Deps, handled: Handled[]): Promise<void> {
  const messages = handled.flatMap(({ delivery: { traceparent }, outcome }) =>
    'reminder' in outcome
      ? [{ afterMs: outcome.afterMs, outgoing: { message: outcome.reminder, ...(traceparent && { traceparent }) } }]
      : [],
  );
  const byDelay = Map.groupBy(messages, ({ afterMs }) => afterMs);
  await Promise.all(
    [...byDelay].map(([afterMs, group]) =>
      reminders.publish(
        group.map(({ outgoing }) => outgoing),
        { scheduledAt: new Date(now() + afterMs) },
      ),
    ),
  );
}
