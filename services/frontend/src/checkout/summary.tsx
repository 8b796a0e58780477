import type { Totals as TotalsOf } from '@halden/contracts';
import { useState } from 'react';
import { type Cart, troubleOf } from '../cart/cart.ts';
import type { QuoteState } from '../cart/use-quote.ts';
import { useMoney, useAllMessages } from '../i18n/use-messages.tsx';
import { Failure } from '../ui/failure.tsx';
import { OrderLines } from '../ui/order-lines.tsx';
import { Totals } from '../ui/totals.tsx';

interface SummaryProps {
  lines: Cart;
  /** What it comes to; none until that is known. */
  totals: TotalsOf | undefined;
  quoted: QuoteState;
  /** The lines are still to be ordered: what stands in the way is said. */
  open: boolean;
}

/** What is bought and what it comes to, beside the steps; on a phone it folds away. */
export function Summary({ lines, totals, quoted: { quote, error, reload }, open }: SummaryProps) {
  const { checkout: messages, cart: cartMessages } = useAllMessages();
  const format = useMoney();
  const [wide] = useState(() => window.matchMedia('(min-width: 900px)').matches);
  const shown = lines.map((line) => {
    const trouble = open ? troubleOf(line, quote) : undefined;
    const reason = trouble && { out: cartMessages.soldOut, gone: cartMessages.gone, fewer: '' }[trouble.kind];
    const { priceBefore, unitPrice } = line;
    return {
      ...line,
      trouble: trouble?.kind === 'fewer' ? cartMessages.onlyLeft(trouble.available) : reason,
      note: open && priceBefore ? cartMessages.priceChanged(format(priceBefore), format(unitPrice)) : undefined,
    };
  });
  return (
    <details className="summary" open={wide}>
      <summary>
        <h2>{messages.summary}</h2>
        <span className="money">{totals && format(totals.total)}</span>
      </summary>
      <OrderLines lines={shown} />
      {error !== undefined && !totals ? <Failure error={error} onRetry={reload} /> : <Totals totals={totals} />}
    </details>
  );
}
