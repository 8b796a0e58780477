import { useEffect, useRef, useState } from 'react';
import { cart } from '../cart/store.ts';
import type { QuoteState } from '../cart/use-quote.ts';
import { useConfig } from '../runtime/use-config.ts';
import { useStored } from '../data/use-stored.ts';
import { useMoney, useAllMessages } from '../i18n/use-messages.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { OpenAttempt } from './open-attempt.tsx';
import { PaymentNotices } from './payment-notices.tsx';
import { TestCards } from './test-cards.tsx';
import { useForm } from './use-form.ts';
import type { Offer, Payment } from './use-payment.ts';
import { cardChecks, type CardFields, groupCardNumber, groupExpiry } from './validation.ts';

const checks = cardChecks(() => new Date());

interface PaymentStepProps {
  payment: Payment;
  /** What is bought and what it comes to; none until that is known of this very cart. */
  offer: Offer | undefined;
  quoted: QuoteState;
  /** Something in the cart cannot be ordered as it is. */
  inTheWay: boolean;
}

/** The card, and the button that says the amount. */
export function PaymentStep({ payment, offer, quoted, inTheWay }: PaymentStepProps) {
  const { phase, error, pay, retry, giveUp } = payment;
  const messages = useAllMessages();
  const { checkout: own } = messages;
  const format = useMoney();
  const { attempt } = useStored(cart);
  const demo = useConfig()?.demo === true;
  const [card, setCard] = useState<CardFields>({ number: '', expiry: '', cvc: '' });
  const busy = phase !== 'idle';
  const button = useRef<HTMLButtonElement>(null);
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
    onValid: () => void (offer && !inTheWay && pay(card, offer)),
  });
  useEffect(() => {
    // While it waited, the button could not hold the focus.
    if (!busy && error !== undefined && document.activeElement === document.body)
      button.current?.focus({ preventScroll: true });
  }, [busy, error]);

  if (phase === 'elsewhere')
    return (
      <Notice mood="warn" title={own.elsewhereTitle}>
        <p>{own.elsewhere}</p>
      </Notice>
    );
  if (phase === 'open' && attempt)
    return <OpenAttempt attempt={attempt} onRetry={() => void retry()} onGiveUp={giveUp} />;
  return (
    <form {...form.props}>
      {!busy && <PaymentNotices error={error} quoted={quoted} />}
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
        ref={button}
        type="submit"
        className="button primary wide pay"
        aria-busy={busy}
        disabled={busy || inTheWay || offer === undefined}
      >
        {phase === 'idle' && (offer ? own.pay(format(offer.totals.total)) : messages.frame.loading)}
        {phase === 'card' && own.checkingCard}
        {phase === 'placing' && own.placing}
        {phase === 'paying' && own.paying}
      </button>
      <p className="soft small">{inTheWay ? messages.cart.fix : own.safe}</p>
    </form>
  );
}
