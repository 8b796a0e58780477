import type { Money } from '@halden/contracts';
import { Link } from 'wouter';
import { useMoney } from '../i18n/use-messages.tsx';

interface OrderLinesProps {
  lines: readonly {
    sku: string;
    slug: string;
    name: string;
    variant: string;
    quantity: number;
    unitPrice: Money;
    image?: string | undefined;
    /** Why this line cannot be ordered as it is, as a text. */
    trouble?: string | undefined;
    /** What is new about this line, as a text. */
    note?: string | undefined;
  }[];
}

/** What is ordered, line by line. */
export function OrderLines({ lines }: OrderLinesProps) {
  const format = useMoney();
  return (
    <ul className="order-lines">
      {lines.map(({ sku, slug, name, variant, quantity, unitPrice, image, trouble, note }) => (
        <li key={sku}>
          <div className="order-line-picture">
            <img className="artwork" src={image} alt="" width={64} height={80} />
          </div>
          <p>
            <Link href={`/products/${slug}?sku=${sku}`}>{name}</Link>
            <span className="soft small">
              {variant} · {quantity} ×
            </span>
            {note && <span className="small order-line-note">{note}</span>}
            {trouble && <span className="small order-line-trouble">{trouble}</span>}
          </p>
          <span className="money">{format({ ...unitPrice, amount: unitPrice.amount * quantity })}</span>
        </li>
      ))}
    </ul>
  );
}
