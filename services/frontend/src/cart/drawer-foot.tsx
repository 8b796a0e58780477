import { useMoney, useMessages } from '../i18n/use-messages.tsx';
import type { Cart } from './cart.ts';
import type { QuoteState } from './use-quote.ts';

interface DrawerFootProps {
  lines: Cart;
  quoted: QuoteState;
  inTheWay: boolean;
  onCheckOut: () => void;
}

/** What it comes to, what delivery will cost, and the one action. */
export function DrawerFoot({ lines, quoted: { quote, loading, error }, inTheWay, onCheckOut }: DrawerFootProps) {
  const messages = useMessages();
  const format = useMoney();
  // Until the catalogue has answered, the sum of what the lines said when they were put in.
  const known = lines[0] && {
    ...lines[0].unitPrice,
    amount: lines.reduce((total, { unitPrice, quantity }) => total + unitPrice.amount * quantity, 0),
  };
  const subtotal = loading || !quote ? known : quote.totals.subtotal;
  const standard = quote?.deliveryOptions.find(({ method }) => method === 'standard');
  const missing = standard?.freeFrom && subtotal ? standard.freeFrom.amount - subtotal.amount : 0;
  return (
    <div className="cart-foot" aria-busy={loading}>
      <p className="cart-sum">
        <span>{messages.cart.subtotal}</span>
        <span className="money">{subtotal && format(subtotal)}</span>
      </p>
      <p className="cart-shipping small soft">
        <span>
          {messages.cart.shipping}
          {standard?.freeFrom &&
            missing > 0 &&
            ` · ${messages.cart.freeFrom(format({ ...standard.freeFrom, amount: missing }))}`}
        </span>
        <span className="money">
          {standard && (standard.price.amount === 0 ? messages.cart.free : format(standard.price))}
        </span>
      </p>
      {error !== undefined && <p className="small soft">{messages.cart.stale}</p>}
      {inTheWay && <p className="small soft">{messages.cart.fix}</p>}
      <button type="button" className="button primary wide" disabled={inTheWay} onClick={onCheckOut}>
        {messages.cart.checkOut}
      </button>
    </div>
  );
}
