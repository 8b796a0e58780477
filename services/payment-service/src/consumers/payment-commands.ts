import type {
  Message,
  MessageOf,
  PaymentCheckDue,
  PaymentCommand,
  PaymentRequested,
  RefundRequested,
} from '@halden/contracts';
import {
  type BatchHandler,
  complete,
  deadLetter,
  type Delivery,
  publishEach,
  type Publisher,
  retry,
  retryTransient,
  type UnsendableMessage,
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
    const unsendable = new Map(
      (await Promise.all([sendResults(deps, handled), ...sendReminders(deps, handled)])).flat(),
    );
    return handled.map(({ delivery, outcome }) => {
      const error = unsendable.get(delivery);
      if (error) return deadLetter('follow_up_unsendable', error.message);
      return 'kind' in outcome ? outcome : complete;
    });
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

/** What could never be sent, with the command that it followed from. */
type Unsendable = [Delivery, UnsendableMessage][];

const sendResults = ({ results }: Deps, handled: Handled[]): Promise<Unsendable> =>
  send(
    results,
    handled.flatMap(({ delivery, outcome }) => ('result' in outcome ? [{ delivery, message: outcome.result }] : [])),
  );

function sendReminders({ reminders, now }: Deps, handled: Handled[]): Promise<Unsendable>[] {
  const due = handled.flatMap(({ delivery, outcome }) =>
    'reminder' in outcome ? [{ delivery, message: outcome.reminder, afterMs: outcome.afterMs }] : [],
  );
  return [...Map.groupBy(due, ({ afterMs }) => afterMs)].map(([afterMs, group]) =>
    send(reminders, group, { scheduledAt: new Date(now() + afterMs) }),
  );
}

/** Sends what follows from commands, each in the trace of its own. One that can never be sent holds up no other. */
async function send(
  publisher: Publisher,
  followUps: readonly { delivery: Delivery; message: Message }[],
  options?: { scheduledAt: Date },
): Promise<Unsendable> {
  const outgoing = followUps.map(({ delivery: { traceparent }, message }) => ({
    message,
    ...(traceparent && { traceparent }),
  }));
  const errors = await publishEach(publisher, outgoing, options);
  return followUps.flatMap(({ delivery }, index) => {
    const error = errors[index];
    return error ? [[delivery, error] as [Delivery, UnsendableMessage]] : [];
  });
}
