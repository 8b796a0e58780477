import { describe, expect, it } from '@jest/globals';
import { ApiProblem } from '@halden/contracts/client';
import { en } from '../i18n/en.ts';
import { failureMessage, isProblem } from './failure-message.ts';

const messages = en.failure;
const problem = (code: 'out_of_stock' | 'rate_limited' | 'forbidden') =>
  new ApiProblem({ type: 't', title: 't', status: 409, code });

describe('the message of a failure', () => {
  it('says what is known of it, and what to do', () => {
    expect(failureMessage(problem('rate_limited'), messages, true)).toBe(messages.problems.rate_limited);
    expect(failureMessage(problem('forbidden'), messages, true)).toBe(messages.generic);
    expect(failureMessage(new TypeError('Failed to fetch'), messages, false)).toBe(messages.offline);
    expect(failureMessage(new DOMException('late', 'TimeoutError'), messages, true)).toBe(messages.timeout);
    expect(failureMessage(new TypeError('x'), messages, true)).toBe(messages.generic);
  });

  it('is told apart by its code', () => {
    expect(isProblem(problem('out_of_stock'), 'out_of_stock')).toBe(true);
    expect(isProblem(new Error('out_of_stock'), 'out_of_stock')).toBe(false);
  });
});
