import type { Country, DeliveryMethod, Quote } from '@halden/contracts';
import { useEffect, useState } from 'react';
import { orders } from '../api/shop.ts';
import { useLocale } from '../i18n/use-messages.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';
import { type Cart, refresh, toRequestLines } from './cart.ts';
import { withLines } from './cart-state.ts';
import { cart } from './store.ts';

export interface QuoteState {
  /** The last one that was given; while a newer one is on its way it stays. */
  quote: Quote | undefined;
  /** The quote is not (yet) of what is asked for now: its sums are to be shown, not agreed to. */
  loading: boolean;
  error: unknown;
  reload: () => void;
}

export interface QuoteOptions {
  delivery: DeliveryMethod;
  /** Where it goes, once that is known: it decides the tax. */
  country?: Country | undefined;
  wanted: boolean;
}

/** What these lines cost now, by the catalogue, and how many there still are. Asked again whenever something changes. */
export function useQuote(lines: Cart, { delivery, country, wanted }: QuoteOptions): QuoteState {
  const { currency } = usePreferences();
  const locale = useLocale();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; quote?: Quote; error?: unknown }>();
  const request = { currency, locale, delivery, ...(country && { country }), lines: toRequestLines(lines) };
  const key = JSON.stringify([request, round]);
  const asked = wanted && lines.length > 0;

  useEffect(() => {
    if (!asked) return undefined;
    const outdated = new AbortController();
    orders.quote({ body: request }, { signal: outdated.signal }).then(
      (quote) => {
        if (outdated.signal.aborted) return;
        setAnswer({ key, quote });
        keepUpToDate(quote);
      },
      (error: unknown) => {
        if (!outdated.signal.aborted)
          setAnswer((before) => ({ key, error, ...(before?.quote && { quote: before.quote }) }));
      },
    );
    return () => outdated.abort();
    // The key names everything in the request.
  }, [key, asked]);

  return {
    quote: lines.length > 0 ? answer?.quote : undefined,
    loading: asked && answer?.key !== key,
    error: answer?.key === key ? answer.error : undefined,
    reload: () => setRound((current) => current + 1),
  };
}

/** The catalogue knows names and prices better than the cart, which may be of last week. */
function keepUpToDate(quote: Quote): void {
  const { lines } = cart.read();
  if (JSON.stringify(refresh(lines, quote)) !== JSON.stringify(lines))
    cart.set(withLines((latest) => refresh(latest, quote)));
}
