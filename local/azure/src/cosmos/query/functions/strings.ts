import { badRequest } from '../../errors.ts';
import { isObject, type Json, type Value } from '../values.ts';
import { builtIn, isInteger, isString, ofStrings, type BuiltIn, type BuiltIns } from './built-in.ts';

const maximumReplicated = 10_000;

/** String functions. Source: https://learn.microsoft.com/azure/cosmos-db/nosql/query/string-functions */
export const stringFunctions: BuiltIns = {
  CONCAT: ofStrings(2, Infinity, (...texts) => texts.join('')),
  CONTAINS: comparing((text, part) => text.includes(part)),
  ENDSWITH: comparing((text, part) => text.endsWith(part)),
  STARTSWITH: comparing((text, part) => text.startsWith(part)),
  STRINGEQUALS: comparing((text, other) => text === other),
  INDEX_OF: builtIn(2, 3, ([text, part, start = 0]) =>
    isString(text) && isString(part) && isInteger(start) ? text.indexOf(part, start) : undefined,
  ),
  LEFT: builtIn(2, 2, ([text, length]) => substring(text, 0, length)),
  RIGHT: builtIn(2, 2, ([text, length]) =>
    isString(text) && isInteger(length) ? substring(text, Math.max(text.length - length, 0), length) : undefined,
  ),
  SUBSTRING: builtIn(3, 3, ([text, start, length]) => substring(text, start, length)),
  LENGTH: ofStrings(1, 1, (text) => text.length),
  LOWER: ofStrings(1, 1, (text) => text.toLowerCase()),
  UPPER: ofStrings(1, 1, (text) => text.toUpperCase()),
  TRIM: ofStrings(1, 2, (text, blank) => trim(text, blank, { start: true, end: true })),
  LTRIM: ofStrings(1, 2, (text, blank) => trim(text, blank, { start: true, end: false })),
  RTRIM: ofStrings(1, 2, (text, blank) => trim(text, blank, { start: false, end: true })),
  REVERSE: ofStrings(1, 1, (text) => [...text].reverse().join('')),
  REPLACE: ofStrings(3, 3, (text, part, by) => (part === '' ? undefined : text.replaceAll(part, () => by))),
  REPLICATE: builtIn(2, 2, ([text, times]) =>
    isString(text) && isInteger(times) && times >= 0 && text.length * times <= maximumReplicated
      ? text.repeat(times)
      : undefined,
  ),
  REGEXMATCH: builtIn(2, 3, ([text, pattern, modifiers = '']) =>
    isString(text) && isString(pattern) && isString(modifiers)
      ? regularExpression(pattern, modifiers).test(text)
      : undefined,
  ),
  STRINGJOIN: builtIn(2, 2, ([items, separator]) =>
    Array.isArray(items) && items.every(isString) && isString(separator) ? items.join(separator) : undefined,
  ),
  STRINGSPLIT: ofStrings(2, 2, (text, separator) => text.split(separator)),
  TOSTRING: builtIn(1, 1, ([value]) => (value === undefined || isString(value) ? value : JSON.stringify(value))),
  STRINGTOARRAY: parsing((value) => Array.isArray(value)),
  STRINGTOBOOLEAN: parsing((value) => typeof value === 'boolean'),
  STRINGTONULL: parsing((value) => value === null),
  STRINGTONUMBER: parsing((value) => typeof value === 'number'),
  STRINGTOOBJECT: parsing((value) => isObject(value)),
};

/** A comparison of two strings with an optional third argument: true ignores the case. */
function comparing(matches: (text: string, other: string) => boolean): BuiltIn {
  return builtIn(2, 3, ([text, other, ignoreCase = false]) => {
    if (!isString(text) || !isString(other) || typeof ignoreCase !== 'boolean') return undefined;
    return ignoreCase ? matches(text.toLowerCase(), other.toLowerCase()) : matches(text, other);
  });
}

function parsing(isWanted: (value: Json) => boolean): BuiltIn {
  return ofStrings(1, 1, (text) => {
    try {
      const value = JSON.parse(text) as Json;
      return isWanted(value) ? value : undefined;
    } catch {
      return undefined;
    }
  });
}

function substring(text: Value, start: Value, length: Value): Value {
  if (!isString(text) || !isInteger(start) || !isInteger(length)) return undefined;
  const from = Math.max(start, 0);
  return length <= 0 ? '' : text.slice(from, from + length);
}

function trim(text: string, blank: string | undefined, { start, end }: { start: boolean; end: boolean }): string {
  if (blank === undefined) return start ? (end ? text.trim() : text.trimStart()) : text.trimEnd();
  let [from, to] = [0, text.length];
  while (start && blank !== '' && text.startsWith(blank, from) && from < to) from += blank.length;
  while (end && blank !== '' && to - blank.length >= from && text.startsWith(blank, to - blank.length))
    to -= blank.length;
  return text.slice(from, to);
}

const compiled = new Map<string, RegExp>();

/** Modifiers as in Azure: m, s, i, and x (white space and comments in the pattern do not count). */
function regularExpression(pattern: string, modifiers: string): RegExp {
  const name = `${modifiers}/${pattern}`;
  const known = compiled.get(name);
  if (known) return known;
  if (!/^[msix]*$/.test(modifiers))
    throw badRequest(`RegexMatch knows the modifiers m, s, i and x, got '${modifiers}'.`);
  const extended = modifiers.includes('x');
  const source = extended
    ? pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*/g, (part) => (/^[\s#]/.test(part) ? '' : part))
    : pattern;
  try {
    const expression = new RegExp(source, [...new Set(modifiers.replaceAll('x', ''))].join(''));
    if (compiled.size >= 200) compiled.clear();
    compiled.set(name, expression);
    return expression;
  } catch (error) {
    throw badRequest(`RegexMatch got an invalid regular expression: ${(error as Error).message}.`);
  }
}
