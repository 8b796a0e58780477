import type { Order, Problem } from '@halden/contracts';
import { ApiProblem } from '@halden/contracts/client';
import type { Attempt } from './state.ts';

/** What became of an attempt. `unknown`: no answer, or none that says; the same attempt is to be sent again. */
export type Outcome =
  { kind: 'placed'; order: Order } | { kind: 'refused'; problem: Problem } | { kind: 'unknown'; error: unknown };

/** Sends an attempt. Only an answer in the 400s says for certain that there is no order. */
export async function place(attempt: Attempt, send: (attempt: Attempt) => Promise<Order>): Promise<Outcome> {
  try {
    return { kind: 'placed', order: await send(attempt) };
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status >= 400 && error.problem.status < 500)
      return { kind: 'refused', problem: error.problem };
    return { kind: 'unknown', error };
  }
}
