import { createStored } from '../data/stored.ts';
import { type CheckoutState, readCheckout } from './state.ts';

/** The checkout of this tab. */
export const checkout = createStored<CheckoutState>({
  key: 'halden.checkout',
  storage: () => sessionStorage,
  read: readCheckout,
});
