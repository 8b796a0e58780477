import type { Money } from '@halden/contracts';
import { useState } from 'react';
import { useConfig } from '../runtime/use-config.ts';
import { useStored } from '../data/use-stored.ts';
import { useMoney, useAllMessages } from '../i18n/use-messages.tsx';
import { failureMessage } from '../ui/failure-message.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { checkout } from './store.ts';
import { TestCards } from './test-cards.tsx';
import { useForm } from './use-form.ts';
import type { Payment } from './use-payment.ts';
import { cardChecks, type CardFields, groupCardNumber, groupExpiry } from './validation.ts';

const checks = cardChecks(() => new Date());

interface PaymentStepProps {
  payment: Payment;
  total: Money | undefined;
  /** Something in the cart cannot be ordered as it is. */
  inTheWay: boolean;
}

/** The card, and the button that says the amount. */
export function PaymentStep({ payment: { phase, error, pay, retry }, total, inTheWay }: PaymentStepProps) {
  const messages = useAllMessages();
  const { checkout: own } = messages;
  const format = useMoney();
  const { attempt, declined } = useStored(checkout);
  const demo = useConfig()?.demo === true;
  const [card, setCard] = useState<CardFields>({ number: '', expiry: '', cvc: '' });
  const busy = phase !== 'idle';
  const unknown = !busy && attempt !== undefined;
  const form = useForm({
    values: card,
    checks,
    onChange: ({ number, expiry, cvc }) =>
      setCard((before) => ({
        number: number === undefined ? before.number : groupCardNumber(number),
        // What is taken away is not completed again.
        expiry:
          expiry === undefined || expiry.length < before.expiry.length
            ? (expiry ?? before.expiry)
            : groupExpiry(expiry),
        cvc: cvc ?? before.cvc,
      })),
    onValid: () => void (total && !inTheWay && pay(card, total)),
  });
  if (unknown)
    return (
      <Notice mood="warn" title={own.unknownTitle}>
        <p>{own.unknown}</p>
        <p>
          <button type="button" className="button primary" onClick={() => void retry()}>
            {own.tryAgain}
          </button>
        </p>
      </Notice>
    );
  return (
    <form {...form.props}>
      {declined && !busy && error === undefined && (
        <Notice mood="bad" title={own.declinedTitle}>
          <p>{messages.order.declines[declined]}</p>
        </Notice>
      )}
      {error !== undefined && (
        <Notice mood="bad" title={messages.failure.title}>
          <p>{failureMessage(error, messages.failure, navigator.onLine)}</p>
        </Notice>
      )}
      <div className="payment">
        <fieldset className="fields" disabled={busy}>
          <Field
            label={own.card}
            inputMode="numeric"
            autoComplete="cc-number"
            maxLength={23}
            required
            {...form.field('number')}
          />
          <div className="fields-row">
            <Field
              label={own.expiry}
              inputMode="numeric"
              autoComplete="cc-exp"
              placeholder={own.expiryHint}
              maxLength={5}
              required
              {...form.field('expiry')}
            />
            <Field
              label={own.cvc}
              inputMode="numeric"
              autoComplete="cc-csc"
              maxLength={4}
              required
              {...form.field('cvc')}
            />
          </div>
        </fieldset>
        {demo && <TestCards disabled={busy} onUse={setCard} />}
      </div>
      <button
        type="submit"
        className="button primary wide pay"
        aria-busy={busy}
        disabled={busy || inTheWay || total === undefined}
      >
        {phase === 'idle' && (total ? own.pay(format(total)) : messages.frame.loading)}
        {phase === 'card' && own.checkingCard}
        {phase === 'placing' && own.placing}
        {phase === 'paying' && own.paying}
      </button>
      <p className="soft small">{inTheWay ? messages.cart.fix : own.safe}</p>
    </form>
  );
}
