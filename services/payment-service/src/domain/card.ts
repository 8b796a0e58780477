import { type Card, type CardDetails, DomainError, type Fault, testCards } from '@halden/contracts';
import type { CardBehaviour } from './ports.ts';

interface Brand {
  name: string;
  /** Of the number's first digits. */
  prefix: RegExp;
  lengths: readonly number[];
  cvc: number;
}

const brands: readonly Brand[] = [
  { name: 'visa', prefix: /^4/, lengths: [13, 16, 19], cvc: 3 },
  { name: 'mastercard', prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16], cvc: 3 },
  { name: 'amex', prefix: /^3[47]/, lengths: [15], cvc: 4 },
  { name: 'discover', prefix: /^(6011|64[4-9]|65)/, lengths: [16, 19], cvc: 3 },
];
const otherBrand: Brand = { name: 'card', prefix: /^/, lengths: [12, 13, 14, 15, 16, 17, 18, 19], cvc: 3 };

/**
 * What may be shown of a card whose number, date and code can be right. Throws `card_invalid` with every fault; the number itself is
 * in none of them. `now` in milliseconds.
 */
export function checkCard({ number, expiry, cvc }: CardDetails, now: number): Card {
  const digits = digitsOf(number);
  const brand = brands.find(({ prefix }) => prefix.test(digits)) ?? otherBrand;
  const faults: Fault[] = [];
  const fault = (pointer: string, detail: string) => faults.push({ in: 'body', pointer, detail });
  if (!brand.lengths.includes(digits.length) || !passesLuhn(digits)) fault('/number', 'is not a valid card number');
  if (now >= endOf(expiry)) fault('/expiry', 'is in the past');
  if (cvc.length !== brand.cvc) fault('/cvc', `must have ${brand.cvc} digits for this card`);
  if (faults.length > 0)
    throw new DomainError(
      'card_invalid',
      faults.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`).join('; '),
      {
        errors: faults,
      },
    );
  return { brand: brand.name, last4: digits.slice(-4) };
}

/** What the simulated bank does with a number: it knows its own test cards, and declines all others. */
export const behaviourOf = (number: string): CardBehaviour =>
  testCards.find((card) => digitsOf(card.number) === digitsOf(number))?.behaviour ?? 'decline';

/** The check digit of ISO/IEC 7812: every second digit from the right doubled, the sum of all digits divisible by ten. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 1 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}

const digitsOf = (number: string): string => number.replaceAll(' ', '');

/** A card is good through the last day of its month: when that has ended, in UTC. */
function endOf(expiry: string): number {
  const [month = '', year = ''] = expiry.split('/');
  return Date.UTC(2000 + Number(year), Number(month));
}
