import { useId } from 'react';
import { useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';
import { countChoices, sorts } from './shelf-url.ts';
import type { ShelfState } from './use-shelf.ts';

/** How much there is, and in which order. */
export function Toolbar({ state, onFilter }: { state: ShelfState; onFilter: () => void }) {
  const { shelf: messages } = useMessages();
  const { choice, page, choose } = state;
  const id = useId();
  const offered = sorts.filter((sort) => sort !== 'relevance' || choice.q !== '');
  return (
    <div className="toolbar">
      <h2 className="toolbar-count" aria-live="polite">
        {page ? messages.count(page.total) : '\u00a0'}
      </h2>
      <button type="button" className="button filter-toggle" onClick={onFilter}>
        <Icon name="filter" />
        {messages.showFilters(countChoices(choice))}
      </button>
      <div className="toolbar-sort">
        <label htmlFor={id} className="soft small">
          {messages.sort}
        </label>
        <select
          id={id}
          className="select"
          value={choice.sort ?? (choice.q ? 'relevance' : 'featured')}
          onChange={({ target }) => choose({ ...choice, sort: offered.find((sort) => sort === target.value), page: 1 })}
        >
          {offered.map((sort) => (
            <option key={sort} value={sort}>
              {messages.sorts[sort]}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
