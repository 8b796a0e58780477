import type { ProductSummary } from '@halden/contracts';
import { Link } from 'wouter';
import { useMoney, useMessages } from '../i18n/use-messages.tsx';
import { Artwork } from '../ui/artwork.tsx';

export interface ProductCardProps {
  product: ProductSummary;
  /** Among those seen before anything is scrolled. */
  first?: boolean;
  /** Leads to the variant of the picture: a colour was asked for. */
  exact?: boolean;
}

/** A product as a shelf shows it: picture, name, price; "3 left" only when it is true. */
export function ProductCard({ product, first, exact }: ProductCardProps) {
  const messages = useMessages().product;
  const format = useMoney();
  const { availability, badges, colours, compareAt, defaultSku, image, left, name, price, priceTo, slug } = product;
  const badge = badges.find((each): each is keyof typeof messages.badges => each in messages.badges);
  return (
    <article className="card" data-out={availability === 'out'}>
      <div className="card-picture">
        <Artwork src={image.url} alt={image.alt} width={600} height={750} {...(first && { first })} />
        {badge && <span className="card-badge">{messages.badges[badge]}</span>}
      </div>
      <h3>
        <Link href={`/products/${slug}${exact ? `?sku=${defaultSku}` : ''}`}>{name}</Link>
      </h3>
      <p className="card-price">
        <span className="money">{priceTo ? messages.from(format(price)) : format(price)}</span>
        {compareAt && (
          <s className="money soft" aria-label={messages.before(format(compareAt))}>
            {format(compareAt)}
          </s>
        )}
        {availability === 'low' && left !== undefined && <span className="card-left">{messages.left(left)}</span>}
        {availability === 'out' && <span className="soft">{messages.soldOut}</span>}
      </p>
      {colours.length > 1 && (
        <p className="card-colours">
          <span className="visually-hidden">{messages.colours(colours.length)}</span>
          {colours.slice(0, 5).map(({ key, hex }) => (
            <span key={key} className="dot" style={{ background: hex }} aria-hidden="true" />
          ))}
        </p>
      )}
    </article>
  );
}

/** The place of cards that are on their way, with their very geometry. */
export function CardSkeletons({ count }: { count: number }) {
  return Array.from({ length: count }, (_, index) => (
    <div key={index} className="card" aria-hidden="true">
      <div className="card-picture skeleton" />
      <h3>
        <span className="skeleton">Everyday object</span>
      </h3>
      <p className="card-price">
        <span className="skeleton">€00.00</span>
      </p>
      <p className="card-colours" />
    </div>
  ));
}
