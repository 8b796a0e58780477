import './cart.css';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useStored } from '../data/use-stored.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { type CartLine, troubleOf } from './cart.ts';
import { DrawerFoot } from './drawer-foot.tsx';
import { LineView } from './line-view.tsx';
import { drawer } from './store.ts';
import { useCart } from './use-cart.ts';
import { useQuote } from './use-quote.ts';

interface Removed {
  line: CartLine;
  index: number;
}

/** The cart beside the page: what is in it, what it costs, and one way on. */
export function CartDrawer() {
  const messages = useMessages();
  const open = useStored(drawer);
  const { lines, setQuantity, remove, restore } = useCart();
  const quoted = useQuote(lines, { delivery: 'standard', wanted: open });
  const [removed, setRemoved] = useState<Removed>();
  const [, navigate] = useLocation();
  const inTheWay = lines.some((line) => troubleOf(line, quoted.quote));

  const close = () => {
    drawer.close();
    setRemoved(undefined);
  };
  const checkOut = () => {
    close();
    navigate('/checkout');
  };
  return (
    <Sheet
      title={messages.cart.title}
      open={open}
      onClose={close}
      foot={lines.length > 0 && <DrawerFoot lines={lines} quoted={quoted} inTheWay={inTheWay} onCheckOut={checkOut} />}
    >
      {removed && (
        <p className="cart-undo small">
          {messages.cart.removed(removed.line.name)}
          <button
            type="button"
            className="link-button"
            onClick={() => {
              restore(removed.line, removed.index);
              setRemoved(undefined);
            }}
          >
            {messages.cart.undo}
          </button>
        </p>
      )}
      {lines.length === 0 ? (
        <div className="cart-empty">
          <p>{messages.cart.empty}</p>
          <Link href="/search" className="button" onClick={close}>
            {messages.cart.emptyAction}
          </Link>
        </div>
      ) : (
        <ul>
          {lines.map((line, index) => (
            <LineView
              key={line.sku}
              line={line}
              quote={quoted.quote}
              onLeave={close}
              onQuantity={(quantity) => setQuantity(line, quantity)}
              onRemove={() => {
                remove(line.sku);
                setRemoved({ line, index });
              }}
            />
          ))}
        </ul>
      )}
    </Sheet>
  );
}
