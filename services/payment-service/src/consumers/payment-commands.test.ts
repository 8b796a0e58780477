import type { PaymentCommand } from '@halden/contracts';
import { type Outgoing, type Publisher, retry, retryTransient, UnsendableMessage } from '@halden/messaging';
import { DependencyUnavailable } from '@halden/service-kit';
import { silentLog } from '@halden/service-kit/testing';
import { describe, expect, it } from '@jest/globals';
import { checkDue, paymentResult } from '../domain/messages.ts';
import { decide, newPayment } from '../domain/payment.ts';
import { PaymentChanged } from '../domain/ports.ts';
import type { FollowUp } from '../domain/take-payment.ts';
import { aCheck, anOrderId, aPaymentRequest, aRefundRequest, eur } from '../testing/builders.ts';
import { paymentCommandsHandler } from './payment-commands.ts';

const now = Date.parse('2026-01-02T03:04:05.000Z');
const at = new Date(now).toISOString();
const card = { brand: 'visa', last4: '4242' };

const recording = (failures = 0, tooLarge: (outgoing: Outgoing) => boolean = () => false) => {
  const published: { messages: readonly Outgoing[]; scheduledAt: Date | undefined }[] = [];
  const publisher: Publisher = {
    async publish(messages, { scheduledAt } = {}) {
      if (failures-- > 0) throw new Error('broker gone');
      if (messages.some(tooLarge)) throw new UnsendableMessage('too_large', 'larger than the topic takes');
      published.push({ messages, scheduledAt });
    },
    close: async () => undefined,
  };
  return { published, publisher };
};

const succeed = async ({ data, subject }: PaymentCommand): Promise<FollowUp> => {
  const amount = 'amount' in data ? data.amount : eur(1);
  const payment = newPayment({ orderId: subject, amount, card, requestedAt: at }, at);
  return { result: paymentResult(decide(payment, { kind: 'charged', card }, at)) };
};

interface HandlerOptions {
  take?: typeof succeed;
  failures?: number;
  tooLarge?: (outgoing: Outgoing) => boolean;
}

const aHandler = (options: HandlerOptions = {}) => {
  const results = recording(options.failures, options.tooLarge);
  const reminders = recording();
  const handle = paymentCommandsHandler({
    take: options.take ?? succeed,
    check: async () => undefined,
    refund: succeed,
    results: results.publisher,
    reminders: reminders.publisher,
    log: silentLog,
    now: () => now,
  });
  const deliver = (...messages: PaymentCommand[]) =>
    handle(
      messages.map((message, index) => ({
        message,
        previousAttempts: 0,
        traceparent: index === 0 ? 'trace' : undefined,
      })),
    );
  return { deliver, results: results.published, reminders: reminders.published };
};

describe('a batch of payment commands', () => {
  it('sends all its results in one go, each in the trace that its command came with', async () => {
    const { deliver, results } = aHandler();
    const requests = [aPaymentRequest(), aPaymentRequest(), aRefundRequest()];
    expect(await deliver(...requests)).toEqual([{ kind: 'complete' }, { kind: 'complete' }, { kind: 'complete' }]);
    expect(results).toHaveLength(1);
    expect(results[0]?.messages.map(({ message }) => message.subject)).toEqual(requests.map(({ subject }) => subject));
    expect(results[0]?.messages.map(({ traceparent }) => traceparent)).toEqual(['trace', undefined, undefined]);
  });

  it('dead-letters the command whose result can never be sent, and completes the others', async () => {
    const requests = [aPaymentRequest(), aPaymentRequest(), aPaymentRequest()];
    const { deliver, results } = aHandler({ tooLarge: ({ message }) => message.subject === requests[1]?.subject });
    expect(await deliver(...requests)).toEqual([
      { kind: 'complete' },
      { kind: 'dead-letter', reason: 'follow_up_unsendable', description: 'larger than the topic takes' },
      { kind: 'complete' },
    ]);
    const sent = results.flatMap(({ messages }) => messages.map(({ message }) => message.subject));
    expect(sent).toEqual([requests[0]?.subject, requests[2]?.subject]);
  });

  it('schedules reminders for when they are due', async () => {
    const orders = [anOrderId(), anOrderId(), anOrderId()];
    const { deliver, reminders, results } = aHandler({
      take: async ({ subject }) => {
        const attempt = orders.indexOf(subject) === 2 ? 2 : 1;
        return { reminder: checkDue(subject, attempt, at), afterMs: attempt * 1_000 };
      },
    });
    await deliver(...orders.map((orderId) => aPaymentRequest({ orderId })));
    expect(results).toEqual([]);
    const sent = reminders.map(({ messages, scheduledAt }) => [messages.length, scheduledAt?.getTime()]);
    expect(sent).toEqual([
      [2, now + 1_000],
      [1, now + 2_000],
    ]);
  });

  it('completes nothing until its results are sent', async () => {
    const { deliver, results } = aHandler({ failures: 1 });
    const request = aPaymentRequest();
    await expect(deliver(request)).rejects.toThrow('broker gone');
    expect(await deliver(request)).toEqual([{ kind: 'complete' }]);
    expect(results[0]?.messages.map(({ message }) => message.id)).toEqual([`${request.subject}:payment:result`]);
  });

  it.each([
    [
      'the bank cannot be reached',
      new DependencyUnavailable('bank', 'is down'),
      retryTransient('dependency_unavailable'),
    ],
    ['somebody else changed the payment', new PaymentChanged(anOrderId()), retryTransient('payment_changed')],
    ['something breaks', new Error('bug'), retry('handler_failed')],
  ])('tries only the command again for which %s', async (_, error, verdict) => {
    const bad = aPaymentRequest();
    const { deliver, results } = aHandler({
      take: (command) => (command.subject === bad.subject ? Promise.reject(error) : succeed(command)),
    });
    expect(await deliver(bad, aPaymentRequest())).toEqual([verdict, { kind: 'complete' }]);
    expect(results[0]?.messages).toHaveLength(1);
  });

  it('carries out the commands of one order one after the other', async () => {
    const running = new Set<string>();
    const { deliver } = aHandler({
      take: async (command) => {
        expect(running.has(command.subject)).toBe(false);
        running.add(command.subject);
        await new Promise((resolve) => setImmediate(resolve));
        running.delete(command.subject);
        return succeed(command);
      },
    });
    const orderId = anOrderId();
    const verdicts = await deliver(aPaymentRequest({ orderId }), aPaymentRequest(), aPaymentRequest({ orderId }));
    expect(verdicts.map(({ kind }) => kind)).toEqual(['complete', 'complete', 'complete']);
  });

  it.each([0, -1])('puts aside a payment and a refund of %d', async (amount) => {
    const { deliver } = aHandler({ take: () => Promise.reject(new Error('called')) });
    const verdicts = await deliver(aPaymentRequest({ amount: eur(amount) }), aRefundRequest({ amount: eur(amount) }));
    for (const verdict of verdicts) expect(verdict).toMatchObject({ kind: 'dead-letter', reason: 'invalid_amount' });
  });

  it('puts aside a reminder of a payment that does not exist', async () => {
    expect(await aHandler().deliver(aCheck(anOrderId(), 1))).toMatchObject([
      { kind: 'dead-letter', reason: 'payment_not_found' },
    ]);
  });
});
