import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from '@halden/contracts/client';
import { en } from '../i18n/en.ts';
import { failureWords, isProblem } from './failure-words.ts';

const words = en.failure;
const problem = (code: 'out_of_stock' | 'forbidden') => new ApiProblem({ type: 't', title: 't', status: 409, code });

describe('a failure in words', () => {
  it('says what is known of it, and what to do', () => {
    expect(failureWords(problem('out_of_stock'), words, true)).toBe(words.problems.out_of_stock);
    expect(failureWords(problem('forbidden'), words, true)).toBe(words.generic);
    expect(failureWords(new TypeError('Failed to fetch'), words, false)).toBe(words.offline);
    expect(failureWords(new DOMException('late', 'TimeoutError'), words, true)).toBe(words.timeout);
    expect(failureWords(new TypeError('x'), words, true)).toBe(words.generic);
  });

  it('is told apart by its code', () => {
    expect(isProblem(problem('out_of_stock'), 'out_of_stock')).toBe(true);
    expect(isProblem(new Error('out_of_stock'), 'out_of_stock')).toBe(false);
  });
});
