import type { Facet } from '@halden/contracts';
import { useMessages } from '../i18n/use-messages.tsx';
import { PriceFacet } from './price-facet.tsx';
import { type FacetName, facetNames, toggle } from './shelf-url.ts';
import type { ShelfState } from './use-shelf.ts';

/** So many values of a facet show at once; the others behind "more". */
const shownValues = 7;

/** What one can choose by, with how many would be left; all counts update together. */
export function Facets({ state }: { state: ShelfState }) {
  const { shelf, page } = state;
  const facets = facetNames.flatMap((name) => {
    const facet = page?.facets.find(({ id }) => id === name);
    const isHelp = facet && (facet.values.length > 1 || facet.values.some(({ selected }) => selected));
    return isHelp && !(name === 'category' && shelf) ? [{ name, facet }] : [];
  });
  if (!page) return <FacetSkeletons />;
  return (
    <div className="facets">
      {facets.map(({ name, facet }) => (
        <FacetGroup key={name} name={name} facet={facet} state={state} />
      ))}
      <PriceFacet state={state} />
    </div>
  );
}

interface FacetGroupProps {
  name: FacetName;
  facet: Facet;
  state: ShelfState;
}

function FacetGroup({ name, facet, state: { choice, choose } }: FacetGroupProps) {
  const messages = useMessages();
  const first = facet.values.slice(0, shownValues);
  const rest = facet.values.slice(shownValues);
  const row = ({ value, label, count, selected, hex }: Facet['values'][number]) => (
    <label key={value} className="facet-value">
      <input type="checkbox" checked={selected} onChange={() => choose(toggle(choice, name, value))} />
      {hex && <span className="dot" style={{ background: hex }} aria-hidden="true" />}
      <span>{label}</span>
      <span className="facet-count">{count}</span>
    </label>
  );
  return (
    <details className="facet" open={name !== 'material' && name !== 'collection' && name !== 'minRating'}>
      <summary>{facet.label}</summary>
      <div role="group" aria-label={facet.label}>
        {first.map(row)}
        {rest.length > 0 && (
          <details className="facet-more" open={rest.some(({ selected }) => selected)}>
            <summary>{messages.shelf.more(rest.length)}</summary>
            {rest.map(row)}
          </details>
        )}
      </div>
    </details>
  );
}

const FacetSkeletons = () => (
  <div className="facets" aria-hidden="true">
    {[5, 7, 4].map((rows) => (
      <div key={rows} className="facet">
        <div className="skeleton facet-title" />
        {Array.from({ length: rows }, (_, index) => (
          <div key={index} className="skeleton facet-row" />
        ))}
      </div>
    ))}
  </div>
);
