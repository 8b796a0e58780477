import './product.css';
import { useParams } from 'wouter';
import { usePageTitle } from '../app/navigation.ts';
import { CardSkeletons, ProductCard } from '../catalogue/card.tsx';
import { Gallery } from '../catalogue/gallery.tsx';
import { Story } from '../catalogue/product-details.tsx';
import { ProductFacts } from '../catalogue/product-facts.tsx';
import { ProductSkeleton } from '../catalogue/product-skeleton.tsx';
import { product as productQuestion } from '../catalogue/questions.ts';
import { useVariant } from '../catalogue/use-variant.ts';
import { useView } from '../catalogue/use-view.ts';
import { useResource } from '../data/use-resource.ts';
import { useWords } from '../i18n/use-words.tsx';
import { isProblem } from '../ui/failure-words.ts';
import { Failure, Part } from '../ui/failure.tsx';
import { NotFound } from './not-found.tsx';

export default function Product() {
  const { slug = '' } = useParams<{ slug: string }>();
  const words = useWords().product;
  const { data: product, error, reload } = useResource(productQuestion(slug, useView()));
  const { variant, choose } = useVariant(product);
  usePageTitle(product?.name);

  if (isProblem(error, 'product_not_found')) return <NotFound title={words.notFound} />;
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
      <Part name="related">
        <section className="related" aria-labelledby="related">
          <h2 id="related">{words.related}</h2>
          <div className="cards">
            {product ? (
              product.related.slice(0, 4).map((each) => <ProductCard key={each.id} product={each} />)
            ) : (
              <CardSkeletons count={4} />
            )}
          </div>
        </section>
      </Part>
    </div>
  );
}
