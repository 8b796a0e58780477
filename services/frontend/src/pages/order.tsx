import './order.css';
import '../ui/order-lines.css';
import { useParams, useSearch } from 'wouter';
import { signIn } from '../account/sign-in.ts';
import { useSession } from '../account/use-session.ts';
import { usePageTitle } from '../runtime/navigation.ts';
import { formatDate } from '../i18n/format.ts';
import { useLocale, useMoney, useAllMessages } from '../i18n/use-messages.tsx';
import { OrderActions } from '../order/actions.tsx';
import { OrderFacts } from '../order/facts.tsx';
import { isOver, moodOf, sentenceOf } from '../order/sentence.ts';
import { Timeline } from '../order/timeline.tsx';
import { useOrder } from '../order/use-order.ts';
import { OrderLines } from '../ui/order-lines.tsx';
import { Totals } from '../ui/totals.tsx';

export default function OrderPage() {
  const { id = '' } = useParams<{ id: string }>();
  const guestKey = new URLSearchParams(useSearch()).get('key') ?? undefined;
  const { order: messages } = useAllMessages();
  const locale = useLocale();
  const format = useMoney();
  const { order, error, live, cancel } = useOrder(id, guestKey);
  usePageTitle(order ? messages.title(order.number) : error !== undefined ? messages.notFound : undefined);

  if (error !== undefined && !order) return <Hidden />;
  if (!order) return <OrderSkeleton />;
  return (
    <div className="container page order-page">
      <header className="order-head" data-mood={moodOf(order.status)}>
        <h1>{messages.heading(order.number)}</h1>
        <p className="order-sentence" role="status">
          {sentenceOf(order, messages, format)}
        </p>
        <p className="soft small order-when">
          <span>{messages.placedAt(formatDate(order.placedAt, locale))}</span>{' '}
          <span>{messages.mailed(order.contact.email)}</span>
        </p>
      </header>
      <div className="order">
        <section aria-labelledby="order-lines">
          <h2 id="order-lines">{messages.lines}</h2>
          <OrderLines lines={order.lines} />
          <Totals totals={order.totals} />
          <OrderFacts order={order} />
        </section>
        <aside className="order-side">
          <h2>{messages.timeline}</h2>
          <Timeline order={order} />
          {!isOver(order) && <p className="soft small">{live ? messages.live : messages.reconnecting}</p>}
          <OrderActions order={order} cancel={cancel} />
        </aside>
      </div>
    </div>
  );
}

/** The order is not there, or belongs to somebody else: which of the two is not said. */
function Hidden() {
  const { order: messages, account, frame } = useAllMessages();
  const { state } = useSession();
  return (
    <div className="container failure page-wide">
      <h1>{messages.notFound}</h1>
      <p className="soft">{messages.notFoundHint}</p>
      {state !== 'signed-in' && (
        <button type="button" className="button primary" onClick={() => void signIn(window.location.pathname)}>
          {state === 'expired' ? account.again : frame.signIn}
        </button>
      )}
    </div>
  );
}

const OrderSkeleton = () => (
  <div className="container page order-page" aria-hidden="true">
    <header className="order-head">
      <p className="skeleton order-skeleton-title" />
      <p className="skeleton order-skeleton-sentence" />
    </header>
    <div className="order">
      <div className="skeleton order-skeleton-lines" />
    </div>
  </div>
);
