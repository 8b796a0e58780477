import './product.css';
import { useParams } from 'wouter';
import { usePageTitle } from '../runtime/navigation.ts';
import { CardSkeletons, ProductCard } from '../catalogue/card.tsx';
import { Gallery } from '../catalogue/gallery.tsx';
import { Story } from '../catalogue/product-details.tsx';
import { ProductFacts } from '../catalogue/product-facts.tsx';
import { ProductSkeleton } from '../catalogue/product-skeleton.tsx';
import { product as productQuery } from '../catalogue/queries.ts';
import { useVariant } from '../catalogue/use-variant.ts';
import { useView } from '../catalogue/use-view.ts';
import { useResource } from '../data/use-resource.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { isProblem } from '../ui/failure-message.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { Failure } from '../ui/failure.tsx';
import { NotFound } from './not-found.tsx';

export default function Product() {
  const { slug = '' } = useParams<{ slug: string }>();
  const messages = useMessages().product;
  const { data: product, error, reload } = useResource(productQuery(slug, useView()));
  const { variant, choose } = useVariant(product);
  usePageTitle(product?.name);

  if (isProblem(error, 'product_not_found')) return <NotFound title={messages.notFound} />;
  if (error !== undefined && !product)
    return (
      <div className="container page">
        <Failure error={error} onRetry={reload} />
      </div>
    );
  return (
    <div className="container page product-page">
      {product && variant ? (
        <div className="product">
          <Gallery key={variant.sku} images={variant.images} />
          <ProductFacts product={product} variant={variant} onVariant={choose} />
          <Story product={product} />
        </div>
      ) : (
        <ProductSkeleton />
      )}
      <ErrorBoundary name="related">
        <section className="related" aria-labelledby="related">
          <h2 id="related">{messages.related}</h2>
          <div className="cards">
            {product ? (
              product.related.slice(0, 4).map((each) => <ProductCard key={each.id} product={each} />)
            ) : (
              <CardSkeletons count={4} />
            )}
          </div>
        </section>
      </ErrorBoundary>
    </div>
  );
}
