import { continueAsGuest, signIn, SignInNeeded } from '../account/sign-in.ts';
import { sameLines } from '../cart/purchase.ts';
import { troubleOf } from '../cart/cart.ts';
import { cart } from '../cart/store.ts';
import { useCart } from '../cart/use-cart.ts';
import type { QuoteState } from '../cart/use-quote.ts';
import { useStored } from '../data/use-stored.ts';
import { useAllMessages } from '../i18n/use-messages.tsx';
import { failureMessage, isProblem } from '../ui/failure-message.ts';
import { Notice } from '../ui/notice.tsx';
import { PriceChangeNotice } from './price-change-notice.tsx';
import { StockNotice, type TroubledLine } from './stock-notice.tsx';
import { checkout } from './store.ts';
import { CartChanged } from './use-payment.ts';

/** Why the customer cannot pay as they wanted, each with what to do: one notice at a time, the nearest cause first. */
export function PaymentNotices({ error, quoted }: { error: unknown; quoted: QuoteState }) {
  const messages = useAllMessages();
  const { checkout: own } = messages;
  const { lines, remove, setQuantity } = useCart();
  const { declined } = useStored(cart);
  const { priceChange } = useStored(checkout);
  const { quote, error: quoteError, loading, reload } = quoted;

  const refused =
    isProblem(error, 'out_of_stock') || isProblem(error, 'unknown_product') ? error.problem.skus : undefined;
  const troubled: TroubledLine[] = lines.flatMap((line) => {
    const trouble = troubleOf(line, quote);
    return trouble || refused?.includes(line.sku) ? [{ line, trouble }] : [];
  });
  if (troubled.length > 0) return <StockNotice lines={troubled} onRemove={remove} onQuantity={setQuantity} />;
  if (refused !== undefined) return null;

  if (priceChange && sameLines(priceChange.lines, lines))
    return <PriceChangeNotice change={priceChange} lines={lines} total={loading ? undefined : quote?.totals.total} />;
  if (error instanceof SignInNeeded)
    return (
      <Notice mood="warn" title={own.signInTitle}>
        <p>{own.signInOrGuest}</p>
        <p className="notice-ways">
          <button type="button" className="button primary" onClick={() => void signIn('/checkout')}>
            {messages.account.again}
          </button>
          <button type="button" className="button" onClick={() => void continueAsGuest()}>
            {own.asGuest}
          </button>
        </p>
      </Notice>
    );
  if (error instanceof CartChanged)
    return (
      <Notice mood="warn" title={own.cartChangedTitle}>
        <p>{own.cartChanged}</p>
      </Notice>
    );
  if (error !== undefined)
    return (
      <Notice mood="bad" title={messages.failure.title}>
        <p>{failureMessage(error, messages.failure, navigator.onLine)}</p>
      </Notice>
    );
  if (quoteError !== undefined)
    return (
      <Notice mood="warn" title={own.noTotalTitle}>
        <p>{failureMessage(quoteError, messages.failure, navigator.onLine)}</p>
        <p>
          <button type="button" className="button" onClick={reload}>
            {messages.failure.tryAgain}
          </button>
        </p>
      </Notice>
    );
  if (declined)
    return (
      <Notice mood="bad" title={own.declinedTitle}>
        <p>{messages.order.declines[declined.reason ?? 'card_declined']}</p>
      </Notice>
    );
  return null;
}
