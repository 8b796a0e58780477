import { describe, expect, it } from '@jest/globals';
import { aLine } from '../testing/builders.ts';
import { deliveryOptionsFor, shippingFor, totalsFor } from './pricing.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' as const });

describe('totals', () => {
  it('add delivery to the goods and contain the tax', () => {
    expect(
      totalsFor([aLine({ price: 1_000, quantity: 2 })], { currency: 'EUR', method: 'standard', country: 'DE' }),
    ).toEqual({
      subtotal: eur(2_000),
      shipping: eur(490),
      tax: eur(398), // 19 % of the net price within 24.90
      total: eur(2_490),
    });
  });

  it.each([
    ['DE', 398],
    ['AT', 415],
    ['FI', 506],
    ['GB', 415],
    ['CH', 187],
    ['US', 0],
    ['JP', 0],
  ])('contain the tax of %s when the goods go there, and are the same for all', (country, tax) => {
    const lines = [aLine({ price: 1_000, quantity: 2 })];
    const totals = totalsFor(lines, { currency: 'EUR', method: 'standard', country });
    expect([totals.tax, totals.total]).toEqual([eur(tax), eur(2_490)]);
  });

  it.each([
    ['EUR', 398],
    ['GBP', 408],
    ['USD', 0],
  ] as const)('contain the tax of the home country of %s while nobody says where the goods go', (currency, tax) => {
    const lines = [{ total: { amount: 2_000, currency } }];
    expect(totalsFor(lines, { currency, method: 'standard' }).tax).toEqual({ amount: tax, currency });
  });

  it('deliver free from a sum on, by the standard way only', () => {
    expect(shippingFor(eur(5_999), 'standard')).toEqual(eur(490));
    expect(shippingFor(eur(6_000), 'standard')).toEqual(eur(0));
    expect(shippingFor(eur(6_000), 'express')).toEqual(eur(990));
  });

  it('charge nothing for nothing', () => {
    expect(totalsFor([], { currency: 'GBP', method: 'express' }).total).toEqual({ amount: 0, currency: 'GBP' });
  });

  it('offer every way of delivery with its price and from when it is free', () => {
    expect(deliveryOptionsFor({ amount: 7_500, currency: 'USD' })).toEqual([
      {
        method: 'standard',
        price: { amount: 0, currency: 'USD' },
        freeFrom: { amount: 7_000, currency: 'USD' },
        days: '2–4',
      },
      { method: 'express', price: { amount: 1_190, currency: 'USD' }, days: '1–2' },
    ]);
  });
});
