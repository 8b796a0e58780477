import { type Prices } from '@halden/contracts';
import { type Random } from './random.ts';

/** The last digits a price tag likes, by how large the amount is. */
const endings = [
  { below: 60, digits: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
  { below: 200, digits: [0, 2, 4, 5, 8, 9] },
  { below: 1000, digits: [0, 5, 9] },
  { below: Infinity, digits: [0] },
];

/** The nearest amount (whole currency units, below 15 also halves) that looks like a price. */
export function priceLike(amount: number): number {
  if (amount < 15) return Math.max(0.5, Math.round(amount * 2) / 2);
  const { digits } = endings.find(({ below }) => amount < below)!;
  const tens = Math.floor(amount / 10) * 10;
  const candidates = [-10, 0, 10].flatMap((shift) => digits.map((digit) => tens + shift + digit));
  return candidates.reduce((best, one) => (Math.abs(one - amount) < Math.abs(best - amount) ? one : best));
}

/** How one product is priced in the other currencies: merchants round by market, so the rates differ a little. */
export interface PriceRates {
  usd: number;
  gbp: number;
}

export function priceRates(random: Random): PriceRates {
  return { usd: random.between(1.06, 1.13), gbp: random.between(0.84, 0.89) };
}

/** Prices in minor units from a price in euros; pounds are always fewer, dollars always more. */
export function pricesOf(euros: number, rates: PriceRates): Prices {
  const usd = Math.max(priceLike(euros * rates.usd), euros + 0.5);
  const gbp = Math.min(priceLike(euros * rates.gbp), euros - 0.5);
  return { EUR: Math.round(euros * 100), USD: Math.round(usd * 100), GBP: Math.round(gbp * 100) };
}

/** Former prices, a fifth to a third above the present ones. */
export function formerPrices(prices: Prices, ratio: number): Prices {
  const before = (minor: number) => Math.max(Math.round(priceLike((minor * ratio) / 100) * 100), minor + 50);
  return { EUR: before(prices.EUR), USD: before(prices.USD), GBP: before(prices.GBP) };
}
