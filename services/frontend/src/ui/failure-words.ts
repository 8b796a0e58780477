import { ApiProblem } from '@halden/contracts/client';
import type { Words } from '../i18n/en.ts';

/** What happened and what to do, in plain words. */
export function failureWords(error: unknown, words: Words['failure'], online: boolean): string {
  if (error instanceof ApiProblem) {
    const { code } = error.problem;
    return code in words.problems ? words.problems[code as keyof Words['failure']['problems']] : words.generic;
  }
  if (!online) return words.offline;
  if (error instanceof DOMException && error.name === 'TimeoutError') return words.timeout;
  return words.generic;
}

export const isProblem = (error: unknown, code: ApiProblem['problem']['code']): boolean =>
  error instanceof ApiProblem && error.problem.code === code;
