import type { Category, Collection, ProductPage } from '@halden/contracts';
import { Link } from 'wouter';
import { CardSkeletons, ProductCard } from './card.tsx';
import type { Resource } from '../data/use-resource.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { Artwork } from '../ui/artwork.tsx';
import { Failure } from '../ui/failure.tsx';
import { Icon } from '../ui/icon.tsx';

const waiting = (count: number): undefined[] => Array.from({ length: count }, () => undefined);

/** Three collections as unequal tiles. */
export function Collections({ resource: { data, error, reload } }: { resource: Resource<Collection[]> }) {
  const { home } = useMessages();
  return (
    <section className="container home-part" aria-labelledby="collections">
      <h2 id="collections">{home.collections}</h2>
      {error !== undefined && !data && <Failure error={error} onRetry={reload} />}
      <ul className="tiles">
        {(data ?? waiting(3)).slice(0, 3).map((collection, index) => (
          <li key={collection?.id ?? index} className="tile">
            <div className="tile-picture">
              {collection && <Artwork src={collection.image.url} alt="" width={1200} height={900} />}
            </div>
            {collection ? (
              <div className="tile-text">
                <h3>
                  <Link href={`/search?collection=${collection.id}`}>{collection.name}</Link>
                </h3>
                <p className="soft small">{collection.description}</p>
              </div>
            ) : (
              <div className="tile-text" />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A row of what came last. */
export function Newest({ resource: { data, error, reload } }: { resource: Resource<ProductPage> }) {
  const { home } = useMessages();
  return (
    <section className="container home-part" aria-labelledby="newest">
      <div className="part-head">
        <h2 id="newest">{home.backInStock}</h2>
        <Link href="/search?sort=newest" className="more-link">
          {home.backInStockMore}
          <Icon name="arrow" />
        </Link>
      </div>
      {error !== undefined && !data && <Failure error={error} onRetry={reload} />}
      <div className="cards">
        {data ? (
          data.items.slice(0, 4).map((product) => <ProductCard key={product.id} product={product} />)
        ) : (
          <CardSkeletons count={4} />
        )}
      </div>
    </section>
  );
}

/** All shelves, each with a picture of what stands on it. */
export function Shelves({ resource: { data, error, reload } }: { resource: Resource<Category[]> }) {
  const { home } = useMessages();
  return (
    <section className="container home-part" aria-labelledby="all-shelves">
      <h2 id="all-shelves">{home.shelves}</h2>
      {error !== undefined && !data && <Failure error={error} onRetry={reload} />}
      <ul className="shelf-tiles">
        {(data ?? waiting(8)).map((category, index) => (
          <li key={category?.id ?? index} className="shelf-tile">
            <div className="tile-picture">
              {category && <Artwork src={category.image.url} alt="" width={800} height={600} />}
            </div>
            <p>
              {category ? (
                <>
                  <Link href={`/shelves/${category.id}`}>{category.name}</Link>{' '}
                  <span className="soft small">{home.pieces(category.count)}</span>
                </>
              ) : (
                '\u00a0'
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
