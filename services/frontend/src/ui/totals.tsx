import type { Totals as TotalsOf } from '@halden/contracts';
import { useMoney, useMessages } from '../i18n/use-messages.tsx';

/** What it comes to, as the service worked it out. */
export function Totals({ totals }: { totals: TotalsOf | undefined }) {
  const { cart: messages } = useMessages();
  const format = useMoney();
  const { subtotal, shipping, tax, total } = totals ?? {};
  return (
    <div className="totals">
      <dl>
        <div>
          <dt>{messages.subtotal}</dt>
          <dd className="money">{subtotal ? format(subtotal) : '…'}</dd>
        </div>
        <div>
          <dt>{messages.shipping}</dt>
          <dd className="money">{shipping ? (shipping.amount === 0 ? messages.free : format(shipping)) : '…'}</dd>
        </div>
        <div className="totals-sum">
          <dt>{messages.total}</dt>
          <dd className="money">{total ? format(total) : '…'}</dd>
        </div>
      </dl>
      {tax && tax.amount > 0 && <p className="soft small">{messages.taxIncluded(format(tax))}</p>}
    </div>
  );
}
