import { Link } from 'wouter';
import { useMessages } from '../i18n/use-messages.tsx';
import { useChips } from './chips.tsx';
import { clear, countChoices, shelfIds } from './shelf-url.ts';
import type { ShelfState } from './use-shelf.ts';

/** Nothing fits: what to let go of, or where else to look. */
export function NothingFound({ state }: { state: ShelfState }) {
  const { shelf: messages, frame } = useMessages();
  const { choice, choose } = state;
  const chips = useChips(state);
  const chosen = countChoices(choice) > 0;
  return (
    <div className="nothing">
      <h2>{chosen || !choice.q ? messages.none : messages.noneQuery(choice.q)}</h2>
      <p className="soft">{chosen ? messages.noneHint : messages.noneQueryHint}</p>
      {chosen ? (
        <p className="nothing-ways">
          {chips.map(({ key, label, without }) => (
            <button key={key} type="button" className="button" onClick={() => choose(without)}>
              {messages.remove(label)}
            </button>
          ))}
          <button type="button" className="button primary" onClick={() => choose(clear(choice))}>
            {messages.clear}
          </button>
        </p>
      ) : (
        <p className="nothing-ways">
          {shelfIds.map((id) => (
            <Link key={id} href={`/shelves/${id}`} className="button">
              {frame.shelfNames[id]}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}
