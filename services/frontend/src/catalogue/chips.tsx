import { useMoney, useMessages } from '../i18n/use-messages.tsx';
import { Icon } from '../ui/icon.tsx';
import { clear, countChoices, facetNames, type ShelfChoice, toggle } from './shelf-url.ts';
import type { ShelfState } from './use-shelf.ts';
import { useView } from './use-view.ts';

interface Chip {
  key: string;
  label: string;
  without: ShelfChoice;
}

/** Everything that was chosen by name, each with the choice that is left without it. */
export function useChips({ choice, page }: ShelfState): Chip[] {
  const { shelf: messages } = useMessages();
  const format = useMoney();
  const { currency } = useView();
  const chips = facetNames.flatMap((name) =>
    (choice.facets[name] ?? []).map((value): Chip => {
      const known = page?.facets.find(({ id }) => id === name)?.values.find((each) => each.value === value);
      return { key: `${name} ${value}`, label: known?.label ?? value, without: toggle(choice, name, value) };
    }),
  );
  const { minPrice, maxPrice } = choice;
  if (minPrice === undefined && maxPrice === undefined) return chips;
  const price = (whole: number | undefined) =>
    whole === undefined ? undefined : format({ amount: whole * 100, currency });
  const without = { ...choice, minPrice: undefined, maxPrice: undefined, page: 1 };
  return [...chips, { key: 'price', label: messages.chosenPrice(price(minPrice), price(maxPrice)), without }];
}

/** What is chosen, to let go of one by one or all at once. */
export function Chips({ state }: { state: ShelfState }) {
  const { shelf: messages } = useMessages();
  const chips = useChips(state);
  if (chips.length === 0) return null;
  return (
    <ul className="chips">
      {chips.map(({ key, label, without }) => (
        <li key={key}>
          <button
            type="button"
            className="chip"
            aria-label={messages.remove(label)}
            onClick={() => state.choose(without)}
          >
            {label}
            <Icon name="close" />
          </button>
        </li>
      ))}
      {countChoices(state.choice) > 1 && (
        <li>
          <button type="button" className="link-button" onClick={() => state.choose(clear(state.choice))}>
            {messages.clear}
          </button>
        </li>
      )}
    </ul>
  );
}
