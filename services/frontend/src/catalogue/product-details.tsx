import type { ProductDetail } from '@halden/contracts';
import { useWords } from '../i18n/use-words.tsx';

/** What there is to tell of it. */
export const Story = ({ product }: { product: ProductDetail }) => (
  <div className="story">
    {product.description.split('\n\n').map((paragraph) => (
      <p key={paragraph}>{paragraph}</p>
    ))}
  </div>
);

/** Measures and materials, care, delivery. */
export function Particulars({ product }: { product: ProductDetail }) {
  const words = useWords().product;
  return (
    <div className="all-particulars">
      <details className="particulars" open>
        <summary>
          <h2>{words.details}</h2>
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
          <h2>{words.care}</h2>
        </summary>
        <p>{product.care}</p>
      </details>
      <details className="particulars">
        <summary>
          <h2>{words.delivery}</h2>
        </summary>
        <p>{words.deliveryText}</p>
      </details>
    </div>
  );
}
