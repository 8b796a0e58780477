import { describe, expect, it } from '@jest/globals';
import { aLine } from '../testing/builders.ts';
import { deliveryOptionsFor, shippingFor, totalsFor } from './pricing.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' as const });

describe('totals', () => {
  it('add delivery to the goods and contain the tax', () => {
    expect(totalsFor([aLine({ price: 1_000, quantity: 2 })], 'standard', 'EUR')).toEqual({
      subtotal: eur(2_000),
      shipping: eur(490),
      tax: eur(398), // 19 % of the net price within 24.90
      total: eur(2_490),
    });
  });

  it('deliver free from a sum on, by the standard way only', () => {
    expect(shippingFor(eur(5_999), 'standard')).toEqual(eur(490));
    expect(shippingFor(eur(6_000), 'standard')).toEqual(eur(0));
    expect(shippingFor(eur(6_000), 'express')).toEqual(eur(990));
  });

  it('charge nothing for nothing', () => {
    expect(totalsFor([], 'express', 'GBP').total).toEqual({ amount: 0, currency: 'GBP' });
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
