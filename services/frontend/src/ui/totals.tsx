import type { Totals as TotalsOf } from '@halden/contracts';
import { useMoney, useWords } from '../i18n/use-words.tsx';

/** What it comes to, as the service worked it out. */
export function Totals({ totals }: { totals: TotalsOf | undefined }) {
  const { cart: words } = useWords();
  const format = useMoney();
  const { subtotal, shipping, tax, total } = totals ?? {};
  return (
    <div className="totals">
      <dl>
        <div>
          <dt>{words.subtotal}</dt>
          <dd className="money">{subtotal ? format(subtotal) : '…'}</dd>
        </div>
        <div>
          <dt>{words.shipping}</dt>
          <dd className="money">{shipping ? (shipping.amount === 0 ? words.free : format(shipping)) : '…'}</dd>
        </div>
        <div className="totals-sum">
          <dt>{words.total}</dt>
          <dd className="money">{total ? format(total) : '…'}</dd>
        </div>
      </dl>
      {tax && tax.amount > 0 && <p className="soft small">{words.taxIncluded(format(tax))}</p>}
    </div>
  );
}
