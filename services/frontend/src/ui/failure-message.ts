import { ApiProblem } from '@halden/contracts/client';
import type { Messages } from '../i18n/en.ts';

/** What happened and what to do, in the reader's language. */
export function failureMessage(error: unknown, messages: Messages['failure'], online: boolean): string {
  if (error instanceof ApiProblem) {
    const { code } = error.problem;
    return code in messages.problems
      ? messages.problems[code as keyof Messages['failure']['problems']]
      : messages.generic;
  }
  if (!online) return messages.offline;
  if (error instanceof DOMException && error.name === 'TimeoutError') return messages.timeout;
  return messages.generic;
}

export const isProblem = (error: unknown, code: ApiProblem['problem']['code']): error is ApiProblem =>
  error instanceof ApiProblem && error.problem.code === code;
