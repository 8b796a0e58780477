import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { useResource } from '../data/use-resource.ts';
import { formatDate } from '../i18n/format.ts';
import { useLocale, useMoney, useAllMessages } from '../i18n/use-messages.tsx';
import { moodOf } from './sentence.ts';
import { Failure } from '../ui/failure.tsx';
import { myOrders } from './queries.ts';

const pageSize = 10;
/** As many as the service gives at once. */
const mostOrders = 100;

/** What was ordered, newest first. */
export function OrderList() {
  const { account: messages } = useAllMessages();
  const locale = useLocale();
  const format = useMoney();
  const [count, setCount] = useState(pageSize);
  const { data: answer, error, reload } = useResource(myOrders(count));
  const [data, setData] = useState(answer);
  useEffect(() => {
    if (answer) setData(answer);
  }, [answer]);
  if (error !== undefined && !data) return <Failure error={error} onRetry={reload} />;
  if (!data) return <div className="skeleton order-list-skeleton" aria-hidden="true" />;
  if (data.items.length === 0)
    return (
      <p>
        {messages.noOrders} <span className="soft">{messages.noOrdersHint}</span>
      </p>
    );
  return (
    <>
      <ul className="order-list">
        {data.items.map(({ id, number, status, total, itemCount, firstLine, placedAt }) => (
          <li key={id}>
            <div>
              <img className="artwork" src={firstLine.image} alt="" width={64} height={80} />
            </div>
            <p>
              <Link href={`/orders/${id}`}>{number}</Link>
              <span className="soft small">
                {firstLine.name}
                {itemCount > 1 && ` ${messages.and(itemCount - 1)}`}
              </span>
              <span className="soft small">{formatDate(placedAt, locale)}</span>
            </p>
            <p className="order-list-end">
              <span className="money">{format(total)}</span>
              <span className="order-state" data-mood={moodOf(status)}>
                {messages.status[status]}
              </span>
            </p>
          </li>
        ))}
      </ul>
      {data.next && count < mostOrders && (
        <button type="button" className="button" onClick={() => setCount(Math.min(count + 30, mostOrders))}>
          {messages.more}
        </button>
      )}
    </>
  );
}
