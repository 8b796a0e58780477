import type { DeliveryMethod, Quote } from '@halden/contracts';
import { useEffect, useState } from 'react';
import { orders } from '../api/shop.ts';
import { useLocale } from '../i18n/use-messages.tsx';
import { usePreferences } from '../preferences/use-preferences.ts';
import { type Cart, refresh, toRequestLines } from './cart.ts';
import { cart } from './store.ts';

export interface QuoteState {
  /** The last one that was given; while a newer one is on its way it stays. */
  quote: Quote | undefined;
  loading: boolean;
  error: unknown;
  reload: () => void;
}

/** What these lines cost now, by the catalogue, and how many there still are. Asked again whenever something changes. */
export function useQuote(lines: Cart, delivery: DeliveryMethod, wanted: boolean): QuoteState {
  const { currency } = usePreferences();
  const locale = useLocale();
  const [round, setRound] = useState(0);
  const [answer, setAnswer] = useState<{ key: string; quote?: Quote; error?: unknown }>();
  const request = { currency, locale, delivery, lines: toRequestLines(lines) };
  const key = JSON.stringify([request, round]);
  const ask = wanted && lines.length > 0;

  useEffect(() => {
    if (!ask) return undefined;
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
  }, [key, ask]);

  return {
    quote: lines.length > 0 ? answer?.quote : undefined,
    loading: ask && answer?.key !== key,
    error: answer?.key === key ? answer.error : undefined,
    reload: () => setRound((current) => current + 1),
  };
}

/** The catalogue knows names and prices better than the cart, which may be of last week. */
function keepUpToDate(quote: Quote): void {
  const current = cart.get();
  const next = refresh(current, quote);
  if (JSON.stringify(next) !== JSON.stringify(current)) cart.set((latest) => refresh(latest, quote));
}
