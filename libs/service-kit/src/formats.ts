import type { Ajv, Format } from 'ajv';
import addFormats from 'ajv-formats';

/**
 * The formats of our schemas: those of the standard, without what it allows and no `Date` can hold. A time with second 60 orders after
 * the next minute as text and is no date as a number.
 */
export function addFormatsTo(ajv: Ajv): Ajv {
  addFormats.default(ajv);
  const standard = ajv.formats['date-time'] as { validate: (text: string) => boolean };
  ajv.addFormat('date-time', {
    validate: (text: string) => standard.validate(text) && !Number.isNaN(Date.parse(text)),
  } satisfies Format);
  return ajv;
}
