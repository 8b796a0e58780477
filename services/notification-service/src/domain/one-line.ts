/** A text of a customer made fit for a subject, a recipient's name or a line of plain text: no line breaks, no control characters, no half of a surrogate pair. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
