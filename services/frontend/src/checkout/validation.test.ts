import { describe, expect, it } from '@jest/globals';
import { testCards } from '@halden/contracts';
import { buying as en } from '../i18n/en-buying.ts';
import {
  addressChecks,
  cardChecks,
  contactChecks,
  faultsOf,
  groupCardNumber,
  groupExpiry,
  isExpired,
  normalizePhone,
  passesLuhn,
} from './validation.ts';

const messages = en.validation;
const now = () => new Date('2026-11-22T12:00:00Z');

describe('the fields of the checkout', () => {
  it('say what is missing and what is not right, field by field', () => {
    expect(faultsOf({ name: ' ', email: 'ada', phone: '0170' }, contactChecks, messages)).toEqual({
      name: messages.required,
      email: messages.email,
      phone: messages.phone,
    });
    expect(faultsOf({ name: 'Ada', email: 'ada@example.com', phone: '' }, contactChecks, messages)).toEqual({});
  });

  it('take an address without a second line, and none that is too long', () => {
    const address = { name: 'Ada', line1: 'St 1', line2: '', postalCode: '10115', city: 'Berlin', country: 'DE' };
    expect(faultsOf(address, addressChecks, messages)).toEqual({});
    expect(faultsOf({ ...address, postalCode: '1'.repeat(13) }, addressChecks, messages)).toEqual({
      postalCode: messages.tooLong(12),
    });
  });

  it('understand a phone number however it is typed', () => {
    expect(normalizePhone('0049 (170) 123-45 67')).toBe('+491701234567');
    expect(contactChecks.phone('+49 170 1234567', messages)).toBeUndefined();
  });
});

describe('the card', () => {
  it('passes for every card of the demo bank, and not with a typing error', () => {
    const checks = cardChecks(now);
    for (const { number } of testCards) expect(checks.number(number, messages)).toBeUndefined();
    expect(checks.number('4242 4242 4242 4241', messages)).toBe(messages.card);
    expect(checks.number('4242', messages)).toBe(messages.card);
    expect(passesLuhn('0000 0000 0000')).toBe(false);
  });

  it('is grouped as it is typed', () => {
    expect(groupCardNumber('4242424242424242')).toBe('4242 4242 4242 4242');
    expect(groupCardNumber('42424')).toBe('4242 4');
    expect(groupExpiry('4')).toBe('04');
    expect(groupExpiry('0429')).toBe('04/29');
    expect(groupExpiry('1')).toBe('1');
  });

  it('is good until the end of its month', () => {
    expect(isExpired('11/26', now())).toBe(false);
    expect(isExpired('10/26', now())).toBe(true);
    expect(cardChecks(now).expiry('13/30', messages)).toBe(messages.expiry);
  });
});
