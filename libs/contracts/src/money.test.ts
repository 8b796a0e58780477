import { describe, expect, it } from '@jest/globals';
import { add, format, money, sum, times } from './money.ts';

describe('money', () => {
  it('adds, multiplies and sums in minor units', () => {
    expect(add(money(1999, 'EUR'), money(1, 'EUR'))).toEqual({ amount: 2000, currency: 'EUR' });
    expect(times(money(333, 'GBP'), 3)).toEqual({ amount: 999, currency: 'GBP' });
    expect(sum([money(10, 'USD'), money(20, 'USD')], 'USD')).toEqual({ amount: 30, currency: 'USD' });
    expect(sum([], 'USD')).toEqual({ amount: 0, currency: 'USD' });
  });

  it('refuses fractions and other currencies', () => {
    expect(() => money(19.99, 'EUR')).toThrow(RangeError);
    expect(() => add(money(1, 'EUR'), money(1, 'USD'))).toThrow('cannot add USD to EUR');
  });

  it("is written as the reader's country writes it", () => {
    expect(format(money(123450, 'EUR'), 'de')).toBe('1.234,50\u00a0€');
    expect(format(money(123450, 'GBP'), 'en')).toBe('£1,234.50');
  });
});
