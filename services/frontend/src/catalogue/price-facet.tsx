import { type FormEvent, useId } from 'react';
import { useMessages } from '../i18n/use-messages.tsx';
import type { ShelfState } from './use-shelf.ts';

const read = (form: FormData, name: string): number | undefined => {
  const text = form.get(name);
  const value = typeof text === 'string' && text.trim() !== '' ? Math.floor(Number(text)) : NaN;
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

/** From which price to which, in whole units of the currency. */
export function PriceFacet({ state: { choice, choose, page } }: { state: ShelfState }) {
  const { shelf: messages } = useMessages();
  const id = useId();
  const range = page?.priceRange;
  const { minPrice, maxPrice } = choice;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [read(form, 'from'), read(form, 'to')];
    const turned = from !== undefined && to !== undefined && from > to;
    choose({ ...choice, minPrice: turned ? to : from, maxPrice: turned ? from : to, page: 1 });
  };
  const field = (name: 'from' | 'to', label: string, value: number | undefined, hint: number | undefined) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        key={value}
        className="input"
        name={name}
        type="number"
        inputMode="numeric"
        min={0}
        max={999_999}
        defaultValue={value}
        placeholder={hint === undefined ? undefined : String(hint)}
      />
    </div>
  );
  return (
    <details className="facet" open={minPrice !== undefined || maxPrice !== undefined}>
      <summary>{messages.price}</summary>
      <form className="price-form" onSubmit={submit}>
        {field('from', messages.priceFrom, minPrice, range && Math.floor(range.min.amount / 100))}
        {field('to', messages.priceTo, maxPrice, range && Math.ceil(range.max.amount / 100))}
        <button type="submit" className="button">
          {messages.apply}
        </button>
      </form>
    </details>
  );
}
