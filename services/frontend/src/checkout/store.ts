import { createStored } from '../data/stored.ts';
import { type CheckoutState, readCheckout } from './state.ts';

/** The checkout of this tab. */
export const checkout = createStored<CheckoutState>({
  key: 'checkout',
  storage: () => sessionStorage,
  parse: readCheckout,
  personal: true,
});
