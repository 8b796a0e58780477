import { createStored } from '../data/stored.ts';
import { type CartState, readCartState } from './cart-state.ts';

/** The cart of this browser, the same in every tab. */
export const cart = createStored<CartState>({ key: 'cart', storage: () => localStorage, parse: readCartState });

/** Whether the cart stands open beside the page. */
export const drawer = createSwitch();

function createSwitch() {
  const listeners = new Set<() => void>();
  let open = false;
  const set = (next: boolean) => {
    open = next;
    listeners.forEach((listener) => listener());
  };
  return {
    get: () => open,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    open: () => set(true),
    close: () => set(false),
  };
}
