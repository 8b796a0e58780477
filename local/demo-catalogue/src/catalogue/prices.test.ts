import { describe, expect, it } from '@jest/globals';
import { formerPrices, priceLike, pricesOf } from './prices.ts';

describe('a price', () => {
  it.each([
    [7.26, 7.5],
    [52.4, 52],
    [103.2, 104],
    [107.3, 108],
    [214, 215],
    [286, 285],
    [998, 999],
    [1234, 1230],
  ])('of about %d is %d', (amount, price) => {
    expect(priceLike(amount)).toBe(price);
  });

  it('is never nothing', () => {
    expect(priceLike(0.01)).toBe(0.5);
  });

  it('in pounds stays below the euros and in dollars above them, however the rates are rounded', () => {
    expect(pricesOf(8, { usd: 1.001, gbp: 0.999 })).toEqual({ EUR: 800, USD: 850, GBP: 750 });
  });

  it('was higher before, even when rounding would hide it', () => {
    expect(formerPrices({ EUR: 800, USD: 850, GBP: 750 }, 1.01)).toEqual({ EUR: 850, USD: 900, GBP: 800 });
  });
});
