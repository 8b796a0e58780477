import type { Money } from '@halden/contracts';
import type { Cart } from '../cart/cart.ts';
import { useAllMessages, useMoney } from '../i18n/use-messages.tsx';
import { Notice } from '../ui/notice.tsx';
import type { PriceChange } from './state.ts';

interface PriceChangeNoticeProps {
  change: PriceChange;
  /** The cart with the prices of now, and what it comes to. */
  lines: Cart;
  total: Money | undefined;
}

/** Nothing was charged, for it comes to something else than the customer agreed to: the total and every line, before and now. */
export function PriceChangeNotice({ change, lines, total }: PriceChangeNoticeProps) {
  const { checkout: messages } = useAllMessages();
  const format = useMoney();
  const now = total ?? change.now?.total;
  const changed = lines.flatMap((line) => {
    const before = change.lines.find(({ sku }) => sku === line.sku)?.unitPrice;
    return before && before.currency === line.unitPrice.currency && before.amount !== line.unitPrice.amount
      ? [{ ...line, before }]
      : [];
  });
  return (
    <Notice mood="warn" title={messages.priceChangedTitle}>
      {now && <p>{messages.priceChanged(format(change.before.total), format(now))}</p>}
      {changed.length > 0 && (
        <ul className="notice-lines">
          {changed.map(({ sku, name, variant, before, unitPrice }) => (
            <li key={sku}>
              <span>
                {name} <span className="soft">{variant}</span>
              </span>
              <span className="money">
                <s>
                  <span className="visually-hidden">{messages.before} </span>
                  {format(before)}
                </s>{' '}
                <strong>
                  <span className="visually-hidden">{messages.now} </span>
                  {format(unitPrice)}
                </strong>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
