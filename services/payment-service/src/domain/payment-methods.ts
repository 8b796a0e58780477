import { type CardDetails, type PaymentMethod, type PaymentToken, type TestCard, testCards } from '@halden/contracts';
import { behaviourOf, checkCard } from './card.ts';
import type { CardOnFile, CardStore } from './ports.ts';

const lifeTimeSeconds = 3_600;

export interface PaymentMethodDeps {
  cards: CardStore;
  /** Whether the simulated bank's test cards and their tokens are taken: never where real money is. */
  allowTestCards: boolean;
  newToken: () => PaymentToken;
  now: () => number;
}

/** Exchanges a card for a token that is good for an hour. Nothing of the card is kept but its brand and last digits. */
export const createPaymentMethod =
  ({ cards, allowTestCards, newToken, now }: PaymentMethodDeps) =>
  async (details: CardDetails): Promise<PaymentMethod> => {
    const card = checkCard(details, now());
    const behaviour = allowTestCards ? behaviourOf(details.number) : 'decline';
    const token = newToken();
    await cards.keep(token, { card, behaviour }, lifeTimeSeconds);
    return { token, card, expiresAt: new Date(now() + lifeTimeSeconds * 1_000).toISOString() };
  };

/** The test cards that are taken here. */
export const knownTestCards = ({ allowTestCards }: Pick<PaymentMethodDeps, 'allowTestCards'>): readonly TestCard[] =>
  allowTestCards ? testCards : [];

/** Finds what is kept, and the tokens that stand for test cards without having been made here. */
export function withTestCards(cards: CardStore, options: { allowTestCards: boolean }): CardStore {
  const known = new Map<PaymentToken, CardOnFile>(
    knownTestCards(options).map(({ token, brand, number, behaviour }) => [
      token,
      { card: { brand, last4: number.slice(-4) }, behaviour },
    ]),
  );
  return { ...cards, find: async (token) => known.get(token) ?? (await cards.find(token)) };
}
