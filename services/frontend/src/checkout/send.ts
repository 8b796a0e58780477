import type { Order } from '@halden/contracts';
import { renewSession } from '../account/session.ts';
import { expireSession, headersOf, SignInNeeded } from '../account/sign-in.ts';
import { ordersAsNamed } from '../api/shop.ts';
import type { Attempt } from '../cart/cart-state.ts';
import { isProblem } from '../ui/failure-message.ts';

/**
 * Sends an attempt as who made it: a guest's without a token, a customer's with a token of that very customer. Rejects with
 * `SignInNeeded` when the customer has to sign in (again); without them nothing is sent, for under a guest the same key is another order.
 */
export async function send({ key, customer, body }: Attempt): Promise<Order> {
  const placeAs = (headers: Record<string, string>) =>
    ordersAsNamed.placeOrder({ headers: { 'idempotency-key': key }, body }, { headers });
  if (!customer) return placeAs({});
  try {
    return await placeAs(await headersOf(customer.id));
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error;
  }
  // The token looked good and is not: one more try with a new one.
  await renewSession();
  try {
    return await placeAs(await headersOf(customer.id));
  } catch (error) {
    if (!isProblem(error, 'unauthenticated')) throw error;
    expireSession();
    throw new SignInNeeded('the token of this person is refused', { cause: error });
  }
}
