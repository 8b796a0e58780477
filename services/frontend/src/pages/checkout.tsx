import './checkout.css';
import '../ui/order-lines.css';
import { Link } from 'wouter';
import { usePageTitle } from '../runtime/navigation.ts';
import { troubleOf } from '../cart/cart.ts';
import type { Undecided } from '../cart/cart-state.ts';
import { cart } from '../cart/store.ts';
import { useQuote } from '../cart/use-quote.ts';
import { ContactStep } from '../checkout/contact-step.tsx';
import { DeliveryStep } from '../checkout/delivery-step.tsx';
import { PaymentStep } from '../checkout/payment-step.tsx';
import { fromPlaceOrder, type Step, steps } from '../checkout/state.ts';
import { StepSection } from '../checkout/step.tsx';
import { checkout } from '../checkout/store.ts';
import { Summary } from '../checkout/summary.tsx';
import { usePayment } from '../checkout/use-payment.ts';
import { useStored } from '../data/use-stored.ts';
import { countryName } from '../i18n/format.ts';
import { useLocale, useAllMessages } from '../i18n/use-messages.tsx';
import { orderHref } from '../order/href.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';

export default function Checkout() {
  const { checkout: messages, cart: cartMessages } = useAllMessages();
  const locale = useLocale();
  const form = useStored(checkout);
  const { lines: cartLines, attempt, undecided } = useStored(cart);
  // What was sent is what is shown, whatever happens to the cart meanwhile.
  const sent = undecided.find(({ orderId }) => orderId === form.waitingFor?.orderId) ?? attempt;
  const lines = sent?.lines ?? cartLines;
  const state = attempt ? { ...form, ...fromPlaceOrder(attempt.body) } : form;
  const country = form.address.line1.trim() === '' ? undefined : form.address.country;
  const quoted = useQuote(lines, { delivery: form.delivery, country, wanted: !sent });
  const payment = usePayment(quoted.reload);
  usePageTitle(messages.title);

  const { quote, loading } = quoted;
  const totals = sent?.totals ?? quote?.totals;
  const offer = totals && (sent || !loading) ? { lines, totals } : undefined;
  if (lines.length === 0 && undecided.length > 0) return <BeingPaid orders={undecided} />;
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
            <DeliveryStep options={quote?.deliveryOptions ?? []} />
          </StepSection>
          <StepSection {...section('payment')} summary={null}>
            <PaymentStep
              payment={payment}
              offer={offer}
              quoted={quoted}
              inTheWay={!sent && lines.some((line) => troubleOf(line, quote) !== undefined)}
            />
          </StepSection>
        </div>
        <ErrorBoundary name="summary">
          <Summary lines={lines} totals={totals} quoted={quoted} open={!sent} />
        </ErrorBoundary>
      </div>
    </div>
  );
}

/** Everything of the cart is in an order that waits for the bank; it was placed in another tab, or before. */
function BeingPaid({ orders }: { orders: readonly Undecided[] }) {
  const { checkout: messages } = useAllMessages();
  return (
    <div className="container failure page-wide">
      <h1>{messages.beingPaidTitle}</h1>
      <p className="soft">{messages.beingPaid}</p>
      {orders.map(({ orderId, guestKey }) => (
        <Link key={orderId} href={orderHref(orderId, guestKey)} className="button primary">
          {messages.beingPaidAction}
        </Link>
      ))}
    </div>
  );
}
