import { describe, expect, it } from '@jest/globals';
import { oneLine } from './one-line.ts';

describe('one line of a text from a customer', () => {
  it.each([
    ['Ana\r\nBcc: x', 'Ana Bcc: x'],
    [' Ada\u0000\tLovelace\u001b ', 'Ada Lovelace'],
    ['A\ud800B', 'A\ufffdB'],
    ['Zoë 🪑', 'Zoë 🪑'],
  ])('holds no control character and no half of a character: %j', (text, line) => {
    expect(oneLine(text)).toBe(line);
  });
});
