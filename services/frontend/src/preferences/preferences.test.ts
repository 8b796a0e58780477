import { describe, expect, it } from '@jest/globals';
import { readPreferences } from './preferences.ts';

describe('the preferences of a visitor', () => {
  it('begin with what the browser says: the language it asks for, and the money of its region', () => {
    expect(readPreferences(null, ['de-AT', 'en'])).toEqual({ locale: 'de', currency: 'EUR', theme: 'system' });
    expect(readPreferences(null, ['en-US'])).toEqual({ locale: 'en', currency: 'USD', theme: 'system' });
    expect(readPreferences(null, ['en-GB'])).toMatchObject({ currency: 'GBP' });
    expect(readPreferences(null, ['fr-FR', 'de'])).toMatchObject({ locale: 'de', currency: 'EUR' });
    expect(readPreferences(null, [])).toMatchObject({ locale: 'en', currency: 'EUR' });
  });

  it('keep what was chosen, and replace what is not one of the choices', () => {
    expect(readPreferences({ locale: 'de', currency: 'GBP', theme: 'dark' }, ['en-US'])).toEqual({
      locale: 'de',
      currency: 'GBP',
      theme: 'dark',
    });
    expect(readPreferences({ locale: 'xx', currency: 12, theme: null }, ['en-US'])).toEqual({
      locale: 'en',
      currency: 'USD',
      theme: 'system',
    });
    expect(readPreferences('broken', ['en-US'])).toMatchObject({ currency: 'USD' });
  });
});
