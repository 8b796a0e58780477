import type { Quote } from '@halden/contracts';
import { Link } from 'wouter';
import { useMoney, useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { type CartLine, mostPieces, troubleOf } from './cart.ts';

interface LineViewProps {
  line: CartLine;
  quote: Quote | undefined;
  onQuantity: (quantity: number) => void;
  onRemove: () => void;
  onLeave: () => void;
}

/** One line of the cart, with what stands in its way said at its place. */
export function LineView({ line, quote, onQuantity, onRemove, onLeave }: LineViewProps) {
  const messages = useMessages();
  const format = useMoney();
  const trouble = troubleOf(line, quote);
  const total = { ...line.unitPrice, amount: line.unitPrice.amount * line.quantity };
  return (
    <li className="cart-line">
      <Link href={`/products/${line.slug}`} onClick={onLeave} tabIndex={-1} aria-hidden="true">
        <img className="artwork" src={line.image} alt="" width={88} height={110} />
      </Link>
      <div className="cart-line-facts">
        <div className="cart-line-name">
          <Link href={`/products/${line.slug}`} onClick={onLeave}>
            {line.name}
          </Link>
          <span className="money">{format(total)}</span>
        </div>
        <p className="soft small">{line.variant}</p>
        {line.priceBefore && (
          <p className="cart-line-price small" role="status">
            {messages.cart.priceChanged(format(line.priceBefore), format(line.unitPrice))}
          </p>
        )}
        {trouble && (
          <p className="cart-line-trouble small">
            <Icon name="warning" />
            <span>
              {trouble.kind === 'out' && messages.cart.soldOut}
              {trouble.kind === 'gone' && messages.cart.gone}
              {trouble.kind === 'fewer' && messages.cart.onlyLeft(trouble.available)}
            </span>
          </p>
        )}
        <div className="cart-line-tools">
          {trouble?.kind === 'fewer' ? (
            <button type="button" className="button" onClick={() => onQuantity(trouble.available)}>
              {messages.cart.useAvailable(trouble.available)}
            </button>
          ) : (
            <Stepper
              small
              value={line.quantity}
              most={mostPieces}
              label={messages.product.quantity}
              fewerLabel={messages.cart.decrease(line.name)}
              moreLabel={messages.cart.increase(line.name)}
              disabled={trouble !== undefined}
              onChange={onQuantity}
            />
          )}
          <button type="button" className="link-button" aria-label={messages.cart.remove(line.name)} onClick={onRemove}>
            {messages.cart.removeShort}
          </button>
        </div>
      </div>
    </li>
  );
}
