import './shelf.css';
import { useRef, useState } from 'react';
import { usePageTitle } from '../runtime/navigation.ts';
import { CardSkeletons, ProductCard } from '../catalogue/card.tsx';
import { Chips } from '../catalogue/chips.tsx';
import { Facets } from '../catalogue/facets.tsx';
import { NothingFound } from '../catalogue/nothing-found.tsx';
import { Paging } from '../catalogue/paging.tsx';
import { ShelfHead } from '../catalogue/shelf-head.tsx';
import { firstCards } from '../catalogue/shelf-url.ts';
import { Toolbar } from '../catalogue/toolbar.tsx';
import { useShelf } from '../catalogue/use-shelf.ts';
import { useMessages } from '../i18n/use-messages.tsx';
import { Failure } from '../ui/failure.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { NotFound } from './not-found.tsx';

export default function Shelf() {
  const state = useShelf();
  const { shelf, choice, page, loading, error, reload } = state;
  const messages = useMessages();
  const [filtering, setFiltering] = useState(false);
  const results = useRef<HTMLDivElement>(null);
  const title =
    shelf === undefined || shelf === 'unknown'
      ? choice.q
        ? messages.shelf.searchTitle(choice.q)
        : messages.shelf.all
      : messages.frame.shelfNames[shelf];
  usePageTitle(shelf === 'unknown' ? undefined : title);
  if (shelf === 'unknown') return <NotFound />;

  const toResults = () => {
    results.current?.scrollIntoView({ block: 'start' });
    results.current?.focus({ preventScroll: true });
  };
  return (
    <div className="container page shelf-page">
      <ShelfHead shelf={shelf} title={title} searched={choice.q !== ''} />
      <div className="shelf-columns">
        <aside className="shelf-facets" aria-label={messages.shelf.filters}>
          <Facets state={state} />
        </aside>
        <div className="shelf-results" ref={results} tabIndex={-1} aria-busy={loading}>
          <Toolbar state={state} onFilter={() => setFiltering(true)} />
          <Chips state={state} />
          {error !== undefined && !page ? (
            <Failure error={error} onRetry={reload} />
          ) : page?.total === 0 ? (
            <NothingFound state={state} />
          ) : (
            <div className="cards" data-stale={loading && page !== undefined}>
              {page ? (
                page.items.map((product, index) => (
                  <ProductCard
                    key={product.id}
                    product={product}
                    first={index < firstCards}
                    exact={!!choice.facets.colour?.length}
                  />
                ))
              ) : (
                <CardSkeletons count={12} />
              )}
            </div>
          )}
          {page && page.pageCount > 1 && <Paging state={state} page={page} onPage={toResults} />}
        </div>
      </div>
      <Sheet
        title={messages.shelf.filters}
        side="left"
        open={filtering}
        onClose={() => setFiltering(false)}
        foot={
          <button type="button" className="button primary wide" onClick={() => setFiltering(false)}>
            {messages.shelf.showResults(page?.total ?? 0)}
          </button>
        }
      >
        <Facets state={state} />
      </Sheet>
    </div>
  );
}
