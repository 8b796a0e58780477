import { Type } from './brand.ts';
import { countries } from './countries.ts';

/** What no text of a caller holds: control characters, halves of surrogate pairs, separators of lines, marks that turn the direction of writing. */
const refused = '\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069';
/** At least one character that can be seen: none of those that are spaces, marks or fillers only. */
const visible = '(?=[^]*(?!\\p{Default_Ignorable_Code_Point}|\\u2800)[\\p{L}\\p{N}\\p{P}\\p{S}])';

/** Regular expressions of the contract, for the flag `u`: forms in a browser check by the very same. */
export const patterns = {
  line: `^${visible}[^${refused}]*$`,
  /** A person's name goes out in mails to an address that anybody may type: it is no way to send links. */
  personName: `^${visible}(?!.*(?:://|www\\.|@))[^${refused}]*$`,
  postalCode: '^[A-Za-z0-9](?:[A-Za-z0-9 -]*[A-Za-z0-9])?$',
  /** What mail providers take: a dot-atom of at most 64 characters, labels of at most 63, a top-level domain of two letters or more. */
  email:
    "^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+)*" +
    '@(?:[A-Za-z0-9](?:[A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.)+(?:[A-Za-z]{2,63}|[Xx][Nn]--[A-Za-z0-9\\-]{1,57}[A-Za-z0-9])$',
  phone: '^\\+[1-9][0-9]{6,14}$',
} as const;

interface TextOptions {
  description?: string;
}

/** One line that says something. Every text of a caller is one of the types of this file, or has a pattern of its own. */
export const Line = (maxLength: number, options: TextOptions = {}) =>
  Type.String({ minLength: 1, maxLength, pattern: patterns.line, ...options });

/** One line that may be empty. */
export const MaybeLine = (maxLength: number, options: TextOptions = {}) =>
  Type.String({ maxLength, pattern: `^[^${refused}]*$`, ...options });

/** Several lines that say something; they end in a line feed. */
export const Paragraphs = (maxLength: number, options: TextOptions = {}) =>
  Type.String({ minLength: 1, maxLength, pattern: `^${visible}(?:\\n|[^${refused}])*$`, ...options });

export const PersonName = Type.String({
  minLength: 1,
  maxLength: 120,
  pattern: patterns.personName,
  description: 'One line without control characters, and no web address',
});

export const Email = Type.String({ format: 'email', maxLength: 254, pattern: patterns.email });

export const Phone = Type.String({ pattern: patterns.phone, description: 'E.164, for text messages' });

export const PostalCode = Type.String({ minLength: 1, maxLength: 12, pattern: patterns.postalCode });

export const Country = Type.Unsafe<string>({
  type: 'string',
  enum: [...countries],
  description: 'ISO 3166-1 alpha-2',
});
export type Country = string;

/** A moment that there is: no thirtieth of February, no sixtieth second, which other clocks do not know. */
export const Moment = Type.String({ format: 'date-time', pattern: '^[^:]+:[0-5][0-9]:[0-5][0-9]' });

/** Printable ASCII, as headers hold it. */
export const Token = (maxLength: number, options: TextOptions = {}) =>
  Type.String({ maxLength, pattern: '^[ -~]*$', ...options });
