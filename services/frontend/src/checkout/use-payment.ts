import type { Money, Problem, Totals } from '@halden/contracts';
import { ApiProblem } from '@halden/contracts/client';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { knownSession } from '../account/session.ts';
import { headersOf, SignInNeeded } from '../account/sign-in.ts';
import { payments } from '../api/shop.ts';
import { type Cart, toRequestLines } from '../cart/cart.ts';
import type { Attempt, Customer } from '../cart/cart-state.ts';
import { attempted, attemptDelayed, attemptEnded, placed, sameLines } from '../cart/purchase.ts';
import { cart } from '../cart/store.ts';
import { useStored } from '../data/use-stored.ts';
import { useLocale } from '../i18n/use-messages.tsx';
import { orderHref } from '../order/href.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { ifFree, whenFree } from '../runtime/lock.ts';
import { place } from './place.ts';
import { send } from './send.ts';
import { finished, newKey, toPlaceOrder } from './state.ts';
import { checkout } from './store.ts';
import { type CardFields, toCardDetails } from './validation.ts';

/** `open`: it was sent, and what became of it is not known. `elsewhere`: another tab is at it. */
export type Phase = 'idle' | 'card' | 'placing' | 'paying' | 'open' | 'elsewhere';

/** What is bought, and the sums that the customer sees while they agree. */
export interface Offer {
  lines: Cart;
  totals: Totals;
}

export interface Payment {
  phase: Phase;
  error: unknown;
  pay: (card: CardFields, offer: Offer) => Promise<void>;
  /** Sends the attempt again whose answer never came. */
  retry: () => Promise<void>;
  /** Lets go of an attempt of which nobody can say what became. */
  giveUp: () => void;
}

/** Only one tab of a browser pays at a time. */
const paying = 'checkout';
/** So long a customer waits for the bank here; then the order's own page goes on waiting. */
const patienceMs = 12_000;

/** The cart is not what the customer saw when they agreed: another tab has changed it, or paid it. */
export class CartChanged extends Error {
  override readonly name = 'CartChanged';
}

/** From the card to the bank's answer. At any moment there is one payment at most in a browser, and a reload goes on where it was. */
export function usePayment(onRefused: () => void): Payment {
  const { waitingFor } = useStored(checkout);
  const { attempt, undecided } = useStored(cart);
  const { currency } = usePreferences();
  const locale = useLocale();
  const [phase, setPhase] = useState<'idle' | 'card' | 'placing'>('idle');
  const [error, setError] = useState<unknown>();
  const isAlone = useIsAlone(attempt?.key);
  useBankDecision(waitingFor);
  const busy = useRef(false);

  const alone = async (work: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    setError(undefined);
    try {
      await ifFree(paying, work);
    } catch (fault) {
      setError(fault);
    } finally {
      busy.current = false;
      setPhase('idle');
    }
  };
  const submit = async (sent: Attempt) => {
    setPhase('placing');
    const outcome = await place(() => send(sent));
    if (outcome.kind === 'placed') {
      const { id: orderId, guestKey } = outcome.order;
      cart.set(placed(sent, outcome.order, Date.now()));
      checkout.set((current) => ({ ...current, waitingFor: { orderId, guestKey } }));
      return;
    }
    if (outcome.kind === 'unclear') {
      const seconds = outcome.retryAfterSeconds;
      if (seconds !== undefined) cart.set(attemptDelayed(sent.key, Date.now() + seconds * 1_000));
      throw outcome.error;
    }
    rememberPriceChange(sent, outcome.problem);
    cart.set(attemptEnded(sent.key));
    onRefused();
    throw new ApiProblem(outcome.problem);
  };

  return {
    phase: phaseOf({ phase, attempt, isAlone, isWaiting: isUndecided(undecided, waitingFor?.orderId) }),
    error,
    pay: (card, { lines, totals }) =>
      alone(async () => {
        // Storage, not what this page last heard: another tab may have begun, or even paid.
        const state = cart.read();
        if (state.attempt) return;
        if (!sameLines(state.lines, lines)) throw new CartChanged('another tab has changed the cart');
        setPhase('card');
        // Loaded now, so that nobody waits for the code when the bank has answered.
        void import('./settle.ts').catch(() => undefined);
        const customer = await whoPays();
        const { token: paymentToken } = await payments.createPaymentMethod({ body: toCardDetails(card) });
        const agreedTotal: Money = totals.total;
        const rest = { currency, locale, lines: toRequestLines(lines), paymentToken, agreedTotal };
        const fresh: Attempt = {
          key: newKey(crypto.getRandomValues(new Uint8Array(16))),
          ...(customer && { customer }),
          body: toPlaceOrder(checkout.get(), rest),
          lines,
          totals,
        };
        // From here on the order may exist; the attempt is remembered before it is sent.
        cart.set(attempted(fresh));
        checkout.set((current) => ({ ...current, priceChange: undefined }));
        await submit(fresh);
      }),
    retry: () =>
      alone(async () => {
        const sent = cart.read().attempt;
        if (sent) await submit(sent);
      }),
    giveUp() {
      setError(undefined);
      if (attempt) cart.set(attemptEnded(attempt.key));
    },
  };
}

