import type { Order, orderApi, Problem, ProblemCode } from '@halden/contracts';
import { ApiProblem, UnexpectedResponse } from '@halden/contracts/client';

/** What became of an attempt. `unclear`: no answer, or none that says; the same attempt is to be sent again. */
export type Outcome =
  | { kind: 'placed'; order: Order }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'unclear'; error: unknown; retryAfterSeconds: number | undefined };

type OrderProblem = (typeof orderApi.operations.placeOrder.problems)[number];

/**
 * Whether a problem proves that there is no order under the attempt's key: order-service has looked for one, or has refused the request
 * for what stands in it, which is the same each time. Every other answer (too many requests, sign in, a timeout, a fault) may be the
 * answer to a repetition of a request that did place the order.
 */
const provesThereIsNone: Partial<Record<ProblemCode, boolean>> & Record<OrderProblem, boolean> = {
  validation_failed: true,
  unknown_product: true,
  out_of_stock: true,
  price_changed: true,
  // There is one, with another content.
  idempotency_key_reused: false,
  dependency_unavailable: false,
};

/** Sends an attempt, and says what is certain of it afterwards. */
export async function place(send: () => Promise<Order>): Promise<Outcome> {
  try {
    const order = await send();
    return isOrder(order) ? { kind: 'placed', order } : unclear(new TypeError('the answer is not an order'));
  } catch (error) {
    if (error instanceof ApiProblem && isRefusal(error.problem)) return { kind: 'refused', problem: error.problem };
    return unclear(error);
  }
}

const isOrder = (answer: Partial<Order> | null | undefined): boolean =>
  typeof answer?.id === 'string' && typeof answer.status === 'string';

const isRefusal = ({ status, code }: Problem): boolean =>
  status >= 400 && status < 500 && provesThereIsNone[code] === true;

const unclear = (error: unknown): Outcome => ({
  kind: 'unclear',
  error,
  retryAfterSeconds:
    error instanceof ApiProblem || error instanceof UnexpectedResponse ? error.retryAfterSeconds : undefined,
});
