import './checkout.css';
import '../ui/order-lines.css';
import { Link } from 'wouter';
import { usePageTitle } from '../runtime/navigation.ts';
import { troubleOf } from '../cart/cart.ts';
import { useCart } from '../cart/use-cart.ts';
import { useQuote } from '../cart/use-quote.ts';
import { ContactStep } from '../checkout/contact-step.tsx';
import { DeliveryStep } from '../checkout/delivery-step.tsx';
import { PaymentStep } from '../checkout/payment-step.tsx';
import { type Step, steps } from '../checkout/state.ts';
import { StepSection } from '../checkout/step.tsx';
import { checkout } from '../checkout/store.ts';
import { Summary } from '../checkout/summary.tsx';
import { usePayment } from '../checkout/use-payment.ts';
import { useStored } from '../data/use-stored.ts';
import { countryName } from '../i18n/format.ts';
import { useLocale, useAllMessages } from '../i18n/use-messages.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

export default function Checkout() {
  const { checkout: messages, cart: cartMessages } = useAllMessages();
  const locale = useLocale();
  const state = useStored(checkout);
  const cart = useCart();
  const payment = usePayment();
  // What was sent is what is shown, whatever happens to the cart meanwhile.
  const sent = state.placed ?? state.attempt;
  const lines = sent?.lines ?? cart.lines;
  const quoted = useQuote(lines, state.delivery, true);
  usePageTitle(messages.title);

  if (lines.length === 0)
    return (
      <div className="container failure page-wide">
        <h1>{messages.empty}</h1>
        <Link href="/search" className="button primary">
          {cartMessages.emptyAction}
        </Link>
      </div>
    );
  const { contact, address, delivery } = state;
  const open: Step = sent ? 'payment' : state.step;
  const section = (step: Step) => {
    const position = steps.indexOf(step) - steps.indexOf(open);
    return {
      number: steps.indexOf(step) + 1,
      title: messages[step],
      state: position === 0 ? ('open' as const) : position < 0 ? ('done' as const) : ('ahead' as const),
      onChange: sent || payment.phase !== 'idle' ? undefined : () => checkout.set((current) => ({ ...current, step })),
    };
  };
  return (
    <div className="container page checkout-page">
      <h1>{messages.title}</h1>
      <div className="checkout">
        <div className="steps">
          <StepSection
            {...section('contact')}
            summary={
              <p>
                {contact.name}
                <br />
                {contact.email}
                {contact.phone && ` · ${contact.phone}`}
              </p>
            }
          >
            <ContactStep />
          </StepSection>
          <StepSection
            {...section('delivery')}
            summary={
              <p>
                {[address.name, address.line1, address.line2].filter(Boolean).join(', ')}
                <br />
                {address.postalCode} {address.city}, {countryName(address.country, locale)} ·{' '}
                {messages.methods[delivery]}
              </p>
            }
          >
            <DeliveryStep options={quoted.quote?.deliveryOptions ?? []} />
          </StepSection>
          <StepSection {...section('payment')} summary={null}>
            <PaymentStep
              payment={payment}
              total={quoted.quote?.totals.total}
              inTheWay={!sent && lines.some((line) => troubleOf(line, quoted.quote) !== undefined)}
            />
          </StepSection>
        </div>
        <ErrorBoundary name="summary">
          <Summary lines={lines} quoted={quoted} open={!sent} />
        </ErrorBoundary>
      </div>
    </div>
  );
}
