import type { Money, Order } from '@halden/contracts';
import { ApiProblem } from '@halden/contracts/client';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { guestOrders, orders, payments } from '../api/shop.ts';
import { useSession } from '../account/use-session.ts';
import { giveBack, takeOut, toRequestLines } from '../cart/cart.ts';
import { cart } from '../cart/store.ts';
import { useStored } from '../data/use-stored.ts';
import { useLocale } from '../i18n/use-messages.tsx';
import { orderHref } from '../order/href.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { place } from './place.ts';
import { type Attempt, declinedFor, finished, newKey, placedAs, refused, sending, toPlaceOrder } from './state.ts';
import { checkout } from './store.ts';
import { untilDecided } from './until-decided.ts';
import { type CardFields, toCardDetails } from './validation.ts';

export type Phase = 'idle' | 'card' | 'placing' | 'paying';

export interface Payment {
  phase: Phase;
  error: unknown;
  /** `total` is what the button said. */
  pay: (card: CardFields, total: Money) => Promise<void>;
  /** Sends the attempt again whose answer never came. */
  retry: () => Promise<void>;
}

const send = ({ key, asGuest, body }: Attempt): Promise<Order> =>
  (asGuest ? guestOrders : orders).placeOrder({ headers: { 'idempotency-key': key }, body });

/** From the card to the bank's answer. At any moment there is one payment at most, and a reload goes on where it was. */
export function usePayment(): Payment {
  const state = useStored(checkout);
  const { state: sessionState } = useSession();
  const { currency } = usePreferences();
  const locale = useLocale();
  const [, navigate] = useLocation();
  const [phase, setPhase] = useState<Phase>('idle');
  const [error, setError] = useState<unknown>();
  const busy = useRef(false);

  const alone = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setError(undefined);
    try {
      await work();
    } catch (fault) {
      setError(fault);
    } finally {
      busy.current = false;
      setPhase('idle');
    }
  };
  const submit = async (attempt: Attempt) => {
    setPhase('placing');
    const outcome = await place(attempt, send);
    if (outcome.kind === 'refused') {
      checkout.set(refused);
      throw new ApiProblem(outcome.problem);
    }
    if (outcome.kind === 'unknown') return;
    cart.set((current) => takeOut(current, attempt.lines));
    checkout.set((current) => placedAs(current, outcome.order));
  };

  const { placed } = state;
  useEffect(() => {
    if (!placed) return undefined;
    const stop = new AbortController();
    void untilDecided(placed, stop.signal).then((order) => {
      if (stop.signal.aborted) return;
      if (order?.status === 'declined') {
        cart.set((current) => giveBack(current, placed.lines));
        checkout.set((current) => declinedFor(current, order.declineReason));
        return;
      }
      checkout.set(finished);
      navigate(orderHref(placed.orderId, placed.guestKey), { replace: true });
    });
    return () => stop.abort();
    // One order, one wait.
  }, [placed?.orderId]);

  return {
    phase: placed ? 'paying' : phase,
    error,
    pay: (card, agreedTotal) =>
      alone(async () => {
        setPhase('card');
        const lines = cart.get();
        const { token } = await payments.createPaymentMethod({ body: toCardDetails(card) });
        const rest = { currency, locale, lines: toRequestLines(lines), paymentToken: token, agreedTotal };
        const attempt: Attempt = {
          key: newKey(crypto.getRandomValues(new Uint8Array(16))),
          asGuest: sessionState !== 'signed-in',
          body: toPlaceOrder(checkout.get(), rest),
          lines,
        };
        // From here on the order may exist; the attempt is remembered before it is sent.
        checkout.set((current) => sending(current, attempt));
        await submit(attempt);
      }),
    retry: () =>
      alone(async () => {
        const { attempt } = checkout.get();
        if (attempt) await submit(attempt);
      }),
  };
}
