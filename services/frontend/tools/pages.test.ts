import { describe, expect, it } from '@jest/globals';
import { pageFor } from './pages.ts';

describe('the page for an address', () => {
  it.each([
    ['/', '/pages/en/home.html'],
    ['/search', '/pages/en/search.html'],
    ['/shelves/lighting', '/pages/en/shelves/lighting.html'],
    ['/products/low-lamp', '/pages/en/product.html'],
  ])('%s is one made beforehand', (path, file) => {
    expect(pageFor(path, 'en-GB,en;q=0.9')).toBe(file);
  });

  it.each(['/shelves/unknown', '/shelves/lighting/more', '/products/', '/checkout', '/orders/8e0b', '/nothing'])(
    '%s is the plain one',
    (path) => {
      expect(pageFor(path, 'en')).toBe('/index.html');
    },
  );

  it.each([
    ['de', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['fr-CH, fr;q=0.9, de;q=0.7, en;q=0.5', 'de'],
    ['en-US,en;q=0.9,de;q=0.8', 'en'],
    ['pt-DE, den;q=0.9', 'en'],
    ['*', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('who accepts %s reads it in %s', (accepted, language) => {
    expect(pageFor('/', accepted)).toBe(`/pages/${language}/home.html`);
  });
});
