import { describe, expect, it } from '@jest/globals';
import { categoryIds, productSorts } from '@halden/contracts';
import {
  clear,
  countChoices,
  pageNumbers,
  readShelf,
  shelfIds,
  sorts,
  toggle,
  toQuery,
  writeShelf,
} from './shelf-url.ts';

const none = readShelf('');

describe('the URL of a shelf', () => {
  it('holds every choice, and gives it back', () => {
    const url =
      '?q=arc+lamp&category=lighting&colour=red&colour=blue&minRating=4&minPrice=20&maxPrice=90&sort=-price&page=3';
    const choice = readShelf(url);
    expect(choice).toEqual({
      q: 'arc lamp',
      facets: { category: ['lighting'], colour: ['red', 'blue'], minRating: ['4'] },
      minPrice: 20,
      maxPrice: 90,
      sort: '-price',
      page: 3,
    });
    expect(writeShelf(choice)).toBe(url);
  });

  it('is empty when nothing is chosen', () => {
    expect(writeShelf(none)).toBe('');
    expect(countChoices(none)).toBe(0);
  });

  it('leaves out what it does not understand', () => {
    const odd =
      '?category=cars&colour=%3Cscript%3E&minPrice=-4&maxPrice=1.5&sort=magic&page=0&minRating=9&availability=soon';
    expect(readShelf(odd)).toEqual(none);
  });

  it('knows every shelf and every order of the contract', () => {
    expect([...shelfIds]).toEqual([...categoryIds]);
    expect([...sorts]).toEqual([...productSorts]);
  });
});

describe('choosing on a shelf', () => {
  it('chooses and lets go of a value, and begins at the first page again', () => {
    const once = toggle({ ...none, page: 4 }, 'colour', 'red');
    expect(once).toMatchObject({ facets: { colour: ['red'] }, page: 1 });
    expect(countChoices(toggle(once, 'colour', 'blue'))).toBe(2);
    expect(toggle(once, 'colour', 'red').facets).toEqual({});
  });

  it('takes one rating at a time', () => {
    expect(toggle(toggle(none, 'minRating', '3'), 'minRating', '4').facets).toEqual({ minRating: ['4'] });
  });

  it('clears choices, but keeps the searched text and the order', () => {
    const choice = readShelf('?q=lamp&colour=red&maxPrice=50&sort=price&page=2');
    expect(writeShelf(clear(choice))).toBe('?q=lamp&sort=price');
  });

  it('asks the catalogue in minor units, with the shelf as category', () => {
    expect(toQuery(readShelf('?colour=red&minPrice=20&minRating=4&sort=newest&page=2'), 'lighting')).toEqual({
      category: ['lighting'],
      colour: ['red'],
      minRating: 4,
      minPrice: 2000,
      sort: 'newest',
      page: 2,
    });
  });
});

describe('paging', () => {
  it('offers the ends and the neighbours, with gaps between', () => {
    expect(pageNumbers(1, 1)).toEqual([1]);
    expect(pageNumbers(2, 3)).toEqual([1, 2, 3]);
    expect(pageNumbers(5, 11)).toEqual([1, undefined, 4, 5, 6, undefined, 11]);
  });
});
