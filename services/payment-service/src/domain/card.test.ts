import { DomainError, testCards } from '@halden/contracts';
import { describe, expect, it } from '@jest/globals';
import { aCard } from '../testing/builders.ts';
import { behaviourOf, checkCard, passesLuhn } from './card.ts';

const now = Date.UTC(2026, 4, 31, 23, 59, 59);
const faultsOf = (details: Parameters<typeof aCard>[0]) => {
  try {
    checkCard(aCard(details), now);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.code).toBe('card_invalid');
    return error.extra.errors?.map(({ pointer }) => pointer);
  }
};

describe('a card', () => {
  it.each([
    ['4242 4242 4242 4242', '123', { brand: 'visa', last4: '4242' }],
    ['5555555555554444', '123', { brand: 'mastercard', last4: '4444' }],
    ['2223 0031 2200 3222', '123', { brand: 'mastercard', last4: '3222' }],
    ['3782 822463 10005', '1234', { brand: 'amex', last4: '0005' }],
    ['6011 1111 1111 1117', '123', { brand: 'discover', last4: '1117' }],
    ['3530 1113 3330 0000', '123', { brand: 'card', last4: '0000' }],
  ])('with the number %s is shown by its brand and last digits', (number, cvc, card) => {
    expect(checkCard(aCard({ number, cvc }), now)).toEqual(card);
  });

  it('has a check digit that finds every single wrong digit and swapped neighbours', () => {
    expect(passesLuhn('4242424242424242')).toBe(true);
    for (let index = 0; index < 16; index++) {
      const digits = [...'4242424242424242'];
      digits[index] = String((Number(digits[index]) + 1) % 10);
      expect(passesLuhn(digits.join(''))).toBe(false);
    }
    expect(passesLuhn('2442424242424242')).toBe(false);
  });

  it('is refused with a number that cannot be right, or of a length that its brand does not have', () => {
    expect(faultsOf({ number: '4242 4242 4242 4241' })).toEqual(['/number']);
    expect(faultsOf({ number: '42424242424242' })).toEqual(['/number']);
  });

  it('is good through the last day of its month', () => {
    expect(faultsOf({ expiry: '05/26' })).toEqual([]);
    expect(faultsOf({ expiry: '04/26' })).toEqual(['/expiry']);
    expect(faultsOf({ expiry: '12/25' })).toEqual(['/expiry']);
  });

  it('has a code of the length that its brand has', () => {
    expect(faultsOf({ cvc: '1234' })).toEqual(['/cvc']);
    expect(faultsOf({ number: '378282246310005', cvc: '123' })).toEqual(['/cvc']);
  });

  it('is refused with all its faults at once, and its number in none of them', () => {
    const details = { number: '4242 4242 4242 4241', expiry: '01/20', cvc: '1234' };
    expect(faultsOf(details)).toEqual(['/number', '/expiry', '/cvc']);
    expect(() => checkCard(aCard(details), now)).toThrow(/^(?!.*4242)/);
  });
});

describe('the simulated bank', () => {
  it('knows its test cards, and declines all others', () => {
    for (const { number, behaviour } of testCards) expect(behaviourOf(number)).toBe(behaviour);
    expect(behaviourOf('5200828282828210')).toBe('timeout');
    expect(behaviourOf('4111 1111 1111 1111')).toBe('decline');
  });
});
