import type { ProductDetail, Sku, Variant } from '@halden/contracts';
import { useState } from 'react';
import { Link } from 'wouter';
import { mostPieces } from '../cart/cart.ts';
import { useCart } from '../cart/use-cart.ts';
import { useMoney, useMessages } from '../i18n/use-messages.tsx';
import { Stepper } from '../ui/stepper.tsx';
import { Particulars } from './product-details.tsx';
import { Rating } from './rating.tsx';
import { StockLabel } from './stock-label.tsx';

interface ProductFactsProps {
  product: ProductDetail;
  variant: Variant;
  onVariant: (sku: Sku) => void;
}

/** What it is, what it costs, which version, whether there is one; and into the cart. */
export function ProductFacts({ product, variant, onVariant }: ProductFactsProps) {
  const { product: messages, frame } = useMessages();
  const format = useMoney();
  const { add } = useCart();
  const [quantity, setQuantity] = useState(1);
  const soldOut = variant.availability === 'out';
  const most = Math.min(mostPieces, variant.left ?? mostPieces);
  const chosen = Math.min(quantity, Math.max(most, 1));
  return (
    <div className="facts">
      <Link href={`/shelves/${product.category}`} className="facts-shelf soft small">
        {frame.shelfNames[product.category]}
      </Link>
      <h1>{product.name}</h1>
      <p className="facts-summary soft">{product.summary}</p>
      <Rating rating={product.rating} />
      <p className="facts-price">
        <span className="money">{format(variant.price)}</span>
        {variant.compareAt && (
          <s className="money soft" aria-label={messages.before(format(variant.compareAt))}>
            {format(variant.compareAt)}
          </s>
        )}
      </p>
      {product.variants.length > 1 && (
        <fieldset className="swatches">
          <legend className="field-label">
            {product.variants.some(({ size }) => size) ? messages.variant : messages.colour}
          </legend>
          {product.variants.map(({ sku, name, colour, availability }) => (
            <label key={sku} className="swatch" data-out={availability === 'out'}>
              <input
                type="radio"
                name="variant"
                className="visually-hidden"
                checked={sku === variant.sku}
                onChange={() => onVariant(sku)}
              />
              <span className="dot" style={{ background: colour.hex }} aria-hidden="true" />
              {name}
              {availability === 'out' && <span className="visually-hidden">, {messages.soldOut}</span>}
            </label>
          ))}
        </fieldset>
      )}
      <StockLabel variant={variant} />
      <div className="buy">
        <Stepper
          value={chosen}
          most={most}
          label={messages.quantity}
          fewerLabel={messages.fewer}
          moreLabel={messages.another}
          disabled={soldOut}
          onChange={setQuantity}
        />
        <button
          type="button"
          className="button primary"
          disabled={soldOut}
          onClick={() => add(product, variant, chosen)}
        >
          {soldOut ? messages.soldOut : messages.add}
        </button>
      </div>
      <Particulars product={product} />
    </div>
  );
}
