import type { CardDetails } from '@halden/contracts';
import type { BuyingMessages } from '../i18n/en-buying.ts';

/** What the fields of the checkout hold, as typed. */
export interface ContactFields {
  name: string;
  email: string;
  phone: string;
}
export interface AddressFields {
  name: string;
  line1: string;
  line2: string;
  postalCode: string;
  city: string;
  country: string;
}
export interface CardFields {
  number: string;
  expiry: string;
  cvc: string;
}

/** Why a field is not right, by its name; nothing for what is right. */
export type Faults<T> = Partial<Record<keyof T, string>>;
type Check = (value: string, messages: BuyingMessages['validation']) => string | undefined;

const required =
  (longest: number): Check =>
  (value, messages) =>
    value.trim() === '' ? messages.required : optional(longest)(value, messages);

const optional =
  (longest: number): Check =>
  (value, messages) =>
    value.trim().length > longest ? messages.tooLong(longest) : undefined;

const matching =
  (pattern: RegExp, which: 'email' | 'cvc'): Check =>
  (value, messages) => {
    if (value.trim() === '') return messages.required;
    return pattern.test(value.trim()) ? undefined : messages[which];
  };

/** E.164 from what people type: spaces, dashes, brackets and a leading 00 are taken out. */
export const normalizePhone = (typed: string): string => typed.replace(/[\s()./-]/g, '').replace(/^00/, '+');

const digits = (text: string): string => text.replace(/\D/g, '');

/** The check digit of card numbers (ISO/IEC 7812-1). */
export function passesLuhn(number: string): boolean {
  const sum = [...digits(number)].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum > 0 && sum % 10 === 0;
}

/** `1234567` → `1234 567`, as on the card. */
export const groupCardNumber = (typed: string): string =>
  digits(typed)
    .slice(0, 19)
    .replace(/(\d{4})(?=\d)/g, '$1 ');

/** `0429` → `04/29`; a month that can only have one digit gets its zero. */
export function groupExpiry(typed: string): string {
  const plain = digits(typed).slice(0, 4);
  const padded = /^[2-9]$/.test(plain) ? `0${plain}` : plain;
  return padded.length > 2 ? `${padded.slice(0, 2)}/${padded.slice(2)}` : padded;
}

/** A card is good until the end of its month. */
export function isExpired(expiry: string, now: Date): boolean {
  const [month = 0, year = 0] = expiry.split('/').map(Number);
  return new Date(2000 + year, month, 1) <= now;
}

export const contactChecks: Record<keyof ContactFields, Check> = {
  name: required(120),
  email: matching(/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/, 'email'),
  phone: (value, messages) =>
    value.trim() === '' || /^\+[1-9]\d{6,14}$/.test(normalizePhone(value)) ? undefined : messages.phone,
};

export const addressChecks: Record<keyof AddressFields, Check> = {
  name: required(120),
  line1: required(120),
  line2: optional(120),
  postalCode: required(12),
  city: required(80),
  country: required(2),
};

export const cardChecks = (now: () => Date): Record<keyof CardFields, Check> => ({
  number: (value, messages) => {
    const length = digits(value).length;
    if (length === 0) return messages.required;
    return length >= 12 && passesLuhn(value) ? undefined : messages.card;
  },
  expiry: (value, messages) => {
    if (value.trim() === '') return messages.required;
    return /^(0[1-9]|1[0-2])\/\d{2}$/.test(value) && !isExpired(value, now()) ? undefined : messages.expiry;
  },
  cvc: matching(/^\d{3,4}$/, 'cvc'),
});

/** Every fault of a form's fields. */
export function faultsOf<T extends object>(
  fields: { [K in keyof T]: string },
  checks: Record<keyof T, Check>,
  messages: BuyingMessages['validation'],
): Faults<T> {
  const faults: Faults<T> = {};
  for (const name of Object.keys(checks) as (keyof T)[]) {
    const fault = checks[name](fields[name], messages);
    if (fault !== undefined) faults[name] = fault;
  }
  return faults;
}

export const toCardDetails = ({ number, expiry, cvc }: CardFields): CardDetails => ({
  number: groupCardNumber(number),
  expiry,
  cvc: cvc.trim(),
});
