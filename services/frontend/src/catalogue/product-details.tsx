import type { ProductDetail } from '@halden/contracts';
import { useMessages } from '../i18n/use-messages.tsx';

/** Details, care and delivery. */
export const Story = ({ product }: { product: ProductDetail }) => (
  <div className="story">
    {product.description.split('\n\n').map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </div>
);

/** Measures and materials, care, delivery. */
export function Particulars({ product }: { product: ProductDetail }) {
  const messages = useMessages().product;
  return (
    <div className="all-particulars">
      <details className="particulars" open>
        <summary>
          <h2>{messages.details}</h2>
        </summary>
        <dl>
          {product.details.map(({ label, value }) => (
            <div key={label}>
              <dt className="soft">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <details className="particulars">
        <summary>
          <h2>{messages.care}</h2>
        </summary>
        <p>{product.care}</p>
      </details>
      <details className="particulars">
        <summary>
          <h2>{messages.delivery}</h2>
        </summary>
        <p>{messages.deliveryText}</p>
      </details>
    </div>
  );
}