/** Somebody whose sign-in has run out is asked first, and never becomes a guest unnoticed. Rejects with `SignInNeeded`. */
async function whoPays(): Promise<Customer | undefined> {
  const session = await knownSession();
  if (session.state === 'expired') throw new SignInNeeded('the sign-in has run out');
  if (session.state !== 'signed-in') return undefined;
  await headersOf(session.id);
  return { id: session.id, name: session.name };
}

/** What the customer agreed to and what it comes to now are shown side by side until they agree again. */
function rememberPriceChange({ totals: before, lines }: Attempt, { code, totals: now }: Problem): void {
  if (code === 'price_changed') checkout.set((current) => ({ ...current, priceChange: { before, now, lines } }));
}

interface PhaseFacts {
  phase: 'idle' | 'card' | 'placing';
  attempt: Attempt | undefined;
  isAlone: boolean;
  isWaiting: boolean;
}

function phaseOf({ phase, attempt, isAlone, isWaiting }: PhaseFacts): Phase {
  if (isWaiting) return 'paying';
  if (phase !== 'idle' || !attempt) return phase;
  return isAlone ? 'open' : 'elsewhere';
}

const isUndecided = (undecided: readonly { orderId: string }[], orderId: string | undefined): boolean =>
  undecided.some((each) => each.orderId === orderId);

/** Whether no other tab is sending the attempt. */
function useIsAlone(attemptKey: string | undefined): boolean {
  const [alone, setAlone] = useState<string>();
  useEffect(() => {
    if (attemptKey === undefined) return undefined;
    const stop = new AbortController();
    // This tab's own work holds the lock as well: then the attempt is open when it has ended.
    whenFree(paying, stop.signal, async () => setAlone(attemptKey)).catch(() => undefined);
    return () => stop.abort();
  }, [attemptKey]);
  return alone === attemptKey;
}

/** Leads on once the bank has decided about the order that was placed here; also when it takes its time. A decline stays here. */
function useBankDecision(waitingFor: { orderId: string; guestKey: string | undefined } | undefined): void {
  const [, navigate] = useLocation();
  const { undecided, declined } = useStored(cart);
  const orderId = waitingFor?.orderId;
  const isOpen = isUndecided(undecided, orderId);
  const isDeclined = orderId !== undefined && declined?.orderId === orderId;

  useEffect(() => {
    if (!waitingFor) return undefined;
    const leave = () => {
      checkout.set(finished);
      navigate(orderHref(waitingFor.orderId, waitingFor.guestKey), { replace: true });
    };
    if (isDeclined) return checkout.set((current) => ({ ...current, waitingFor: undefined }));
    if (!isOpen) return leave();
    const patience = setTimeout(leave, patienceMs);
    return () => clearTimeout(patience);
    // One order, one wait.
  }, [orderId, isOpen, isDeclined]);
}
